package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /lab/api/settings}: every plugin's schema with what the person has set. */
final class SettingsResource {
  private static final Logger log = LoggerFactory.getLogger(SettingsResource.class);
  private static final int LARGEST_SETTINGS = 1024 * 1024;

  private final SettingSchemas schemas;
  private final UserSettings settings;

  SettingsResource(SettingSchemas schemas, UserSettings settings) {
    this.schemas = schemas;
    this.settings = settings;
  }

  void routes(Router.Builder routes) {
    routes
        .get("/lab/api/settings", this::list)
        .get("/lab/api/settings/{id...}", this::get)
        .put("/lab/api/settings/{id...}", this::put);
  }

  private Response list(Request request) throws IOException {
    boolean idsOnly = request.query("ids_only").filter("true"::equals).isPresent();
    ObjectNode answer = Json.mapper().createObjectNode();
    ArrayNode entries = answer.putArray("settings");
    for (SettingSchema schema : schemas.all().values()) {
      if (idsOnly) {
        entries.addObject().put("id", schema.id());
      } else {
        entries.add(entry(schema));
      }
    }
    return Response.json(200, answer);
  }

  private Response get(Request request) throws IOException {
    return Response.json(200, entry(schema(request)));
  }

  private Response put(Request request) throws IOException {
    SettingSchema schema = schema(request);
    JsonNode raw = request.json().path("raw");
    if (!raw.isString()) {
      throw Problem.badRequest("The body must be {\"raw\": \"<the settings as JSON text>\"}");
    }
    String text = raw.asString();
    if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_SETTINGS) {
      throw Problem.tooLarge("Settings of one plugin may have 1 MiB");
    }
    if (parse(text).isEmpty()) {
      throw Problem.badRequest("The settings of " + schema.id() + " are not a JSON object");
    }
    settings.write(schema, text);
    return Response.noContent();
  }

  private SettingSchema schema(Request request) throws IOException {
    String id = request.pathParameter("id");
    SettingSchema schema = schemas.all().get(id);
    if (schema == null) {
      throw Problem.notFound("No plugin of the page has settings named " + id);
    }
    return schema;
  }

  /** A file that a person has broken counts as empty, so that the page still opens. */
  private ObjectNode entry(SettingSchema schema) throws IOException {
    ObjectNode entry = Json.mapper().createObjectNode();
    Optional<UserSettings.Stored> stored = settings.read(schema);
    String raw = stored.map(UserSettings.Stored::raw).orElse("{}");
    Optional<ObjectNode> parsed = parse(raw);
    if (parsed.isEmpty()) {
      log.warn("The user's settings of {} are not a JSON object; defaults hold", schema.id());
    }
    entry.put("id", schema.id());
    entry.set("schema", schema.schema());
    entry.put("version", schema.version());
    entry.put("raw", raw);
    entry.set("settings", parsed.orElseGet(Json.mapper()::createObjectNode));
    entry.put("last_modified", stored.map(s -> Json.time(s.lastModified())).orElse(null));
    entry.put("created", stored.map(s -> Json.time(s.created())).orElse(null));
    return entry;
  }

  private static Optional<ObjectNode> parse(String raw) {
    if (raw.isBlank()) {
      return Optional.of(Json.mapper().createObjectNode());
    }
    try {
      return Json5.read(raw) instanceof ObjectNode settings
          ? Optional.of(settings)
          : Optional.empty();
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }
}
