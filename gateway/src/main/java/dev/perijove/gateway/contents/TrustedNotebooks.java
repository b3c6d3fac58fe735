package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers which notebooks were saved by a page that trusted all of their output, by the hash of
 * their files: whoever changes the file by other means takes the trust from it. Keeps the last ten
 * thousand. Thread-safe.
 */
final class TrustedNotebooks {
  private static final int MOST = 10_000;

  private final Path file;
  private final Set<String> hashes = new LinkedHashSet<>();
  private boolean read;

  TrustedNotebooks(Path file) {
    this.file = file;
  }

  synchronized boolean contains(String hash) throws IOException {
    readOnce();
    return hashes.contains(hash);
  }

  synchronized void add(String hash) throws IOException {
    readOnce();
    if (!hashes.add(hash)) {
      return;
    }
    while (hashes.size() > MOST) {
      hashes.remove(hashes.iterator().next());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.write(file, String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII));
  }

  private void readOnce() throws IOException {
    if (!read && Files.exists(file)) {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      hashes.addAll(lines.subList(Math.max(0, lines.size() - MOST), lines.size()));
    }
    read = true;
  }
}
