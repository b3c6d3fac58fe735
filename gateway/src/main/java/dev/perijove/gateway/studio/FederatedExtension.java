package dev.perijove.gateway.studio;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A prebuilt extension found on this machine.
 *
 * @param name its package
 * @param folder where its files are
 * @param build what the page needs to load it: {@code jupyterlab._build} of its package.json
 * @param disables plugins it asks to be left out
 */
record FederatedExtension(String name, Path folder, JsonNode build, List<String> disables) {
  FederatedExtension {
    disables = List.copyOf(disables);
  }

  ConfinedFolder files() {
    return new ConfinedFolder(folder);
  }

  /** Settings' schemas of this extension; need not exist. */
  Path schemas() {
    return folder.resolve("schemas");
  }

  /** Themes of this extension; need not exist. */
  ConfinedFolder themes() {
    return new ConfinedFolder(folder.resolve("themes"));
  }
}
