/**
 * Runs a notebook in JupyterLab as a person would, in headless Chromium, and checks what they see.
 *
 *   node lab-notebook.mjs --url http://127.0.0.1:8888/lab?token=T --notebook folder/x.ipynb
 *        --screenshots DIR [--kernel Java] [--answer 'PROMPT=TEXT']... [--expect '3:TEXT']...
 *        [--opening-starts-kernel] [--timeout SECONDS]
 *
 * --kernel   a card of the launcher is named so, or begins with this word ('Java' for 'Java 25')
 * --answer   types TEXT when a cell asks with a prompt that contains PROMPT
 * --expect   the output of code cell 3 (counted from 1) contains TEXT
 *
 * Works against any server that shows JupyterLab 4. Ends with 0, or with 1 and the reasons.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBrowser, watchForComplaints } from './browser.mjs';
import { KernelTraffic } from './kernel-traffic.mjs';
import { Lab } from './lab.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    notebook: { type: 'string' },
    screenshots: { type: 'string' },
    kernel: { type: 'string', default: 'Java' },
    answer: { type: 'string', multiple: true, default: [] },
    expect: { type: 'string', multiple: true, default: [] },
    'opening-starts-kernel': { type: 'boolean', default: false },
    timeout: { type: 'string', default: '180' }
  }
});
for (const name of ['url', 'notebook', 'screenshots']) {
  if (!options[name]) {
    console.error(`--${name} is missing; see the head of ${import.meta.filename ?? 'this file'}`);
    process.exit(2);
  }
}

const faults = [];
const check = (holds, fault) => holds || faults.push(fault);
const sourceOf = cell => [cell.source].flat().join('');

/** What a person reads in a cell's outputs. */
function textOf(cell) {
  return cell.outputs
    .map(({ output_type: type, text, data, ename, evalue, traceback }) =>
      type === 'error'
        ? [ename, evalue, ...(traceback ?? [])].join('\n')
        : [text ?? data?.['text/plain'] ?? Object.values(data ?? {})].flat(2).join('')
    )
    .join('');
}

function splitAt(mark, text) {
  const at = text.indexOf(mark);
  if (at < 0) {
    throw new Error(`'${text}' has no '${mark}'`);
  }
  return [text.slice(0, at), text.slice(at + 1)];
}

async function run(lab, traffic) {
  await lab.open(options.url);
  const cards = await lab.notebookCards();
  const named = cards.some(card => `${card} `.startsWith(`${options.kernel} `));
  check(named, `The launcher has no ${options.kernel}, but: ${cards}`);
  const blank = await lab.cardsWithoutPicture();
  check(blank.length === 0, `The launcher misses pictures: ${blank}`);
  await lab.picture('launcher');

  const kernelsBefore = (await lab.rest('api/kernels')).length;
  await lab.openNotebook(options.notebook);
  await lab.picture('opened');
  if (options['opening-starts-kernel']) {
    await lab.kernelIsChosen();
    await lab.kernelIsIdle();
  } else {
    const kernels = (await lab.rest('api/kernels')).length - kernelsBefore;
    const started = traffic.kernelStarts.length;
    check(
      kernels === 0 && started === 0,
      `Opening the notebook started ${kernels} kernels by ${started} requests`
    );
  }

  const before = await lab.notebook(options.notebook);
  const expected = before.cells.filter(c => c.cell_type === 'code' && sourceOf(c).trim() !== '');
  const answers = options.answer.map(answer => splitAt('=', answer));
  traffic.on('prompt', () => {
    const prompt = traffic.prompts.shift();
    const known = answers.find(([part]) => prompt.includes(part));
    check(known, `A cell asks '${prompt}', and no --answer is for it`);
    lab.answer(known ? known[1] : '').catch(error => faults.push(error.message));
  });
  await lab.menu('Run', 'Run All Cells');
  const finished = await traffic.finish(expected.length, Number(options.timeout) * 1000);
  await lab.kernelIsIdle();
  for (const { code, reply } of finished) {
    check(reply.status === 'ok', `${reply.ename ?? reply.status}: ${reply.evalue} in: ${code}`);
  }

  const after = await lab.save(options.notebook);
  const codeCells = after.cells.filter(cell => cell.cell_type === 'code');
  codeCells.forEach((cell, index) => {
    const numbered = Number.isInteger(cell.execution_count) || sourceOf(cell).trim() === '';
    check(numbered, `Code cell ${index + 1} has no number after the run`);
  });
  for (const expectation of options.expect) {
    const [number, text] = splitAt(':', expectation);
    const cell = codeCells[Number(number) - 1];
    const shown = cell ? textOf(cell) : '(no such cell)';
    check(shown.includes(text), `Code cell ${number} shows no '${text}', but: ${shown}`);
  }
  await lab.picture('finished');
  return codeCells.length;
}

mkdirSync(options.screenshots, { recursive: true });
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.setDefaultTimeout(Number(options.timeout) * 1000);
  const complaints = watchForComplaints(page);
  const lab = new Lab(page, options.screenshots);
  try {
    const cells = await Promise.race([run(lab, new KernelTraffic(page)), lab.neverAsks()]);
    console.log(`${cells} code cells ran in JupyterLab at ${new URL(options.url).origin}`);
  } catch (error) {
    faults.push(error.stack ?? String(error));
    await lab.picture('fault');
  }
  faults.push(...complaints);
} finally {
  await browser.close();
}
for (const fault of faults) {
  console.error(`FAULT ${fault}`);
}
process.exitCode = faults.length === 0 ? 0 : 1;
