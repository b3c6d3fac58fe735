/**
 * The private socket between the front and the user's program: its messages and framing. Depends on
 * the JDK only, since both processes carry it.
 */
@NullMarked
package dev.perijove.kernel.link;

import org.jspecify.annotations.NullMarked;
