// Drives a server as JupyterLab's own client library does: starts a kernel, runs a notebook,
// interrupts a loop, restarts. Says each step on a line; ends with a number other than 0 at the
// first that fails.
//
// usage: node lab_services.mjs --modules FOLDER --url URL --token TOKEN --kernel NAME
//          --notebook FILE --loop CODE --set CODE --get CODE --value TEXT --code CODE
// FOLDER has node_modules with @jupyterlab/services; URL ends with '/'.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const names = ['modules', 'url', 'token', 'kernel', 'notebook', 'loop', 'set', 'get', 'value', 'code'];
const { values: options } = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
for (const name of names) {
  if (options[name] === undefined) {
    throw new Error(`--${name} is missing`);
  }
}

const require = createRequire(join(options.modules, 'node_modules', 'start.js'));
const { KernelManager, KernelSpecManager, ServerConnection } = require('@jupyterlab/services');

const DEADLINE_MS = 60_000;

/** Fails with the step's name instead of hanging for ever. */
function within(step, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${step}: nothing after ${DEADLINE_MS} ms`)), DEADLINE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function check(step, condition, seen) {
  if (!condition) {
    throw new Error(`${step}: ${JSON.stringify(seen)}`);
  }
  console.log(`ok: ${step}`);
}

/** Runs code and gives its reply and all its text. */
async function run(kernel, code, step) {
  let text = '';
  const future = kernel.requestExecute({ code, allow_stdin: false, stop_on_error: true });
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === 'stream') {
      text += content.text;
    } else if (header.msg_type === 'execute_result') {
      text += content.data['text/plain'];
    }
  };
  const reply = await within(step, future.done);
  return { reply: reply.content, text };
}

const serverSettings = ServerConnection.makeSettings({
  baseUrl: options.url,
  wsUrl: options.url.replace(/^http/, 'ws'),
  token: options.token,
  appendToken: true,
});
const specs = new KernelSpecManager({ serverSettings });
const kernels = new KernelManager({ serverSettings });

async function main() {
  await within('kernelspecs', specs.ready);
  check('the kernelspec is offered', options.kernel in specs.specs.kernelspecs, specs.specs);

  const kernel = await within('start', kernels.startNew({ name: options.kernel }));
  try {
    const info = await within('info', kernel.info);
    check('the kernel says what it is', info.status === 'ok', info);

    const notebook = JSON.parse(await readFile(options.notebook, 'utf8'));
    const cells = notebook.cells.filter((cell) => cell.cell_type === 'code');
    let printed = 0;
    for (const [index, cell] of cells.entries()) {
      const code = [cell.source].flat().join('');
      const { reply, text } = await run(kernel, code, `cell ${index + 1}`);
      if (reply.status !== 'ok') {
        throw new Error(`cell ${index + 1}: ${reply.ename}: ${reply.evalue}`);
      }
      printed += text.length;
    }
    check(`the notebook runs (${cells.length} cells)`, printed > 0, printed);

    await run(kernel, options.set, 'set');
    const loop = kernel.requestExecute({ code: options.loop, allow_stdin: false });
    const running = new Promise((resolve) => {
      loop.onIOPub = ({ header }) => header.msg_type === 'execute_input' && resolve();
    });
    await within('loop starts', running);
    await within('interrupt is taken', kernel.interrupt());
    const stopped = await within('loop ends', loop.done);
    check('an interrupt ends the loop', stopped.content.status === 'error', stopped.content);
    const kept = await run(kernel, options.get, 'get');
    check('variables are kept', kept.text === options.value, kept);

    await within('restart', kernel.restart());
    await within('answers again', kernel.requestKernelInfo());
    const gone = await run(kernel, options.get, 'get after restart');
    check('a restart forgets them', gone.reply.status === 'error', gone);
    const fresh = await run(kernel, options.code, 'fresh');
    check('and runs code', fresh.reply.status === 'ok', fresh);
  } finally {
    await within('shutdown', kernel.shutdown());
    kernel.dispose();
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error.stack ?? error);
    process.exit(1);
  },
);
