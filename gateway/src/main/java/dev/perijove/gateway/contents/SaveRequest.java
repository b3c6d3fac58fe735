package dev.perijove.gateway.contents;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a client saves.
 *
 * @param type {@code directory}, {@code file} or {@code notebook}
 * @param format of a file's content: {@code text} or {@code base64}
 * @param content a notebook as an object, a file as a string; none for a directory
 * @param chunk the number of this part of an upload, counted from 1; -1 for the last
 */
public record SaveRequest(
    String type, Optional<String> format, Optional<JsonNode> content, Optional<Integer> chunk) {}
