/** Past cells and their numbers. */
@NullMarked
package dev.perijove.kernel.history;

import org.jspecify.annotations.NullMarked;
