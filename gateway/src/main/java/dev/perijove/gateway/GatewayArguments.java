package dev.perijove.gateway;

import dev.perijove.gateway.auth.Token;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command line and an environment into a {@link GatewayConfig}. */
final class GatewayArguments {
  static final String HELP =
      """
      Usage: gateway [option]...

        --ip ADDRESS           listen on this address (default: localhost; '*' for all)
        --port PORT            listen on this port, 0 for any free one
                               (default: 8888, or the next one that is free)
        --root-dir DIRECTORY   the notebooks and files to serve (default: where it is started)
        --base-url PATH        serve everything below this path (default: /)
        --token TOKEN          what opens the gateway (default: PERIJOVE_TOKEN or JUPYTER_TOKEN,
                               a file named by PERIJOVE_TOKEN_FILE or JUPYTER_TOKEN_FILE,
                               else a new random one)
        --no-token             let everyone in who reaches the gateway
        --allow-origin ORIGIN  let pages of this site use the gateway, such as
                               https://example.org; '*' for all; may be repeated
        --allow-host NAME      answer to this name too, such as a proxy's; may be repeated
        --lab-dir DIRECTORY    serve the JupyterLab installed here (its share/jupyter/lab)
        --help                 print this and exit
        --version              print the version and exit
      """;

  private static final int DEFAULT_PORT = 8888;
  private static final int DEFAULT_PORT_RETRIES = 50;

  private final Deque<String> arguments;
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Set<String> origins = new LinkedHashSet<>();
  private final Set<String> hosts = new LinkedHashSet<>();

  private GatewayArguments(
      List<String> arguments, Map<String, String> environment, Path workingDirectory) {
    this.arguments = new ArrayDeque<>(arguments);
    this.environment = environment;
    this.workingDirectory = workingDirectory;
  }

  static GatewayConfig parse(
      List<String> arguments, Map<String, String> environment, Path workingDirectory)
      throws UsageException {
    return new GatewayArguments(arguments, environment, workingDirectory).parse();
  }

  private GatewayConfig parse() throws UsageException {
    String host = "localhost";
    Optional<Integer> port = Optional.empty();
    Path root = workingDirectory;
    String baseUrl = "/";
    Optional<Token> token = Optional.empty();
    Optional<Path> lab = Optional.empty();
    while (!arguments.isEmpty()) {
      String option = nextOption();
      switch (option) {
        case "--ip" -> host = hostOf(valueOf(option));
        case "--port" -> port = Optional.of(portOf(valueOf(option)));
        case "--root-dir" -> root = directoryOf(option, valueOf(option));
        case "--base-url" -> baseUrl = valueOf(option);
        case "--token" -> token = Optional.of(Token.of(valueOf(option)));
        case "--no-token" -> token = Optional.of(Token.of(""));
        case "--allow-origin" -> origins.add(originOf(valueOf(option)));
        case "--allow-host" -> hosts.add(valueOf(option));
        case "--lab-dir" -> lab = Optional.of(directoryOf(option, valueOf(option)));
        default ->
            throw new UsageException("Unknown option '" + option + "'; --help lists those we know");
      }
    }
    return new GatewayConfig(
        host,
        port.orElse(DEFAULT_PORT),
        port.isPresent() ? 0 : DEFAULT_PORT_RETRIES,
        root,
        baseUrl,
        token.isPresent() ? token.get() : tokenOfEnvironment(),
        lab,
        origins,
        hosts,
        environment);
  }

  /** Takes {@code --name=value} apart. */
  private String nextOption() {
    String argument = arguments.remove();
    int equals = argument.indexOf('=');
    if (!argument.startsWith("--") || equals < 0) {
      return argument;
    }
    arguments.addFirst(argument.substring(equals + 1));
    return argument.substring(0, equals);
  }

  private String valueOf(String option) throws UsageException {
    String value = arguments.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value; --help tells which");
    }
    return value;
  }

  private static String hostOf(String value) {
    return value.equals("*") ? "" : value;
  }

  private static int portOf(String value) throws UsageException {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers out of range.
    }
    throw new UsageException("--port must be a number from 0 to 65535, but is '" + value + "'");
  }

  private Path directoryOf(String option, String value) throws UsageException {
    try {
      Path directory = workingDirectory.resolve(value);
      if (Files.isDirectory(directory)) {
        return directory;
      }
    } catch (InvalidPathException e) {
      // Told below: it is not a directory either.
    }
    throw new UsageException(option + " must be a directory, but '" + value + "' is none");
  }

  private static String originOf(String value) throws UsageException {
    if (value.equals("*")) {
      return value;
    }
    try {
      URI uri = new URI(value);
      if (uri.getScheme() != null && uri.getHost() != null && uri.getPath().isEmpty()) {
        return value;
      }
    } catch (URISyntaxException e) {
      // Told below, together with what parses but is no origin.
    }
    throw new UsageException(
        "--allow-origin must look like https://example.org[:port], but is '" + value + "'");
  }

  private Token tokenOfEnvironment() throws UsageException {
    for (String name : List.of("PERIJOVE_TOKEN", "JUPYTER_TOKEN")) {
      String value = environment.get(name);
      if (value != null) {
        return Token.of(value);
      }
      String file = environment.get(name + "_FILE");
      if (file != null && !file.isEmpty()) {
        return tokenOfFile(name + "_FILE", file);
      }
    }
    return Token.random();
  }

  private Token tokenOfFile(String variable, String file) throws UsageException {
    String content;
    try {
      content = Files.readString(workingDirectory.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          variable + " names '" + file + "', which cannot be read: " + e.getMessage());
    }
    Token token = Token.of(content);
    if (token.isEmpty()) {
      // An empty file is an accident; who wants no token says so.
      throw new UsageException(
          variable + " names '" + file + "', which is empty; --no-token starts without a token");
    }
    return token;
  }
}
