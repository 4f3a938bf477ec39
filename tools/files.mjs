// What files for other programs take: the bytes of the part that makes and reads them, and the time to make each from the plan
// 100 times as large as Cheshire West's. Nothing passes or fails on it. Run by `make bench`, on the built dist/.
//   node tools/files.mjs [TIMES]
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chrome } from './chrome.mjs';
import { compress } from './serve.mjs';
import { DIST, SLOWDOWN, SOURCE, build, number, serve, siteWith, table, throttledPage, timeToRead } from './measure.mjs';

// Each with its button, and the page that it stands on.
const FILES = [
  ['Excel workbook', 'share', 'Save as Excel workbook'],
  ['CSV data package', 'share', 'Save as data package'],
  ['Calendar', 'share', 'Save as calendar'],
  ['StratML, part 2', 'share', 'Save as StratML'],
  ['Word document', 'paper', 'Save as Word document'],
  ['One HTML page', 'share', 'Save as one HTML page'],
];

// Gives what would be saved to the test instead of the disk.
const KEEP = `
  window.kept = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.kept.push(blob); return make.call(URL, blob); };
  HTMLAnchorElement.prototype.click = function () {};`;

const button = (words) => `[...document.querySelectorAll('main button')].find((one) => one.textContent.trim() === ${JSON.stringify(words)})`;

/** Presses the button, and gives the milliseconds until the file is there, the longest task meanwhile and its size. */
async function make(page, words) {
  const done = await page.evaluate(`(async () => {
    window.kept.length = 0;
    let longest = 0;
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); }).observe({ type: 'longtask' });
    const from = performance.now();
    ${button(words)}.click();
    while (!window.kept.length) {
      if (performance.now() - from > 300000) return null;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const ms = performance.now() - from;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { ms, longest, size: window.kept[0].size };
  })()`);
  if (!done) throw new Error(`‘${words}’ never made its file.`);
  return done;
}

async function measure(times) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-files-'));
  const file = join(folder, 'big.json');
  build('big_plan', `public/plans/${SOURCE}.json`, String(times), file);
  await siteWith(file, join(folder, 'site'));
  const site = await serve({ dir: join(folder, 'site'), quality: 1 });
  const chrome = await Chrome.launch();
  const rows = [];
  try {
    const page = await throttledPage(chrome);
    await page.send('Page.addScriptToEvaluateOnNewDocument', { source: KEEP });
    let open = '';
    for (const [name, view, words] of FILES) {
      if (view !== open) {
        await timeToRead(page, `${site.url}?plan=big&view=${view}`);
        open = view;
        if (!(await page.waitFor(`!!${button(words)}`, 120_000))) {
          open = '';
          rows.push([name, 'not offered', '', '']);
          continue;
        }
        await page.waitFor("document.documentElement.dataset.offline === 'ready'", 120_000);
        await page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))');
      }
      if (!(await page.evaluate(`!!${button(words)}`))) continue;
      const { ms, longest, size } = await make(page, words);
      rows.push([name, number(ms), number(longest), number(size / 1000)]);
    }
  } finally {
    await chrome.close();
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`\nFiles for other programs, from the plan ${times} times ${SOURCE}’s, Chromium at ${SLOWDOWN}x CPU slowdown`);
  table([['', 'ms', 'longest task', 'KB'], ...rows]);
  const part = (await readdir(DIST)).find((name) => name.startsWith('later-files-'));
  const bytes = part && await readFile(join(DIST, part));
  if (bytes) console.log(`  The part that makes and reads them: ${number(bytes.length)} bytes, ${number((await compress(bytes, 11)).length)} as brotli`);
}

measure(Number(process.argv[2]) || 100).catch((error) => {
  console.error(`files: ${error.message}`);
  process.exitCode = 1;
});
