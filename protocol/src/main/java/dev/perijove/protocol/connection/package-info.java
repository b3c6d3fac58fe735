/** Where a kernel listens, and the file that tells it. */
@NullMarked
package dev.perijove.protocol.connection;

import org.jspecify.annotations.NullMarked;
