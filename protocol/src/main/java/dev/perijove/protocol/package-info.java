/** A Jupyter message as a value: as it travels (RawMessage) and as it is understood (Message). */
@NullMarked
package dev.perijove.protocol;

import org.jspecify.annotations.NullMarked;
