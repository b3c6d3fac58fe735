package dev.perijove.install.realclients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.install.client.GatewayAddress;
import dev.perijove.install.client.GatewayProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JupyterLab in headless Chromium: the launcher shows the Java kernel, and the example notebook
 * runs with its question answered. Screenshots stay in {@code target/screenshots}.
 */
class JupyterLabIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

  @TempDir Path folder;

  @BeforeEach
  void look_for_the_clients() {
    RealClients.node();
    RealClients.nodeClients();
    RealClients.chromium();
  }

  @Test
  void our_gateway_serves_it_without_python() throws Exception {
    Example example = Example.copyTo(folder.resolve("notebooks"));
    var product = BuiltProduct.withKernelIn(folder);

    try (GatewayProcess gateway = product.gateway(folder.resolve("notebooks"))) {
      runIn(product, gateway, "gateway");
    }

    Example.assertAnswered(example.notebook());
  }

  @Test
  void pythons_server_serves_it_with_our_kernel() throws Exception {
    Example example = Example.copyTo(folder.resolve("notebooks"));
    var product = BuiltProduct.withKernelIn(folder);
    var server =
        product.process(
            List.of(
                RealClients.python().resolveSibling("jupyter-lab").toString(),
                "--no-browser",
                "--allow-root",
                "--ServerApp.port=0",
                "--ServerApp.root_dir=" + folder.resolve("notebooks"),
                "--LabApp.news_url=None",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"));

    try (GatewayProcess lab = GatewayProcess.start(server)) {
      runIn(product, lab, "python", "--opening-starts-kernel");
    }

    Example.assertAnswered(example.notebook());
  }

  private void runIn(BuiltProduct product, GatewayProcess server, String name, String... more)
      throws Exception {
    GatewayAddress address = server.awaitAddress(Duration.ofMinutes(2));
    List<String> options =
        new ArrayList<>(
            List.of(
                "--url=" + address.http("lab") + "?token=" + address.token().orElse(""),
                "--notebook=harbour-tides.ipynb",
                "--kernel=Java " + Runtime.version().feature(),
                "--answer==Kelp Quay",
                "--screenshots=" + SCREENSHOTS.resolve(name)));
    options.addAll(List.of(more));
    Program browser =
        product
            .with("PERIJOVE_CLIENTS", RealClients.nodeClients().toString())
            .with("CHROMIUM", RealClients.chromium().toString())
            .node(
                RealClients.root().resolve("gateway/src/test/browser/lab-notebook.mjs"),
                options.toArray(String[]::new));
    assertThat(browser.exitCode()).as("%s%n--- server%n%s", browser, server.printed()).isZero();
    assertThat(browser.output()).contains("19 code cells ran in JupyterLab");
  }
}
