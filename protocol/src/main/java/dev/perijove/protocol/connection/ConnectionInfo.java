package dev.perijove.protocol.connection;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a kernel listens and how messages are signed ("Connection files" in the Jupyter client
 * documentation).
 *
 * @param ip address for {@link Transport#TCP}, path prefix for {@link Transport#IPC}
 * @param key shared secret; empty: messages are not signed
 * @param signatureScheme such as {@code hmac-sha256}
 * @param extra fields we do not know, kept
 */
public record ConnectionInfo(
    Transport transport,
    String ip,
    int shellPort,
    int iopubPort,
    int stdinPort,
    int controlPort,
    int hbPort,
    String key,
    String signatureScheme,
    Optional<String> kernelName,
    Map<String, JsonNode> extra) {

  public ConnectionInfo {
    requireNonNull(transport, "transport");
    requireNonNull(ip, "ip");
    requireNonNull(key, "key");
    requireNonNull(signatureScheme, "signatureScheme");
    requireNonNull(kernelName, "kernelName");
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /** The ZeroMQ endpoint of a channel: {@code tcp://ip:port} or {@code ipc://prefix-port}. */
  public String endpoint(Channel channel) {
    int port = port(channel);
    return switch (transport) {
      case TCP -> "tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port;
      case IPC -> "ipc://" + ip + "-" + port;
    };
  }

  public int port(Channel channel) {
    return switch (channel) {
      case SHELL -> shellPort;
      case CONTROL -> controlPort;
      case IOPUB -> iopubPort;
      case STDIN -> stdinPort;
      case HEARTBEAT -> hbPort;
    };
  }

  /** Without the key, so that it can be logged. */
  @Override
  public String toString() {
    return "ConnectionInfo["
        + transport.wireName()
        + "://"
        + ip
        + ", shell "
        + shellPort
        + ", iopub "
        + iopubPort
        + ", stdin "
        + stdinPort
        + ", control "
        + controlPort
        + ", hb "
        + hbPort
        + "]";
  }
}
