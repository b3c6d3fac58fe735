package dev.perijove.gateway.provision.local;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Chooses the TCP ports of kernels. Thread-safe.
 *
 * <p>A kernel binds its ports itself, so between choosing and binding anybody could take one. Three
 * things keep that from happening: ports are chosen below the ranges operating systems hand out by
 * themselves (so no outgoing connection and no server on "any port" can get one), a port given out
 * is not given out again while its kernel lives, and it was seen to be free a moment ago.
 */
final class PortReservations {

  /** Linux hands out from 32768, Windows and macOS from 49152. */
  private static final int FIRST = 20_000;

  private static final int END = 32_768;
  private static final int ATTEMPTS = 2_000;

  private final RandomGenerator random;
  private final Set<Integer> given = new HashSet<>();

  PortReservations(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Reserves ports that nobody listens on.
   *
   * @throws IOException if there are not that many
   */
  synchronized List<Integer> reserve(InetAddress address, int count) throws IOException {
    List<Integer> ports = new ArrayList<>(count);
    for (int attempt = 0; ports.size() < count; attempt++) {
      if (attempt == ATTEMPTS) {
        given.removeAll(ports);
        throw new IOException(
            "no %d free TCP ports between %d and %d on %s; too many kernels run on this machine"
                .formatted(count, FIRST, END - 1, address.getHostAddress()));
      }
      int port = random.nextInt(FIRST, END);
      if (!given.contains(port) && isFree(address, port)) {
        given.add(port);
        ports.add(port);
      }
    }
    return List.copyOf(ports);
  }

  /** Counts ports as given that a kernel of an earlier launch already uses. */
  synchronized void keep(Collection<Integer> ports) {
    given.addAll(ports);
  }

  synchronized void release(Collection<Integer> ports) {
    given.removeAll(ports);
  }

  private static boolean isFree(InetAddress address, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket(port, 1, address)) {
      return probe.isBound();
    } catch (BindException taken) {
      return false;
    }
  }
}
