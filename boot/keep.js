// Keeps the app for use offline, and offers a new version once it is here. What the app is told (see tell.js):
//   data-offline  "ready", "partly" (not every plan is kept), "incomplete"
//                 (not all of Waymark itself) or "unavailable"                   waymark-offline
//   data-update   what is new in the version that waits                         waymark-update
// The app sends `waymark-move` when its reader wants the new version, and hears `waymark-make-safe` before every tab moves:
// whoever holds words that aren't kept yet puts a promise into the event's list. `waymark-not-moved` says that one failed.
// `waymark-room?` asks how much room all takes, `waymark-room` answers.
import { once } from './once.js';
import { tell } from './tell.js';

// How long a tab that stays open goes without asking for a new version, in milliseconds.
var OFTEN = 3600000;

var workers = navigator.serviceWorker;
var asked = Date.now();

export function unavailable() { tell('offline', 'unavailable'); }

// True once every word in this tab is kept, false where one can't be.
function makeSafe() {
  var safe = [];
  // A field hands over what stands in it when it is left.
  if (document.activeElement) document.activeElement.blur();
  dispatchEvent(new CustomEvent('waymark-make-safe', { detail: safe }));
  return Promise.all(safe).then(function () { return true; }, function () { return false; });
}

function isKept(said) {
  if (!said.app) return 'incomplete';
  return said.missing.length ? 'partly' : 'ready';
}

// A version may have stopped waiting before its answer is heard: the first of all takes over by itself.
function hearNews(news) {
  workers.ready.then(function (registration) {
    if (registration.waiting) tell('update', news);
  });
}

function hear(event) {
  var said = event.data || {};
  if (said.type === 'ready') tell('offline', isKept(said));
  if (said.type === 'news') hearNews(said.news);
  if (said.type === 'room') dispatchEvent(new CustomEvent('waymark-room', { detail: JSON.stringify(said) }));
  if (said.type === 'not-taken') dispatchEvent(new CustomEvent('waymark-not-moved'));
  if (said.type === 'make-safe') makeSafe().then(function (safe) { event.ports[0].postMessage(safe); });
}

// A version that waits is one that could be moved to: the first of all has nothing to wait for.
function offer(registration) {
  if (registration.waiting && workers.controller) registration.waiting.postMessage({ type: 'news?' });
}

function follow(registration) {
  offer(registration);
  registration.addEventListener('updatefound', function () {
    var coming = registration.installing;
    coming.addEventListener('statechange', function () {
      if (coming.state === 'installed') offer(registration);
      // A file that didn't come whole: it is tried again at the next visit.
      if (coming.state === 'redundant' && !registration.active) tell('offline', 'incomplete');
    });
  });
  addEventListener('waymark-move', function () {
    // Where none waits any more, another tab has moved already or the browser let it go: what is newest comes with a reload.
    if (registration.waiting) registration.waiting.postMessage({ type: 'take-over' });
    else once('move', move);
  });
  addEventListener('waymark-room?', function () {
    workers.ready.then(function (ready) { ready.active.postMessage({ type: 'room?' }); });
  });
  document.addEventListener('visibilitychange', function () {
    if (document.hidden || Date.now() - asked < OFTEN) return;
    asked = Date.now();
    registration.update().catch(function () {});
  });
}

// Another version serves this page from now on, so it moves to that, once. A tab that slept has its words kept first.
function move() {
  makeSafe().then(function (safe) {
    if (safe) location.reload();
    else dispatchEvent(new CustomEvent('waymark-not-moved'));
  });
}

export function keep() {
  if (!workers) return unavailable();
  var had = workers.controller;
  workers.addEventListener('message', hear);
  workers.addEventListener('controllerchange', function () {
    if (had) once('move', move);
    had = true;
  });
  workers.register('./sw.js').then(function (registration) {
    follow(registration);
    return workers.ready;
  }).then(function (registration) {
    registration.active.postMessage({ type: 'status?' });
  }).catch(unavailable);
}
