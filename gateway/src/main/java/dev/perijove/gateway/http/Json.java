package dev.perijove.gateway.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as the Jupyter REST API writes it: record components in snake case and in their declared
 * order, an empty {@code Optional} as null, every {@link Instant} in UTC with six digits of
 * fraction. Thread-safe.
 */
public final class Json {
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** A cell's output may be one string of a hundred megabytes; the body's limit bounds it. */
  private static final int LONGEST_STRING = Integer.MAX_VALUE;

  private static final int DEEPEST_NESTING = 500;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(LONGEST_STRING)
                          .maxNestingDepth(DEEPEST_NESTING)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .addModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()))
          .build();

  private Json() {}

  /** The one mapper of the gateway. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** A time as the REST API writes it, {@code 2026-11-24T01:55:27.885425Z}. */
  public static String time(Instant time) {
    return MICROSECONDS.format(time.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * A text among the fields of a request's body; empty if it is absent or null.
   *
   * @throws Problem 400 if it is no text
   */
  public static Optional<String> text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw Problem.badRequest("'" + field + "' must be a string");
    }
    return Optional.of(value.stringValue());
  }

  private static final class InstantSerializer extends ValueSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
      generator.writeString(time(time));
    }
  }
}
