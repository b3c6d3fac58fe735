package dev.perijove.gateway.kernels;

import dev.perijove.gateway.channels.CloseCode;
import dev.perijove.gateway.kernels.KernelAction.Kind;
import dev.perijove.gateway.provision.KernelProvisioner;
import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.Provisioners;
import dev.perijove.gateway.provision.ProvisioningException;
import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All kernels of the gateway. Thread-safe. */
public final class MultiKernelManager implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MultiKernelManager.class);

  private final KernelsConfig config;
  private final KernelSpecManager kernelSpecs;
  private final Provisioners provisioners;
  private final KernelActionListener listener;
  private final KernelThreads threads;
  private final Map<String, KernelManager> kernels = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private MultiKernelManager(
      KernelsConfig config,
      KernelSpecManager kernelSpecs,
      Provisioners provisioners,
      KernelActionListener listener) {
    this.config = config;
    this.kernelSpecs = kernelSpecs;
    this.provisioners = provisioners;
    this.listener = listener;
    this.threads = KernelThreads.start(config.socketThreads());
  }

  /** A manager without kernels, and its threads. */
  public static MultiKernelManager start(
      KernelsConfig config, KernelSpecManager kernelSpecs, Provisioners provisioners) {
    return start(config, kernelSpecs, provisioners, action -> {});
  }

  /** The same, and it tells what is done to kernels from now on. */
  public static MultiKernelManager start(
      KernelsConfig config,
      KernelSpecManager kernelSpecs,
      Provisioners provisioners,
      KernelActionListener listener) {
    return new MultiKernelManager(config, kernelSpecs, provisioners, listener);
  }

  /** The kernelspec that is started when nobody names one: the configured one, else a Java one. */
  public String defaultKernelName() {
    return config
        .defaultKernelName()
        .orElseGet(
            () -> {
              Set<String> names = kernelSpecs.findAll().keySet();
              return names.isEmpty() || names.contains(KernelsConfig.PREFERRED_KERNEL)
                  ? KernelsConfig.PREFERRED_KERNEL
                  : names.iterator().next();
            });
  }

  /**
   * Starts a kernel. Returns when its process exists; it answers later.
   *
   * @throws KernelConflictException if there is a kernel of the wanted id
   */
  public KernelManager start(StartOptions options)
      throws KernelSpecNotFoundException,
          KernelStartException,
          KernelConflictException,
          InterruptedException {
    KernelSpec spec = kernelSpecs.get(options.kernelName().orElseGet(this::defaultKernelName));
    KernelProvisioner provisioner;
    try {
      provisioner = provisioners.forKernelSpec(spec);
    } catch (ProvisioningException e) {
      throw new KernelStartException(e);
    }
    String id = options.kernelId().orElseGet(() -> UUID.randomUUID().toString());
    LaunchRequest launch =
        new LaunchRequest(
            id,
            spec,
            WorkingDirectory.of(config.root(), options.path()),
            options.environment(),
            config.runtimeDirectory(),
            Optional.empty());
    KernelManager kernel = new KernelManager(provisioner, launch, config, threads);
    if (kernels.putIfAbsent(id, kernel) != null) {
      throw new KernelConflictException("There is a kernel " + id + " already; choose another id");
    }
    boolean started = false;
    try {
      // After it was put there: from then on it is stopped with the others.
      if (closed) {
        throw new KernelStartException("The gateway is stopping and starts no more kernels");
      }
      kernel.start();
      started = true;
    } catch (Exception e) {
      listener.onAction(KernelAction.failed(Kind.START, kernel, e));
      throw e;
    } finally {
      if (!started) {
        kernels.remove(id, kernel);
      }
    }
    listener.onAction(KernelAction.succeeded(Kind.START, kernel));
    return kernel;
  }

  /** One kernel. */
  public KernelManager get(String kernelId) throws KernelNotFoundException {
    return find(kernelId).orElseThrow(() -> new KernelNotFoundException(kernelId));
  }

  /** One kernel, if it is there. */
  public Optional<KernelManager> find(String kernelId) {
    return Optional.ofNullable(kernels.get(kernelId));
  }

  /** Every kernel there is now. */
  public Collection<KernelManager> list() {
    return List.copyOf(kernels.values());
  }

  /** Open WebSockets of all kernels. */
  public int connections() {
    return list().stream().mapToInt(kernel -> kernel.channels().connections()).sum();
  }

  /** Ends a kernel; returns when its process has ended. */
  public void shutdown(String kernelId) throws KernelNotFoundException, InterruptedException {
    KernelManager kernel = kernels.remove(kernelId);
    if (kernel == null) {
      throw new KernelNotFoundException(kernelId);
    }
    try {
      kernel.shutdown();
    } catch (Exception e) {
      listener.onAction(KernelAction.failed(Kind.SHUTDOWN, kernel, e));
      throw e;
    }
    listener.onAction(KernelAction.succeeded(Kind.SHUTDOWN, kernel));
  }

  /** {@linkplain KernelManager#interrupt Interrupts} a kernel. */
  public void interrupt(String kernelId)
      throws KernelNotFoundException, KernelConflictException, IOException {
    KernelManager kernel = get(kernelId);
    try {
      kernel.interrupt();
    } catch (Exception e) {
      listener.onAction(KernelAction.failed(Kind.INTERRUPT, kernel, e));
      throw e;
    }
    listener.onAction(KernelAction.succeeded(Kind.INTERRUPT, kernel));
  }

  /** {@linkplain KernelManager#restart Restarts} a kernel; returns it. */
  public KernelManager restart(String kernelId)
      throws KernelNotFoundException, KernelStartException, InterruptedException {
    KernelManager kernel = get(kernelId);
    try {
      kernel.restart();
    } catch (Exception e) {
      listener.onAction(KernelAction.failed(Kind.RESTART, kernel, e));
      throw e;
    }
    listener.onAction(KernelAction.succeeded(Kind.RESTART, kernel));
    return kernel;
  }

  /** The directory a kernel with this API path starts in. */
  public Path workingDirectory(String apiPath) {
    return WorkingDirectory.of(config.root(), apiPath);
  }

  /** Ends all kernels, side by side, and the threads. */
  @Override
  public void close() {
    closed = true;
    List<Future<?>> stopping = new ArrayList<>();
    for (KernelManager kernel : list()) {
      kernel.channels().close(CloseCode.SERVICE_RESTART, "the gateway is shutting down");
      stopping.add(
          threads
              .life()
              .submit(
                  () -> {
                    kernel.shutdown();
                    return kernel;
                  }));
    }
    kernels.clear();
    boolean interrupted = false;
    for (Future<?> stop : stopping) {
      try {
        stop.get();
      } catch (ExecutionException e) {
        LOG.error("A kernel could not be shut down", e.getCause());
      } catch (InterruptedException e) {
        interrupted = true;
        stop.cancel(true);
      }
    }
    threads.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
