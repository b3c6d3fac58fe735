package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The licences of all packages in the page and in prebuilt extensions, as their builds noted them.
 */
final class LicenseReport {
  private static final String NOTED_IN = "third-party-licenses.json";

  private final ConfinedFolder page;
  private final FederatedExtensions extensions;

  LicenseReport(ConfinedFolder page, FederatedExtensions extensions) {
    this.page = page;
    this.extensions = extensions;
  }

  /** {@code {"bundles": {name: {"packages": [...]}}}}. */
  ObjectNode json() throws IOException {
    ObjectNode report = Json.mapper().createObjectNode();
    ObjectNode bundles = report.putObject("bundles");
    for (Map.Entry<String, ConfinedFolder> bundle : folders().entrySet()) {
      Optional<byte[]> noted = bundle.getValue().read(NOTED_IN);
      if (noted.isPresent()) {
        bundles.set(bundle.getKey(), Json.mapper().readTree(noted.get()));
      }
    }
    return report;
  }

  private Map<String, ConfinedFolder> folders() throws IOException {
    Map<String, ConfinedFolder> folders = new LinkedHashMap<>();
    folders.put("JupyterLab", page);
    for (FederatedExtension extension : extensions.find().values()) {
      folders.put(extension.name(), new ConfinedFolder(extension.folder().resolve("static")));
    }
    return folders;
  }

  /** A line for each package. */
  String csv() throws IOException {
    StringBuilder csv = new StringBuilder("name,versionInfo,licenseId,extractedText\r\n");
    for (JsonNode bundle : json().path("bundles")) {
      for (JsonNode each : bundle.path("packages")) {
        csv.append(cell(each.path("name"))).append(',');
        csv.append(cell(each.path("versionInfo"))).append(',');
        csv.append(cell(each.path("licenseId"))).append(',');
        csv.append(cell(each.path("extractedText"))).append("\r\n");
      }
    }
    return csv.toString();
  }

  /** A chapter for each bundle, a section for each package. */
  String markdown() throws IOException {
    StringBuilder markdown = new StringBuilder("# Licenses\n");
    for (Map.Entry<String, JsonNode> bundle : json().path("bundles").properties()) {
      markdown.append("\n## ").append(bundle.getKey()).append('\n');
      for (JsonNode each : bundle.getValue().path("packages")) {
        markdown.append(
            "\n### %s %s\n\n%s\n\n"
                .formatted(
                    each.path("name").asString(""),
                    each.path("versionInfo").asString(""),
                    each.path("licenseId").asString("")));
        each.path("extractedText")
            .asString("")
            .lines()
            .forEach(line -> markdown.append("    ").append(line).append('\n'));
      }
    }
    return markdown.toString();
  }

  private static String cell(JsonNode value) {
    return '"' + value.asString("").replace("\"", "\"\"") + '"';
  }
}
