package dev.perijove.gateway;

import dev.perijove.gateway.auth.Authentication;
import dev.perijove.gateway.auth.OriginPolicy;
import dev.perijove.gateway.config.ConfigResource;
import dev.perijove.gateway.config.ConfigStore;
import dev.perijove.gateway.contents.ContentsResource;
import dev.perijove.gateway.contents.FileContentsManager;
import dev.perijove.gateway.contents.FilesResource;
import dev.perijove.gateway.contents.ResolvePathResource;
import dev.perijove.gateway.events.EventBus;
import dev.perijove.gateway.events.EventsResource;
import dev.perijove.gateway.events.Metrics;
import dev.perijove.gateway.events.MetricsResource;
import dev.perijove.gateway.events.ServerEvents;
import dev.perijove.gateway.http.Admission;
import dev.perijove.gateway.http.AnswerListener;
import dev.perijove.gateway.http.Gate;
import dev.perijove.gateway.http.HttpServer;
import dev.perijove.gateway.http.HttpServerConfig;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.kernels.KernelsConfig;
import dev.perijove.gateway.kernels.KernelsResource;
import dev.perijove.gateway.kernels.MultiKernelManager;
import dev.perijove.gateway.kernelspecs.KernelSpecsResource;
import dev.perijove.gateway.provision.Provisioners;
import dev.perijove.gateway.sessions.SessionManager;
import dev.perijove.gateway.sessions.SessionsResource;
import dev.perijove.gateway.studio.StudioOptions;
import dev.perijove.gateway.studio.StudioRoutes;
import dev.perijove.gateway.terminals.TerminalManager;
import dev.perijove.gateway.terminals.TerminalModel;
import dev.perijove.gateway.terminals.TerminalsResource;
import dev.perijove.protocol.kernelspec.JupyterPaths;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.Platform;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway: everything wired, listening until it is closed. Thread-safe. */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** What is asked for without anybody at work. */
  private static final Set<String> UNTRACKED =
      Set.of("/api/status", "/api/resolvePath", "/metrics");

  private final GatewayConfig config;
  private final HttpServer server;
  private final StudioRoutes studio;
  private final MultiKernelManager kernels;
  private final TerminalManager terminals;
  private final CountDownLatch shutdownRequested;
  private boolean closed;

  private Gateway(
      GatewayConfig config,
      HttpServer server,
      StudioRoutes studio,
      MultiKernelManager kernels,
      TerminalManager terminals,
      CountDownLatch shutdownRequested) {
    this.config = config;
    this.server = server;
    this.studio = studio;
    this.kernels = kernels;
    this.terminals = terminals;
    this.shutdownRequested = shutdownRequested;
  }

  /**
   * Wires everything and listens from the moment this returns.
   *
   * @throws BindException if the port, and those that follow if it has a choice, are taken
   * @throws IOException if the root directory is not there or the host has no address
   */
  public static Gateway start(GatewayConfig config) throws IOException {
    Clock clock = Clock.systemUTC();
    Activity activity = new Activity(clock);
    EventBus bus = new EventBus();
    ServerEvents events = new ServerEvents(bus, clock);
    Metrics metrics = new Metrics(version());
    CountDownLatch shutdown = new CountDownLatch(1);
    JupyterPaths paths = JupyterPaths.of(config.environment());
    KernelSpecManager kernelSpecs = KernelSpecManager.of(paths);
    FileContentsManager contents = contents(config, paths).withListener(events::onAction);
    Authentication authentication =
        Authentication.of(
            config.token(),
            new OriginPolicy(config.allowedOrigins(), config.allowedHosts(), isLoopback(config)));
    StudioRoutes studio = StudioRoutes.open(studioOptions(config, paths));
    MultiKernelManager kernels =
        MultiKernelManager.start(
            KernelsConfig.of(config.rootDirectory(), paths.runtimeDir()),
            kernelSpecs,
            Provisioners.load(),
            events::onAction);
    TerminalManager terminals =
        TerminalManager.of(config.environment(), TerminalManager.MOST_TERMINALS);
    metrics.showActivity(activity.started(), () -> lastActivity(activity, kernels, terminals));
    metrics.showKernels(() -> kernelNames(kernels));

    Router.Builder routes = Router.builder();
    authentication.routes(routes);
    new ServerResource(
            version(),
            activity,
            () -> lastActivity(activity, kernels, terminals),
            () -> kernels.list().size(),
            kernels::connections,
            shutdown::countDown)
        .routes(routes);
    new ConfigResource(ConfigStore.of(paths.configDir().resolve("serverconfig"))).routes(routes);
    new KernelSpecsResource(kernelSpecs, KernelsConfig.PREFERRED_KERNEL).routes(routes);
    new KernelsResource(kernels).routes(routes);
    new SessionsResource(new SessionManager(kernels), kernels).routes(routes);
    new ContentsResource(contents).routes(routes);
    new FilesResource(contents).routes(routes);
    new TerminalsResource(terminals, contents).routes(routes);
    new ResolvePathResource(contents, id -> kernels.find(id).isPresent()).routes(routes);
    new EventsResource(bus, clock).routes(routes);
    new MetricsResource(metrics).routes(routes);

    try {
      studio.routes(routes);
      HttpServer server =
          listen(config, routes.build(), noting(activity, authentication.gate()), metrics);
      return new Gateway(config, server, studio, kernels, terminals, shutdown);
    } catch (IOException | RuntimeException e) {
      kernels.close();
      studio.close();
      throw e;
    }
  }

  private static FileContentsManager contents(GatewayConfig config, JupyterPaths paths)
      throws IOException {
    FileContentsManager contents =
        FileContentsManager.of(
            config.rootDirectory(), paths.userDataDir().resolve("perijove/trusted-notebooks"));
    // macOS and Windows have a trash of their own kind, which no JDK reaches without a desktop.
    return Platform.current() == Platform.LINUX
        ? contents.withTrash(trashDirectory(config.environment()))
        : contents;
  }

  private static Path trashDirectory(Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path home = Path.of(System.getProperty("user.home", "."));
    return (data.isEmpty() ? home.resolve(".local/share") : home.resolve(data)).resolve("Trash");
  }

  private static StudioOptions studioOptions(GatewayConfig config, JupyterPaths paths) {
    StudioOptions options = StudioOptions.along(paths, config.rootDirectory()).withTerminals();
    if (config.labDirectory().isPresent()) {
      options = options.withLabDirectory(config.labDirectory().get());
    }
    return config.token().isEmpty() ? options : options.withToken(config.token().value());
  }

  private static boolean isLoopback(GatewayConfig config) throws IOException {
    return !config.host().isEmpty() && InetAddress.getByName(config.host()).isLoopbackAddress();
  }

  private static HttpServer listen(
      GatewayConfig config, Router router, Gate gate, AnswerListener answers) throws IOException {
    HttpServerConfig http =
        HttpServerConfig.of(config.host(), config.port()).withBasePath(config.baseUrl());
    for (int tries = 0; ; tries++) {
      try {
        return HttpServer.start(http.withPort(config.port() + tries), router, gate, answers);
      } catch (BindException e) {
        if (tries == config.portRetries()) {
          throw e;
        }
        LOG.warn("Port {} is taken; trying the next", config.port() + tries);
      }
    }
  }

  /** The last request, or the last thing a kernel or a terminal did. */
  private static Instant lastActivity(
      Activity activity, MultiKernelManager kernels, TerminalManager terminals) {
    return Stream.concat(
            kernels.list().stream().map(kernel -> kernel.model().lastActivity()),
            terminals.list().stream().map(TerminalModel::lastActivity))
        .reduce(activity.last(), (one, other) -> one.isAfter(other) ? one : other);
  }

  private static List<String> kernelNames(MultiKernelManager kernels) {
    return kernels.list().stream().map(kernel -> kernel.kernelSpec().name()).toList();
  }

  /** Requests count as activity, except those that machines make by themselves. */
  private static Gate noting(Activity activity, Gate gate) {
    return (head, open) -> {
      Admission admission = gate.admit(head, open);
      boolean counts =
          admission instanceof Admission.Admitted admitted
              && admitted.user().isKnown()
              && !UNTRACKED.contains(head.path())
              && head.query("no_track_activity").isEmpty();
      if (counts) {
        activity.touch();
      }
      return admission;
    };
  }

  /** The version of this build, or what stands for it where there is no jar. */
  static String version() {
    String version = Gateway.class.getPackage().getImplementationVersion();
    return version == null ? "0.0.0-development" : version;
  }

  /** The base URL, with the port that was found; ends with a slash. */
  public URI uri() {
    InetSocketAddress address = server.address();
    boolean anywhere = config.host().isEmpty() || address.getAddress().isAnyLocalAddress();
    String host = anywhere ? "localhost" : config.host();
    String bracketed = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    String path = config.baseUrl().replaceAll("^/+|/+$", "");
    return URI.create(
        "http://"
            + bracketed
            + ":"
            + address.getPort()
            + (path.isEmpty() ? "/" : "/" + path + "/"));
  }

  /** The token that opens it, empty if it is open. */
  public String token() {
    return config.token().value();
  }

  /** Waits until a client asks the gateway to stop; it then still has to be closed. */
  void awaitShutdownRequest() throws InterruptedException {
    shutdownRequested.await();
  }

  /**
   * Ends the terminals, which do not come back; lets requests in flight finish, closes WebSockets
   * with 1012, and stops what was started: no kernel outlives its gateway.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    terminals.close();
    server.close();
    kernels.close();
    studio.close();
  }
}
