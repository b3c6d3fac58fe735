/**
 * One JVM: reads its configuration, wires the rooms of the gateway, starts, drains and stops.
 *
 * <pre>{@code
 * try (Gateway gateway = Gateway.start(GatewayConfig.of(Path.of("notebooks")))) {
 *   gateway.uri();
 * }
 * }</pre>
 */
@NullMarked
package dev.perijove.gateway;

import org.jspecify.annotations.NullMarked;
