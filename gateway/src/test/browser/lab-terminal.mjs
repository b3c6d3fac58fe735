/**
 * Uses a terminal in JupyterLab as a person would, in headless Chromium, and checks what they see.
 *
 *   node lab-terminal.mjs --url http://127.0.0.1:8888/lab?token=T --screenshots DIR
 *        [--timeout SECONDS]
 *
 * Opens the launcher's card, types, changes the window's size, reloads the page, and leaves the
 * shell. Works against any server that shows JupyterLab 4. Ends with 0, or with 1 and the reasons.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBrowser, watchForComplaints } from './browser.mjs';
import { Lab } from './lab.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    screenshots: { type: 'string' },
    timeout: { type: 'string', default: '60' }
  }
});
for (const name of ['url', 'screenshots']) {
  if (!options[name]) {
    console.error(`--${name} is missing; see the head of this file`);
    process.exit(2);
  }
}
mkdirSync(options.screenshots, { recursive: true });

const browser = await openBrowser();
const faults = [];
try {
  const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
  page.setDefaultTimeout(Number(options.timeout) * 1000);
  const complaints = watchForComplaints(page);
  const lab = new Lab(page, options.screenshots);

  /** The frames of the terminal that is open: a canvas has no text to look at. */
  let printed = '';
  page.on('websocket', socket => {
    if (socket.url().includes('/terminals/websocket/')) {
      printed = '';
      socket.on('framereceived', ({ payload }) => {
        const [kind, text] = JSON.parse(payload);
        printed += kind === 'stdout' ? text : `<${kind}>`;
      });
    }
  });
  const see = async wanted => {
    const deadline = Date.now() + Number(options.timeout) * 1000;
    while (!wanted.test(printed)) {
      if (Date.now() > deadline) {
        throw new Error(`${wanted} is not in what was printed: ${JSON.stringify(printed)}`);
      }
      await page.waitForTimeout(50);
    }
    return printed.match(wanted);
  };
  const type = async line => {
    await page.locator('.jp-Terminal:visible .xterm-helper-textarea').focus();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const size = async () => {
    printed = '';
    await type('echo "<$(stty size)>"');
    return (await see(/<(\d+ \d+)>/))[1].split(' ').map(Number);
  };

  await lab.open(options.url);
  await page.locator('.jp-LauncherCard[title="Start a new terminal session"]').click();
  await see(/<setup>/);
  await type('echo answer-$((6*7)); ls --color=always /');
  await see(/answer-42/);
  await lab.picture('terminal');

  const [rows, columns] = await size();
  await page.setViewportSize({ width: 900, height: 600 });
  await page.waitForTimeout(1000);
  const [fewerRows, fewerColumns] = await size();
  if (fewerRows >= rows || fewerColumns >= columns) {
    faults.push(`${rows} x ${columns} became ${fewerRows} x ${fewerColumns} in a smaller window`);
  }
  await lab.picture('terminal-smaller');

  await type(': before-$((40+3))-reload; echo kept-$((40+4))');
  await see(/kept-44/);
  await page.waitForTimeout(2000);
  const restored = new URL(options.url);
  await page.goto(restored.href);
  await page.locator('.jp-Terminal:visible').waitFor();
  await see(/kept-44/);
  await page.waitForTimeout(500);
  await lab.picture('terminal-reloaded');

  await type('exit');
  await see(/<disconnect>/);
  await page.locator('.jp-Terminal:visible').waitFor({ state: 'detached' });
  await lab.picture('terminal-left');
  faults.push(...complaints);
} catch (fault) {
  faults.push(fault.stack ?? String(fault));
} finally {
  await browser.close();
}
faults.forEach(fault => console.error(fault));
console.log(faults.length === 0 ? 'The terminal works' : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
