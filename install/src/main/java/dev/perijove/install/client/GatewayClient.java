package dev.perijove.install.client;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.WebSocketV1Frames;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A client of a server's REST and WebSocket interface, for one question at a time. */
public final class GatewayClient {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final GatewayAddress address;
  private final Duration patience;

  private GatewayClient(GatewayAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * Makes a client.
   *
   * @param patience how long one answer may take
   */
  public static GatewayClient of(GatewayAddress address, Duration patience) {
    return new GatewayClient(
        requireNonNull(address, "address"), requireNonNull(patience, "patience"));
  }

  /**
   * Starts a kernel through the server, asks it over the WebSocket who it is, and ends it.
   *
   * @throws GatewayFailedException naming the step that failed
   */
  public void askKernelOverWebSocket(String kernelSpec)
      throws GatewayFailedException, InterruptedException {
    String body = JSON.writeValueAsString(JSON.createObjectNode().put("name", kernelSpec));
    HttpResponse<String> started =
        send("start a kernel", request("api/kernels").POST(BodyPublishers.ofString(body)), 201);
    String id = idOf(started.body());
    try {
      askOverWebSocket("api/kernels/" + id + "/channels?session_id=" + UUID.randomUUID());
    } finally {
      send("end the kernel", request("api/kernels/" + id).DELETE(), 204);
    }
  }

  private void askOverWebSocket(String path) throws GatewayFailedException, InterruptedException {
    Message<KernelInfoRequest> question =
        Message.of(UUID.randomUUID().toString(), new KernelInfoRequest());
    var reply = new WebSocketReply(question.header().msgId());
    WebSocket socket = null;
    try {
      var builder = http.newWebSocketBuilder().subprotocols(WebSocketV1Frames.SUBPROTOCOL);
      address.token().ifPresent(token -> builder.header("Authorization", "token " + token));
      socket =
          builder
              .buildAsync(address.webSocket(path), reply)
              .get(patience.toNanos(), TimeUnit.NANOSECONDS);
      byte[] frame = WebSocketV1Frames.join(Channel.SHELL, new MessageCodec().encode(question));
      socket.sendBinary(ByteBuffer.wrap(frame), true).get(patience.toNanos(), TimeUnit.NANOSECONDS);
      reply.arrived().get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new GatewayFailedException(
          "The WebSocket at %s failed: %s".formatted(address, e.getCause()), e);
    } catch (TimeoutException e) {
      throw new GatewayFailedException(
          "No answer over the WebSocket at %s within %d s."
              .formatted(address, patience.toSeconds()),
          e);
    } finally {
      if (socket != null) {
        socket.abort();
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address.http(path))
            .timeout(patience)
            .header("Content-Type", "application/json");
    address.token().ifPresent(token -> builder.header("Authorization", "token " + token));
    return builder;
  }

  private HttpResponse<String> send(String what, HttpRequest.Builder request, int expected)
      throws GatewayFailedException, InterruptedException {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != expected) {
        throw new GatewayFailedException(
            "The server at %s was asked to %s and answered %d: %s"
                .formatted(address, what, response.statusCode(), response.body()));
      }
      return response;
    } catch (IOException e) {
      throw new GatewayFailedException(
          "The server at %s cannot be reached to %s: %s".formatted(address, what, e), e);
    }
  }

  private static String idOf(String body) throws GatewayFailedException {
    try {
      String id = JSON.readTree(body).path("id").asString("");
      return UUID.fromString(id).toString();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new GatewayFailedException("The server answered without a kernel's id.", e);
    }
  }
}
