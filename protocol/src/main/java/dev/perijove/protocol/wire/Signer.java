package dev.perijove.protocol.wire;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs the four JSON frames of a message and checks signatures; "The Wire Protocol" in the Jupyter
 * messaging documentation. Thread-safe: every call works on its own copy of a Mac that already
 * holds the key.
 */
public final class Signer {
  private static final String PREFIX = "hmac-";
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UNSIGNED = {};
  private static final Signer NONE = new Signer(null);

  /** The schemes by the names Python's hashlib has for their digests. */
  private static final Map<String, String> ALGORITHMS =
      new TreeMap<>(
          Map.of(
              "md5", "HmacMD5",
              "sha1", "HmacSHA1",
              "sha224", "HmacSHA224",
              "sha256", "HmacSHA256",
              "sha384", "HmacSHA384",
              "sha512", "HmacSHA512",
              "sha3_224", "HmacSHA3-224",
              "sha3_256", "HmacSHA3-256",
              "sha3_384", "HmacSHA3-384",
              "sha3_512", "HmacSHA3-512"));

  /** Never written to, only copied. */
  private final @Nullable Mac keyed;

  private Signer(@Nullable Mac keyed) {
    this.keyed = keyed;
  }

  /**
   * A signer for the {@code signature_scheme} and {@code key} of a connection file. An empty key
   * means {@link #unsigned}, whatever the scheme.
   *
   * @param scheme {@code hmac-} and a digest, such as {@code hmac-sha256}
   * @throws IllegalArgumentException if the scheme is not one of ours
   */
  public static Signer of(String scheme, byte[] key) {
    requireNonNull(scheme, "scheme");
    if (key.length == 0) {
      return NONE;
    }
    String algorithm = algorithm(scheme);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return new Signer(mac);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalArgumentException("this JDK cannot sign with '" + scheme + "'", e);
    }
  }

  /**
   * As {@link #of(String, byte[])}, with the key as a connection file writes it: text, whose UTF-8
   * bytes are the key.
   *
   * @throws IllegalArgumentException if the key is not empty and the scheme is not one of ours
   */
  public static Signer of(String scheme, String key) {
    return of(scheme, key.getBytes(StandardCharsets.UTF_8));
  }

  /** Signs with an empty signature and accepts any: the connection file has an empty key. */
  public static Signer unsigned() {
    return NONE;
  }

  /** Whether messages are signed at all. */
  public boolean signs() {
    return keyed != null;
  }

  /**
   * The signature, in lower-case hexadecimal ASCII; empty if {@link #unsigned}.
   *
   * @param frames header, parent header, metadata and content, as they travel
   */
  public byte[] sign(List<byte[]> frames) {
    if (keyed == null) {
      return UNSIGNED;
    }
    Mac mac = copy(keyed);
    for (byte[] frame : frames) {
      mac.update(frame);
    }
    return hex(mac.doFinal());
  }

  /** Compares in constant time. */
  public boolean verify(byte[] signature, List<byte[]> frames) {
    return keyed == null || MessageDigest.isEqual(sign(frames), signature);
  }

  private static String algorithm(String scheme) {
    String name = scheme.toLowerCase(Locale.ROOT);
    String digest =
        name.startsWith(PREFIX) ? name.substring(PREFIX.length()).replace('-', '_') : "";
    String algorithm = ALGORITHMS.get(digest);
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "unknown signature scheme '"
              + scheme
              + "'; known are hmac- with one of "
              + String.join(", ", ALGORITHMS.keySet()));
    }
    return algorithm;
  }

  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own Macs can be copied", e);
    }
  }

  private static byte[] hex(byte[] digest) {
    byte[] text = new byte[digest.length * 2];
    for (int i = 0; i < digest.length; i++) {
      text[2 * i] = HEX[(digest[i] >> 4) & 0xF];
      text[2 * i + 1] = HEX[digest[i] & 0xF];
    }
    return text;
  }
}
