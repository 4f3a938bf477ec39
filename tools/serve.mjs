// A plain static file server, for `make serve`, the tests and the figures of `make bench`. It does what a council's
// host would do and no more: no rewrite rules, 404.html for what is not there, brotli where the browser takes it.
//   node tools/serve.mjs [--dir dist] [--port 8080] [--host 127.0.0.1] [--prefix /some/folder] [--quality 9] [--log]
// Prints `serving http://…` when it is ready; --port 0 takes a free one; --quality is brotli's, 1 for a server that lives
// for one test; --log prints a line a request.
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import zlib from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.wasm', '.svg', '.txt']);
const brotli = promisify(zlib.brotliCompress);

/** The bytes as a host with brotli would send them. Quality 11 is what a host prepares in advance; 9 is a tenth of the work. */
export function compress(bytes, quality) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  return brotli(bytes, { params: { [BROTLI_PARAM_QUALITY]: quality, [BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

// Keyed by content, so a new build is served without a restart.
const packed = new Map();

async function pack(bytes, etag, quality) {
  const key = `${quality} ${etag}`;
  if (!packed.has(key)) packed.set(key, compress(bytes, quality));
  return packed.get(key);
}

/** The file under `root` an address means, or undefined where there is none or it lies outside. */
async function find(root, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  if (path.endsWith('/')) path += 'index.html';
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep) || !(await stat(real)).isFile()) return undefined;
    return real;
  } catch {
    return undefined;
  }
}

/** The path of a folder's address as a browser sends it, without the last slash. */
const pathOf = (prefix) => new URL(prefix || '/', 'http://host').pathname.replace(/\/+$/, '');

/** A server of the folder `dir` under `prefix`; `log` is called with each request's method, address and status. */
export async function createSite({ dir, prefix = '', quality = 9, log = () => {} }) {
  const root = await realpath(resolve(dir));
  const base = pathOf(prefix);
  async function answer(request, response) {
    const [pathname] = request.url.split(/[?#]/, 1);
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(request, response, 405, { allow: 'GET, HEAD' });
    if (pathname === base && base) return send(request, response, 301, { location: `${base}/` });
    const inside = pathname.startsWith(`${base}/`);
    const file = inside ? await find(root, pathname.slice(base.length)) : undefined;
    const path = file ?? (inside ? join(root, '404.html') : undefined);
    const bytes = path && (await readFile(path).catch(() => undefined));
    if (!bytes) return send(request, response, 404, { 'content-type': TYPES['.txt'] }, Buffer.from('Not found\n'));

    const type = extname(path);
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 24)}"`;
    const headers = {
      'content-type': TYPES[type] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      etag,
    };
    if (file && request.headers['if-none-match'] === etag) return send(request, response, 304, headers);
    const packs = COMPRESSED.has(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    if (packs) headers['content-encoding'] = 'br';
    return send(request, response, file ? 200 : 404, headers, packs ? await pack(bytes, etag, quality) : bytes);
  }

  function send(request, response, status, headers, body = Buffer.alloc(0)) {
    log({ method: request.method, url: request.url, status, bytes: body.length });
    response.writeHead(status, status === 304 ? headers : { ...headers, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  return createServer((request, response) => {
    answer(request, response).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function main() {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      prefix: { type: 'string', default: '' },
      quality: { type: 'string', default: '9' },
      log: { type: 'boolean', default: false },
    },
  });
  const log = values.log ? ({ method, url, status, bytes }) => console.log(`${status} ${method} ${url} ${bytes}`) : undefined;
  const server = await createSite({ dir: values.dir, prefix: values.prefix, quality: Number(values.quality), log });
  server.on('error', (error) => {
    const why = error.code === 'EADDRINUSE' ? `Port ${values.port} is taken. Stop what uses it, or name another: --port 8081` : error.message;
    console.error(why);
    process.exit(1);
  });
  server.listen(Number(values.port), values.host, () => {
    console.log(`serving http://${values.host}:${server.address().port}${pathOf(values.prefix)}/`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.code === 'ENOENT' ? 'There is nothing to serve yet: run `make build` first.' : error.message);
    process.exitCode = 1;
  });
}
