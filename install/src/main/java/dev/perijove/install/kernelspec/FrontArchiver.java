package dev.perijove.install.kernelspec;

import static java.util.Objects.requireNonNull;

import dev.perijove.install.client.CellOutcome;
import dev.perijove.install.client.KernelFailedException;
import dev.perijove.install.client.KernelProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Writes the front's class-data archive by running the kernel once: what it loads until it has
 * answered a cell is what it loads at every start.
 */
public final class FrontArchiver implements ClassArchiver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Consumer<String> onFailure;

  private FrontArchiver(Consumer<String> onFailure) {
    this.onFailure = onFailure;
  }

  /**
   * Makes an archiver.
   *
   * @param onFailure told why there is no archive, when there is none
   */
  public static FrontArchiver reportingTo(Consumer<String> onFailure) {
    return new FrontArchiver(requireNonNull(onFailure, "onFailure"));
  }

  @Override
  public void writeArchive(KernelSpecTemplate template, Path archive)
      throws IOException, InterruptedException {
    if (!runOnce(template, archive)) {
      // What a kernel leaves that did not end by itself may be half an archive.
      Files.deleteIfExists(archive);
    }
  }

  private boolean runOnce(KernelSpecTemplate template, Path archive)
      throws IOException, InterruptedException {
    try (var kernel =
        KernelProcess.start(template.argv(FrontFlags.writing(archive)), template.environment())) {
      kernel.awaitReady(PATIENCE);
      CellOutcome outcome = kernel.execute("1 + 1", PATIENCE);
      if (outcome.error().isPresent()) {
        onFailure.accept("the kernel failed at 1 + 1: " + outcome.error().get());
        return false;
      }
      if (!kernel.shutdown()) {
        onFailure.accept("the kernel did not end in time");
        return false;
      }
      return true;
    } catch (KernelFailedException e) {
      onFailure.accept(e.getMessage());
      return false;
    }
  }
}
