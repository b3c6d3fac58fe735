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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
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
  private @Nullable NextLaunch next;
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

  /**
   * Starts the first process. Returns when it exists; it answers later.
   *
   * @throws KernelStartException also if the kernel was shut down before it came to that
   */
  void start() throws KernelStartException, InterruptedException {
    lifecycle.lockInterruptibly();
    try {
      if (shutDown) {
        throw new KernelStartException(
            "Kernel %s was shut down before it was started".formatted(id()));
      }
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
      try {
        if (old != null) {
          next = NextLaunch.after(launch, old.provisioned());
          old.stop(true, config.shutdownWait());
        }
        started = launch(takeNext());
      } catch (KernelStartException e) {
        died(e.getMessage());
        throw e;
      } catch (InterruptedException e) {
        died("The restart was interrupted; restart the kernel again");
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
      if (next != null) {
        next.giveUp();
        next = null;
      }
      if (old != null) {
        old.stop(false, config.shutdownWait());
      }
    } finally {
      lifecycle.unlock();
      channels.close(CloseCode.NORMAL, "the kernel was shut down");
    }
    LOG.info("Kernel {} ({}) was shut down", id(), kernelSpec().name());
  }

  /** What is to be launched; from now on whoever launches it sees to what was kept for it. */
  private LaunchRequest takeNext() {
    LaunchRequest request = next == null ? launch : next.request();
    next = null;
    return request;
  }

  private KernelProcess launch(LaunchRequest request)
      throws KernelStartException, InterruptedException {
    ProvisionedKernel provisioned = provision(request);
    KernelClient client;
    try {
      client =
          KernelClient.connect(
              threads.sockets().next(), provisioned.connection(), threads.timer(), this::received);
    } catch (IOException | IllegalArgumentException e) {
      discard(provisioned);
      throw new KernelStartException(
          "Kernel '%s' was started, but the gateway could not connect to it: %s"
              .formatted(kernelSpec().name(), e.getMessage()),
          e);
    }
    KernelProcess started = new KernelProcess(provisioned, client);
    current = started;
    LOG.info("Kernel {} ({}) is {}", id(), kernelSpec().name(), provisioned.description());
    // Not handed to another thread: what the kernel says next must find the channels ready.
    reported(client.ready().thenRun(() -> answers(started)));
    reported(provisioned.exited().thenAcceptAsync(exit -> ended(started, exit), threads.life()));
    return started;
  }

  /** Nobody waits for these; a fault of ours in them must still be heard of. */
  private void reported(CompletionStage<Void> work) {
    var unused =
        work.exceptionally(
            fault -> {
              if (fault.getCause() instanceof RejectedExecutionException) {
                LOG.debug("Kernel {} ended when the gateway had stopped", id(), fault);
              } else {
                LOG.error("Kernel {}: a change of its process was not dealt with", id(), fault);
              }
              return null;
            });
  }

  private static void discard(ProvisionedKernel provisioned) {
    provisioned.kill();
    provisioned.cleanup(false);
  }

  private ProvisionedKernel provision(LaunchRequest request)
      throws KernelStartException, InterruptedException {
    CompletableFuture<ProvisionedKernel> provisioned = provisioning(request);
    boolean awaited = false;
    try {
      ProvisionedKernel kernel =
          provisioned.get(config.startTimeout().toNanos(), TimeUnit.NANOSECONDS);
      awaited = true;
      return kernel;
    } catch (ExecutionException e) {
      throw new KernelStartException(requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new KernelStartException(
          "Kernel '%s' was not given a process within %d seconds by the provisioner '%s'"
              .formatted(
                  kernelSpec().name(), config.startTimeout().toSeconds(), provisioner.name()),
          e);
    } finally {
      if (!awaited) {
        // Nobody would own a process that comes after all.
        var unused = provisioned.thenAccept(KernelManager::discard);
      }
    }
  }

  /** A provisioner may come from anybody: what it throws is a kernel that does not start. */
  private CompletableFuture<ProvisionedKernel> provisioning(LaunchRequest request)
      throws KernelStartException {
    try {
      return provisioner.launch(request).toCompletableFuture();
    } catch (RuntimeException e) {
      throw new KernelStartException(
          "Kernel '%s' could not be started: the provisioner '%s' failed: %s"
              .formatted(kernelSpec().name(), provisioner.name(), e),
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
      String obituary = obituary(process, exit, delay.isPresent());
      LOG.warn("Kernel {} ({}): {}", id(), kernelSpec().name(), obituary);
      if (delay.isEmpty()) {
        died(obituary);
        return;
      }
      NextLaunch planned =
          samePorts ? NextLaunch.after(launch, process.provisioned()) : NextLaunch.afresh(launch);
      next = planned;
      activity.starting();
      channels.lost(obituary);
      channels.announce("restarting");
      var unused =
          threads
              .timer()
              .schedule(
                  () -> threads.life().execute(() -> startAgain(planned)),
                  delay.get().toMillis(),
                  TimeUnit.MILLISECONDS);
    } finally {
      lifecycle.unlock();
    }
  }

  /** Does what was planned when the last process ended, unless somebody did it since. */
  private void startAgain(NextLaunch planned) {
    lifecycle.lock();
    try {
      if (next == planned) {
        launch(takeNext());
      }
    } catch (KernelStartException e) {
      LOG.warn("Kernel {} could not be started again", id(), e);
      died(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Kernel {} could not be started again for a fault of the gateway", id(), e);
      died("The kernel could not be started again; the gateway's log has the cause. Restart it.");
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
