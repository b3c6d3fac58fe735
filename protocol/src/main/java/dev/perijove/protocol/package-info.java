/** A Jupyter message as a value. */
@NullMarked
package dev.perijove.protocol;

import org.jspecify.annotations.NullMarked;
