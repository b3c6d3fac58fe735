package dev.perijove.gateway.events;

import dev.perijove.gateway.http.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened, as its schema describes it.
 *
 * @param data valid, and not changed any more
 */
public record Event(EventSchema schema, Instant timestamp, ObjectNode data) {
  /** Of the fields between underscores, not of the schema. */
  private static final int METADATA_VERSION = 1;

  /**
   * @throws IllegalArgumentException if the schema does not allow the data
   */
  public Event {
    schema
        .problem(data)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /** What subscribers read: Jupyter's event capsule, with the data's fields among its own. */
  String toJson() {
    ObjectNode capsule =
        Json.mapper()
            .createObjectNode()
            .put("schema_id", schema.id())
            .put("__timestamp__", Json.time(timestamp))
            .put("__schema__", schema.id())
            .put("__schema_version__", EventSchema.VERSION)
            .put("__metadata_version__", METADATA_VERSION);
    // Nobody who sends data can pass it off as an event of another kind.
    data.properties().forEach(field -> capsule.putIfAbsent(field.getKey(), field.getValue()));
    return Json.mapper().writeValueAsString(capsule);
  }
}
