// What is lost on the page in a window as small as 400% zoom leaves: words that are cut off or reach beyond the edge, and
// controls that lie under something else. What scrolls within itself is not lost, where a keyboard can scroll it too.
const hidden = (element) => {
  for (let node = element; node; node = node.parentElement) {
    const { clipPath, overflowX } = getComputedStyle(node);
    if (clipPath === 'inset(50%)' || (overflowX !== 'visible' && node.offsetWidth <= 1)) return true;
  }
  return false;
};
const called = (element) =>
  `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${element.textContent.replace(/\s+/g, ' ').trim().slice(0, 40)}"`;
const CONTROLS = 'a[href], button, summary, input:not([type=hidden]), select, textarea, [role=slider]';
const SLACK = 1; // px: boxes stand between pixels
const lost = [];
const page = document.scrollingElement;
const edge = page.clientWidth;
if (page.scrollWidth > edge) lost.push(`the page scrolls sideways: ${page.scrollWidth} of ${edge} px`);

const read = (node) => node.data.trim() && node.parentElement.checkVisibility({ visibilityProperty: true })
  && !node.parentElement.closest('svg, script, style, noscript, select, .wm-skip, .wm-figure__chart') && !hidden(node.parentElement);
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => read(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
const range = document.createRange();
while (words.nextNode()) {
  const around = words.currentNode.parentElement;
  range.selectNodeContents(words.currentNode);
  const box = range.getBoundingClientRect();
  let scrolls = false;
  for (let node = around; node !== document.body && !scrolls; node = node.parentElement) {
    const { overflowX } = getComputedStyle(node);
    if (overflowX === 'visible') continue;
    scrolls = ['auto', 'scroll'].includes(overflowX);
    const cut = node.getBoundingClientRect();
    if (scrolls && !node.matches('[tabindex="0"]') && !node.querySelector(CONTROLS)) lost.push(`no keyboard scrolls ${called(node)}`);
    if (!scrolls && (box.left < cut.left - SLACK || box.right > cut.right + SLACK || box.top < cut.top - SLACK || box.bottom > cut.bottom + SLACK)) {
      lost.push(`${called(node)} cuts off ${called(around)}`);
    }
  }
  if (!scrolls && (box.left < -SLACK || box.right > edge + SLACK)) lost.push(`beyond the edge: ${called(around)}`);
}

for (const chart of document.querySelectorAll('.wm-figure__chart svg')) {
  const frame = chart.getBoundingClientRect();
  for (const text of chart.querySelectorAll('text')) {
    const box = text.getBoundingClientRect();
    if (box.left < frame.left - SLACK || box.right > frame.right + SLACK) lost.push(`a chart ${frame.width} px wide cuts off "${text.textContent}", ${box.width} px`);
  }
}

for (const control of document.querySelectorAll(CONTROLS)) {
  if (!control.checkVisibility({ visibilityProperty: true }) || control.matches('.wm-skip') || hidden(control)) continue;
  control.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const [box] = control.getClientRects();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2);
  const parts = [control, ...(control.labels ?? [])];
  if (!parts.some((part) => part.contains(at))) lost.push(`${called(control)} lies under ${at ? called(at) : 'nothing'}`);
}
scrollTo(0, 0);
return lost;
