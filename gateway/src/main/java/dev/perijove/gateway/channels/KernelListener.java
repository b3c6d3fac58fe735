package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;

/** Hears what a kernel sends. Called on the thread of its sockets; must not block. */
public interface KernelListener {

  /** One message with a good signature, in the order of its channel. */
  void received(Channel channel, RawMessage message, Routing routing);
}
