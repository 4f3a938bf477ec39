// Prints the figures Waymark is held to: bytes over the wire until an overview can be read, the time that takes, and
// the length of links that carry a whole plan or changes to one. Nothing passes or fails on them. Run by `make bench`, on the built dist/.
import { spawnSync } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import lzString from 'lz-string';
import { Chrome } from './chrome.mjs';
import { DIST, ROOT, SLOWDOWN, median, number, serve, table, throttledPage, timeToRead } from './measure.mjs';
import { compress } from './serve.mjs';

const RUNS = 5;
const QUALITY = 11;
const BUDGET = { app: 350_000, charts: 220_000 };

const against = (bytes, budget) =>
  `${number(bytes)} of ${number(budget)} bytes: ${bytes <= budget ? `${number(budget - bytes)} to spare` : `${number(bytes - budget)} TOO MANY`}`;

/** A first visit in a browser that has never been here: the time, and what was asked for until it could be read. */
async function coldVisit(address) {
  const requests = [];
  const site = await serve({ log: (request) => requests.push(request) });
  const chrome = await Chrome.launch();
  try {
    const page = await throttledPage(chrome);
    const ms = await timeToRead(page, site.url + address);
    return { ms, requests: [...requests] };
  } finally {
    await chrome.close();
    await site.stop();
  }
}

/** Visits with the server gone, after one with it. */
async function warmVisits(address) {
  const site = await serve();
  const chrome = await Chrome.launch();
  try {
    const page = await throttledPage(chrome);
    await timeToRead(page, site.url + address);
    if (!(await page.waitFor("document.documentElement.dataset.offline === 'ready'", 60_000))) throw new Error('The app was never kept for use offline.');
    await site.stop();
    await timeToRead(page, site.url + address);
    const times = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await timeToRead(page, site.url + address));
    return times;
  } finally {
    await chrome.close();
    await site.stop().catch(() => {});
  }
}

/** How long making and opening a link to a whole plan takes, and the longest that it holds up the page meanwhile. */
async function linkWork(plan) {
  const site = await serve();
  const chrome = await Chrome.launch();
  try {
    const page = await throttledPage(chrome);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `
      window.held = [];
      new PerformanceObserver((list) => list.getEntries().forEach((one) => window.held.push([one.startTime, one.duration]))).observe({ type: 'longtask', buffered: true });` });
    // Tasks of less than 50 ms are no long ones for the browser, and told as that.
    const slices = (name) => page.evaluate(`(() => {
      const [begin, end] = ['begin', 'end'].map((which) => performance.getEntriesByName('slices-' + which).at(-1).startTime);
      const held = window.held.filter(([at, long]) => at + long > begin && at < end).map(([, long]) => long);
      return [${JSON.stringify(name)}, end - begin, held.length ? Math.max(...held) : 'under 50'];
    })()`);
    // Not while the worker keeps the app for later: that is other work.
    await timeToRead(page, `${site.url}?plan=${plan.id}`);
    await page.waitFor("document.documentElement.dataset.offline === 'ready'", 120_000);
    await timeToRead(page, `${site.url}?plan=${plan.id}&view=share`);
    const there = "document.querySelector('#link-whole')?.value.includes('#waymark')";
    if (!(await page.waitFor(there, 120_000))) throw new Error('The link was never made.');
    const making = await slices('Making it');
    const link = await page.evaluate("document.querySelector('#link-whole').value");
    await page.goto('about:blank');
    await timeToRead(page, link);
    return [making, await slices('Opening it')];
  } finally {
    await chrome.close();
    await site.stop();
  }
}

function printBytes(requests, plan, charts) {
  console.log(`\nBytes over the wire (brotli ${QUALITY}) until the overview of ${plan.id} can be read`);
  // The worker keeps the app for later, once the page can be read: what it has begun to ask for is not counted.
  const worker = requests.findIndex(({ url }) => url.startsWith('/sw.js'));
  const before = requests.slice(0, worker === -1 ? undefined : worker);
  const isChart = ({ url }) => /^\/echarts-/.test(url);
  const counted = before.filter((request) => !isChart(request));
  const total = counted.reduce((sum, { bytes }) => sum + bytes, 0);
  table([...counted.map(({ url, bytes }) => [url.replace(/\?.*/, '').slice(1) || 'index.html', number(bytes)]), ['Together', number(total)]]);
  console.log(`  The first load: ${against(total, BUDGET.app)}`);
  console.log(`  ECharts, on demand: ${against(charts, BUDGET.charts)}${before.some(isChart) ? ' (asked for before the overview could be read)' : ''}`);
}

/** What is fetched when a reader first goes there, and by the worker for use offline. */
async function printLater() {
  const parts = (await readdir(DIST)).filter((name) => /^later-.*\.wasm$/.test(name)).sort();
  if (!parts.length) return;
  console.log(`\nParts loaded later (brotli ${QUALITY})`);
  table(await Promise.all(parts.map(async (name) => {
    const bytes = await readFile(join(DIST, name));
    return [name.replace(/-[0-9a-f]{8}\.wasm$/, ''), number(bytes.length), number((await compress(bytes, QUALITY)).length)];
  })));
}

function printTimes(plan, cold, warm) {
  console.log(`\nFrom navigation to a readable overview of ${plan.id}, Chromium at ${SLOWDOWN}x CPU slowdown, ms, ${RUNS} runs each`);
  const row = (name, times) => [name, number(median(times)), number(Math.min(...times)), number(Math.max(...times))];
  table([['', 'median', 'least', 'most'], row('Cold', cold), row('Offline and warm', warm)]);
}

/** What links take, from the example that knows the codecs; it says what its columns are. */
function ourLinks() {
  const { status, stdout } = spawnSync('cargo', ['run', '--quiet', '--locked', '--example', 'share_sizes'], {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('cargo run --example share_sizes failed.');
  return stdout.trim().split('\n').map((line) => {
    const [what, plan, stored, deflate, measured, shipped, json] = line.split('\t');
    return { what, plan, stored, deflate, measured, shipped, json };
  });
}

const brotli = (text) => zlib.brotliCompressSync(Buffer.from(text), {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: QUALITY, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) },
}).toString('base64url').length;

/** `brotli` and `lz-string` are given the same JSON, and no envelope. */
function printLinks() {
  const titles = {
    plan: 'Characters of a link that carries the whole plan',
    figures: 'Characters of a link that carries 5 changed figures against a published plan (others: the list of changes)',
    round: 'Characters of a link that carries 20 changed texts, 40 changed figures and 6 new actions (others: the list of changes)',
  };
  const links = ourLinks();
  for (const [what, title] of Object.entries(titles)) {
    console.log(`\n${title}`);
    const rows = [['', 'stored', 'lz-string', 'deflate', `brotli ${QUALITY}`, 'codec 2, its council unknown', 'codec 2, as shipped']];
    for (const link of links.filter((link) => link.what === what)) {
      const { plan, stored, deflate, measured, shipped, json } = link;
      const others = [stored, lzString.compressToEncodedURIComponent(json).length, deflate, brotli(json)];
      rows.push([plan, ...[...others, measured, shipped].map((count) => number(Number(count)))]);
    }
    table(rows);
  }
}

async function main() {
  const { plans } = JSON.parse(await readFile(join(DIST, 'plans/index.json'), 'utf8'));
  const [plan] = plans;
  if (!plan) throw new Error('There is no plan on the shelf to measure with.');
  const chartFile = (await readdir(DIST)).find((name) => /^echarts-/.test(name));
  const charts = (await compress(await readFile(join(DIST, chartFile)), QUALITY)).length;
  const address = `?plan=${plan.id}&view=overview`;

  // The first visit makes the server compress every file, which no host does while a reader waits: it isn't counted.
  await coldVisit(address);
  const cold = [];
  for (let run = 0; run < RUNS; run += 1) cold.push(await coldVisit(address));
  printBytes(cold[0].requests, plan, charts);
  await printLater();
  printTimes(plan, cold.map(({ ms }) => ms), await warmVisits(address));
  printLinks();
  console.log(`\nA link that carries ${plan.id} whole, at ${SLOWDOWN}x CPU slowdown, ms`);
  const told = (value) => (typeof value === 'number' ? number(value) : value);
  table([['', 'together', 'the longest without a pause'], ...(await linkWork(plan)).map((row) => row.map(told))]);
}

main().catch((error) => {
  console.error(`bench: ${error.code === 'ENOENT' ? `${error.path} is missing: run \`make build\` first` : error.message}`);
  process.exitCode = 1;
});
