package dev.perijove.protocol.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

class ConnectionFileTest {
  private static final String COMPLETE =
      """
      {"shell_port": 57503, "iopub_port": 40885, "stdin_port": 52597, "control_port": 50160,
       "hb_port": 42540, "ip": "127.0.0.1", "key": "a0436f6c-1916-498b-8eb9-e81ab9368e84",
       "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "java",
       "jupyter_session": "/home/me/a.ipynb"}
      """;

  @TempDir Path directory;

  @Test
  void the_file_of_a_running_kernel_is_understood() throws Exception {
    ConnectionInfo info = read(COMPLETE);

    assertThat(info.endpoint(Channel.SHELL)).isEqualTo("tcp://127.0.0.1:57503");
    assertThat(info.endpoint(Channel.IOPUB)).isEqualTo("tcp://127.0.0.1:40885");
    assertThat(info.endpoint(Channel.STDIN)).isEqualTo("tcp://127.0.0.1:52597");
    assertThat(info.endpoint(Channel.CONTROL)).isEqualTo("tcp://127.0.0.1:50160");
    assertThat(info.endpoint(Channel.HEARTBEAT)).isEqualTo("tcp://127.0.0.1:42540");
    assertThat(info.key()).isEqualTo("a0436f6c-1916-498b-8eb9-e81ab9368e84");
    assertThat(info.kernelName()).contains("java");
    assertThat(info.extra()).containsOnlyKeys("jupyter_session");
  }

  @Test
  void what_may_be_absent_has_the_defaults_of_jupyter_client() throws Exception {
    ConnectionInfo info =
        read(
            """
            {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5}
            """);

    assertThat(info.transport()).isEqualTo(Transport.TCP);
    assertThat(info.ip()).isEqualTo("127.0.0.1");
    assertThat(info.key()).isEmpty();
    assertThat(info.signatureScheme()).isEqualTo("hmac-sha256");
    assertThat(info.kernelName()).isEmpty();
  }

  @Test
  void ipc_and_ipv6_endpoints_are_spelled_as_zeromq_wants_them() throws Exception {
    ConnectionInfo ipc =
        read(COMPLETE.replace("\"tcp\"", "\"ipc\"").replace("127.0.0.1", "/run/kernel"));
    ConnectionInfo six = read(COMPLETE.replace("127.0.0.1", "::1"));

    assertThat(ipc.endpoint(Channel.SHELL)).isEqualTo("ipc:///run/kernel-57503");
    assertThat(six.endpoint(Channel.SHELL)).isEqualTo("tcp://[::1]:57503");
  }

  @Test
  void what_is_written_is_read_back() throws Exception {
    Path file = directory.resolve("kernel.json");
    ConnectionInfo info = info();

    ConnectionFile.write(file, info);

    assertThat(ConnectionFile.read(file)).isEqualTo(info);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void only_the_owner_can_read_what_is_written_even_over_an_open_file() throws Exception {
    Path file = Files.writeString(directory.resolve("kernel.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    ConnectionFile.write(file, info());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void the_key_is_not_printed() {
    assertThat(info().toString()).doesNotContain(info().key()).contains("127.0.0.1");
  }

  @Test
  void a_bad_file_names_itself_and_the_field() {
    assertInvalid("[]", "JSON object");
    assertInvalid("{\"shell_port\": ", "not JSON");
    assertInvalid("{}", "shell_port is missing");
    assertInvalid(COMPLETE.replace("57503", "\"57503\""), "shell_port must be a number");
    assertInvalid(COMPLETE.replace("42540", "70000"), "hb_port must be between 1 and 65535");
    assertInvalid(COMPLETE.replace("\"tcp\"", "\"udp\""), "transport must be tcp or ipc");
    assertInvalid(COMPLETE.replace("\"127.0.0.1\"", "7"), "ip must be a string");
  }

  @Test
  void a_missing_file_is_an_io_error() {
    assertThatThrownBy(() -> ConnectionFile.read(directory.resolve("none.json")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private void assertInvalid(String json, String reason) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidConnectionFileException.class)
        .hasMessageContaining("kernel.json")
        .hasMessageContaining(reason);
  }

  private ConnectionInfo read(String json) throws IOException, InvalidConnectionFileException {
    return ConnectionFile.read(Files.writeString(directory.resolve("kernel.json"), json));
  }

  private static ConnectionInfo info() {
    return new ConnectionInfo(
        Transport.TCP,
        "127.0.0.1",
        1,
        2,
        3,
        4,
        5,
        "secret-key",
        "hmac-sha256",
        Optional.of("java"),
        Map.of("jupyter_session", StringNode.valueOf("/a.ipynb")));
  }
}
