package dev.perijove.protocol.wire;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;

/** A message and the channel it travels on, as a WebSocket carries it. */
public record ChannelMessage(Channel channel, RawMessage message) {
  public ChannelMessage {
    requireNonNull(channel, "channel");
    requireNonNull(message, "message");
  }

  /** The channel a WebSocket frame names. */
  static Channel channel(String wireName) throws MalformedMessageException {
    Channel channel = Channel.of(wireName).orElse(Channel.HEARTBEAT);
    if (channel == Channel.HEARTBEAT) {
      throw new MalformedMessageException(
          "no such channel; messages travel on shell, control, iopub and stdin");
    }
    return channel;
  }
}
