// When the app can't start: what is kept of it for use offline is thrown away and fetched anew, once. Where that doesn't
// help, all drafts and notes of this device can be saved as they are kept. Nothing here ever writes to them.

// A repair that didn't help isn't tried again for so long, in milliseconds.
var PATIENCE = 600000;
var MARK = 'waymark-repaired';

function kept(name) {
  try { return sessionStorage.getItem(name); } catch { return String(Date.now()); }
}

function wasTried() { return Date.now() - Number(kept(MARK) || 0) < PATIENCE; }

// The page as the site has it now, past all caches. Without it there is nothing to start anew from.
function isReachable() {
  return fetch('./index.html?' + Date.now(), { cache: 'no-store' }).then(function (response) {
    return response.text();
  }).then(function (text) { return text.indexOf('<title>Waymark</title>') > 0; });
}

function forgetApp() {
  return caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name.indexOf('waymark-app-') === 0; }).map(function (name) {
      return caches.delete(name);
    }));
  });
}

// Reloads after a repair; calls `otherwise` where none is to be tried.
export function repair(otherwise) {
  if (wasTried() || !window.caches) return otherwise();
  try { sessionStorage.setItem(MARK, String(Date.now())); } catch { return otherwise(); }
  isReachable().then(function (reachable) {
    if (!reachable) return otherwise();
    return forgetApp().then(function () { location.reload(); });
  }).catch(otherwise);
}

function promised(request) {
  return new Promise(function (resolve, reject) {
    request.onsuccess = function () { resolve(request.result); };
    request.onerror = function () { reject(request.error); };
  });
}

// Bytes as text where they are text: drafts are.
function readable(name, value) {
  return value instanceof Uint8Array || value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
}

function rowsOf(database, store) {
  var rows = database.transaction(store).objectStore(store);
  return Promise.all([promised(rows.getAllKeys()), promised(rows.getAll())]).then(function (both) {
    return both[0].map(function (key, at) { return { store: store, key: key, value: both[1][at] }; });
  });
}

function rowsIn(name) {
  var request = indexedDB.open(name);
  // One that isn't there isn't made by looking for it.
  request.onupgradeneeded = function () { request.transaction.abort(); };
  return promised(request).then(function (database) {
    return Promise.all([].map.call(database.objectStoreNames, function (store) { return rowsOf(database, store); }));
  }).then(function (stores) { return [].concat.apply([], stores); }, function () { return []; });
}

function texts() {
  var found = {};
  try {
    Object.keys(localStorage).forEach(function (name) {
      if (name.indexOf('waymark/') === 0) found[name] = localStorage.getItem(name);
    });
  } catch { /* What the browser doesn't show can't be saved. */ }
  return found;
}

// Saves all drafts and notes as they are kept, for whoever can read them when the app can't.
export function saveRaw() {
  return Promise.all(['waymark', 'waymark-notes'].map(rowsIn)).then(function (found) {
    var all = JSON.stringify({ format: 'waymark-kept', drafts: found[0], notes: found[1], local: texts() }, readable, 1);
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([all], { type: 'application/json' }));
    link.download = 'waymark-kept-on-this-device.json';
    link.click();
  });
}
