/** Runs kernels as child processes on the gateway's own machine. */
@NullMarked
package dev.perijove.gateway.provision.local;

import org.jspecify.annotations.NullMarked;
