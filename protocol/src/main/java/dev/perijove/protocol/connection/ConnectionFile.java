package dev.perijove.protocol.connection;

import dev.perijove.protocol.Channel;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes connection files ("Connection files" in the Jupyter client documentation). They
 * hold the key that signs messages, so only their owner may read what we write.
 */
public final class ConnectionFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A connection file is some hundred bytes; a longer file is something else. */
  private static final long MAX_BYTES = 1 << 20;

  private static final List<Channel> CHANNELS =
      List.of(Channel.SHELL, Channel.IOPUB, Channel.STDIN, Channel.CONTROL, Channel.HEARTBEAT);

  private ConnectionFile() {}

  /**
   * Reads a connection file. The ports must be there; the rest has the defaults of jupyter_client.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidConnectionFileException if it is not a connection file; names the field
   */
  public static ConnectionInfo read(Path file) throws IOException, InvalidConnectionFileException {
    if (Files.size(file) > MAX_BYTES) {
      throw new InvalidConnectionFileException(file, "longer than " + MAX_BYTES + " bytes");
    }
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new InvalidConnectionFileException(file, "not JSON (" + e.getOriginalMessage() + ")");
    }
    if (!(root instanceof ObjectNode fields)) {
      throw new InvalidConnectionFileException(file, "must be a JSON object");
    }
    return new Reader(file, fields).info();
  }

  /**
   * Writes a connection file readable by its owner only. Whoever reads it sees the old file, none,
   * or the whole new one.
   */
  public static void write(Path file, ConnectionInfo info) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(toJson(info));
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " is not a file name");
    }
    Path temporary = Files.createTempFile(directory, ".connection-", ".tmp");
    try {
      keepToOwner(temporary);
      Files.write(temporary, json);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void keepToOwner(Path file) throws IOException {
    FileStore store = Files.getFileStore(file);
    if (store.supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return;
    }
    AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
    if (view != null) {
      AclEntry ownerOnly =
          AclEntry.newBuilder()
              .setType(AclEntryType.ALLOW)
              .setPrincipal(view.getOwner())
              .setPermissions(EnumSet.allOf(AclEntryPermission.class))
              .build();
      view.setAcl(List.of(ownerOnly));
    }
  }

  private static ObjectNode toJson(ConnectionInfo info) {
    ObjectNode json = JSON.createObjectNode();
    json.put("transport", info.transport().wireName());
    json.put("ip", info.ip());
    for (Channel channel : CHANNELS) {
      json.put(portField(channel), info.port(channel));
    }
    json.put("key", info.key());
    json.put("signature_scheme", info.signatureScheme());
    info.kernelName().ifPresent(name -> json.put("kernel_name", name));
    info.extra().forEach(json::set);
    return json;
  }

  private static String portField(Channel channel) {
    return channel.wireName() + "_port";
  }

  /** Takes the known fields out of the JSON object; what is left is extra. */
  private static final class Reader {
    private final Path file;
    private final Map<String, JsonNode> left = new LinkedHashMap<>();

    Reader(Path file, ObjectNode fields) {
      this.file = file;
      fields.properties().forEach(field -> left.put(field.getKey(), field.getValue()));
    }

    ConnectionInfo info() throws InvalidConnectionFileException {
      String transportName = text("transport").orElse("tcp");
      Transport transport =
          Transport.of(transportName)
              .orElseThrow(
                  () -> invalid("transport must be tcp or ipc, not '" + transportName + "'"));
      return new ConnectionInfo(
          transport,
          text("ip").orElse(transport == Transport.TCP ? "127.0.0.1" : "kernel-ipc"),
          port(Channel.SHELL),
          port(Channel.IOPUB),
          port(Channel.STDIN),
          port(Channel.CONTROL),
          port(Channel.HEARTBEAT),
          text("key").orElse(""),
          text("signature_scheme").orElse("hmac-sha256"),
          text("kernel_name"),
          left);
    }

    private Optional<String> text(String field) throws InvalidConnectionFileException {
      JsonNode value = left.remove(field);
      if (value == null || value.isNull()) {
        return Optional.empty();
      }
      if (!value.isString()) {
        throw invalid(field + " must be a string");
      }
      return Optional.of(value.stringValue());
    }

    private int port(Channel channel) throws InvalidConnectionFileException {
      String field = portField(channel);
      JsonNode value = left.remove(field);
      if (value == null) {
        throw invalid(field + " is missing");
      }
      if (!value.isIntegralNumber() || !value.canConvertToInt()) {
        throw invalid(field + " must be a number");
      }
      int port = value.intValue();
      if (port < 1 || port > 65535) {
        throw invalid(field + " must be between 1 and 65535, not " + port);
      }
      return port;
    }

    private InvalidConnectionFileException invalid(String problem) {
      return new InvalidConnectionFileException(file, problem);
    }
  }
}
