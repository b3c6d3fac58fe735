package dev.perijove.install.doctor;

import static java.util.Objects.requireNonNull;

import dev.perijove.install.client.CellOutcome;
import dev.perijove.install.client.KernelFailedException;
import dev.perijove.install.client.KernelProcess;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does the kernel start, and does it answer {@code 1+1}? */
public final class KernelAnswersCheck implements Check {
  private static final String CURE =
      "Run the command of the kernelspec by hand to see more, or install again with 'perijove install'."
          + " If the kernel is fine in itself, look for a firewall or security program that forbids"
          + " connections on 127.0.0.1.";

  private final Supplier<Optional<KernelSpec>> kernelSpec;
  private final Duration patience;

  private KernelAnswersCheck(Supplier<Optional<KernelSpec>> kernelSpec, Duration patience) {
    this.kernelSpec = kernelSpec;
    this.patience = patience;
  }

  /**
   * Starts a kernel of the kernelspec that an earlier check found.
   *
   * @param patience how long each of start and answer may take
   */
  public static KernelAnswersCheck of(
      Supplier<Optional<KernelSpec>> kernelSpec, Duration patience) {
    return new KernelAnswersCheck(
        requireNonNull(kernelSpec, "kernelSpec"), requireNonNull(patience, "patience"));
  }

  @Override
  public String subject() {
    return "kernel";
  }

  @Override
  public Finding look() throws InterruptedException {
    Optional<KernelSpec> found = kernelSpec.get();
    if (found.isEmpty()) {
      return new Finding.NotLooked("needs a kernelspec in order");
    }
    KernelSpec spec = found.get();
    long begin = System.nanoTime();
    try (var kernel = KernelProcess.start(argv(spec), spec.env())) {
      String implementation = kernel.awaitReady(patience).implementation();
      CellOutcome outcome = kernel.execute("1+1", patience);
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      kernel.shutdown();
      if (outcome.error().isPresent() || !outcome.result().equals(Optional.of("2"))) {
        return new Finding.Bad(
            "%s answered 1+1 with %s"
                .formatted(implementation, outcome.error().or(outcome::result).orElse("nothing")),
            CURE);
      }
      return new Finding.Good(
          "%s started and answered 1+1 within %d ms".formatted(implementation, millis));
    } catch (KernelFailedException | IOException e) {
      return new Finding.Bad("The kernel failed. " + e.getMessage(), CURE);
    }
  }

  private static List<String> argv(KernelSpec spec) {
    return spec.argv().stream()
        .map(part -> part.replace("{resource_dir}", spec.resourceDir().toString()))
        .toList();
  }
}
