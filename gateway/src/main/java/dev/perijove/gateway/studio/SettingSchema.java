package dev.perijove.gateway.studio;

import tools.jackson.databind.node.ObjectNode;

/**
 * What can be set of one plugin.
 *
 * @param id {@code package:plugin}
 * @param schema its JSON schema, with the defaults that hold here; not to be written into
 * @param version of the plugin's package
 */
record SettingSchema(String id, ObjectNode schema, String version) {
  /** The package of the plugin. */
  String packageName() {
    return id.substring(0, id.indexOf(':'));
  }

  /** The name of the plugin in its package. */
  String plugin() {
    return id.substring(id.indexOf(':') + 1);
  }
}
