package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/** {@code /api/me}: who is asking, and what they may. */
final class MeResource {
  private MeResource() {}

  private record Me(User identity, Map<String, List<String>> permissions) {}

  /** Everyone who has logged in may do everything, so what is asked for is what is granted. */
  static Response me(Request request) {
    Map<String, List<String>> granted = new LinkedHashMap<>();
    request.query("permissions").map(MeResource::asked).ifPresent(granted::putAll);
    return Response.json(200, new Me(request.user(), granted));
  }

  private static Map<String, List<String>> asked(String permissions) {
    try {
      return Json.mapper().readValue(permissions, new TypeReference<>() {});
    } catch (JacksonException e) {
      throw Problem.badRequest(
          "permissions must be a JSON object of lists, such as {\"contents\":[\"read\"]}");
    }
  }
}
