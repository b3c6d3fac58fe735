package dev.perijove.gateway.events;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of events a Jupyter server has, each with the fields its schema asks for. */
public enum EventSchema {
  /** What was done through the contents API. */
  CONTENTS_SERVICE(
      Field.oneOf("action", "get", "create", "save", "upload", "rename", "copy", "delete"),
      Field.text("path"),
      Field.text("source_path").optional()),

  /** What was done to kernels. */
  KERNEL_ACTIONS(
      Field.oneOf("action", "start", "interrupt", "shutdown", "restart"),
      Field.text("msg"),
      Field.text("kernel_id").optional(),
      Field.text("kernel_name").optional(),
      Field.oneOf("status", "error", "success").optional(),
      Field.number("status_code").optional()),

  /** What became of requests to another gateway. */
  GATEWAY_CLIENT(
      Field.oneOf("status", "error", "success"),
      Field.text("msg"),
      Field.number("status_code").optional(),
      Field.text("gateway_url").optional());

  /** The version of each of them. */
  public static final String VERSION = "1";

  private final List<Field> fields;

  EventSchema(Field... fields) {
    this.fields = List.of(fields);
  }

  /** The {@code $id} of the schema. */
  public String id() {
    return "https://events.jupyter.org/jupyter_server/" + name().toLowerCase(Locale.ROOT) + "/v1";
  }

  /** The schema of an id, if it is known. */
  public static Optional<EventSchema> of(String id) {
    return Arrays.stream(values()).filter(schema -> schema.id().equals(id)).findFirst();
  }

  /** What keeps data from being an event of this kind; fields that are not named here may be. */
  Optional<String> problem(ObjectNode data) {
    Optional<String> problem =
        fields.stream().flatMap(field -> field.problem(data).stream()).findFirst();
    boolean namesNoKernel =
        this == KERNEL_ACTIONS
            && !data.has("kernel_id")
            && !data.path("action").asString("").equals("start");
    return problem.isEmpty() && namesNoKernel
        ? Optional.of("'kernel_id' is missing; only a start that failed has none")
        : problem;
  }

  /**
   * One field of an event.
   *
   * @param values the only ones there are; empty for any
   */
  private record Field(String name, boolean required, boolean number, List<String> values) {
    static Field text(String name) {
      return new Field(name, true, false, List.of());
    }

    static Field oneOf(String name, String... values) {
      return new Field(name, true, false, List.of(values));
    }

    static Field number(String name) {
      return new Field(name, true, true, List.of());
    }

    Field optional() {
      return new Field(name, false, number, values);
    }

    Optional<String> problem(ObjectNode data) {
      JsonNode value = data.path(name);
      if (value.isMissingNode()) {
        return required ? Optional.of("'" + name + "' is missing") : Optional.empty();
      }
      if (number ? !value.isNumber() : !value.isString()) {
        return Optional.of("'" + name + "' must be a " + (number ? "number" : "string"));
      }
      return values.isEmpty() || values.contains(value.stringValue())
          ? Optional.empty()
          : Optional.of("'" + name + "' must be one of " + values);
    }
  }
}
