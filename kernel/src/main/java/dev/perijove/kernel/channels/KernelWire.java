package dev.perijove.kernel.channels;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Signer;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.ZmqContext;
import java.util.List;
import java.util.UUID;

/**
 * What the channels of one kernel share. Thread-safe.
 *
 * @param session the id every message of this kernel carries
 */
public record KernelWire(
    ZmqContext context,
    ConnectionInfo connection,
    Signer signer,
    MessageCodec codec,
    String session) {

  public KernelWire {
    requireNonNull(context, "context");
    requireNonNull(connection, "connection");
    requireNonNull(signer, "signer");
    requireNonNull(codec, "codec");
    requireNonNull(session, "session");
  }

  /**
   * A new session on this connection.
   *
   * @throws IllegalArgumentException if the signature scheme is not one we know
   */
  public static KernelWire of(ZmqContext context, ConnectionInfo connection) {
    Signer signer = Signer.of(connection.signatureScheme(), connection.key());
    return new KernelWire(
        context, connection, signer, new MessageCodec(), UUID.randomUUID().toString());
  }

  /**
   * Whoever reaches the port may send before a signature can be checked: no more than we can hold.
   */
  static SocketOptions requestOptions() {
    SocketOptions options = SocketOptions.defaults();
    long quarterOfHeap = Runtime.getRuntime().maxMemory() / 4;
    return options.withMaxMessageBytes(Math.min(options.maxMessageBytes(), quarterOfHeap));
  }

  String endpoint(Channel channel) {
    return connection.endpoint(channel);
  }

  /** Encodes and signs. */
  List<byte[]> frames(Message<?> message) {
    return ZmqFrames.write(codec.encode(message), signer);
  }
}
