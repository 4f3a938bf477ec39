// The server behind `make serve`, the tests and the figures: types, folders, compression, and nothing outside its folder.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { createSite } from './serve.mjs';

/** Asks with the path exactly as given: `fetch` would straighten '..' first. */
const ask = (port, path, headers = {}, method = 'GET') =>
  new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers, method }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', reject).end();
  });

async function serving(prefix, work) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-serve-'));
  const dir = join(folder, 'dist');
  await mkdir(join(dir, 'plans'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(dir, 'link.txt'));
  await writeFile(join(dir, 'index.html'), '<title>Start</title>');
  await writeFile(join(dir, '404.html'), '<title>Missing</title>');
  await writeFile(join(dir, 'app.wasm'), 'wasm '.repeat(500));
  await writeFile(join(dir, 'manifest.webmanifest'), '{}');
  await writeFile(join(dir, 'plans/é a.json'), '{}');
  const server = await createSite({ dir, prefix });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work((path, headers, method) => ask(server.address().port, path, headers, method));
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
}

test('files come with the types browsers insist on', () =>
  serving('', async (get) => {
    assert.equal((await get('/app.wasm')).headers['content-type'], 'application/wasm');
    assert.match((await get('/')).headers['content-type'], /^text\/html/);
    assert.match((await get('/manifest.webmanifest')).headers['content-type'], /^application\/manifest\+json/);
    assert.equal((await get('/plans/%C3%A9%20a.json')).status, 200);
  }));

test('brotli is sent to those who take it, and unpacks to the file', () =>
  serving('', async (get) => {
    const plain = await get('/app.wasm');
    const packed = await get('/app.wasm', { 'accept-encoding': 'gzip, br' });
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(packed.headers['content-encoding'], 'br');
    assert.ok(packed.body.length < plain.body.length / 10);
    assert.deepEqual(zlib.brotliDecompressSync(packed.body), plain.body);
  }));

test('a file that has not changed is not sent again', () =>
  serving('', async (get) => {
    const { headers } = await get('/app.wasm');
    const again = await get('/app.wasm', { 'if-none-match': headers.etag });
    assert.deepEqual([again.status, again.body.length], [304, 0]);
  }));

test('what is not there is answered with 404.html, under its status', () =>
  serving('', async (get) => {
    const { status, body } = await get('/nowhere/at-all');
    assert.equal(status, 404);
    assert.match(body.toString(), /Missing/);
  }));

test('the app can stand in a folder, with a space in its name', () =>
  serving('/social care/plans/', async (get) => {
    assert.equal((await get('/social%20care/plans/')).status, 200);
    assert.equal((await get('/social%20care/plans')).headers.location, '/social%20care/plans/');
    assert.equal((await get('/')).status, 404);
  }));

for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/plans/../../secret.txt', '/link.txt', '/%00', '/%', '//secret.txt']) {
  test(`nothing outside the folder is served: ${path}`, () =>
    serving('', async (get) => {
      const { status, body } = await get(path);
      assert.equal(status, 404);
      assert.doesNotMatch(body.toString(), /secret/);
    }));
}

test('only reading is allowed', () =>
  serving('', async (get) => {
    assert.equal((await get('/', {}, 'POST')).status, 405);
    assert.equal((await get('/', {}, 'HEAD')).body.length, 0);
  }));
