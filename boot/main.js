// Runs before and outside the wasm: says in plain words why Waymark cannot open here, keeps it for use offline, and gets it
// going again where it can't start. tools/finish.mjs bundles this folder into index.html, because a page opened from disk may
// not load a script beside it. In the JavaScript of 2009, so that a browser too old for Waymark can still read the notice.
import { guard } from './guard.js';
import { install } from './install.js';
import { keep } from './keep.js';
import { clear, notice, stay } from './notice.js';
import { once } from './once.js';
import { repair, saveRaw } from './rescue.js';

var root = document.documentElement;
var boot = document.getElementById('boot');
var started = false;
var timer;

function reload() { location.reload(); }

function giveUp() {
  clear(true);
  notice('Waymark could not start', ['Something it needs did not arrive or did not run. Your drafts and notes are not touched.',
    'Reload the page while online. If this comes back, update the browser or open the link in another one.',
    'You can save all drafts and notes of this device as they are kept, to be on the safe side.'], [['Reload', reload], ['Save drafts and notes', saveRaw]]);
}

function fail() {
  if (!started) once('fail', function () { repair(giveUp); });
}

// Of what the page asks for by itself, only a script that doesn't come keeps the app from starting.
function heard(event) {
  var from = event.target;
  if (!from || !from.tagName || from.tagName === 'SCRIPT') fail();
}

// The app takes #boot out of the page when it has mounted.
function watch() {
  new MutationObserver(function (_, self) {
    if (document.getElementById('boot')) return;
    self.disconnect();
    started = true;
    clearTimeout(timer);
    clear();
  }).observe(document.body, { childList: true });
  addEventListener('unhandledrejection', fail);
  addEventListener('waymark-not-started', fail);
  addEventListener('error', heard, true);
  timer = setTimeout(function () {
    notice('Waymark is taking a long time to open', ['On a slow connection it may still open by itself: you can wait.',
      'If nothing changes, reload the page.'], [['Reload', reload]]);
  }, 20000);
}

// After the page can be read, so that keeping the app for later never slows opening it now.
function keepWhenReady() {
  var observer = new MutationObserver(soon);
  function soon() {
    observer.disconnect();
    once('keep', keep);
  }
  observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
  setTimeout(soon, 15000);
}

guard(window.trustedTypes);
install();
if (location.protocol === 'file:') {
  boot.hidden = true;
  notice('Waymark cannot open from a disk', ['Browsers do not let a page on a disk load the rest of itself.',
    'Open the link you were sent, or put the whole folder on a web server. Any plain one will do.']);
} else if (!('WebAssembly' in window && 'BigInt64Array' in window && 'DecompressionStream' in window && 'HTMLDialogElement' in window)) {
  boot.hidden = true;
  notice('This browser cannot open Waymark', ['Waymark needs Safari 16.4, Chrome 111, Edge 111 or Firefox ESR, or a later version of one of these. Update the browser, or open the link in another one.',
    'If the browser is up to date, its lockdown or enhanced security mode may have switched WebAssembly off for this site.']);
} else {
  if (!window.isSecureContext) {
    notice('This address is not secure', ['Waymark came over plain http. You can read plans, but they cannot be kept for use offline, and drafts may not be kept safely.',
      'Use the address that begins with https, or ask whoever runs the site for it.']);
    stay();
  }
  watch();
  keepWhenReady();
}
