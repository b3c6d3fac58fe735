package dev.perijove.kernel.front;

import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.InvalidConnectionFileException;
import java.io.IOException;
import java.util.List;

/**
 * The entry point of the kernel, started by a Jupyter client through its kernelspec. Exit codes: 0
 * after an orderly end, 1 when the kernel could not start, 2 for a wrong command line.
 */
public final class KernelMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private KernelMain() {}

  /**
   * @param arguments see {@link FrontConfig#USAGE}
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws InterruptedException {
    try {
      FrontConfig config = FrontConfig.of(arguments, System.getenv());
      ConnectionInfo connection = ConnectionFile.read(config.connectionFile());
      KernelFront front = KernelFront.start(config, connection);
      config
          .parentPid()
          .ifPresent(
              pid ->
                  ParentWatch.start(
                      pid, ParentWatch.Place.current(), () -> front.end("the parent ended")));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endNow(front), "kernel-signal"));
      front.awaitEnd();
      return 0;
    } catch (InvalidArgumentsException e) {
      System.err.println(e.getMessage());
      return USAGE;
    } catch (InvalidConnectionFileException e) {
      System.err.println(e.getMessage());
      return FAILED;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("The kernel cannot start: " + e);
      return FAILED;
    }
  }

  /** On SIGTERM, and without effect at an orderly end. */
  private static void endNow(KernelFront front) {
    front.end("a signal came");
    try {
      front.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
