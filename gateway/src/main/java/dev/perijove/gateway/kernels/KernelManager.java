package dev.perijove.gateway.kernels;

import static java.util.Objects.requireNonNullElse;

import dev.perijove.gateway.channels.CloseCode;
import dev.perijove.gateway.channels.KernelChannels;
import dev.perijove.gateway.channels.KernelClient;
import dev.perijove.gateway.provision.KernelExit;
import dev.perijove.gateway.provision.KernelProvisioner;
import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.kernelspec.InterruptMode;
import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.wire.Routing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kernel over all its restarts: the same id, the same connection file, the same clients, one
 * process after the other. Thread-safe; start, restart and shutdown come one after the other and
 * block their callers while a process ends.
 */
public final class KernelManager {

  private static final Logger LOG = LoggerFactory.getLogger(KernelManager.class);
  private static final int LOG_IN_REASON = 4_000;

  private final KernelProvisioner provisioner;
  private final LaunchRequest launch;
  private final KernelsConfig config;
  private final KernelThreads threads;
  private final KernelActivity activity;
  private final KernelChannels channels;

  private final ReentrantLock lifecycle = new ReentrantLock();
  private final KernelRestarter restarter;
  private boolean shutDown;
  private volatile @Nullable KernelProcess current;
  private volatile Optional<String> reason = Optional.empty();

  KernelManager(
      KernelProvisioner provisioner,
      LaunchRequest launch,
      KernelsConfig config,
      KernelThreads threads) {
    this.provisioner = provisioner;
    this.launch = launch;
    this.config = config;
    this.threads = threads;
    this.activity = new KernelActivity(Clock.systemUTC());
    this.channels =
        KernelChannels.of(launch.kernelId(), config.channels(), () -> activity.state().wireName());
    this.restarter = new KernelRestarter(config.restart());
  }

  /** The kernel's id. */
  public String id() {
    return launch.kernelId();
  }

  /** The kernelspec it was started from. */
  public KernelSpec kernelSpec() {
    return launch.kernelSpec();
  }

  /** Where its clients connect. */
  public KernelChannels channels() {
    return channels;
  }

  /** The kernel as it is now. */
  public KernelModel model() {
    return new KernelModel(
        id(),
        kernelSpec().name(),
        activity.lastActivity(),
        activity.state(),
        channels.connections(),
        reason);
  }

  /** Starts the first process. Returns when it exists; it answers later. */
  void start() throws KernelStartException, InterruptedException {
    lifecycle.lockInterruptibly();
    try {
      launch(launch);
    } finally {
      lifecycle.unlock();
    }
  }

  /**
   * Interrupts what the kernel runs, in the way its kernelspec asks for. Returns when the interrupt
   * is on its way.
   *
   * @throws KernelConflictException if no process is running
   * @throws IOException if the signal could not be sent
   */
  public void interrupt() throws KernelConflictException, IOException {
    KernelProcess running = current;
    if (running == null) {
      throw new KernelConflictException(
          "Kernel " + id() + " is not running, so there is nothing to interrupt; restart it");
    }
    if (kernelSpec().interruptMode() == InterruptMode.MESSAGE) {
      running.client().request(Channel.CONTROL, new InterruptRequest());
    } else {
      running.provisioned().interrupt();
    }
  }

  /**
   * Replaces the process by a new one with the same id, ports and connection file. Returns when the
   * new one answers, or after {@link KernelsConfig#startTimeout} while it still starts.
   *
   * @throws KernelNotFoundException if the kernel has been shut down
   */
  public void restart() throws KernelNotFoundException, KernelStartException, InterruptedException {
    KernelProcess started;
    lifecycle.lockInterruptibly();
    try {
      if (shutDown) {
        throw new KernelNotFoundException(id());
      }
      KernelProcess old = current;
      current = null;
      activity.starting();
      channels.starting();
      restarter.reset();
      LaunchRequest next = launch;
      if (old != null) {
        old.stop(true, config.shutdownWait());
        next = launch.listeningAt(old.provisioned().connection());
      }
      try {
        started = launch(next);
      } catch (KernelStartException e) {
        died(e.getMessage());
        throw e;
      }
    } finally {
      lifecycle.unlock();
    }
    started.awaitReady(config.startTimeout());
  }

  /** Ends the kernel and its clients' connections. Does nothing the second time. */
  void shutdown() throws InterruptedException {
    lifecycle.lockInterruptibly();
    try {
      if (shutDown) {
        return;
      }
      shutDown = true;
      KernelProcess old = current;
      current = null;
      if (old != null) {
        old.stop(false, config.shutdownWait());
      }
    } finally {
      lifecycle.unlock();
      channels.close(CloseCode.NORMAL, "the kernel was shut down");
    }
    LOG.info("Kernel {} ({}) was shut down", id(), kernelSpec().name());
  }

  private KernelProcess launch(LaunchRequest request)
      throws KernelStartException, InterruptedException {
    ProvisionedKernel provisioned = provision(request);
    KernelClient client;
    try {
      client =
          KernelClient.connect(
              threads.sockets().next(), provisioned.connection(), threads.timer(), this::received);
    } catch (IOException e) {
      provisioned.kill();
      provisioned.cleanup(false);
      throw new KernelStartException(
          "Kernel '%s' was started, but the gateway could not connect to it: %s"
              .formatted(kernelSpec().name(), e.getMessage()),
          e);
    }
    KernelProcess started = new KernelProcess(provisioned, client);
    current = started;
    LOG.info("Kernel {} ({}) is {}", id(), kernelSpec().name(), provisioned.description());
    // Not handed to another thread: what the kernel says next must find the channels ready.
    var unusedReady = client.ready().thenRun(() -> answers(started));
    var unusedExit =
        provisioned.exited().thenAcceptAsync(exit -> ended(started, exit), threads.life());
    return started;
  }

  private ProvisionedKernel provision(LaunchRequest request)
      throws KernelStartException, InterruptedException {
    try {
      return provisioner
          .launch(request)
          .toCompletableFuture()
          .get(config.startTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new KernelStartException(requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new KernelStartException(
          "Kernel '%s' was not given a process within %d seconds by the provisioner '%s'"
              .formatted(
                  kernelSpec().name(), config.startTimeout().toSeconds(), provisioner.name()),
          e);
    }
  }

  private void received(Channel channel, RawMessage message, Routing routing) {
    if (channel == Channel.IOPUB) {
      activity.published(message, routing);
    }
    channels.deliver(channel, message, routing);
  }

  private void answers(KernelProcess process) {
    if (current == process) {
      reason = Optional.empty();
      activity.ready();
      channels.ready(process.client());
      process.isReady();
    }
  }

  /** A process has ended; if nobody asked for it, another may take its place. */
  private void ended(KernelProcess process, KernelExit exit) {
    lifecycle.lock();
    try {
      if (shutDown || current != process) {
        return;
      }
      current = null;
      Optional<Duration> delay = restarter.nextAttempt(process.uptime());
      // New ports for one that never answered: it may have died because one of them was taken.
      boolean samePorts = delay.isPresent() && process.wasReady();
      process.release(samePorts);
      LaunchRequest next =
          samePorts ? launch.listeningAt(process.provisioned().connection()) : launch;
      String obituary = obituary(process, exit, delay.isPresent());
      LOG.warn("Kernel {} ({}): {}", id(), kernelSpec().name(), obituary);
      if (delay.isEmpty()) {
        died(obituary);
        return;
      }
      activity.starting();
      channels.lost(obituary);
      channels.announce("restarting");
      var unused =
          threads
              .timer()
              .schedule(
                  () -> threads.life().execute(() -> startAgain(next)),
                  delay.get().toMillis(),
                  TimeUnit.MILLISECONDS);
    } finally {
      lifecycle.unlock();
    }
  }

  private void startAgain(LaunchRequest request) {
    lifecycle.lock();
    try {
      if (!shutDown && current == null) {
        launch(request);
      }
    } catch (KernelStartException e) {
      LOG.warn("Kernel {} could not be started again", id(), e);
      died(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lifecycle.unlock();
    }
  }

  private void died(@Nullable String cause) {
    String text = cause == null ? "The kernel could not be started" : cause;
    reason = Optional.of(text);
    activity.dead();
    channels.dead(text);
  }

  /** What a person should know, and can do. */
  private String obituary(KernelProcess process, KernelExit exit, boolean startsAgain) {
    String story =
        process.wasReady()
            ? "The kernel %s.".formatted(exit.describe())
            : "The kernel %s before it answered. Its command is argv in %s."
                .formatted(exit.describe(), kernelSpec().resourceDir().resolve("kernel.json"));
    String cure =
        startsAgain
            ? " It is started again; what was defined is gone, so run those cells again."
            : " It is not started again by itself; restart it when the cause is gone.";
    String log = exit.log().strip();
    return log.isEmpty()
        ? story + cure
        : story
            + cure
            + " Its last output:\n"
            + log.substring(Math.max(0, log.length() - LOG_IN_REASON));
  }
}
