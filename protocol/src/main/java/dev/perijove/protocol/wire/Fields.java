package dev.perijove.protocol.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, taken one by one; what nobody took is {@link #rest}. A {@code null}
 * counts as an absent field.
 */
final class Fields {
  private final String owner;
  private final ObjectNode object;

  /**
   * @param owner named in errors: a message type, or a place in one
   */
  Fields(String owner, ObjectNode object) {
    this.owner = owner;
    this.object = object;
  }

  String string(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    if (value == null) {
      throw missing(name);
    }
    return asString(name, value);
  }

  String stringOr(String name, String absent) throws MalformedMessageException {
    JsonNode value = take(name);
    return value == null ? absent : asString(name, value);
  }

  Optional<String> optionalString(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    return value == null ? Optional.empty() : Optional.of(asString(name, value));
  }

  int integer(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    if (value == null) {
      throw missing(name);
    }
    return asInt(name, value);
  }

  int integerOr(String name, int absent) throws MalformedMessageException {
    JsonNode value = take(name);
    return value == null ? absent : asInt(name, value);
  }

  OptionalInt optionalInteger(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(asInt(name, value));
  }

  boolean booleanOr(String name, boolean absent) throws MalformedMessageException {
    JsonNode value = take(name);
    if (value == null) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw wrong(name, "a boolean", value);
    }
    return value.booleanValue();
  }

  /** Absent: empty. */
  Optional<JsonNode> optionalNode(String name) {
    return Optional.ofNullable(take(name));
  }

  /** Absent: an empty object. */
  JsonNode nodeOrEmptyObject(String name) {
    JsonNode value = take(name);
    return value == null ? Json.MAPPER.createObjectNode() : value;
  }

  /** Absent: empty. */
  Map<String, JsonNode> map(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    return value == null ? Map.of() : entries(asObject(name, value));
  }

  /** Absent: empty. */
  Map<String, String> stringMap(String name) throws MalformedMessageException {
    Map<String, String> strings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : map(name).entrySet()) {
      strings.put(entry.getKey(), asString(name + ".*", entry.getValue()));
    }
    return strings;
  }

  /** Absent: empty. */
  List<JsonNode> list(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode array)) {
      throw wrong(name, "an array", value);
    }
    return List.copyOf(array.values());
  }

  /** Absent: empty. */
  List<String> stringList(String name) throws MalformedMessageException {
    List<String> strings = new ArrayList<>();
    for (JsonNode value : list(name)) {
      strings.add(asString(name, value));
    }
    return strings;
  }

  /** The fields of an object in this one. */
  Fields object(String name) throws MalformedMessageException {
    JsonNode value = take(name);
    if (value == null) {
      throw missing(name);
    }
    return within(name, value);
  }

  /** The fields of {@code value}, which stands at {@code place} in this object. */
  Fields within(String place, JsonNode value) throws MalformedMessageException {
    return new Fields(owner + "." + place, asObject(place, value));
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** All fields nobody took yet, as they are. */
  Map<String, JsonNode> rest() {
    return entries(object);
  }

  /** The object as a whole; nothing is left. */
  ObjectNode all() {
    ObjectNode whole = Json.MAPPER.createObjectNode();
    whole.setAll(object);
    object.removeAll();
    return whole;
  }

  MalformedMessageException malformed(String name, String what) {
    return new MalformedMessageException(owner + ": field '" + name + "' " + what);
  }

  private @Nullable JsonNode take(String name) {
    JsonNode value = object.remove(name);
    return value == null || value.isNull() ? null : value;
  }

  private ObjectNode asObject(String name, JsonNode value) throws MalformedMessageException {
    if (!(value instanceof ObjectNode found)) {
      throw wrong(name, "an object", value);
    }
    return found;
  }

  private String asString(String name, JsonNode value) throws MalformedMessageException {
    if (!value.isString()) {
      throw wrong(name, "a string", value);
    }
    return value.stringValue();
  }

  private int asInt(String name, JsonNode value) throws MalformedMessageException {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a 32-bit integer", value);
    }
    return value.intValue();
  }

  private MalformedMessageException missing(String name) {
    return malformed(name, "is missing");
  }

  private MalformedMessageException wrong(String name, String wanted, JsonNode value) {
    String found = value.getNodeType().name().toLowerCase(Locale.ROOT);
    return malformed(name, "must be " + wanted + " (found: " + found + ")");
  }

  private static Map<String, JsonNode> entries(ObjectNode object) {
    if (object.isEmpty()) {
      return Map.of();
    }
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    object.forEachEntry(entries::put);
    return entries;
  }
}
