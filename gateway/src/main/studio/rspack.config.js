/**
 * Builds the page into target/lab, laid out as an installed JupyterLab's share/jupyter/lab:
 * static/ (the bundle), schemas/ (settings), themes/.
 */
const fs = require('node:fs');
const path = require('node:path');
const rspack = require('@rspack/core');
const { merge } = require('webpack-merge');
const { Build, WPPlugin } = require('@jupyter/builder');
const baseConfig = require('@jupyter/builder/lib/webpack.config.base');
const core = require('@jupyterlab/core-meta/core.package.json');
const { licenseText } = require('./licenses');
const { dependencies, name: ourName } = require('./package.json');

const lab = path.join(__dirname, 'target/lab');
const generated = path.join(__dirname, 'target/generated');
for (const folder of [lab, generated]) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
}

const metadata = name => require(`${name}/package.json`);
const extensions = Object.keys(dependencies).filter(name => {
  const { extension, mimeExtension } = metadata(name).jupyterlab ?? {};
  return extension || mimeExtension;
});

/** The module that imports every bundled extension, so that package.json is their only list. */
function writeExtensions() {
  const entries = extensions.flatMap(name =>
    Object.entries({ mime: 'mimeExtension', standard: 'extension' })
      .map(([kind, key]) => ({ name, kind, from: metadata(name).jupyterlab[key] }))
      .filter(({ from }) => from)
      .map(({ from, ...entry }) => ({ ...entry, from: from === true ? name : `${name}/${from}` }))
  );
  const imports = entries.map(({ from }, i) => `import * as e${i} from '${from}';`);
  const list = entries.map(({ name, kind }, i) => `  { name: '${name}', kind: '${kind}', module: e${i} }`);
  fs.writeFileSync(
    path.join(generated, 'extensions.js'),
    `${imports.join('\n')}\n\nexport const bundled = [\n${list.join(',\n')}\n];\n`
  );
}

/**
 * What a prebuilt extension takes from us instead of bringing its own. JupyterLab publishes the list
 * its extensions are built against; the widget packages are what widget libraries are built against.
 */
function sharedModules() {
  const shared = {};
  for (const [name, requiredVersion] of Object.entries(core.resolutions)) {
    if (fs.existsSync(path.join(__dirname, 'node_modules', name))) {
      shared[name] = { requiredVersion, singleton: core.jupyterlab.singletonPackages.includes(name) };
    }
  }
  const widgets = metadata('@jupyter-widgets/jupyterlab-manager').dependencies;
  for (const name of ['@jupyter-widgets/base', '@jupyter-widgets/controls']) {
    shared[name] = { requiredVersion: widgets[name], singleton: true };
  }
  return shared;
}

writeExtensions();
const themes = Build.ensureAssets({
  packageNames: extensions,
  output: generated,
  schemaOutput: lab,
  themeOutput: lab
});

const application = merge(baseConfig, {
  mode: 'production',
  devtool: false,
  entry: { main: './src/bootstrap.js' },
  output: {
    path: path.join(lab, 'static'),
    filename: '[name].[contenthash].js',
    // A place-holder: bootstrap.js sets the real one from the page config.
    publicPath: '/static/lab/'
  },
  optimization: {
    splitChunks: {
      chunks: 'all',
      cacheGroups: {
        jlab_core: {
          test: /[\\/]node_modules[\\/]@(jupyterlab|lumino)[\\/]/,
          name: 'jlab_core'
        }
      }
    }
  },
  performance: { hints: false },
  // The licence plugin reports what it could not find before it asks us for the text.
  ignoreWarnings: [/license-webpack-plugin: could not find any license file/, /has been mocked/],
  externals: ['ws'],
  plugins: [
    new rspack.container.ModuleFederationPlugin({
      name: 'CORE_FEDERATION',
      library: { type: 'var', name: ['_JUPYTERLAB', 'CORE_LIBRARY_FEDERATION'] },
      shared: sharedModules()
    }),
    new WPPlugin.JSONLicenseWebpackPlugin({
      excludedPackageTest: name => name === ourName,
      // Its package.json is silent; its LICENSE file is MIT's.
      licenseTypeOverrides: { khroma: 'MIT' },
      handleMissingLicenseText: licenseText
    })
  ]
});

module.exports = [application, ...themes];
