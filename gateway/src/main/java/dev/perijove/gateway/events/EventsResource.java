package dev.perijove.gateway.events;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.WebSocketAcceptance;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/events}; "Events" in the Jupyter Server REST API. */
public final class EventsResource {
  private static final int LONGEST_EVENT = 64 * 1024;

  private final EventBus bus;
  private final Clock clock;

  /** On a bus. */
  public EventsResource(EventBus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Adds its routes. */
  public void routes(Router.Builder routes) {
    routes
        .post("/api/events", this::emit)
        .webSocket(
            "/api/events/subscribe",
            request -> new WebSocketAcceptance(Optional.empty(), new EventsWebSocketHandler(bus)));
  }

  private Response emit(Request request) {
    if (request.body().length > LONGEST_EVENT) {
      throw Problem.tooLarge("An event is longer than " + LONGEST_EVENT + " bytes");
    }
    JsonNode body = request.json();
    EventSchema schema = schema(body);
    if (!(body.path("data") instanceof ObjectNode data)) {
      throw Problem.badRequest("'data' must be an object");
    }
    schema
        .problem(data)
        .ifPresent(
            problem -> {
              throw Problem.badRequest(problem + " in the data of " + schema.id());
            });
    bus.publish(new Event(schema, timestamp(body.path("timestamp")), data));
    return Response.noContent();
  }

  private static EventSchema schema(JsonNode body) {
    String id = body.path("schema_id").asString("");
    EventSchema schema =
        EventSchema.of(id)
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "'schema_id' must be one of "
                            + Arrays.stream(EventSchema.values()).map(EventSchema::id).toList()));
    if (!body.path("version").asString("").equals(EventSchema.VERSION)) {
      throw Problem.badRequest("'version' of " + id + " must be \"" + EventSchema.VERSION + "\"");
    }
    return schema;
  }

  /** ISO 8601 with an offset; the Jupyter server asks for a Z behind the offset. */
  private Instant timestamp(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return clock.instant();
    }
    String text = given.asString("");
    try {
      return OffsetDateTime.parse(text.replaceFirst("(?<=[+-]\\d\\d:\\d\\d)Z$", "")).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.badRequest(
          "'timestamp' must be a time with its offset, such as 2026-11-24T13:50:00+01:00");
    }
  }
}
