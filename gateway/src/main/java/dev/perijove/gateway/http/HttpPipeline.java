package dev.perijove.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Puts the handlers of a new connection in their order. */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpPipeline extends ChannelInitializer<Channel> {
  static final String STALLED = "stalled";

  private static final int LONGEST_REQUEST_LINE = 16 * 1024;
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int BODY_CHUNK = 64 * 1024;

  /** A client that takes no byte of its answer for so long is gone. */
  private static final int STALLED_SECONDS = 60;

  private final Served served;
  private final ChannelGroup connections;

  HttpPipeline(Served served, ChannelGroup connections) {
    this.served = served;
    this.connections = connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (connections.size() >= served.limits().connections() || !connections.add(channel)) {
      channel.close();
      return;
    }
    HttpDecoderConfig decoder =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setMaxChunkSize(BODY_CHUNK);
    channel
        .pipeline()
        .addLast(STALLED, new IdleStateHandler(true, 0, STALLED_SECONDS, 0, TimeUnit.SECONDS))
        .addLast(new HttpServerCodec(decoder))
        .addLast(new HttpConnection(served));
  }
}
