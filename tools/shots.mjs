// Takes pictures of pages of a running app at the widths of a laptop, a tablet and a phone, whole page, into target/shots.
//   node tools/shots.mjs [--dark] [--both] [--print] [--pdf] [--forced] [--width 820]… [--out folder] [--run 'js'] URL…
// --print shows what paper shows, in one piece; --pdf prints it on sheets of A4; --forced is a reader's own few colours.
// --run evaluates JavaScript once the page is ready, to open a dialog or press a button; a promise is waited for.
// A page is ready when the app has set data-ready on <html>, or after ten seconds. Its console errors are printed.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Chrome } from './chrome.mjs';

const READY_MS = 10_000;
const TALLEST = 12_000; // px: the rest of a very long table is cut off
const OUT = fileURLToPath(new URL('../target/shots', import.meta.url));

const { values, positionals: urls } = parseArgs({
  allowPositionals: true,
  options: {
    dark: { type: 'boolean', default: false },
    both: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    pdf: { type: 'boolean', default: false },
    forced: { type: 'boolean', default: false },
    width: { type: 'string', multiple: true, default: ['1280', '820', '390'] },
    out: { type: 'string', default: OUT },
    run: { type: 'string' },
  },
});

/** A file name that says which page it is: `?plan=a&view=measures` becomes `a-measures`. */
function nameOf(url) {
  const { pathname, searchParams, hash } = new URL(url);
  const parts = [pathname.replace(/index\.html$/, ''), ...[...searchParams].map(([key, value]) => (key === 'plan' || key === 'view' ? value : `${key}-${value}`)), hash.slice(0, 12)];
  return parts.join('-').replace(/[^\w-]+/g, '-').replace(/-+/g, '-').replace(/^-|-$/g, '').slice(0, 100) || 'start';
}

function consoleOf(page) {
  const lines = [];
  page.chrome.on(({ method, sessionId, params }) => {
    if (sessionId !== page.sessionId) return;
    if (method === 'Runtime.exceptionThrown') lines.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) lines.push(params.args.map((arg) => arg.value ?? arg.description).join(' '));
    if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) lines.push(`${params.entry.text} ${params.entry.url ?? ''}`);
  });
  return lines;
}

async function shoot(chrome, url, width, dark) {
  const page = await chrome.newPage();
  const lines = consoleOf(page);
  await page.send('Log.enable');
  const metrics = { width, height: width > 600 ? 900 : 844, deviceScaleFactor: width > 600 ? 1 : 2, mobile: width < 1000 };
  await page.send('Emulation.setDeviceMetricsOverride', metrics);
  if (width < 1000) await page.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  await page.send('Emulation.setEmulatedMedia', {
    // Sheets are printed as a reader prints them; an emulated screen would stay on them.
    media: values.pdf ? '' : values.print ? 'print' : 'screen',
    features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }, { name: 'forced-colors', value: values.forced ? 'active' : 'none' }],
  });
  await page.goto(url);
  const ready = await page.waitFor('document.documentElement.dataset.ready !== undefined', READY_MS);
  if (values.run) await page.evaluate(values.run);
  // Two frames, so that what the last state change drew is on the screen.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const name = `${nameOf(url)}-${width}${dark ? '-dark' : ''}${values.print ? '-print' : ''}${values.forced ? '-forced' : ''}`;
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  const height = Math.min(TALLEST, await page.evaluate('Math.ceil(document.documentElement.scrollHeight)'));
  await page.send('Emulation.setDeviceMetricsOverride', { ...metrics, height: Math.max(metrics.height, height) });
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const { data } = values.pdf
    ? await page.send('Page.printToPDF', { preferCSSPageSize: true, paperWidth: 8.27, paperHeight: 11.69 })
    : await page.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: false });
  const path = join(values.out, `${name}.${values.pdf ? 'pdf' : 'png'}`);
  await writeFile(path, Buffer.from(data, 'base64'));
  await page.close();
  const remarks = [ready ? '' : 'never said it was ready', wide > width ? `scrolls sideways: ${wide} px wide` : '', ...new Set(lines)].filter(Boolean);
  console.log([relative(process.cwd(), path), ...remarks].join('\n    '));
}

if (urls.length === 0) {
  console.error('Name at least one page: make shots URLS="http://127.0.0.1:8080/"');
  process.exit(1);
}
await mkdir(values.out, { recursive: true });
const chrome = await Chrome.launch();
try {
  for (const url of urls) {
    for (const width of values.width) {
      for (const dark of values.both ? [false, true] : [values.dark]) await shoot(chrome, url, Number(width), dark);
    }
  }
} finally {
  await chrome.close();
}
