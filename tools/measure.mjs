// What the figures of `make bench` have in common: a served dist/, a slowed browser, numbers and tables.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSite } from './serve.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const DIST = join(ROOT, 'dist');
export const SLOWDOWN = 4;
// The plan that large ones are made of.
export const SOURCE = 'cheshire-west-2011-14';

// Notes when the page could be read: the app has said so, and a frame has been drawn since.
const NOTE_READY = `
  new MutationObserver((_, observer) => {
    if (document.documentElement?.dataset.ready === undefined) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.readableAt = performance.now(); }));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });`;

export const number = (value) => Math.round(value).toLocaleString('en-GB');
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Prints rows in columns: the first to the left, the others to the right. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0]) : String(cell ?? '').padStart(widths[column]))).join('   ')}`.trimEnd());
  }
}

/** Serves a folder; `stop()` leaves nothing to answer. */
export async function serve({ dir = DIST, quality = 11, log } = {}) {
  const server = await createSite({ dir, quality, log });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, stop };
}

/** A tab at the slowdown all figures are taken at, that notes when its page could be read. */
export async function throttledPage(chrome) {
  const page = await chrome.newPage();
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: NOTE_READY });
  await page.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return page;
}

/** Waits until the page could be read and gives the milliseconds since it was asked for. */
export async function untilRead(page, what) {
  if (!(await page.waitFor('window.readableAt !== undefined', 120_000))) throw new Error(`${what} never said that it can be read.`);
  return page.evaluate('window.readableAt');
}

/** Opens the address and gives the milliseconds until it could be read. */
export async function timeToRead(page, url) {
  await page.goto(url);
  return untilRead(page, url);
}

/** Runs one of the examples, and gives what it says. */
export function build(example, ...given) {
  const made = spawnSync('cargo', ['run', '--quiet', '--locked', '--example', example, '--', ...given], {
    cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (made.status !== 0) throw new Error(`cargo run --example ${example} failed.`);
  return made.stdout.trim();
}

/** A copy of dist/ with the plan on its shelf. */
export async function siteWith(file, folder) {
  await cp(DIST, folder, { recursive: true });
  const bytes = await readFile(file);
  const index = JSON.parse(await readFile(join(folder, 'plans/index.json'), 'utf8'));
  const entry = { id: 'big', file: 'big.json', sha256: createHash('sha256').update(bytes).digest('hex'), title: 'Big', organisation: 'Big', period: '2011/12' };
  index.plans = [entry];
  await writeFile(join(folder, 'plans/index.json'), JSON.stringify(index));
  await cp(file, join(folder, 'plans/big.json'));
}
