package dev.perijove.gateway.contents;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A file's bytes between disk and JSON. */
final class FileContent {
  private FileContent() {}

  /** The bytes a client sent. */
  static byte[] bytes(JsonNode content, Optional<String> format) throws ContentsException {
    if (!content.isString()) {
      throw ContentsException.invalid("The content of a file is a string");
    }
    String text = content.stringValue();
    return switch (format.orElse("text")) {
      case "text" -> text.getBytes(StandardCharsets.UTF_8);
      case "base64" -> decoded(text);
      default ->
          throw ContentsException.invalid(
              "Must specify format of file contents as 'text' or 'base64'");
    };
  }

  /** Line breaks and spaces are allowed, anything else that is not Base64 is not. */
  private static byte[] decoded(String text) throws ContentsException {
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw ContentsException.invalid("The content is not Base64: " + e.getMessage());
    }
  }

  /** The text of UTF-8 bytes; empty if they are not. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
