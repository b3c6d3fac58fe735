/** The {@code perijove} command: parses its arguments, calls, and exits with a stated code. */
@NullMarked
package dev.perijove.install;

import org.jspecify.annotations.NullMarked;
