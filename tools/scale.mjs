// How Waymark bears a plan 100 times as large as Cheshire West's: opening it, typing, scrolling, the as-at date and
// memory, at 1, 10 and 100 times. Nothing passes or fails on them. Run by `make bench`, on the built dist/.
//   node tools/scale.mjs [TIMES…]
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chrome } from './chrome.mjs';
import { desk, mergeCopies } from './desk.mjs';
import { SLOWDOWN, SOURCE, build, median, number, serve, siteWith, table, throttledPage, timeToRead, untilRead } from './measure.mjs';

const RUNS = 3;

// The most that each may take, at 100 times.
const BUDGET = {
  storage: 2_500, file: 5_000, search: 100, filter: 100, scroll: 100, 'as-at, overview': 200, 'as-at, actions': 200, 'as-at, timeline': 200, memory: 250, keystroke: 12, reopen: 2_500, merge: 1_000,
};

// Keeps hold of the wasm's memory, and of the longest task since `window.longest` was set to 0.
const WATCH = `
  window.longest = 0;
  try { new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration); }).observe({ type: 'longtask' }); } catch {}
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) window.wasmMemory = memory;
      return made;
    };
  }
  // Runs 'act', waits until 'done' holds and that has been painted; gives the milliseconds it took.
  window.timed = (act, done) => new Promise((resolve, reject) => {
    const from = performance.now();
    act();
    const look = () => {
      if (done()) return requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => resolve(performance.now() - from); channel.port2.postMessage(0); });
      if (performance.now() - from > 60000) return reject(new Error('nothing came of it: ' + done));
      setTimeout(look, 1);
    };
    look();
  });
  // When a chart was last drawn anew, once nothing has been for half a second.
  window.chartDrawn = () => new Promise((resolve) => {
    let last = 0;
    const box = document.querySelector('.wm-figure__chart');
    if (!box) return resolve(0);
    const observer = new MutationObserver(() => { requestAnimationFrame(() => setTimeout(() => { last = performance.now(); })); });
    observer.observe(box, { subtree: true, childList: true, attributes: true });
    const begun = performance.now();
    const look = () => {
      if (performance.now() - Math.max(last, begun) < 500) return setTimeout(look, 50);
      observer.disconnect();
      resolve(last);
    };
    look();
  });
  window.write = (field, words) => { field.value = words; field.dispatchEvent(new InputEvent('input', { bubbles: true })); };`;

async function openTab(chrome) {
  const page = await throttledPage(chrome);
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: WATCH });
  return page;
}

/** Chooses the file on the page that opens files, and gives the milliseconds until the draft's overview can be read. */
async function openFile(page, url, file) {
  await timeToRead(page, `${url}?view=open`);
  await page.waitFor("document.querySelector('#file')", 60_000);
  await page.evaluate("delete document.documentElement.dataset.ready; window.h1 = document.querySelector('h1')");
  const { root } = await page.send('DOM.getDocument');
  const { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#file' });
  const from = Date.now();
  await page.send('DOM.setFileInputFiles', { nodeId, files: [file] });
  if (!(await page.waitFor("document.querySelector('.wm-out li') && !window.h1.isConnected", 120_000))) throw new Error('The file never opened.');
  return { ms: Date.now() - from, address: await page.evaluate('location.search') };
}

const typed = (page, field, words, done) => page.evaluate(`(async () => {
  const times = [];
  for (const words of ${JSON.stringify(words)}) {
    const before = document.querySelector('main').innerText;
    times.push(await timed(() => write(document.querySelector(${JSON.stringify(field)}), words), () => (${done})(words)));
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  return times;
})()`);

async function asAt(page, url) {
  await timeToRead(page, url);
  await page.waitFor("!document.querySelector('.wm-empty[role=status]')", 60_000);
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1500))');
  return page.evaluate(`(async () => {
    const [times, charts] = [[], []];
    for (const day of ['2012-08-31', '2013-02-28', '2011-10-01']) {
      const field = document.querySelector('#as-at');
      const drawn = chartDrawn();
      const from = performance.now();
      times.push(await timed(() => { field.value = day; field.dispatchEvent(new Event('change', { bubbles: true })); }, () => location.search.includes('as-at=' + day)));
      const at = await drawn;
      if (at) charts.push(at - from);
    }
    return { times, charts };
  })()`);
}

/** Scrolls through a table a screen at a time and gives the longest task. */
async function scroll(page, url) {
  await timeToRead(page, url);
  await page.waitFor("document.querySelectorAll('.wm-table tr').length > 5", 60_000);
  return page.evaluate(`(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    document.querySelector('.wm-table').scrollIntoView();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    window.longest = 0;
    for (let screen = 0; screen < 60; screen += 1) {
      scrollBy(0, innerHeight * 0.8);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    }
    await new Promise((resolve) => setTimeout(resolve, 600));
    return window.longest;
  })()`);
}

async function memory(page) {
  await page.send('HeapProfiler.collectGarbage');
  const { usedSize } = await page.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate('window.wasmMemory?.buffer.byteLength ?? 0');
  return { script: usedSize / 1e6, wasm: wasm / 1e6 };
}

async function measure(times) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-scale-'));
  const file = join(folder, 'big.json');
  const counts = build('big_plan', `public/plans/${SOURCE}.json`, String(times), file);
  const copies = ['mine.json', 'theirs.json'].map((name) => join(folder, name));
  build('two_copies', file, ...copies);
  const { size } = await stat(file);
  await siteWith(file, join(folder, 'site'));
  const site = await serve({ dir: join(folder, 'site'), quality: 1 });
  const chrome = await Chrome.launch();
  const found = { times, counts, size };
  try {
    const page = await openTab(chrome);
    const { ms, address } = await openFile(page, site.url, file);
    found.file = ms;
    const draft = `${site.url}${address.replace(/&view=[^&]*/, '')}`;
    const opened = [];
    for (let run = 0; run < RUNS; run += 1) opened.push(await timeToRead(page, draft));
    found.storage = median(opened);
    found.memory = await memory(page);
    const at = (view) => `${site.url}?plan=big&view=${view}`;
    Object.assign(found, await desk(page, draft));
    found.merge = await mergeCopies(page, draft, copies);
    await timeToRead(page, `${at('search')}&q=care`);
    await page.waitFor("document.querySelector('.wm-hit')", 120_000);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))');
    found.search = median(await typed(page, '#find', ['d', 'di', 'dig', 'dign', 'digni', 'dignity'], "(words) => document.querySelector('main [role=status]').innerText.includes(words)"));
    await timeToRead(page, at('measures'));
    await page.waitFor("document.querySelector('#filter-q') && document.querySelector('.wm-table tbody tr')", 120_000);
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 2000))');
    found.filter = median(await typed(page, '#filter-q', ['a', 'ad', 'adm', 'admi', 'admis', 'admissions'], "(words) => location.search.includes('q=' + words)"));
    found.scroll = await scroll(page, at('measures'));
    for (const view of ['overview', 'actions', 'timeline']) {
      const { times: took, charts } = await asAt(page, at(view));
      found[`as-at, ${view}`] = median(took);
      if (charts.length) found['as-at, drawn'] = median(charts);
    }
  } finally {
    await chrome.close();
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return found;
}

async function main() {
  const asked = process.argv.slice(2).map(Number).filter(Boolean);
  const all = [];
  for (const times of asked.length ? asked : [1, 10, 100]) all.push(await measure(times));
  console.log(`\nA plan many times as large as ${SOURCE}, Chromium at ${SLOWDOWN}x CPU slowdown, ms`);
  const row = (name, of, budget) => [name, ...all.map(of), budget ? number(budget) : ''];
  table([
    row('', ({ times }) => `${times}x`).with(-1, 'at most, at 100x'),
    row('Size of its file, KB', ({ size }) => number(size / 1000)),
    row('From a file to a readable overview', ({ file }) => number(file), BUDGET.file),
    row('From storage to a readable overview', ({ storage }) => number(storage), BUDGET.storage),
    row('Keystroke in a form to the journal', ({ keystroke }) => keystroke.toFixed(1), BUDGET.keystroke),
    row('The same, until the page has followed', ({ followed }) => followed.toFixed(0)),
    row('From storage with 500 steps to replay', ({ reopen }) => number(reopen), BUDGET.reopen),
    row('Merging a copy, both with 1,000 changes', ({ merge }) => number(merge.compared), BUDGET.merge),
    row('From choosing its file to what is to decide', ({ merge }) => number(merge.offered)),
    row('Taking it into the draft', ({ merge }) => number(merge.taken), BUDGET.merge),
    row('Keystroke in search to painted results', ({ search }) => number(search), BUDGET.search),
    row('Keystroke in a filter to painted rows', ({ filter }) => number(filter), BUDGET.filter),
    row('Longest task while scrolling a table', ({ scroll: longest }) => number(longest), BUDGET.scroll),
    ...['overview', 'actions', 'timeline'].map((view) => row(`Changing the as-at date: ${view}`, (found) => number(found[`as-at, ${view}`]), BUDGET[`as-at, ${view}`])),
    row('The same, until its chart has followed', (found) => number(found['as-at, drawn'])),
    row('Script heap and wasm memory, MB', ({ memory: { script, wasm } }) => `${number(script)} + ${number(wasm)}`, BUDGET.memory),
  ]);
  console.log(all.map(({ times, counts, merge }) => `  ${times}x: ${counts}. ${merge.said}`).join('\n'));
}

main().catch((error) => {
  console.error(`scale: ${error.message}`);
  process.exitCode = 1;
});
