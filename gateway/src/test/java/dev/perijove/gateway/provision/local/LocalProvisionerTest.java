package dev.perijove.gateway.provision.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.provision.KernelExit;
import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.gateway.provision.ProvisioningException;
import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.kernelspec.InterruptMode;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shell scripts stand in for kernels: a provisioner only cares for the process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalProvisionerTest {

  @TempDir Path home;

  private final LocalProvisioner provisioner =
      new LocalProvisioner(
          Map.of(
              "PATH",
              System.getenv("PATH"),
              "JUPYTER_TOKEN",
              "secret",
              "PERIJOVE_TOKEN",
              "secret",
              "COLOUR",
              "red"));

  private LaunchRequest request(Map<String, JsonNode> metadata, String... argv) {
    KernelSpec spec =
        new KernelSpec(
            "script",
            home.resolve("kernels/script"),
            List.of(argv),
            "Script",
            "sh",
            InterruptMode.SIGNAL,
            Map.of("FAVOURITE", "dark ${COLOUR}"),
            metadata,
            Map.of());
    return new LaunchRequest(
        "1-2-3-4-5", spec, home, Map.of(), home.resolve("runtime"), Optional.empty());
  }

  private ProvisionedKernel launch(String script) {
    return provisioner
        .launch(request(Map.of(), "/bin/sh", "-c", script, "sh", "{connection_file}"))
        .toCompletableFuture()
        .join();
  }

  private static KernelExit exit(ProvisionedKernel kernel) throws Exception {
    return kernel.exited().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_connection_file_only_its_owner_can_read_tells_where_to_listen() throws Exception {
    ProvisionedKernel kernel = launch("cat \"$1\"; exec sleep 100");
    Path file = home.resolve("runtime/kernel-1-2-3-4-5.json");

    ConnectionInfo written = ConnectionFile.read(file);

    assertThat(written.key()).isEqualTo(kernel.connection().key()).hasSize(64);
    assertThat(written.ip()).isEqualTo("127.0.0.1");
    assertThat(
            Stream.of(
                    written.shellPort(),
                    written.iopubPort(),
                    written.stdinPort(),
                    written.controlPort(),
                    written.hbPort())
                .distinct())
        .hasSize(5)
        .allMatch(port -> port >= 20_000 && port < 32_768);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    kernel.kill();
    exit(kernel);
    kernel.cleanup(false);
    assertThat(file).doesNotExist();
  }

  @Test
  void a_restart_keeps_the_file_and_the_ports() throws Exception {
    ProvisionedKernel first = launch("exit 0");
    exit(first);
    first.cleanup(true);
    assertThat(home.resolve("runtime/kernel-1-2-3-4-5.json")).exists();

    ProvisionedKernel second =
        provisioner
            .launch(request(Map.of(), "/bin/sh", "-c", "exit 0").listeningAt(first.connection()))
            .toCompletableFuture()
            .join();

    exit(second);
    assertThat(second.connection()).isEqualTo(first.connection());
    second.cleanup(false);
  }

  @Test
  void the_process_gets_what_it_needs_and_no_secret() throws Exception {
    ProvisionedKernel kernel =
        launch(
            "echo \"$FAVOURITE|$JPY_PARENT_PID|$JUPYTER_TOKEN$PERIJOVE_TOKEN|$PWD\";"
                + " read line || echo no input");

    assertThat(exit(kernel).code()).isZero();
    assertThat(awaitLog(kernel, "no input"))
        .contains("dark red|" + ProcessHandle.current().pid() + "||" + home.toRealPath())
        .contains("no input");
    kernel.cleanup(false);
  }

  /** The log is read by a thread of its own, a moment after the process wrote it. */
  private static String awaitLog(ProvisionedKernel kernel, String text) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!kernel.log().contains(text) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return kernel.log();
  }

  @Test
  void a_process_that_fails_leaves_its_last_words() throws Exception {
    ProvisionedKernel kernel = launch("echo 'no module named kernel' >&2; exit 3");

    KernelExit exit = exit(kernel);

    assertThat(exit.describe()).isEqualTo("ended with exit code 3");
    assertThat(exit.log()).contains("no module named kernel");
    kernel.cleanup(false);
  }

  @Test
  void a_program_that_does_not_exist_is_named_with_the_file_to_correct() {
    for (String program : List.of("/no/such/program", "no-such-program")) {
      assertThatThrownBy(
              () -> provisioner.launch(request(Map.of(), program)).toCompletableFuture().join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(ProvisioningException.class)
          .hasMessageContaining(program)
          .hasMessageContaining("kernel.json");
    }
    assertThat(home.resolve("runtime/kernel-1-2-3-4-5.json")).doesNotExist();
  }

  @Test
  void an_interrupt_reaches_the_kernel_and_what_it_runs() throws Exception {
    try (ServerSocket door = openDoor()) {
      // The child tells that it is there by connecting, and the parent that it was interrupted.
      ProvisionedKernel kernel =
          launch(
              "trap 'echo interrupted; exit 7' INT; %s & wait; wait"
                  .formatted(connectAndSleep(door.getLocalPort())));
      try (Socket child = door.accept()) {
        kernel.interrupt();

        assertThat(exit(kernel).code()).isEqualTo(7);
        assertThat(awaitLog(kernel, "interrupted")).contains("interrupted");
        kernel.cleanup(false);
        assertThat(child.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void nothing_a_kernel_started_outlives_it() throws Exception {
    try (ServerSocket door = openDoor()) {
      ProvisionedKernel kernel =
          launch(
              "%s & %s & wait"
                  .formatted(
                      connectAndSleep(door.getLocalPort()), connectAndSleep(door.getLocalPort())));
      try (Socket one = door.accept();
          Socket two = door.accept()) {
        kernel.kill();
        assertThat(exit(kernel).describe()).contains("signal 9");
        kernel.cleanup(false);

        assertThat(one.getInputStream().read()).isEqualTo(-1);
        assertThat(two.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void what_a_crashed_kernel_left_behind_is_ended_too() throws Exception {
    try (ServerSocket door = openDoor()) {
      ProvisionedKernel kernel =
          launch("%s & wait".formatted(connectAndSleep(door.getLocalPort())));
      try (Socket orphan = door.accept()) {
        long pid = Long.parseLong(kernel.description().replace("process ", ""));
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        exit(kernel);

        kernel.cleanup(false);

        assertThat(orphan.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  private static ServerSocket openDoor() throws Exception {
    ServerSocket door = new ServerSocket(0);
    door.setSoTimeout(60_000);
    return door;
  }

  /** A Java process that holds a connection to this port for as long as it lives. */
  private static String connectAndSleep(int port) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return "'%s' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '%s' '%s' %d"
        .formatted(
            java, System.getProperty("java.class.path"), HoldConnection.class.getName(), port);
  }

  static final class HoldConnection {
    private HoldConnection() {}

    public static void main(String[] arguments) throws Exception {
      try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(arguments[0]));
          BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        reader.readLine();
      }
    }
  }

  @Test
  void a_transport_nobody_here_speaks_is_refused_before_a_process_is_started() throws Exception {
    JsonNode ipc = JsonMapper.shared().readTree("{\"config\":{\"transport\":\"ipc\"}}");

    assertThatThrownBy(
            () ->
                provisioner
                    .launch(request(Map.of("kernel_provisioner", ipc), "/bin/sh", "-c", "exit 0"))
                    .toCompletableFuture()
                    .join())
        .cause()
        .isInstanceOf(ProvisioningException.class)
        .hasMessageContaining("ipc")
        .hasMessageContaining("kernel.json");
    assertThat(home.resolve("runtime")).doesNotExist();
  }

  @Test
  void a_chatty_process_fills_no_memory_and_is_never_held_up() throws Exception {
    ProvisionedKernel kernel = launch("yes 0123456789 | head -c 3000000; echo the end");

    exit(kernel);

    assertThat(awaitLog(kernel, "the end").length()).isLessThanOrEqualTo(KernelLog.CAPACITY + 2);
    assertThat(kernel.log()).startsWith("… ").endsWith("the end\n");
    kernel.cleanup(false);
  }
}
