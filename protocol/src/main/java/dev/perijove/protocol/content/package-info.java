/** The Jupyter message types and what each carries: one record a message type. */
@NullMarked
package dev.perijove.protocol.content;

import org.jspecify.annotations.NullMarked;
