package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the page where everything is and what to leave out: the data in its HTML. */
final class PageConfig {
  private static final Logger log = LoggerFactory.getLogger(PageConfig.class);

  /** The Jupyter server whose REST interface we speak; the page decides by it what it may ask. */
  private static final String SERVER_VERSION = "[2, 21, 1]";

  /** Plugins that ask a Python server for what we do not have, or the Internet for news. */
  private static final List<String> LEFT_OUT =
      List.of(
          "@jupyterlab/apputils-extension:announcements",
          "@jupyterlab/extensionmanager-extension",
          "@jupyterlab/pluginmanager-extension",
          // Sends Python source to the kernel with each completion, whatever its language.
          "@jupyterlab/debugger-extension:completions");

  private final StudioOptions options;
  private final String version;
  private final boolean openingStartsKernel;

  /**
   * @param version of JupyterLab, shown in its About dialog
   * @param openingStartsKernel whether a notebook's kernel starts with its opening, not its first
   *     run
   */
  PageConfig(StudioOptions options, String version, boolean openingStartsKernel) {
    this.options = options;
    this.version = version;
    this.openingStartsKernel = openingStartsKernel;
  }

  /**
   * The configuration for one page.
   *
   * @param mode {@code multiple-document} or {@code single-document}
   */
  ObjectNode render(
      Request request,
      String mode,
      String workspace,
      Optional<String> treePath,
      Collection<FederatedExtension> extensions)
      throws IOException {
    ObjectNode config = Json.mapper().createObjectNode();
    config.put("appName", "Perijove");
    config.put("appNamespace", "lab");
    config.put("appVersion", version);
    config.put("notebookVersion", SERVER_VERSION);
    config.put("baseUrl", request.baseUrl());
    config.put("wsUrl", "");
    options.token().ifPresent(token -> config.put("token", token));
    config.put("mode", mode);
    config.put("workspace", workspace);
    treePath.ifPresent(path -> config.put("treePath", path));
    config.put("serverRoot", options.serverRoot().toString());
    config.put("preferredPath", "/");
    config.put("terminalsAvailable", options.terminals());
    config.put("notebookStartsKernel", openingStartsKernel);
    config.put("cacheFiles", true);
    config.put("devMode", false);
    config.put("buildCheck", false);
    config.put("buildAvailable", false);
    config.put("exposeAppInBrowser", false);
    config.put("quitButton", false);
    config.put("delete_to_trash", false);
    addUrls(config, request);
    addExtensions(config, extensions);
    return config;
  }

  private static void addUrls(ObjectNode config, Request request) {
    config.put("appUrl", "/lab");
    config.put("docUrl", "/doc");
    config.put("treeUrl", "/lab/tree");
    config.put("workspacesUrl", "/lab/workspaces");
    Map<String, String> urls =
        Map.of(
            "StaticUrl", "/static/lab",
            "LabextensionsUrl", "/lab/extensions",
            "ListingsUrl", "/lab/api/listings",
            "LicensesUrl", "/lab/api/licenses",
            "SettingsUrl", "/lab/api/settings",
            "ThemesUrl", "/lab/api/themes",
            "TranslationsApiUrl", "/lab/api/translations",
            "WorkspacesApiUrl", "/lab/api/workspaces");
    urls.forEach(
        (name, path) -> {
          config.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), path);
          config.put("full" + name, request.link(path));
        });
  }

  private void addExtensions(ObjectNode config, Collection<FederatedExtension> extensions)
      throws IOException {
    TreeSet<String> disabled = new TreeSet<>(LEFT_OUT);
    TreeSet<String> deferred = new TreeSet<>();
    ArrayNode federated = config.putArray("federated_extensions");
    for (FederatedExtension extension : extensions) {
      ObjectNode entry = federated.addObject().put("name", extension.name());
      for (String key : List.of("load", "extension", "mimeExtension", "style")) {
        if (extension.build().path(key).isString()) {
          entry.set(key, extension.build().path(key));
        }
      }
      disabled.addAll(extension.disables());
    }
    for (Path folder : options.labconfigPath()) {
      JsonNode administered = read(folder.resolve("page_config.json"));
      disabled.addAll(enabledNames(administered.path("disabledExtensions")));
      deferred.addAll(enabledNames(administered.path("deferredExtensions")));
    }
    disabled.forEach(config.putArray("disabledExtensions")::add);
    deferred.forEach(config.putArray("deferredExtensions")::add);
  }

  private static JsonNode read(Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      try {
        return Json5.read(Files.readAllBytes(file));
      } catch (JacksonException e) {
        log.warn("{} is left out: it is not JSON: {}", file, e.getOriginalMessage());
      }
    }
    return Json.mapper().createObjectNode();
  }

  /** Names in a list, or those with the value true in an object: both ways are written. */
  static List<String> enabledNames(JsonNode names) {
    List<String> enabled = new ArrayList<>();
    if (names.isArray()) {
      names.forEach(name -> enabled.add(name.asString()));
    }
    for (Map.Entry<String, JsonNode> entry : names.properties()) {
      if (entry.getValue().asBoolean(false)) {
        enabled.add(entry.getKey());
      }
    }
    return enabled;
  }
}
