package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a kernel that died twice and is to be started again in an hour. */
@SuppressWarnings("NullAway.Init") // set before each test
class RestartDelayTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path home;
  private TestGateway gateway;
  private String kernel;
  private TestClient client;
  private Path connectionFile;

  @BeforeEach
  void a_kernel_that_died_twice() throws Exception {
    gateway =
        TestGateway.start(
            home, List.of(), config -> config.withRestart(new RestartPolicy(3, HOUR, HOUR)));
    kernel = gateway.startKernel("scripted");
    client = gateway.connect(kernel, "a");
    client.run("print ready");
    for (int death = 0; death < 2; death++) {
      client.execute("die 7");
      client.awaitState("restarting");
    }
    connectionFile = home.resolve("runtime/kernel-" + kernel + ".json");
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void deleting_it_takes_its_connection_file_with_it() throws Exception {
    assertThat(connectionFile).exists();

    assertThat(gateway.call("DELETE", "/api/kernels/" + kernel, "").statusCode()).isEqualTo(204);

    assertThat(connectionFile).doesNotExist();
  }

  @Test
  void a_restart_starts_it_at_once_where_it_was() throws Exception {
    String before = Files.readString(connectionFile);

    assertThat(gateway.call("POST", "/api/kernels/" + kernel + "/restart", "{}").statusCode())
        .isEqualTo(200);

    assertThat(client.run("print back")).isEqualTo("back\n");
    assertThat(Files.readString(connectionFile)).isEqualTo(before);
  }
}
