package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.provision.KernelExit;
import dev.perijove.gateway.provision.KernelProvisioner;
import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.gateway.provision.Provisioners;
import dev.perijove.gateway.testing.TestGateway;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.kernelspec.JupyterPaths;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a provisioner gives is owned by somebody who ends it. */
@SuppressWarnings("NullAway.Init") // set before each test
class ProcessOwnershipTest {

  @TempDir Path home;
  private final Place place = new Place();
  private KernelSpecManager specs;
  private KernelsConfig config;
  private MultiKernelManager kernels;

  @BeforeEach
  void start() throws Exception {
    Path data = home.resolve("data");
    TestGateway.writeScriptedSpec(data, "scripted", Map.of());
    specs =
        KernelSpecManager.of(
            JupyterPaths.of(
                Map.of("JUPYTER_PATH", data.toString()), home.resolve("user"), Platform.current()));
    config =
        KernelsConfig.of(home, home.resolve("runtime"))
            .withTimes(Duration.ofMillis(50), Duration.ZERO)
            .withDefaultKernelName("scripted");
    kernels = MultiKernelManager.start(config, specs, Provisioners.of(List.of(place)));
  }

  @AfterEach
  void stop() {
    kernels.close();
  }

  private KernelManager startKernel() throws Exception {
    return kernels.start(StartOptions.none());
  }

  @Test
  void a_process_that_comes_after_the_wait_is_ended() {
    CompletableFuture<ProvisionedKernel> late = new CompletableFuture<>();
    place.next = late;

    assertThatThrownBy(this::startKernel)
        .isInstanceOf(KernelStartException.class)
        .hasMessageContaining("scripted");
    Handle process = new Handle();
    late.complete(process);

    assertThat(process.calls).containsExactly("kill", "cleanup false");
    assertThat(kernels.list()).isEmpty();
  }

  @Test
  void a_kernel_that_was_shut_down_first_is_not_started() throws Exception {
    try (KernelThreads threads = KernelThreads.start(1)) {
      LaunchRequest launch =
          new LaunchRequest(
              "1",
              specs.get("scripted"),
              home,
              Map.of(),
              home.resolve("runtime"),
              Optional.empty());
      KernelManager kernel = new KernelManager(place, launch, config, threads);

      kernel.shutdown();

      assertThatThrownBy(kernel::start).isInstanceOf(KernelStartException.class);
      assertThat(place.launched).isZero();
    }
  }

  @Test
  void a_gateway_that_stopped_starts_no_kernel() {
    kernels.close();

    assertThatThrownBy(this::startKernel)
        .isInstanceOf(KernelStartException.class)
        .hasMessageContaining("stopping");
    assertThat(place.launched).isZero();
  }

  @Test
  void a_key_no_gateway_can_sign_with_costs_the_process_and_not_its_owner() {
    Handle process = new Handle("hmac-unheard-of");
    place.next = CompletableFuture.completedFuture(process);

    assertThatThrownBy(this::startKernel)
        .isInstanceOf(KernelStartException.class)
        .hasMessageContaining("hmac-unheard-of");
    assertThat(process.calls).containsExactly("kill", "cleanup false");
  }

  @Test
  void a_provisioner_that_throws_leaves_a_dead_kernel_that_says_why() throws Exception {
    Handle process = new Handle();
    place.next = CompletableFuture.completedFuture(process);
    KernelManager kernel = startKernel();
    place.thrown = Optional.of(new IllegalStateException("the cluster is on fire"));

    process.exited.complete(new KernelExit(1, ""));

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (kernel.model().executionState() != ExecutionState.DEAD && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(kernel.model().executionState()).isEqualTo(ExecutionState.DEAD);
    assertThat(kernel.model().reason().orElse("")).contains("on fire");
    assertThatThrownBy(kernel::restart).isInstanceOf(KernelStartException.class);
    assertThat(kernel.model().executionState()).isEqualTo(ExecutionState.DEAD);
  }

  /** A place of which a test says what it does next. */
  private static final class Place implements KernelProvisioner {
    private CompletableFuture<ProvisionedKernel> next = new CompletableFuture<>();
    private volatile Optional<RuntimeException> thrown = Optional.empty();
    private volatile int launched;

    @Override
    public String name() {
      return Provisioners.DEFAULT_NAME;
    }

    @Override
    public CompletionStage<ProvisionedKernel> launch(LaunchRequest request) {
      launched++;
      if (thrown.isPresent()) {
        throw thrown.get();
      }
      return next;
    }
  }

  /** A process that notes what is done to it; nobody listens where it says. */
  private static final class Handle implements ProvisionedKernel {
    private final List<String> calls = new ArrayList<>();
    private final CompletableFuture<KernelExit> exited = new CompletableFuture<>();
    private final String signatureScheme;

    Handle() {
      this("hmac-sha256");
    }

    Handle(String signatureScheme) {
      this.signatureScheme = signatureScheme;
    }

    @Override
    public ConnectionInfo connection() {
      return new ConnectionInfo(
          Transport.TCP,
          "127.0.0.1",
          1,
          2,
          3,
          4,
          5,
          "key",
          signatureScheme,
          Optional.empty(),
          Map.of());
    }

    @Override
    public String description() {
      return "no process";
    }

    @Override
    public CompletionStage<KernelExit> exited() {
      return exited;
    }

    @Override
    public String log() {
      return "";
    }

    @Override
    public void interrupt() {
      calls.add("interrupt");
    }

    @Override
    public void shutdownRequested() {
      calls.add("shutdownRequested");
    }

    @Override
    public void terminate() {
      calls.add("terminate");
    }

    @Override
    public void kill() {
      calls.add("kill");
    }

    @Override
    public void cleanup(boolean restart) {
      calls.add("cleanup " + restart);
    }
  }
}
