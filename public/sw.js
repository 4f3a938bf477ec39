// Keeps Waymark for use offline. tools/finish.mjs fills in the version and the list of files, so a new build is a
// new worker. It waits until every tab of the old one is closed, or until a reader says that all tabs may move to it: no
// page ever meets files of another build.
const VERSION = '';
// What is new in it, in a sentence: the newest entry of NEWS.md.
const NEWS = '';
// Path → SHA-256 in hex of each of the app's own files.
const FILES = {};
const APP = 'waymark-app-' + VERSION;
const PLANS = 'waymark-plans';
const SHELF = 'plans/index.json';
const PATIENCE = 4000; // ms before a slow network gives way to the kept shelf

const at = (path) => new URL(path, self.registration.scope).href;

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The file's bytes as they are on the server now, or an error where they are not those the list names. The bytes decide,
// not the status: some hosts answer for 404.html with a 404, or move index.html to the folder's address.
async function fetchVerified(path, expected) {
  const response = await fetch(at(path), { cache: 'no-cache' });
  const bytes = await response.arrayBuffer();
  if ((await sha256(bytes)) !== expected) throw new Error(`${path}: not the listed file (status ${response.status})`);
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return new Response(bytes, { headers: { 'content-type': type } });
}

// All or nothing: the files go into the cache only when every one of them has arrived whole.
async function keepApp() {
  const files = await Promise.all(
    Object.entries(FILES).map(async ([path, hash]) => [at(path), await fetchVerified(path, hash)]),
  );
  try {
    const cache = await caches.open(APP);
    await Promise.all(files.map(([url, response]) => cache.put(url, response)));
  } catch (error) {
    await caches.delete(APP);
    throw error;
  }
}

// A browser that runs out of room, or its owner, may throw away some of it.
async function isWhole() {
  const kept = new Set((await (await caches.open(APP)).keys()).map(({ url }) => url));
  return Object.keys(FILES).every((path) => kept.has(at(path)));
}

// A plan is kept under its hash, so what is found under a name needs no second check.
const planKey = (plan) => `${at('plans/' + plan.file)}?sha256=${plan.sha256}`;

function plansOf(shelf) {
  const plans = shelf?.format === 'waymark-shelf' && Array.isArray(shelf.plans) ? shelf.plans : [];
  return plans.filter(({ file, sha256: hash } = {}) => /^[\w.-]+\.json$/.test(file) && /^[0-9a-f]{64}$/.test(hash));
}

async function keptShelf() {
  const kept = await (await caches.open(PLANS)).match(at(SHELF));
  return kept ? plansOf(await kept.json()) : [];
}

async function fetchShelf() {
  const response = await fetch(at(SHELF), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${SHELF}: the server answered ${response.status}`);
  const bytes = await response.arrayBuffer();
  plansOf(JSON.parse(new TextDecoder().decode(bytes)));
  const kept = new Response(bytes, { headers: { 'content-type': 'application/json' } });
  await (await caches.open(PLANS)).put(at(SHELF), kept.clone());
  return kept;
}

async function keepPlan(plan) {
  const cache = await caches.open(PLANS);
  const kept = await cache.match(planKey(plan));
  if (kept) return kept;
  const response = await fetchVerified('plans/' + plan.file, plan.sha256);
  // An earlier edition goes only when this one has come.
  await cache.delete(at('plans/' + plan.file), { ignoreSearch: true });
  await cache.put(planKey(plan), response.clone());
  return response;
}

// Each plan is fetched on its own, so a bad one never keeps the others from being kept.
async function keepPlans() {
  const online = await fetchShelf().then(() => true, () => false);
  const plans = await keptShelf();
  const missing = [];
  for (const plan of plans) {
    await keepPlan(plan).catch(() => missing.push(plan.id ?? plan.file));
  }
  if (online && !missing.length) await forgetOthers(plans);
  return { plans: plans.length, missing };
}

// What is kept, once all that can be is: what was thrown away comes back.
async function status() {
  const app = (await isWhole()) || (await keepApp().then(() => true, () => false));
  return { type: 'ready', version: VERSION, app, ...(await keepPlans()) };
}

// How much room each thing takes: the app, and each plan of the shelf, or nothing for one that isn't kept.
async function room() {
  const bytesOf = async (response) => (await response.blob()).size;
  const app = await (await caches.open(APP)).matchAll();
  const plans = await caches.open(PLANS);
  const size = async (plan) => {
    const kept = await plans.match(planKey(plan));
    return { id: plan.id, bytes: kept ? await bytesOf(kept) : undefined };
  };
  const sizes = await Promise.all(app.map(bytesOf));
  return {
    type: 'room', files: sizes.length, of: Object.keys(FILES).length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    plans: await Promise.all((await keptShelf()).map(size)),
  };
}

// Asks a tab to make what was written in it safe: true, or false where it couldn't. A tab that sleeps doesn't answer; what
// was written in it was kept when it fell asleep.
function isSafe(tab) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    setTimeout(resolve, PATIENCE);
    tab.postMessage({ type: 'make-safe' }, [port2]);
  });
}

// Takes over from the version before: all tabs move together, or none where one of them has words that can't be kept.
async function takeOver(asked) {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = tabs.filter(({ url }) => url.startsWith(self.registration.scope));
  const answers = await Promise.all(ours.map(isSafe));
  if (answers.includes(false)) asked?.postMessage({ type: 'not-taken' });
  else await self.skipWaiting();
}

// What a council has taken off its shelf does not stay on the reader's device.
async function forgetOthers(plans) {
  const cache = await caches.open(PLANS);
  const wanted = new Set([at(SHELF), ...plans.map(planKey)]);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

async function answerShelf() {
  const fresh = fetchShelf();
  const kept = await (await caches.open(PLANS)).match(at(SHELF));
  if (!kept) return fresh;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  return (await Promise.race([fresh.catch(() => {}), patience])) ?? kept;
}

async function answerPlan(request, file) {
  const plan = (await keptShelf()).find((entry) => entry.file === file);
  if (plan) {
    const kept = await keepPlan(plan).catch(() => {});
    if (kept) return kept;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const earlier = await (await caches.open(PLANS)).match(at('plans/' + file), { ignoreSearch: true });
    if (earlier) return earlier;
    throw error;
  }
}

async function answerFile(request, path) {
  const kept = await (await caches.open(APP)).match(at(path));
  return kept ?? fetch(request);
}

// An address in the app's folder that is no file of its own gets the page that straightens bent links.
async function answerStray(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(APP)).match(at('404.html'));
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepApp()));

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('waymark-app-') && name !== APP);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

const ANSWERS = { 'status?': status, 'room?': room, 'news?': async () => ({ type: 'news', version: VERSION, news: NEWS }) };

self.addEventListener('message', (event) => {
  const type = event.data?.type;
  if (type === 'take-over') event.waitUntil(takeOver(event.source));
  else if (Object.hasOwn(ANSWERS, type)) event.waitUntil(ANSWERS[type]().then((answer) => event.source?.postMessage(answer)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const scope = new URL(self.registration.scope);
  if (request.method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const path = url.pathname.slice(scope.pathname.length) || 'index.html';
  const plan = /^plans\/([\w.-]+\.json)$/.exec(path);
  if (path === SHELF) event.respondWith(answerShelf());
  else if (plan) event.respondWith(answerPlan(request, plan[1]));
  else if (Object.hasOwn(FILES, path)) event.respondWith(answerFile(request, path));
  else if (request.mode === 'navigate') event.respondWith(answerStray(request));
});
