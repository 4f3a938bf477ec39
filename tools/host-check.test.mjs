import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hostCheck, listedIn, report } from './host-check.mjs';
import { createSite } from './serve.mjs';

const sum = (text) => createHash('sha256').update(text).digest('hex');

/** A site of a few files, looked at after `spoil` had its way with them. */
async function lookedAt(spoil = async () => {}) {
  const dir = await mkdtemp(join(tmpdir(), 'host-check-'));
  const files = { 'index.html': '<title>Waymark</title>', 'waymark-0123456789abcdef_bg.wasm': 'module', '404.html': 'no' };
  const list = JSON.stringify(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, sum(text)])));
  files['sw.js'] = `const V="x",F=${list};`;
  files['plans/index.json'] = JSON.stringify({ plans: [{ file: 'a.json', sha256: sum('{}') }] });
  files['plans/a.json'] = '{}';
  await mkdir(join(dir, 'plans'));
  for (const [path, text] of Object.entries(files)) await writeFile(join(dir, path), text);
  await spoil(dir);
  const server = await createSite({ dir, prefix: '/some/folder' });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await hostCheck(`http://127.0.0.1:${server.address().port}/some/folder`);
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(dir, { recursive: true });
  }
}

const wrong = (found) => found.filter(([how]) => how === 'wrong').map(([, what]) => what);

test('a sound site has nothing wrong, and is told what would be better', async () => {
  const found = await lookedAt();
  assert.deepEqual(wrong(found), []);
  assert.match(report(found).join('\n'), /max-age=31536000/);
});

test('a page sent for the module, a missing plan and a missing worker are each told', async () => {
  const page = await lookedAt((dir) => writeFile(join(dir, 'waymark-0123456789abcdef_bg.wasm'), '<!doctype html>'));
  assert.match(wrong(page).join(), /waymark-0123456789abcdef_bg\.wasm is not the file that was built/);
  const plan = await lookedAt((dir) => rm(join(dir, 'plans/a.json')));
  assert.match(wrong(plan).join(), /plans\/a\.json is not the file/);
  const worker = await lookedAt((dir) => rm(join(dir, 'sw.js')));
  assert.match(wrong(worker).join(), /sw\.js is not Waymark's \(status 404\)/);
});

test('the list is found in a script whose names need no quotes', () => {
  assert.deepEqual(listedIn(`x={"a-b.js":"${'0'.repeat(64)}",css:"${'1'.repeat(64)}"}`), { 'a-b.js': '0'.repeat(64), css: '1'.repeat(64) });
  assert.equal(listedIn('x={}'), undefined);
});
