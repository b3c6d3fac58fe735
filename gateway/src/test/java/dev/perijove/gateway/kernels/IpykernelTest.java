package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.testing.RealClients;
import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestGateway;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.MimeBundle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels of any language run here; Python's is the one most people have. */
class IpykernelTest {

  @TempDir Path home;

  @Test
  void runs_a_cell_interrupts_a_loop_and_restarts() throws Exception {
    Path venv = RealClients.venvWith("ipykernel");
    try (TestGateway gateway =
        TestGateway.start(home, List.of(venv.resolve("share/jupyter")), config -> config)) {
      String kernel = gateway.startKernel("python3");
      try (TestClient client = gateway.connect(kernel, "lab")) {
        List<TestClient.Received> cell =
            client.awaitAll(client.execute("x = 41\nprint('hello')\nx + 1"));
        assertThat(TestClient.text(cell)).isEqualTo("hello\n");
        assertThat(cell)
            .anySatisfy(
                message ->
                    assertThat(message.message().content())
                        .isInstanceOfSatisfying(
                            ExecuteResult.class,
                            result ->
                                assertThat(result.bundle()).isEqualTo(MimeBundle.plainText("42"))));

        String loop = client.execute("print('looping', flush=True)\nwhile True: pass");
        client.await("the loop's output", m -> m.isChildOf(loop) && m.type().equals("stream"));
        assertThat(gateway.call("POST", "/api/kernels/" + kernel + "/interrupt", "{}").statusCode())
            .isEqualTo(204);
        assertThat(client.awaitAll(loop))
            .anySatisfy(
                message ->
                    assertThat(message.message().content())
                        .isInstanceOfSatisfying(
                            ErrorOutput.class,
                            error -> assertThat(error.ename()).isEqualTo("KeyboardInterrupt")));

        assertThat(gateway.call("POST", "/api/kernels/" + kernel + "/restart", "{}").statusCode())
            .isEqualTo(200);
        assertThat(client.awaitAll(client.execute("x")))
            .anySatisfy(
                message ->
                    assertThat(message.message().content())
                        .isInstanceOfSatisfying(
                            ExecuteReply.Failed.class,
                            error -> assertThat(error.ename()).isEqualTo("NameError")));
      }
      assertThat(gateway.call("DELETE", "/api/kernels/" + kernel, "").statusCode()).isEqualTo(204);
    }
  }
}
