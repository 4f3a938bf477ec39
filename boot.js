// Runs before and outside the wasm: says in plain words why Waymark cannot open here, and keeps it for use offline.
// tools/finish.mjs puts it into index.html, because a page opened from disk may not load a script beside it.
// Written in the JavaScript of 2009, so that a browser too old for Waymark can still read the notice.
(function () {
  'use strict';
  var root = document.documentElement;
  var boot = document.getElementById('boot');
  var started = false;
  var shown = null;
  var timer;

  guard(window.trustedTypes);

  function notice(heading, paragraphs, label, action) {
    if (shown) return;
    shown = document.createElement('div');
    shown.className = 'boot-notice';
    shown.setAttribute('role', 'alert');
    add('h2', heading);
    paragraphs.forEach(function (text) { add('p', text); });
    if (label) add('button', label).addEventListener('click', action);
    document.body.insertBefore(shown, boot);
  }

  // What is written as markup or as a script's address goes through here, in browsers that have Trusted Types: only our own
  // files, and markup in which nothing runs and nothing leads elsewhere. The policy in the page's head allows no other.
  function guard(types) {
    if (!types) return;
    var folder = new URL('.', location).href;
    // Nothing in a template runs or is fetched, so it is where markup can be looked at.
    var apart = document.createElement('template');
    var looking = types.createPolicy('look', { createHTML: String });

    function ours(address) { return new URL(address, location).href.indexOf(folder) === 0; }

    function isHarmless(element) {
      return !/^(script|i?frame|object|embed|base|link|meta|style|template|noscript|math|set|animate.*)$/i.test(element.localName) &&
        // Called by their names: in a form, a field can have the name of what is asked for, and then this throws.
        element.getAttributeNames().every(function (name) {
          return !/^on|srcset$/i.test(name) && (!/href|src|action|^(data|poster|ping|background)$/i.test(name) || ours(element.getAttribute(name)));
        });
    }

    types.createPolicy('default', {
      createHTML: function (html) {
        apart.innerHTML = looking.createHTML(html);
        return [].every.call(apart.content.querySelectorAll('*'), isHarmless) ? html : null;
      },
      createScriptURL: function (address) { return ours(address) ? address : null; }
    });
  }

  function add(tag, text) {
    var element = document.createElement(tag);
    element.textContent = text;
    shown.appendChild(element);
    return element;
  }

  function reload() { location.reload(); }

  function fail() {
    if (started) return;
    notice('Waymark could not start', ['Something it needs did not arrive or did not run. Your drafts are not touched.',
      'Reload the page. If this comes back, update the browser or open the link in another one.'], 'Reload', reload);
  }

  // The app takes #boot out of the page when it has mounted.
  function watch() {
    new MutationObserver(function (_, self) {
      if (document.getElementById('boot')) return;
      self.disconnect();
      started = true;
      clearTimeout(timer);
      if (shown && !shown.stays) shown.remove();
    }).observe(document.body, { childList: true });
    addEventListener('unhandledrejection', fail);
    addEventListener('error', fail);
    timer = setTimeout(function () {
      notice('Waymark is taking a long time to open', ['On a slow connection it may still open by itself: you can wait.',
        'If nothing changes, reload the page.'], 'Reload', reload);
    }, 20000);
  }

  // What the app can read at any time: html[data-offline] is "ready", "partly" (a plan is missing) or "unavailable".
  function offline(state) {
    root.setAttribute('data-offline', state);
    dispatchEvent(new CustomEvent('waymark-offline', { detail: state }));
  }

  // After the page can be read, so that keeping the app for later never slows opening it now.
  function keepWhenReady() {
    var kept = false;
    var observer = new MutationObserver(once);
    function once() {
      if (kept) return;
      kept = true;
      observer.disconnect();
      keep();
    }
    observer.observe(root, { attributes: true, attributeFilter: ['data-ready'] });
    setTimeout(once, 15000);
  }

  function keep() {
    var workers = navigator.serviceWorker;
    if (!workers) return offline('unavailable');
    workers.addEventListener('message', function (event) {
      if (event.data && event.data.type === 'ready') offline(event.data.missing.length ? 'partly' : 'ready');
    });
    workers.register('./sw.js').then(function (registration) {
      var first = !registration.active && registration.installing;
      if (first) {
        first.addEventListener('statechange', function () {
          if (first.state === 'redundant') offline('unavailable');
        });
      }
      return workers.ready;
    }).then(function (registration) {
      registration.active.postMessage({ type: 'status?' });
    }).catch(function () { offline('unavailable'); });
  }

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
      shown.stays = true;
    }
    watch();
    keepWhenReady();
  }
})();
