// The first script of a plan saved as one page, which holds all that the app is made of: unpacks what is asked for, answers
// what the app would fetch, keeps the address in the fragment, and says in plain words why the page cannot open here. In the
// JavaScript of 2009, so that a browser too old can still read the notice. tools/page.mjs bundles it, src/formats/page puts
// it into the page.
import { guard } from './guard.js';
import { clear, notice } from './notice.js';

var WHOLE = ['The file is damaged or was cut off on its way. Ask whoever sent it to send it again, or copy it again from where it came from.'];
var types = window.trustedTypes;
var started = false;
var own;

function hide() {
  var boot = document.getElementById('boot');
  if (boot) boot.hidden = true;
}

function refuse(heading, paragraphs) {
  hide();
  notice(heading, paragraphs);
}

function damaged() { if (!started) refuse('This page is not whole', WHOLE); }

function find(name) {
  return [].filter.call(document.querySelectorAll('script[data-name]'), function (held) { return held.getAttribute('data-name') === name; })[0];
}

// Seven bits a character, the first bit first; what HTML would not keep stands 256 higher (src/formats/page/letters.rs).
function bytesOf(text) {
  var bytes = new Uint8Array(Math.floor(text.length * 7 / 8));
  var group = 0, bits = 0, at = 0;
  for (var i = 0; i < text.length; i++) {
    group = (group << 7 | text.charCodeAt(i) & 127) & 32767;
    bits += 7;
    if (bits >= 8) bytes[at++] = group >> (bits -= 8);
  }
  return bytes;
}

// The answer to a request for a file of the page: as a server would give it, and never from one.
function answer(name) {
  var held = find(name);
  if (!held) return Promise.resolve(new Response(null, { status: 404 }));
  var unpacked = new Blob([bytesOf(held.textContent)]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(unpacked).arrayBuffer().then(function (bytes) { return new Response(bytes); });
}

function textOf(name) {
  return answer(name).then(function (file) {
    if (!file.ok) throw new Error(name);
    return file.text();
  });
}

// The page's policy knows the hash of each of these texts, and lets no other run.
function run(name) {
  return textOf(name).then(function (text) {
    var script = document.createElement('script');
    script.text = own ? own.createScript(text) : text;
    document.head.appendChild(script);
  });
}

function dress() {
  return textOf('style.css').then(function (text) {
    var style = document.createElement('style');
    style.textContent = text;
    document.head.appendChild(style);
  });
}

// From disk not every browser lets a page change more of its address than the fragment.
function moveIntoFragment(name) {
  var change = history[name];
  history[name] = function (state, title, address) { return change.call(history, state, title, '#' + address); };
}

function begin() {
  if (!document.getElementById('whole')) return damaged();
  var about = document.getElementById('about-page');
  var home = document.documentElement.getAttribute('data-start');
  moveIntoFragment('pushState');
  moveIntoFragment('replaceState');
  // A link opened in another tab has its address where the app writes it.
  if (location.hash.indexOf('#?') !== 0) history.replaceState(null, '', /[?&]plan=/.test(location.search) ? location.search : home);
  window.fetch = function (address) { return answer(String(address).replace(/^\.\//, '')); };
  window.waymarkCharts = function () { return run('charts.js'); };
  window.waymarkStart = function (init) {
    answer('module.wasm').then(function (file) { return file.arrayBuffer(); })
      .then(function (bytes) { return init({ module_or_path: bytes }); })
      .then(function () {
        started = true;
        clear();
        var foot = document.querySelector('.wm-foot .wm-wrap');
        if (foot) foot.appendChild(about);
        // There is no list of plans to go to.
        var logo = document.querySelector('.wm-logo');
        if (logo) logo.href = home;
      }).catch(damaged);
  };
  dress().then(function () { return run('reader.js'); }).catch(damaged);
}

guard(types);
if (types) own = types.createPolicy('page', { createScript: String });
addEventListener('DOMContentLoaded', function () {
  if ('WebAssembly' in window && 'BigInt64Array' in window && 'DecompressionStream' in window && 'HTMLDialogElement' in window) begin();
  else {
    refuse('This browser cannot open this page', ['It needs Safari 16.4, Chrome 111, Edge 111 or Firefox ESR, or a later version of one of these. Update the browser, or open the file in another one.',
      'If the browser is up to date, its lockdown or enhanced security mode may have switched WebAssembly off.']);
  }
});
