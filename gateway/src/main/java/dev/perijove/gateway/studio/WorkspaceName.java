package dev.perijove.gateway.studio;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/** The file name of a workspace, the one that JupyterLab's own server gives it. */
final class WorkspaceName {
  static final String EXTENSION = ".jupyterlab-workspace";
  private static final int LONGEST = 128;

  private WorkspaceName() {}

  /**
   * Readable from the id, plus four digits of its hash; letters, digits, {@code _} and {@code -}.
   */
  static String file(String id) {
    String signature = "-" + HexFormat.of().formatHex(sha256(id)).substring(0, 4);
    String readable =
        Normalizer.normalize(id.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
            .replaceAll("[^a-z0-9_\\s-]", "")
            .strip()
            .replaceAll("[-\\s]+", "-");
    int room = LONGEST - EXTENSION.length() - signature.length();
    String cut = readable.length() > room ? readable.substring(0, room) : readable;
    return cut + signature + EXTENSION;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
