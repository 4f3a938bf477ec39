// Holds the page's policy to what it promises: hashes of the exact inline text, and no unsafe source.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { cspFor, withCsp } from './csp.mjs';

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('each inline script and style is named by its hash, and a script with an address is not', () => {
  const policy = cspFor('<style>a{}</style><script>one\n</script><script type="module">two</script><script src="x.js"></script>');
  assert.match(policy, new RegExp(`script-src 'self' 'wasm-unsafe-eval' ${[hash('one\n'), hash('two')].join(' ').replaceAll('+', '\\+')};`));
  assert.ok(policy.includes(`style-src 'self' ${hash('a{}')};`));
  assert.equal(policy.split('sha256-').length - 1, 3);
});

test('nothing unsafe and no other host is ever allowed', () => {
  const policy = cspFor('<script>x</script>');
  assert.ok(policy.startsWith("default-src 'none';"));
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test('only the Trusted Types policies that the page itself makes can be made', () => {
  assert.ok(cspFor('<script>a()</script>').endsWith("require-trusted-types-for 'script'; trusted-types 'none'"));
  const two = '<script>t.createPolicy("look",{});t.createPolicy("default",{})</script>';
  assert.ok(cspFor(two).endsWith('trusted-types look default'));
});

test('the policy stands before anything it governs', () => {
  const html = withCsp('<head>\n<meta charset="utf-8">\n<script>x</script></head>', "default-src 'none'");
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script>'));
});

test('a page without the line the policy goes after is refused', () => {
  assert.throws(() => withCsp('<head></head>', ''), /charset/);
});
