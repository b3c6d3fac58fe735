package dev.perijove.gateway.kernels;

import static java.util.Objects.requireNonNull;

import dev.perijove.gateway.channels.ChannelLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How kernels are run.
 *
 * @param root the directory API paths are relative to
 * @param runtimeDirectory where connection files are kept
 * @param defaultKernelName the kernelspec started when a request names none
 * @param startTimeout how long a restart waits for the kernel to answer
 * @param shutdownWait how long a kernel has to end by itself; half of it before SIGTERM
 * @param socketThreads threads that own the kernels' sockets
 */
public record KernelsConfig(
    Path root,
    Path runtimeDirectory,
    Optional<String> defaultKernelName,
    Duration startTimeout,
    Duration shutdownWait,
    RestartPolicy restart,
    ChannelLimits channels,
    int socketThreads) {

  /** The kernelspec that is started where nobody names one and it is installed. */
  public static final String PREFERRED_KERNEL = "java";

  public KernelsConfig {
    root = root.toAbsolutePath().normalize();
    requireNonNull(runtimeDirectory, "runtimeDirectory");
    requireNonNull(defaultKernelName, "defaultKernelName");
    requireNonNull(restart, "restart");
    requireNonNull(channels, "channels");
    if (startTimeout.isNegative() || shutdownWait.isNegative()) {
      throw new IllegalArgumentException("a time to wait must not be negative");
    }
    if (socketThreads < 1) {
      throw new IllegalArgumentException("kernels need at least one socket thread");
    }
  }

  /** The times and limits of the Jupyter server, and two socket threads. */
  public static KernelsConfig of(Path root, Path runtimeDirectory) {
    return new KernelsConfig(
        root,
        runtimeDirectory,
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        RestartPolicy.defaults(),
        ChannelLimits.defaults(),
        2);
  }

  /** The same, starting this kernelspec where a request names none. */
  public KernelsConfig withDefaultKernelName(String name) {
    return new KernelsConfig(
        root,
        runtimeDirectory,
        Optional.of(name),
        startTimeout,
        shutdownWait,
        restart,
        channels,
        socketThreads);
  }

  /** The same with other waits. */
  public KernelsConfig withTimes(Duration start, Duration shutdown) {
    return new KernelsConfig(
        root,
        runtimeDirectory,
        defaultKernelName,
        start,
        shutdown,
        restart,
        channels,
        socketThreads);
  }

  /** The same with another restart policy. */
  public KernelsConfig withRestart(RestartPolicy policy) {
    return new KernelsConfig(
        root,
        runtimeDirectory,
        defaultKernelName,
        startTimeout,
        shutdownWait,
        policy,
        channels,
        socketThreads);
  }

  /** The same with other bounds for the channels. */
  public KernelsConfig withChannels(ChannelLimits limits) {
    return new KernelsConfig(
        root,
        runtimeDirectory,
        defaultKernelName,
        startTimeout,
        shutdownWait,
        restart,
        limits,
        socketThreads);
  }
}
