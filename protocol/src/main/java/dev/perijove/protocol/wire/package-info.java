/** Turns wire frames into messages and back, and signs them. Opens no socket, starts no thread. */
@NullMarked
package dev.perijove.protocol.wire;

import org.jspecify.annotations.NullMarked;
