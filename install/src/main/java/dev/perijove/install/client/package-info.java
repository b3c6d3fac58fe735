/**
 * Starts a kernel and talks to it as any Jupyter client does.
 *
 * <p>One thread, {@code kernel-client}, owns the sockets of a {@link KernelClient} and completes
 * its futures; nothing blocks it. Who asks waits on their own thread, up to a deadline they name.
 */
@NullMarked
package dev.perijove.install.client;

import org.jspecify.annotations.NullMarked;
