// What `make shelf` promises a council: order kept, hashes right, and plain words where a file is wrong.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { ShelfError, writeShelf } from './shelf.mjs';

const plan = (id, title = `Plan ${id}`) =>
  JSON.stringify({ format: 'waymark-plan', version: 1, plan: { id, title, organisation: 'A council', period: '2012/13' } });

async function inFolder(files, work) {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-shelf-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    await work(folder, async () => JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('lists every plan with the SHA-256 of its bytes and its own words', () =>
  inFolder({ 'a.json': plan('a', 'Ádult care'), 'schema.json': '{}' }, async (folder, shelf) => {
    await writeShelf(folder);
    const sha256 = createHash('sha256').update(plan('a', 'Ádult care')).digest('hex');
    assert.deepEqual(await shelf(), {
      format: 'waymark-shelf', version: 1,
      plans: [{ id: 'a', file: 'a.json', sha256, title: 'Ádult care', organisation: 'A council', period: '2012/13' }],
    });
  }));

test('keeps the order and the superseded mark, appends new plans, drops those that are gone, and says so', () =>
  inFolder({ 'a.json': plan('a'), 'b.json': plan('b'), 'c.json': plan('c') }, async (folder, shelf) => {
    const old = (id) => ({ id, file: `${id}.json`, sha256: '0'.repeat(64) });
    const before = [{ ...old('c'), superseded: true }, old('gone'), old('b')];
    await writeFile(join(folder, 'index.json'), JSON.stringify({ format: 'waymark-shelf', version: 1, plans: before }));
    const report = (await writeShelf(folder)).join('\n');
    const { plans } = await shelf();
    assert.deepEqual(plans.map(({ id, superseded }) => [id, superseded]), [['c', true], ['b', undefined], ['a', undefined]]);
    assert.match(report, /dropped +gone: gone\.json is no longer here/);
    assert.match(report, /added +a: Plan a/);
    assert.match(report, /updated +b/);
    assert.match(report, /3 plans on the shelf/);
  }));

test('a second run changes nothing', () =>
  inFolder({ 'a.json': plan('a') }, async (folder) => {
    await writeShelf(folder);
    const first = await readFile(join(folder, 'index.json'), 'utf8');
    assert.match((await writeShelf(folder)).join('\n'), /unchanged +a/);
    assert.equal(await readFile(join(folder, 'index.json'), 'utf8'), first);
  }));

for (const [what, text, words] of [
  ['what is not JSON', '{"format"', /a\.json is not JSON/],
  ['what is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /a\.json is not JSON in UTF-8/],
  ['another format', '{"format":"other"}', /a\.json is not a Waymark plan/],
  ['null', 'null', /a\.json is not a Waymark plan/],
  ['an id that is not the file name', plan('b'), /Rename the file to b\.json/],
  ['a plan with no period', plan('a').replace(',"period":"2012/13"', ''), /a\.json has no period/],
]) {
  test(`refuses ${what}, and leaves the shelf as it was`, () =>
    inFolder({ 'a.json': text, 'ok.json': plan('ok'), 'index.json': '{"format":"waymark-shelf","version":1,"plans":[]}' }, async (folder, shelf) => {
      await assert.rejects(writeShelf(folder), (error) => error instanceof ShelfError && words.test(error.message));
      assert.deepEqual((await shelf()).plans, []);
    }));
}

test('an index that is no shelf is never overwritten', () =>
  inFolder({ 'a.json': plan('a'), 'index.json': 'precious' }, async (folder) => {
    await assert.rejects(writeShelf(folder), /not a shelf/);
    assert.equal(await readFile(join(folder, 'index.json'), 'utf8'), 'precious');
  }));
