import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

function playwright() {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const clients = process.env.PERIJOVE_CLIENTS ?? path.resolve(here, '../../../../.ci/clients');
  return createRequire(path.join(clients, 'package.json'))('playwright-core');
}

/** Opens the system's Chromium without a window and nothing of it that calls home. */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find(existsSync);
  if (!executablePath) {
    throw new Error(`No Chromium in ${CHROMIUM.join(', ')}; name one in the variable CHROMIUM`);
  }
  return playwright().chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ]
  });
}

/** Collects what goes wrong in a page: errors on its console and those that nobody caught. */
export function watchForComplaints(page) {
  const complaints = [];
  page.on('console', message => {
    if (message.type() === 'error') {
      complaints.push(`console: ${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', error => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  page.on('crash', () => complaints.push('the page crashed'));
  return complaints;
}
