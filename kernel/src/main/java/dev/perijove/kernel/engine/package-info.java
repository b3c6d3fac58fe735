/**
 * Runs a cell with JShell: snippets, events, positions, errors. Knows nothing of messages or
 * processes.
 */
@NullMarked
package dev.perijove.kernel.engine;

import org.jspecify.annotations.NullMarked;
