package dev.perijove.gateway.contents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A file, directory or notebook as the REST API shows it: "Contents API" in the Jupyter server's
 * documentation.
 *
 * @param path relative to the root, without a slash at either end
 * @param content empty unless it was asked for
 * @param format {@code json}, {@code text} or {@code base64}; empty without content
 * @param size in bytes; empty for a directory
 * @param hash SHA-256 of the bytes on disk in hexadecimal, if it was asked for
 * @param type {@code directory}, {@code file} or {@code notebook}
 * @param message what is wrong with a notebook that was saved all the same
 */
public record ContentsModel(
    String name,
    String path,
    Instant lastModified,
    Instant created,
    Optional<ContentsBody> content,
    Optional<String> format,
    Optional<String> mimetype,
    Optional<Long> size,
    boolean writable,
    Optional<String> hash,
    Optional<String> hashAlgorithm,
    String type,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> message) {
  ContentsModel withContent(
      ContentsBody newContent, String newFormat, Optional<String> newMimetype) {
    return new ContentsModel(
        name,
        path,
        lastModified,
        created,
        Optional.of(newContent),
        Optional.of(newFormat),
        newMimetype,
        size,
        writable,
        hash,
        hashAlgorithm,
        type,
        message);
  }

  ContentsModel withHash(String sha256) {
    return new ContentsModel(
        name,
        path,
        lastModified,
        created,
        content,
        format,
        mimetype,
        size,
        writable,
        Optional.of(sha256),
        Optional.of("sha256"),
        type,
        message);
  }

  ContentsModel withType(String newType) {
    return new ContentsModel(
        name,
        path,
        lastModified,
        created,
        content,
        format,
        mimetype,
        size,
        writable,
        hash,
        hashAlgorithm,
        newType,
        message);
  }

  ContentsModel withMessage(String newMessage) {
    return new ContentsModel(
        name,
        path,
        lastModified,
        created,
        content,
        format,
        mimetype,
        size,
        writable,
        hash,
        hashAlgorithm,
        type,
        Optional.of(newMessage));
  }
}
