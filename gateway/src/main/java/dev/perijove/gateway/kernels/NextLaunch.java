package dev.perijove.gateway.kernels;

import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.ProvisionedKernel;
import java.util.Optional;

/**
 * The launch that is to follow a process that has ended, and what is kept for it: connection file
 * and ports belong to whoever holds this until it launches or {@linkplain #giveUp gives up}.
 */
record NextLaunch(LaunchRequest request, Optional<ProvisionedKernel> kept) {

  /** With the connection of a process whose {@code cleanup} is told of a restart. */
  static NextLaunch after(LaunchRequest first, ProvisionedKernel ended) {
    return new NextLaunch(first.listeningAt(ended.connection()), Optional.of(ended));
  }

  /** With a connection of its own. */
  static NextLaunch afresh(LaunchRequest first) {
    return new NextLaunch(first, Optional.empty());
  }

  /** Nothing is launched: gives back what was kept. */
  void giveUp() {
    kept.ifPresent(ended -> ended.cleanup(false));
  }
}
