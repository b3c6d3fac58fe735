/**
 * Where a kernel process runs: the interface a place implements, and what it is asked and gives
 * back. Places are found with {@link java.util.ServiceLoader}.
 */
@NullMarked
package dev.perijove.gateway.provision;

import org.jspecify.annotations.NullMarked;
