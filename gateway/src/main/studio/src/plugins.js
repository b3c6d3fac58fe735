import { PageConfig } from '@jupyterlab/coreutils';

import { amendDebugger } from './debugger.js';
import { amendCellExecutor } from './first-run.js';
import { amendWidgetManager } from './widgets.js';

/** The plugins of all extensions, sorted by what the page config says of them. */
export class Plugins {
  /** Plugins of the application, to be registered. */
  standard = [];
  /** Renderers of MIME types. */
  mime = [];
  /** Ids of the plugins that are known and left out. */
  disabled = [];
  /** Ids of the plugins that are registered and activated later. */
  deferred = [];
  /** What the plugin list shows: every plugin, disabled ones too. */
  available = [];

  /** @param replaced ids of plugins that this page has another one for */
  constructor(replaced) {
    this.replaced = new Set(replaced);
  }

  /**
   * @param kind 'standard' or 'mime'
   * @param name the extension's package
   * @param module its module: the plugin or a list of them is its default export
   */
  add(kind, name, module) {
    for (const plugin of pluginsOf(module)) {
      if (this.replaced.has(plugin.id)) {
        continue;
      }
      const enabled = !PageConfig.Extension.isDisabled(plugin.id);
      this.available.push({
        id: plugin.id,
        description: plugin.description,
        requires: plugin.requires ?? [],
        optional: plugin.optional ?? [],
        provides: plugin.provides ?? null,
        autoStart: plugin.autoStart,
        enabled,
        extension: name
      });
      if (!enabled) {
        this.disabled.push(plugin.id);
        continue;
      }
      if (PageConfig.Extension.isDeferred(plugin.id)) {
        this.deferred.push(plugin.id);
      }
      this[kind].push(amended(plugin));
    }
  }
}

/** The plugin with what this page does differently, if it is one of those. */
function amended(plugin) {
  return amendCellExecutor(amendDebugger(amendWidgetManager(plugin)));
}

/** ES modules export plugins as their default, CommonJS modules are what they export. */
function pluginsOf(module) {
  return ['default' in module ? module.default : module].flat();
}
