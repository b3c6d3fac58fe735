/** What the gateway's tests share: a scripted kernel, a gateway to start, a client to talk with. */
@NullMarked
package dev.perijove.gateway.testing;

import org.jspecify.annotations.NullMarked;
