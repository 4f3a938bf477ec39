// Looks at a place where Waymark was put, as a browser would see it: `make host-check URL=https://…/waymark/`. Every file
// must come whole; types, caching, compression and the ways round it are told with what to do about them.
//   node tools/host-check.mjs URL
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const TYPES = [
  [/\.html$/, 'text/html'], [/\.js$/, 'text/javascript', 'application/javascript'], [/\.css$/, 'text/css'], [/\.wasm$/, 'application/wasm'],
  [/\.json$/, 'application/json'], [/\.webmanifest$/, 'application/manifest+json', 'application/json'], [/\.svg$/, 'image/svg+xml'], [/\.png$/, 'image/png'],
];
// Their names change with what is in them.
const HASHED = /-[0-9a-f]{15,16}(_bg)?\.(js|css|wasm)$/;

/** What a response says about its file: a list of [how bad, what, what to do]; "wrong" keeps Waymark from working. */
export function lookAt(path, response, bytes, expected) {
  const found = [];
  const type = (response.headers.get('content-type') ?? 'none').split(';')[0].trim().toLowerCase();
  if (expected && sha256(bytes) !== expected) {
    found.push(['wrong', `${path} is not the file that was built (status ${response.status}, ${bytes.length} bytes, ${type})`, 'Copy all of dist/ again, as binary files, and have nothing rewrite or inject into them.']);
  } else if (!expected && !response.ok) {
    found.push(['wrong', `${path} answers ${response.status}`, 'Copy all of dist/ again.']);
  }
  const [, ...types] = TYPES.find(([name]) => name.test(path)) ?? [];
  if (types.length && !types.includes(type)) {
    const bad = /\.(js|css)$/.test(path) ? 'wrong' : 'better';
    found.push([bad, `${path} is sent as ${type}`, `Have the host send *${/\.\w+$/.exec(path)} as ${types[0]}.`]);
  }
  const cache = response.headers.get('cache-control') ?? '';
  const age = Number(/max-age=(\d+)/.exec(cache)?.[1] ?? NaN);
  if (HASHED.test(path)) {
    if (!(age >= 86_400)) found.push(['better', `${path} is fetched again on each visit (cache-control: ${cache || 'none'})`, 'Send files with a hash in their name with "max-age=31536000, immutable".']);
  } else if (/^(index\.html|sw\.js|plans\/)/.test(path) && age > 600 && !/no-cache/.test(cache)) {
    found.push(['better', `${path} may be ${Math.round(age / 60)} minutes old (cache-control: ${cache})`, 'Send index.html, sw.js and plans/ with "no-cache".']);
  }
  if (bytes.length > 20_000 && /\.(wasm|js|css|json|html)$/.test(path) && !response.headers.get('content-encoding')) {
    found.push(['better', `${path} is sent uncompressed`, 'Switch on brotli, or gzip where there is no brotli, for wasm, js, css, json and html.']);
  }
  return found;
}

/** The list of files that a worker's script names, with their hashes. */
export function listedIn(worker) {
  const list = /\{(?:"?[\w./-]+"?:"[0-9a-f]{64}",?)+\}/.exec(worker)?.[0];
  if (!list) return undefined;
  return Object.fromEntries([...list.matchAll(/"?([\w./-]+)"?:"([0-9a-f]{64})"/g)].map(([, path, hash]) => [path, hash]));
}

async function get(url) {
  const response = await fetch(url, { headers: { 'accept-encoding': 'br, gzip' }, redirect: 'follow' });
  return [response, new Uint8Array(await response.arrayBuffer())];
}

/** Looks at a whole site; gives what was found. */
export async function hostCheck(address) {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const found = [];
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(base.hostname);
  if (base.protocol !== 'https:' && !local) found.push(['wrong', 'The address begins with http', 'Serve it over https: without, browsers keep nothing for use offline.']);
  const [worker, script] = await get(new URL('sw.js', base));
  const list = listedIn(new TextDecoder().decode(script));
  if (!worker.ok || !list) return [...found, ['wrong', `sw.js is not Waymark's (status ${worker.status})`, 'Copy all of dist/ into the folder that this address names, and check the address.']];
  found.push(...lookAt('sw.js', worker, script));
  for (const [path, hash] of Object.entries(list)) found.push(...lookAt(path, ...(await get(new URL(path, base))), hash));
  const [front, page] = await get(base);
  if (sha256(page) !== list['index.html']) found.push(['wrong', `${base.pathname} does not show index.html (status ${front.status})`, 'Make index.html the default document of the folder.']);
  const policy = front.headers.get('content-security-policy');
  if (policy && !/frame-ancestors/.test(policy)) found.push(['wrong', 'The host adds a Content-Security-Policy of its own', 'Leave it out, or send "frame-ancestors \'none\'" alone: the page carries the rest.']);
  for (const [header, value] of [['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer']]) {
    if (front.headers.get(header) !== value) found.push(['better', `The page comes without ${header}`, `Send "${header}: ${value}".`]);
  }
  const [shelf, plans] = await get(new URL('plans/index.json', base));
  found.push(...lookAt('plans/index.json', shelf, plans));
  const entries = shelf.ok ? JSON.parse(new TextDecoder().decode(plans)).plans : [];
  for (const { file, sha256: hash } of entries) found.push(...lookAt(`plans/${file}`, ...(await get(new URL(`plans/${file}`, base))), hash));
  const [stray] = await get(new URL('no-such-page', base));
  if (stray.status === 200) found.push(['better', 'A file that is not there is answered with another', 'Have the host answer 404, with 404.html where it can: a missing file then is not taken for one that is there.']);
  return found;
}

/** One line for each thing found, alike ones together. */
export function report(found) {
  const lines = [];
  for (const bad of ['wrong', 'better']) {
    const advice = new Map();
    for (const [, what, todo] of found.filter(([how]) => how === bad)) advice.set(todo, [...(advice.get(todo) ?? []), what]);
    for (const [todo, [first, ...more]] of advice) {
      lines.push(`${bad === 'wrong' ? 'WRONG   ' : 'better  '} ${first}${more.length ? `, and ${more.length} more` : ''}\n           ${todo}`);
    }
  }
  return lines;
}

async function main() {
  const [address] = process.argv.slice(2);
  if (!address) throw new Error('Say which address to look at: make host-check URL=https://example.org/waymark/');
  const found = await hostCheck(address);
  for (const line of report(found)) console.log(line);
  const wrong = found.filter(([how]) => how === 'wrong').length;
  console.log(wrong ? `Waymark does not work there as it should: ${wrong} to mend.` : 'Waymark works there: every file comes whole.');
  process.exitCode = wrong ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`host-check: ${error.cause?.message ?? error.message}`);
    process.exitCode = 1;
  });
}
