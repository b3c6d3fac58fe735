/**
 * Shells that people type into from a browser: {@code /api/terminals} over pseudo-terminals.
 *
 * <p>Threads: each terminal has one that reads what its shell prints and one that writes what is
 * typed, since both can block; a connection's event loop does neither. The lock of a terminal
 * guards its output and who is attached; nothing blocks while it is held.
 */
@NullMarked
package dev.perijove.gateway.terminals;

import org.jspecify.annotations.NullMarked;
