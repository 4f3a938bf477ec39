// What a finger misses: controls smaller than 44 px either way, and links in text smaller than 24 px with another too near
// (WCAG 2.5.8). Within a sentence a link may be as high as its line. What counts is where a press arrives, not the box drawn.
const LEAST = 44;
const LEAST_IN_TEXT = 24;
const TARGETS = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=slider]';
const hidden = (element) => {
  for (let node = element; node; node = node.parentElement) {
    const { clipPath, overflowX } = getComputedStyle(node);
    if (clipPath === 'inset(50%)' || (overflowX !== 'visible' && node.offsetWidth <= 1)) return true;
  }
  return false;
};
const targets = [...document.querySelectorAll(TARGETS)].filter((element) =>
  element.checkVisibility({ visibilityProperty: true }) && !element.matches('.wm-skip') && !hidden(element));
const arrives = (x, y, element) => {
  const at = document.elementFromPoint(x, y);
  return at !== null && [element, ...(element.labels ?? [])].some((part) => part.contains(at));
};
// The largest of the lines that a link may take.
const boxOf = (element) => [...element.getClientRects()].reduce((most, box) => (box.width * box.height > most.width * most.height ? box : most));
const size = (element) => {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = boxOf(element);
  const [x, y] = [Math.floor(box.left + box.width / 2), Math.floor(box.top + box.height / 2)];
  if (!arrives(x, y, element)) return [0, 0];
  const far = (dx, dy) => {
    let steps = 0;
    while (steps < LEAST && arrives(x + dx * (steps + 1), y + dy * (steps + 1), element)) steps += 1;
    return steps;
  };
  return [1 + far(-1, 0) + far(1, 0), 1 + far(0, -1) + far(0, 1)];
};
const blockOf = (element) => {
  let block = element.parentElement;
  while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
  return block;
};
// The words of a block that can't be pressed.
const beside = (block) => [...block.childNodes].map((node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  return node.nodeType === Node.ELEMENT_NODE && !node.matches(TARGETS) ? beside(node) : ' ';
}).join('');
const isText = (element) => element.matches('a, .wm-abbr') && ['inline', 'inline-block'].includes(getComputedStyle(element).display)
  && element.closest('p, td, th, dd, li, caption, figcaption') !== null;

const small = [];
for (const element of targets) {
  const box = boxOf(element);
  if (box.width >= LEAST && box.height >= LEAST) continue;
  const text = isText(element);
  if (text && /\p{L}{2}/u.test(beside(blockOf(element)))) continue;
  const [width, height] = size(element);
  if (width < LEAST || height < LEAST) small.push({ element, width, height, text });
}
scrollTo(0, 0);
const places = new Map(targets.map((element) => {
  const box = boxOf(element);
  return [element, { x: box.left + box.width / 2, y: box.top + box.height / 2, box }];
}));
const isSmall = new Set(small.map(({ element }) => element));
const crowded = (element) => {
  const { x, y } = places.get(element);
  return targets.some((other) => {
    if (other === element || other.contains(element) || element.contains(other)) return false;
    const there = places.get(other);
    const dx = Math.max(Math.abs(x - there.x) - there.box.width / 2, 0);
    const dy = Math.max(Math.abs(y - there.y) - there.box.height / 2, 0);
    return Math.hypot(dx, dy) < LEAST_IN_TEXT / 2 || (isSmall.has(other) && Math.hypot(x - there.x, y - there.y) < LEAST_IN_TEXT);
  });
};
return small
  .filter(({ element, width, height, text }) => !text || ((width < LEAST_IN_TEXT || height < LEAST_IN_TEXT) && crowded(element)))
  .map(({ element, width, height }) => {
    const name = element.getAttribute('aria-label') ?? element.textContent;
    return `${element.tagName.toLowerCase()}.${element.className} "${name.replace(/\s+/g, ' ').trim().slice(0, 40)}": ${width} × ${height}`;
  });
