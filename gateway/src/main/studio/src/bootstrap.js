/**
 * The first code of the page. It runs before any module that is shared with prebuilt extensions, so
 * it imports nothing: it tells the bundle where its chunks are, loads the containers of the
 * extensions that the server found, and only then asks for the application.
 */
const config = JSON.parse(document.getElementById('jupyter-config-data').textContent);

__webpack_public_path__ = `${config.fullStaticUrl}/`;

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`Cannot load ${url}`));
    document.head.append(script);
  });
}

/** Loads one prebuilt extension's container and lets it share modules with us. */
async function joinFederation({ name, load }) {
  await loadScript(`${config.fullLabextensionsUrl}/${name}/${load}`);
  await __webpack_init_sharing__('default');
  await window._JUPYTERLAB[name].init(__webpack_share_scopes__.default);
}

async function start() {
  const found = config.federated_extensions ?? [];
  const joined = await Promise.allSettled(found.map(joinFederation));
  joined.filter(({ status }) => status === 'rejected').forEach(({ reason }) => console.error(reason));
  const usable = found.filter((_, index) => joined[index].status === 'fulfilled');
  const { main } = await import('./main.js');
  await main(usable);
}

start().catch(error => console.error('JupyterLab did not start.', error));
