// What is written as markup or as a script's address goes through here, in browsers that have Trusted Types: only our own
// files, and markup in which nothing runs and nothing leads elsewhere. The policy in the page's head allows no other.
export function guard(types) {
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
