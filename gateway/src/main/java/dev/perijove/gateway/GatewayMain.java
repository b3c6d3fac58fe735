package dev.perijove.gateway;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;

/** The gateway as a process. Exit code 0 after a stop, 1 if it cannot start, 2 for wrong usage. */
public final class GatewayMain {
  private static final int CANNOT_START = 1;
  private static final int WRONG_USAGE = 2;

  private GatewayMain() {}

  /** Serves until it is told to stop: by a signal, or by a client's {@code /api/shutdown}. */
  public static void main(String[] arguments) throws InterruptedException {
    int code = run(List.of(arguments));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> arguments) throws InterruptedException {
    if (arguments.contains("--help")) {
      System.out.print(GatewayArguments.HELP);
      return 0;
    }
    if (arguments.contains("--version")) {
      System.out.println("perijove gateway " + Gateway.version());
      return 0;
    }
    GatewayConfig config;
    try {
      config = GatewayArguments.parse(arguments, System.getenv(), Path.of("").toAbsolutePath());
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      return WRONG_USAGE;
    }
    try (Gateway gateway = Gateway.start(config)) {
      // Signals end the JVM through its hooks; the gateway closes once, whoever comes first.
      Thread hook = new Thread(gateway::close, "gateway-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      announce(config, gateway);
      gateway.awaitShutdownRequest();
    } catch (BindException e) {
      System.err.println(e.getMessage() + ". Choose another with --port, or --port 0 for any.");
      return CANNOT_START;
    } catch (IOException e) {
      System.err.println("The gateway cannot start: " + e.getMessage());
      return CANNOT_START;
    }
    return 0;
  }

  private static void announce(GatewayConfig config, Gateway gateway) {
    if (gateway.token().isEmpty()) {
      System.err.println(
          "There is no token: everyone who reaches this gateway can run code as you.");
    }
    String query = gateway.token().isEmpty() ? "" : "?token=" + gateway.token();
    System.out.println(
        """
        Perijove %s serves %s at
            %slab%s
        Stop it with Ctrl-C."""
            .formatted(Gateway.version(), config.rootDirectory(), gateway.uri(), query));
    System.out.flush();
  }
}
