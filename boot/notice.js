// What is said before, or instead of, the app: one notice at a time.
var shown = null;

function add(tag, text) {
  var element = document.createElement(tag);
  element.textContent = text;
  shown.appendChild(element);
  return element;
}

// Shows a notice, unless another stands already. `acts` are pairs of a label and what its button does.
export function notice(heading, paragraphs, acts) {
  if (shown) return;
  shown = document.createElement('div');
  shown.className = 'boot-notice';
  shown.setAttribute('role', 'alert');
  add('h2', heading);
  paragraphs.forEach(function (text) { add('p', text); });
  (acts || []).forEach(function (act) { add('button', act[0]).addEventListener('click', act[1]); });
  document.body.insertBefore(shown, document.body.firstChild);
}

// Leaves the notice up even when the app has started.
export function stay() { shown.stays = true; }

export function clear(even) {
  if (!shown || (shown.stays && !even)) return;
  shown.remove();
  shown = null;
}
