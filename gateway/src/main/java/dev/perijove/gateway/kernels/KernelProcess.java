package dev.perijove.gateway.kernels;

import dev.perijove.gateway.channels.KernelClient;
import dev.perijove.gateway.provision.KernelExit;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.content.ShutdownRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a kernel, and the sockets to it: what a restart replaces. Thread-safe. */
final class KernelProcess {

  private final ProvisionedKernel provisioned;
  private final KernelClient client;
  private final CompletableFuture<Void> answers = new CompletableFuture<>();
  private volatile Optional<Long> readyAt = Optional.empty();

  KernelProcess(ProvisionedKernel provisioned, KernelClient client) {
    this.provisioned = provisioned;
    this.client = client;
  }

  ProvisionedKernel provisioned() {
    return provisioned;
  }

  KernelClient client() {
    return client;
  }

  /** Called when clients can reach it, and its state says so. */
  void isReady() {
    readyAt = Optional.of(System.nanoTime());
    answers.complete(null);
  }

  boolean wasReady() {
    return readyAt.isPresent();
  }

  /** How long it has answered; zero if it never did. */
  Duration uptime() {
    return readyAt.map(at -> Duration.ofNanos(System.nanoTime() - at)).orElse(Duration.ZERO);
  }

  /** Waits until the process answers or has ended, or the time is over. */
  void awaitReady(Duration limit) throws InterruptedException {
    awaits(CompletableFuture.anyOf(answers, provisioned.exited().toCompletableFuture()), limit);
  }

  /**
   * Ends the process: it is asked, then told, then forced, with half of the time before each step.
   *
   * @param restart whether another process takes its place
   */
  void stop(boolean restart, Duration wait) throws InterruptedException {
    CompletableFuture<KernelExit> exited = provisioned.exited().toCompletableFuture();
    Duration half = wait.dividedBy(2);
    try {
      provisioned.shutdownRequested();
      client.request(Channel.CONTROL, new ShutdownRequest(restart));
      // One that does not answer yet would not hear it before it has started.
      if (!wasReady() || !awaits(exited, half)) {
        provisioned.terminate();
        if (!awaits(exited, half)) {
          provisioned.kill();
        }
      }
    } catch (InterruptedException e) {
      provisioned.kill();
      throw e;
    } finally {
      release(restart);
    }
  }

  /** Gives back what the ended process held. */
  void release(boolean restart) {
    client.close();
    provisioned.cleanup(restart);
  }

  private static boolean awaits(CompletableFuture<?> future, Duration limit)
      throws InterruptedException {
    try {
      future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("neither readiness nor an exit ever fails", e);
    }
  }
}
