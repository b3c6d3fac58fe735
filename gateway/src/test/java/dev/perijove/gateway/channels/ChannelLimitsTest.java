package dev.perijove.gateway.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.testing.ScriptedKernel;
import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestClient.Received;
import dev.perijove.gateway.testing.TestGateway;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.StreamOutput;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** What happens at the bounds of a kernel's channels. */
@SuppressWarnings("NullAway.Init") // every test calls start first
class ChannelLimitsTest {

  @TempDir Path home;
  private TestGateway gateway;
  private String kernel;

  private void start(UnaryOperator<ChannelLimits> limits) throws Exception {
    start(limits, "scripted");
  }

  private void start(UnaryOperator<ChannelLimits> limits, String kernelSpec) throws Exception {
    gateway =
        TestGateway.start(
            home, List.of(), config -> config.withChannels(limits.apply(config.channels())));
    kernel = gateway.startKernel(kernelSpec);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private ChannelLoad load() throws Exception {
    return gateway.kernels().get(kernel).channels().load();
  }

  @Test
  void a_client_that_does_not_read_costs_no_more_than_the_bound_and_disturbs_nobody()
      throws Exception {
    start(limits -> limits.withJournal(2_000, 1 << 20));
    TestClient deaf = TestClient.connectDeaf(gateway, kernel, "deaf");
    try (TestClient reading = gateway.connect(kernel, "reading")) {
      String flood = deaf.execute("flood 30000 500");

      String text = "";
      while (!text.endsWith("line 29999\n")) {
        Received next =
            reading.await("flood", m -> m.isChildOf(flood) && m.type().equals("stream"));
        text = TestClient.text(List.of(next));
        ChannelLoad load = load();
        assertThat(load.journalMessages()).isLessThanOrEqualTo(2_000);
        assertThat(load.journalBytes()).isLessThanOrEqualTo(1 << 20);
      }
      assertThat(load().dropped()).isPositive();

      // When it reads again it gets the states and the reply, the newest output, and a notice.
      deaf.listen();
      List<Received> cell = deaf.awaitAll(flood);
      assertThat(cell.stream().map(Received::type))
          .contains("execute_input", "execute_reply", "status");
      text = TestClient.text(cell);
      assertThat(text.contains("were dropped")).isTrue();
      assertThat(text.endsWith("line 29999\n")).isTrue();
      assertThat(cell.stream().map(message -> (Object) message.message().content()))
          .filteredOn(content -> content instanceof StreamOutput s && s.name().equals("stderr"))
          .hasSizeBetween(1, 30);
    }
    deaf.abort();
  }

  @Test
  void a_large_output_arrives_although_it_is_larger_than_the_journal() throws Exception {
    start(limits -> limits.withJournal(100, 1 << 20));
    try (TestClient client = gateway.connect(kernel, "a")) {
      List<Received> cell = client.awaitAll(client.execute("picture 4000000"));
      assertThat(cell.stream().map(Received::type)).contains("display_data");
    }
  }

  @Test
  void a_client_that_asks_more_than_may_wait_is_made_to_wait_and_loses_nothing() throws Exception {
    try (ServerSocket gate = new ServerSocket(0)) {
      TestGateway.writeScriptedSpec(
          home.resolve("data"),
          "slow",
          Map.of(ScriptedKernel.GATE, Integer.toString(gate.getLocalPort())));
      start(limits -> limits.withWaiting(50, 1 << 20), "slow");
      try (Socket waitingKernel = gate.accept();
          TestClient client = gateway.connect(kernel, "a")) {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          asked.add(client.execute("print " + i));
        }
        awaitStoppedClient();
        assertThat(load().waitingRequests()).isEqualTo(50);

        waitingKernel.close();

        for (String request : asked) {
          client.await("reply", m -> m.isChildOf(request) && m.type().equals("execute_reply"));
        }
        assertThat(load().waitingRequests()).isZero();
        assertThat(load().stoppedClients()).isZero();
        try (TestClient other = gateway.connect(kernel, "b")) {
          assertThat(other.run("print alive")).contains("alive");
        }
      }
    }
  }

  private void awaitStoppedClient() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (load().stoppedClients() == 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(load().stoppedClients()).isEqualTo(1);
  }

  @Test
  void a_message_type_that_is_not_allowed_is_answered_with_an_error() throws Exception {
    start(
        limits -> limits.withAllowedMessageTypes(Set.of("execute_request", "kernel_info_request")));
    try (TestClient client = gateway.connect(kernel, "a")) {
      String refused =
          client.send(Channel.CONTROL, new DebugRequest(JsonNodeFactory.instance.objectNode()));

      List<Received> answer = client.awaitAll(refused);

      assertThat(answer.stream().map(Received::type)).contains("debug_reply");
      assertThat(client.run("print still there")).isEqualTo("still there\n");
    }
  }
}
