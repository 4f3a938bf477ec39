import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takePiece, together } from './pieces.mjs';

test('pieces lie in one module, each where it is said to be', async () => {
  const pieces = [Buffer.from('one'), Buffer.alloc(300, 2), Buffer.alloc(0), Buffer.alloc(70_000, 3)];
  const { bytes, places } = together(pieces);
  assert.ok(WebAssembly.validate(bytes));
  const [section] = WebAssembly.Module.customSections(await WebAssembly.compile(bytes), 'pieces');
  assert.deepEqual(Buffer.from(section), Buffer.concat(pieces));
  places.forEach(([from, to], at) => assert.deepEqual(bytes.subarray(from, to), pieces[at]));
});

// As the link script has it: what stands about it in a module is given here.
const piece = (fetch) => new Function('fetch', `${takePiece('p.wasm').replace('import.meta.url', '"http://here/"')}; return piece;`)(fetch);

test('the file is fetched once, and again where it did not come', async () => {
  const asked = [];
  const answers = [Promise.reject(new TypeError('gone')), { ok: false, url: 'p', status: 404 }, { ok: true, arrayBuffer: async () => Uint8Array.of(1, 2, 3, 4).buffer }];
  const take = piece(async (url) => answers[asked.push(url.pathname) - 1]);
  await assert.rejects(Promise.all([take(0, 1), take(1, 2)]), /gone/);
  assert.deepEqual(asked, ['/p.wasm']);
  await assert.rejects(take(0, 1), /p: 404/);
  const [first, second] = await Promise.all([take(0, 2), take(2, 4)]);
  assert.deepEqual([...new Uint8Array(first), ...new Uint8Array(second)], [1, 2, 3, 4]);
  assert.equal(asked.length, 3);
});
