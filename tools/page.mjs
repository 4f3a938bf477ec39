// What a plan saved as one page is made of (see src/formats/page): its first script, the app as one script without modules,
// its style, and a list of these and of the parts of the app that reading needs.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

// The parts that write, keep and send stay behind.
const PARTS = ['pages', 'study', 'search', 'notes'];

const named = (stem, kind, bytes) => `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${kind}`;

/** The files of the parts that reading needs, with all that these use, as the link script has them before it is made small.
 * Pieces without a file of their own lie together in one, which every part uses. */
function partsOf(link) {
  const files = new Map(), uses = new Map();
  const piece = /([\w$]+)\s*=\s*(?:[\w$]+\(\s*)?[\w$]+\(\s*\(\)\s*=>\s*\{\s*\w+ [\w$]+\s*=\s*(?:fetch\(\s*new URL\(\s*"\.\/([^"]+)"|[\w$]+\(\d)[^]*?\},\s*\[([^\]]*)\]/g;
  const [pieces] = /later-pieces-\w+\.wasm/.exec(link);
  for (const [, name, file = pieces, used] of link.matchAll(piece)) {
    files.set(name, file);
    uses.set(name, used.split(',').map((one) => one.trim()).filter(Boolean));
  }
  const wanted = new Set();
  for (const [name, file] of files) {
    if (!PARTS.some((part) => file.startsWith(`later-${part}-`))) continue;
    wanted.add(file);
    for (const used of uses.get(name)) wanted.add(files.get(used));
  }
  for (const part of PARTS) {
    if (![...wanted].some((file) => file?.startsWith(`later-${part}-`))) throw new Error(`The link script names no part ${part}.`);
  }
  if (wanted.has(undefined)) throw new Error('The link script uses a piece that it does not name.');
  return [...wanted].sort();
}

// import.meta is of modules: the files are asked for by their bare names, which the page answers itself.
const inOnePiece = (text) => text.replace(/new URL\(\s*("\.\/later-[^"]+")\s*,\s*import\.meta\.url\s*\)/g, '$1');

/** Writes the list and the scripts into `stage`; `main`, `link`, `style` and `charts` are the names of the build's files. */
export async function writePage({ root, stage, target, main, link, style, charts }) {
  const text = link ? await readFile(join(stage, link), 'utf8') : '';
  const { outputFiles: [reader] } = await esbuild.build({
    stdin: { contents: `import init from './${main}'; waymarkStart(init);`, resolveDir: stage },
    bundle: true, minify: true, write: false, format: 'iife', target, legalComments: 'none', logLevel: 'error',
    define: { 'import.meta.url': '""' },
    plugins: [{
      name: 'in-one-piece',
      setup(build) {
        build.onLoad({ filter: /later-[0-9a-f]+\.js$/ }, async ({ path }) => ({ contents: inOnePiece(await readFile(path, 'utf8')) }));
      },
    }],
  });
  const { outputFiles: [start] } = await esbuild.build({
    entryPoints: [join(root, 'boot/page.js')], bundle: true, minify: true, write: false, format: 'iife', target: 'es5', legalComments: 'none',
  });
  const { code: dress } = await esbuild.transform(await readFile(join(root, 'style/page.css'), 'utf8'), { loader: 'css', minify: true, target });
  const list = {
    format: 'waymark-page',
    start: named('page-start', 'js', start.contents),
    dress: named('page', 'css', dress),
    reader: named('page-reader', 'js', reader.contents),
    module: main.replace(/\.js$/, '_bg.wasm'),
    style,
    charts,
    parts: link ? partsOf(text) : [],
  };
  await writeFile(join(stage, list.start), Buffer.from(start.text.trim()));
  await writeFile(join(stage, list.dress), dress.trim());
  await writeFile(join(stage, list.reader), reader.contents);
  await writeFile(join(stage, 'page.json'), JSON.stringify(list));
}
