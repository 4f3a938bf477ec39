// Tells the app: what it can read at any time stands on the root element, and an event on the window says that it changed.
export function tell(name, value) {
  document.documentElement.setAttribute('data-' + name, value);
  dispatchEvent(new CustomEvent('waymark-' + name));
}
