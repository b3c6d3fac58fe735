package dev.perijove.install.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.install.client.GatewayAddress;
import dev.perijove.install.client.GatewayProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JupyterLab's own client library, in Node, on a server that {@code perijove gateway} started. */
class LabServicesIT {
  @TempDir Path folder;

  @BeforeEach
  void look_for_the_clients() {
    RealClients.node();
    RealClients.nodeClients();
  }

  @Test
  void runs_the_example_interrupts_a_loop_and_restarts() throws Exception {
    Example example = Example.copyTo(folder.resolve("notebooks"));
    var product = BuiltProduct.withKernelIn(folder);

    Program client =
        drive(
            product,
            "--kernel=java",
            "--notebook=" + example.notebook(),
            "--loop=while (true) {}",
            "--set=int kept = 42;",
            "--get=kept",
            "--value=42",
            "--code=1 + 1");

    assertThat(client.output())
        .contains(
            "ok: the notebook runs (19 cells)",
            "ok: an interrupt ends the loop",
            "ok: variables are kept",
            "ok: a restart forgets them");
  }

  @Test
  void serves_a_kernel_of_another_language_as_well() throws Exception {
    RealClients.python();
    Path virtualEnvironment = RealClients.virtualEnvironment();
    Path notebook = Files.createDirectory(folder.resolve("notebooks")).resolve("python.ipynb");
    Files.writeString(
        notebook,
        """
        {"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null,
          "outputs": [], "source": "print(6 * 7)"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    var product =
        BuiltProduct.in(folder)
            .with("PATH", virtualEnvironment.resolve("bin") + ":" + System.getenv("PATH"))
            .with("JUPYTER_PATH", virtualEnvironment.resolve("share/jupyter").toString());

    Program client =
        drive(
            product,
            "--kernel=python3",
            "--notebook=" + notebook,
            "--loop=while True: pass",
            "--set=kept = 42",
            "--get=kept",
            "--value=42",
            "--code=1 + 1");

    assertThat(client.output())
        .contains("ok: the notebook runs (1 cells)", "ok: an interrupt ends the loop");
  }

  private Program drive(BuiltProduct product, String... options) throws Exception {
    try (GatewayProcess gateway = product.gateway(folder.resolve("notebooks"))) {
      GatewayAddress address = gateway.awaitAddress(Duration.ofMinutes(2));
      List<String> all =
          new ArrayList<>(
              List.of(
                  "--modules=" + RealClients.nodeClients(),
                  "--url=" + address.base(),
                  "--token=" + address.token().orElse("")));
      all.addAll(List.of(options));
      return product
          .node(RealClients.script("lab_services.mjs"), all.toArray(String[]::new))
          .succeeded();
    }
  }
}
