// The last step of a build, run by Trunk on its staging folder (see Trunk.toml): copies public/, bundles ECharts,
// puts boot/ into index.html, writes the Content-Security-Policy and the service worker's list of files.
// It stops the build with a plain sentence where anything is off.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { cspFor, withCsp } from './csp.mjs';
import { writePage } from './page.mjs';
import { SMALL, takePiece, together } from './pieces.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAGE = process.env.TRUNK_STAGING_DIR;
// The oldest browsers Waymark supports, in esbuild's words.
const TARGET = ['safari16.4', 'chrome111', 'edge111', 'firefox128'];
// Read at run time, apart from the app: see public/sw.js.
const NOT_PRECACHED = [/^plans\//, /^sw\.js$/, /^licences\.txt$/];

class BuildError extends Error {}

// The script that knows the parts fetched later, as wasm-split calls it.
const LINK = '__wasm_split.js';
// What Rust's wasm uses of newer WebAssembly, all of it in the oldest browsers Waymark supports. More would be used.
const FEATURES = [
  'bulk-memory', 'bulk-memory-opt', 'call-indirect-overlong', 'reference-types', 'multivalue', 'mutable-globals',
  'nontrapping-float-to-int', 'sign-ext',
];
// A host may not know the type of a .wasm, and streaming insists on it.
const INSTANTIATE = `
async function instantiate(fetched, imports) {
  const response = await fetched;
  if (response instanceof ArrayBuffer) return new WebAssembly.Instance(new WebAssembly.Module(response), imports);
  if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
  return response.headers.get('content-type') === 'application/wasm'
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}`;

const sha256 = (bytes, encoding = 'hex') => createHash('sha256').update(bytes).digest(encoding);
const staged = (path) => join(STAGE, path);
const readStaged = (path) => readFile(staged(path), 'utf8');

async function replaceOnce(text, what, replacement, where) {
  const parts = text.split(what);
  if (parts.length !== 2) throw new BuildError(`${where} should hold ${JSON.stringify(what)} once, and holds it ${parts.length - 1} times.`);
  return parts.join(replacement);
}

async function replaceEach(text, what, replacement, where) {
  if (!text.includes(what)) throw new BuildError(`${where} should hold ${JSON.stringify(what)}.`);
  return text.replaceAll(what, replacement);
}

async function minify(code, options = {}) {
  const { code: small } = await esbuild.transform(code, { minify: true, target: TARGET, legalComments: 'none', charset: 'utf8', ...options });
  return small.trim();
}

async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join(posix.sep))
    .sort();
}

// Hashed by its bytes, so a host may let browsers keep it for ever.
async function bundleCharts() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(ROOT, 'tools/echarts.js')],
    bundle: true, minify: true, write: false, format: 'iife', globalName: 'echarts', target: TARGET, legalComments: 'none',
    banner: { js: '/*! Apache ECharts and zrender: see licences.txt */' },
  });
  const bytes = outputFiles[0].contents;
  const name = `echarts-${sha256(bytes).slice(0, 16)}.js`;
  await writeFile(staged(name), bytes);
  return name;
}

async function writeLicences() {
  const parts = [];
  for (const [name, files] of [['echarts', ['NOTICE', 'LICENSE']], ['zrender', ['LICENSE']], ['tslib', ['LICENSE.txt']]]) {
    const folder = join(ROOT, 'node_modules', name);
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const file of files) parts.push(`== ${name} ${version}: ${file}\n\n${await readFile(join(folder, file), 'utf8')}`);
  }
  parts.push('== govuk-frontend (styles)\n\nMIT License, Crown copyright (Government Digital Service). The package carries no licence file.');
  await writeFile(staged('licences.txt'), parts.join('\n\n'));
}

// What runs before the wasm, as one script of the JavaScript of 2009.
async function bundleBoot() {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(ROOT, 'boot/main.js')], bundle: true, minify: true, write: false, format: 'iife', target: 'es5', charset: 'utf8',
  });
  return outputFiles[0].text.trim();
}

async function finishIndex(charts) {
  let html = await readStaged('index.html');
  html = await replaceOnce(html, '<script src="boot/main.js"></script>', `<script>${await bundleBoot()}</script>`, 'index.html');
  for (const [, style] of html.matchAll(/<style>([^]*?)<\/style>/g)) {
    html = await replaceOnce(html, style, await minify(style, { loader: 'css' }), 'index.html');
  }
  // Not every browser says so to the page where a module fails while it waits.
  html = await replaceOnce(html, "_bg.wasm' });", "_bg.wasm' }).catch((error) => { dispatchEvent(new Event('waymark-not-started')); throw error; });", 'index.html');
  html = await replaceOnce(html, 'name="waymark-echarts" content=""', `name="waymark-echarts" content="./${charts}"`, 'index.html');
  await writeFile(staged('index.html'), withCsp(html, cspFor(html)));
}

async function finishNotFound() {
  let html = await readStaged('404.html');
  for (const [, script] of html.matchAll(/<script>([^]*?)<\/script>/g)) {
    html = await replaceOnce(html, script, await minify(script), '404.html');
  }
  await writeFile(staged('404.html'), withCsp(html, cspFor(html)));
}

// wasm-bindgen's own script comes with its comments and long names.
async function shrinkScripts(files) {
  for (const file of files.filter((name) => /^(waymark|snippets\/).*\.js$/.test(name))) {
    await writeFile(staged(file), await minify(await readStaged(file), { format: 'esm' }));
  }
}

// Sass writes a line a declaration, and marks what isn't ASCII by a byte order mark: within a page, as a plan saved as one
// has it, that would be a letter of the first rule. Hashed by its bytes, as the other files are.
async function shrinkStyle(files) {
  const from = files.find((name) => /^main-[0-9a-f]+\.css$/.test(name));
  const style = await minify((await readStaged(from)).replace(/^\ufeff/, ''), { loader: 'css' });
  const name = `main-${sha256(style).slice(0, 16)}.css`;
  await rm(staged(from));
  await writeFile(staged(name), style);
  await writeFile(staged('index.html'), await replaceEach(await readStaged('index.html'), from, name, 'index.html'));
}

// Trunk has the first module made smaller once, and a second time finds another third of a percent; the parts come with the
// names of all their functions. With WAYMARK_NAMES set they keep them, for whoever looks where time goes.
async function shrinkModules(files) {
  const shrunk = new Map();
  const left = [...files];
  const work = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      const to = `${file}.small`;
      await promisify(execFile)('wasm-opt', ['-Oz', ...FEATURES.map((name) => `--enable-${name}`), ...(process.env.WAYMARK_NAMES ? ['-g'] : ['--strip-debug']), '--strip-producers', file, '-o', to]);
      shrunk.set(file, await readFile(to));
      await rm(to);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return shrunk;
}

// The parts of the app that are fetched later, left by tools/bin/wasm-bindgen: named by their bytes, so that a host may
// let browsers keep them, and so that no part ever meets one of another build.
async function placeLater() {
  const main = (await filesOf(STAGE)).find((name) => /^waymark-[0-9a-f]+\.js$/.test(name));
  const script = await readStaged(main);
  if (!script.includes(`"./${LINK}"`)) return;
  const folder = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'wasm-bindgen/release/later');
  let link = await replaceOnce(await readFile(join(folder, LINK), 'utf8'), '"./waymark.js"', `"./${main}"`, LINK);
  const parts = (await filesOf(folder)).filter((name) => name.endsWith('.wasm')).sort();
  const first = staged(main.replace('.js', '_bg.wasm'));
  const shrunk = await shrinkModules([first, ...parts.map((part) => join(folder, part))]);
  await writeFile(first, shrunk.get(first));
  const placed = async (stem, bytes) => {
    // Each stands in the script by its name, which is part of the first load: eight figures tell one from another.
    const name = `later-${stem}-${sha256(bytes).slice(0, 8)}.wasm`;
    await writeFile(staged(name), bytes);
    return name;
  };
  const isSmall = (part) => part.startsWith('chunk_') && shrunk.get(join(folder, part)).length < SMALL;
  const small = parts.filter(isSmall);
  const { bytes, places } = together(small.map((part) => shrunk.get(join(folder, part))));
  for (const [at, part] of small.entries()) {
    link = await replaceOnce(link, `fetch(new URL("./${part}", import.meta.url))`, `piece(${places[at].join(', ')})`, LINK);
  }
  for (const part of parts.filter((part) => !isSmall(part))) {
    const name = await placed(part.replace(/^split_|\.wasm$/g, ''), shrunk.get(join(folder, part)));
    link = await replaceOnce(link, `"./${part}"`, `"./${name}"`, LINK);
  }
  link += takePiece(await placed('pieces', bytes));
  link = await replaceEach(link, 'WebAssembly.instantiateStreaming(', 'instantiate(', LINK) + INSTANTIATE;
  // The page says what didn't come; where it was left meanwhile, nobody is to be alarmed.
  link = await minify(await replaceEach(link, 'console.error(', 'console.info(', LINK), { format: 'esm' });
  const name = `later-${sha256(link).slice(0, 16)}.js`;
  await writeFile(staged(name), link);
  // Where the script imports it; what the module calls it stays.
  await writeFile(staged(main), await replaceEach(script, `from "./${LINK}"`, `from "./${name}"`, main));
  // Found at once, not only when the first script has come.
  const html = await readStaged('index.html');
  await writeFile(staged('index.html'), await replaceOnce(html, '</head>', `<link rel="modulepreload" href="./${name}" crossorigin="anonymous"></head>`, 'index.html'));
}

// The files of this build that a plan saved as one page is made of.
async function namesForPage() {
  const files = await filesOf(STAGE);
  const only = (pattern) => files.find((name) => pattern.test(name));
  return { main: only(/^waymark-[0-9a-f]+\.js$/), link: only(/^later-[0-9a-f]+\.js$/), style: only(/^main-[0-9a-f]+\.css$/) };
}

// What is new, as whoever is offered this version reads it.
async function news() {
  const [, newest] = /^- (.+(?:\n  .+)*)/m.exec(await readFile(join(ROOT, 'NEWS.md'), 'utf8')) ?? [];
  if (!newest) throw new BuildError('NEWS.md says nothing: its newest entry is offered with a new version. Begin it with "- ".');
  return newest.replace(/\s+/g, ' ');
}

async function finishWorker() {
  const list = {};
  for (const file of await filesOf(STAGE)) {
    if (!NOT_PRECACHED.some((pattern) => pattern.test(file))) list[file] = sha256(await readFile(staged(file)));
  }
  let worker = await readStaged('sw.js');
  const version = sha256(JSON.stringify(list) + worker).slice(0, 16);
  worker = await replaceOnce(worker, "const VERSION = '';", `const VERSION = '${version}';`, 'sw.js');
  worker = await replaceOnce(worker, "const NEWS = '';", `const NEWS = ${JSON.stringify(await news())};`, 'sw.js');
  worker = await replaceOnce(worker, 'const FILES = {};', `const FILES = ${JSON.stringify(list)};`, 'sw.js');
  await writeFile(staged('sw.js'), await minify(worker));
  return { version, count: Object.keys(list).length, list };
}

// Everything index.html names must be there, and be ours.
async function checkPage(page, list) {
  const html = await readStaged(page);
  for (const [, , address] of html.matchAll(/\s(href|src)="([^"]*)"/g)) {
    if (/^([a-z]+:|\/)/i.test(address)) throw new BuildError(`${page} names ${address}: addresses must be relative to the page.`);
    const path = address.replace(/^\.\//, '');
    if (path && !(path in list)) throw new BuildError(`${page} names ${address}, which the build did not make.`);
  }
  if (/\sstyle="|\son[a-z]+="/i.test(html)) throw new BuildError(`${page} has a style or event attribute, which its Content-Security-Policy blocks.`);
}

async function checkWasm(list) {
  const modules = Object.keys(list).filter((file) => file.endsWith('.wasm'));
  if (modules.length === 0) throw new BuildError('The build made no .wasm file.');
  for (const file of modules) {
    if (!WebAssembly.validate(await readFile(staged(file)))) throw new BuildError(`${file} is not valid WebAssembly: is wasm-opt the one from npm's binaryen?`);
  }
}

async function checkShelf() {
  const shelf = JSON.parse(await readStaged('plans/index.json').catch(() => {
    throw new BuildError('public/plans/index.json is missing. Run `make shelf`.');
  }));
  for (const { id, file, sha256: listed } of shelf.plans) {
    const bytes = await readFile(staged(`plans/${file}`)).catch(() => {
      throw new BuildError(`public/plans/index.json lists ${file}, which is not there. Run \`make shelf\`.`);
    });
    if (sha256(bytes) !== listed) throw new BuildError(`${file} has changed since public/plans/index.json was written (plan ${id}). Run \`make shelf\`.`);
  }
}

async function main() {
  if (!STAGE) throw new BuildError('Run by Trunk: use `make build`.');
  await cp(join(ROOT, 'public'), STAGE, { recursive: true, filter: (path) => !/[/\\]\.[^/\\]*$/.test(path) });
  await placeLater();
  await shrinkScripts(await filesOf(STAGE));
  await shrinkStyle(await filesOf(STAGE));
  const charts = await bundleCharts();
  await finishIndex(charts);
  await writePage({ root: ROOT, stage: STAGE, target: TARGET, charts, ...await namesForPage() });
  await finishNotFound();
  await writeLicences();
  const { version, count, list } = await finishWorker();
  for (const page of ['index.html', '404.html']) await checkPage(page, list);
  await checkWasm(list);
  await checkShelf();
  console.log(`    version ${version}: ${count} files kept for use offline`);
}

main().catch(async (error) => {
  console.error(error instanceof BuildError ? `finish: ${error.message}` : error);
  if (STAGE) await rm(staged('index.html'), { force: true });
  process.exitCode = 1;
});
