// The Content-Security-Policy of a built page, for its <meta>: nothing is allowed but the page's own files and the
// inline scripts and styles that stand in it, each by its hash; and nothing becomes markup or a script's address but
// through the page's own policies for Trusted Types (see boot/guard.js). A host may send more as headers (see README).
import { createHash } from 'node:crypto';

const META = '<meta charset="utf-8">';
const hashes = (html, pattern) =>
  [...html.matchAll(pattern)].map(([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

/** The names of the Trusted Types policies that a page's own scripts make, in their order. */
function trusted(html) {
  const names = [...html.matchAll(/\.createPolicy\(\s*["'`](\w+)["'`]/g)].map(([, name]) => name);
  return names.length > 0 ? names.join(' ') : "'none'";
}

/** The policy for `html`: call it on the final text, because one changed letter in a script changes its hash. */
export function cspFor(html) {
  const scripts = hashes(html, /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/gi);
  const styles = hashes(html, /<style[^>]*>([^]*?)<\/style>/gi);
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trusted(html)}`,
  ].join('; ');
}

/** Puts the policy in front of all that it governs. */
export function withCsp(html, policy) {
  if (html.split(META).length !== 2) throw new Error(`A page must hold ${META} once, at the top of its head.`);
  return html.replace(META, () => `${META}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}
