// What is done at most once while a page lives.
var done = {};

export function once(name, act) {
  if (done[name]) return;
  done[name] = true;
  act();
}
