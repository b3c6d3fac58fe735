package dev.perijove.install.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.install.client.GatewayAddress;
import dev.perijove.install.client.GatewayClient;
import dev.perijove.install.client.GatewayProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The {@code perijove} command as a person runs it, from the product as it was built. */
class PerijoveIT {
  @TempDir Path folder;

  @Test
  void doctor_finds_an_installed_kernel_in_order() throws Exception {
    var product = BuiltProduct.withKernelIn(folder);

    Program doctor = product.perijove("doctor").succeeded();

    assertThat(doctor.output())
        .containsPattern("ok +JDK")
        .containsPattern("ok +kernelspec")
        .containsPattern("ok +kernel .*answered 1\\+1")
        .containsPattern("ok +gateway .*through a WebSocket");
  }

  @Test
  void install_writes_an_archive_from_which_the_kernel_starts() throws Exception {
    var product = BuiltProduct.in(folder);

    product.perijove("install").succeeded();

    Path archive = folder.resolve("data/kernels/java/front.jsa");
    assertThat(Files.size(archive)).isGreaterThan(1_000_000);
    assertThat(product.perijove("uninstall").succeeded().output()).contains("Removed");
    assertThat(archive.getParent()).doesNotExist();
  }

  @Test
  void gateway_brings_its_own_kernel_where_none_is_installed() throws Exception {
    var product = BuiltProduct.in(folder);

    try (GatewayProcess gateway = product.gateway(folder)) {
      GatewayAddress address = gateway.awaitAddress(Duration.ofMinutes(2));

      GatewayClient.of(address, Duration.ofMinutes(1)).askKernelOverWebSocket("java");
    }

    assertThat(folder.resolve("data/kernels")).doesNotExist();
  }

  @Test
  void gateway_takes_server_and_kernels_with_it_when_it_is_told_to_end() throws Exception {
    var product = BuiltProduct.withKernelIn(folder);
    List<ProcessHandle> all;

    try (GatewayProcess gateway = product.gateway(folder)) {
      GatewayAddress address = gateway.awaitAddress(Duration.ofMinutes(2));
      startKernel(address);
      all = ProcessHandle.of(gateway.pid()).orElseThrow().descendants().toList();
      assertThat(all).as("server and kernel").hasSizeGreaterThan(1);
    }

    for (ProcessHandle process : all) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void gateway_says_its_own_options_and_those_of_the_server() throws Exception {
    Program help = BuiltProduct.in(folder).perijove("gateway", "--help").succeeded();

    assertThat(help.output()).contains("perijove gateway", "Options of the server:", "--root-dir");
  }

  @Test
  void gateway_ends_with_the_servers_exit_code() throws Exception {
    var product = BuiltProduct.withKernelIn(folder);

    Program refused = product.perijove("gateway", "--port", "many");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("--port must be a number");
  }

  @Test
  void completion_script_is_one_that_bash_reads() throws Exception {
    var product = BuiltProduct.in(folder);
    Path script = folder.resolve("completion.bash");
    Files.writeString(script, product.perijove("generate-completion").succeeded().output());

    product.run("bash", "-n", script.toString()).succeeded();
  }

  private static void startKernel(GatewayAddress address) throws Exception {
    URI kernels = address.http("api/kernels");
    var request =
        HttpRequest.newBuilder(kernels)
            .header("Authorization", "token " + address.token().orElse(""))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"java\"}"))
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    assertThat(JsonMapper.shared().readTree(response.body()).path("name").stringValue())
        .isEqualTo("java");
  }
}
