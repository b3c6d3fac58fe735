/** Puts the application together from its plugins and starts it. */
import { JupyterLab } from '@jupyterlab/application';
import { JupyterPluginRegistry, PageConfig } from '@jupyterlab/coreutils';
import { IConnectionStatus, IServiceManager } from '@jupyterlab/services';

import { bundled } from '../target/generated/extensions.js';
import '../target/generated/style.js';
import { logo, replacedByLogo } from './logo.js';
import { Plugins } from './plugins.js';

/** @param federated the prebuilt extensions whose containers are loaded: entries of the page config */
export async function main(federated) {
  const plugins = new Plugins([replacedByLogo]);
  plugins.add('standard', 'perijove', { default: logo });
  const replaced = new Set(federated.map(({ name }) => name));
  for (const { name, kind, module } of bundled) {
    if (!replaced.has(name)) {
      plugins.add(kind, name, module);
    }
  }
  await addFederated(plugins, federated);

  const pluginRegistry = new JupyterPluginRegistry();
  pluginRegistry.registerPlugins(plugins.standard);
  const connectionStatus = await pluginRegistry.resolveOptionalService(IConnectionStatus);
  const serviceManager = await pluginRegistry.resolveRequiredService(IServiceManager);

  const lab = new JupyterLab({
    pluginRegistry,
    serviceManager,
    connectionStatus,
    mimeExtensions: plugins.mime,
    disabled: { matches: plugins.disabled, patterns: PageConfig.Extension.disabled },
    deferred: { matches: plugins.deferred, patterns: PageConfig.Extension.deferred },
    availablePlugins: plugins.available
  });
  if (PageConfig.getOption('exposeAppInBrowser') === 'true') {
    window.jupyterapp = lab;
  }
  // Without bubblingKeydown a notebook shortcut takes a key before the widget that has the focus.
  await lab.start({ ignorePlugins: plugins.deferred, bubblingKeydown: true });
}

/** One extension that fails is reported; the others still load. */
async function addFederated(plugins, federated) {
  const wanted = federated.flatMap(({ name, extension, mimeExtension, style }) => [
    { name, kind: 'mime', path: mimeExtension },
    { name, kind: 'standard', path: extension },
    { name, kind: 'style', path: PageConfig.Extension.isDisabled(name) ? undefined : style }
  ]);
  const loads = wanted
    .filter(({ path }) => path)
    .map(async ({ name, kind, path }) => {
      const factory = await window._JUPYTERLAB[name].get(path);
      return { name, kind, module: factory() };
    });
  for (const load of loads) {
    try {
      const { name, kind, module } = await load;
      if (kind !== 'style') {
        plugins.add(kind, name, module);
      }
    } catch (error) {
      console.error(error);
    }
  }
}
