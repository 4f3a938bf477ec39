// Writes public/plans/index.json, the list of published plans: `make shelf`. Needs node and nothing else, so a council
// can publish a plan without a compiler. `node tools/shelf.mjs [FOLDER]` does the same for another folder.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NOT_PLANS = new Set(['index.json', 'schema.json']);

export class ShelfError extends Error {}

/** The words of a plan's field: some fields are a string, some carry it in `as_printed` or `text`. */
function words(value) {
  if (typeof value === 'string') return value;
  return value?.as_printed ?? value?.text ?? value?.name;
}

/** The shelf's entry for one plan file, or a ShelfError that says what is wrong with the file and what to do. */
export function entryFor(file, bytes) {
  let document;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ShelfError(`${file} is not JSON in UTF-8 (${error.message}). Save the plan from Waymark again, and put that file here.`);
  }
  if (document?.format !== 'waymark-plan' || typeof document.plan !== 'object' || document.plan === null) {
    throw new ShelfError(`${file} is not a Waymark plan: it does not begin with "format": "waymark-plan". Move it out of this folder.`);
  }
  const { plan } = document;
  const id = file.replace(/\.json$/, '');
  if (plan.id !== id) {
    throw new ShelfError(`${file} holds a plan with the id ${JSON.stringify(plan.id ?? null)}. Rename the file to ${plan.id ?? 'its id'}.json, or change the id in the plan to "${id}".`);
  }
  const entry = { id, file, sha256: createHash('sha256').update(bytes).digest('hex') };
  for (const field of ['title', 'organisation', 'period']) {
    const text = words(plan[field]);
    if (text === undefined) throw new ShelfError(`${file} has no ${field}. Open it in Waymark, fill in the plan's details and save it again.`);
    entry[field] = text;
  }
  const edition = words(plan.edition);
  return edition ? { ...entry, edition } : entry;
}

/** The new list: the old order is kept, new plans follow, plans whose file is gone are dropped. */
export function merge(before, entries) {
  const found = new Map(entries.map((entry) => [entry.id, entry]));
  const report = [];
  const plans = [];
  for (const old of before) {
    const entry = found.get(old.id);
    if (!entry) {
      report.push(`dropped    ${old.id}: ${old.file} is no longer here`);
      continue;
    }
    found.delete(old.id);
    report.push(`${old.sha256 === entry.sha256 ? 'unchanged ' : 'updated   '} ${old.id}`);
    plans.push(old.superseded === true ? { ...entry, superseded: true } : entry);
  }
  for (const entry of found.values()) {
    report.push(`added      ${entry.id}: ${entry.title}`);
    plans.push(entry);
  }
  return { plans, report };
}

async function shelfBefore(path) {
  let text;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return [];
  }
  try {
    const shelf = JSON.parse(text);
    if (shelf.format === 'waymark-shelf' && Array.isArray(shelf.plans)) return shelf.plans;
  } catch {
    // Told below, together with a shelf of another format.
  }
  throw new ShelfError('index.json is there, but it is not a shelf. Mend it, or delete it to have it written anew.');
}

/** Reads the folder and writes its index.json; returns the lines that say what was done. */
export async function writeShelf(folder) {
  const index = join(folder, 'index.json');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json') && !NOT_PLANS.has(name)).sort();
  const before = await shelfBefore(index);
  const entries = [];
  const wrong = [];
  for (const file of files) {
    try {
      entries.push(entryFor(file, await readFile(join(folder, file))));
    } catch (error) {
      if (!(error instanceof ShelfError)) throw error;
      wrong.push(error.message);
    }
  }
  // Nothing is written where one file is wrong: half a shelf would look like a plan withdrawn.
  if (wrong.length) throw new ShelfError(wrong.join('\n'));
  const { plans, report } = merge(before, entries);
  await writeFile(index, `${JSON.stringify({ format: 'waymark-shelf', version: 1, plans }, null, 2)}\n`);
  return [...report, `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'} on the shelf.`];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../public/plans', import.meta.url));
  try {
    for (const line of await writeShelf(folder)) console.log(line);
  } catch (error) {
    console.error(error instanceof ShelfError ? error.message : `The folder ${folder} cannot be read or written: ${error.message}`);
    process.exitCode = 1;
  }
}
