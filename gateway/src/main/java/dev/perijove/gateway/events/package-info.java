/**
 * Tells whoever is interested what happens in the gateway: events to WebSockets, numbers to
 * Prometheus.
 */
@NullMarked
package dev.perijove.gateway.events;

import org.jspecify.annotations.NullMarked;
