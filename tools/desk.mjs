// How a draft of a large plan bears being written: from a keystroke to the journal on the main thread, opening it
// again with hundreds of steps behind its last version, and merging colleagues' copies into it. Used by scale.mjs.
import { median, timeToRead } from './measure.mjs';

// How many steps the draft is opened again with.
const STEPS = 500;

// Tells when the journal's entry of a keystroke is in localStorage.
const WATCH = `(() => {
  if (window.journalled) return;
  window.journalled = 0;
  const original = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    original.call(this, key, text);
    if (String(key).includes('/journal/')) window.journalled = performance.now();
  };
})()`;

/** Types letter by letter into the open form, and gives each letter's milliseconds to the journal, and until the page
 * has followed. */
const type = (page, letters, pause) => page.evaluate(`(async () => {
  const field = document.querySelector('.wm-editor__form textarea');
  field.focus();
  const [journal, page] = [[], []];
  for (let at = 0; at < ${letters}; at += 1) {
    window.journalled = 0;
    const from = performance.now();
    write(field, field.value + 'abcdefgh '[at % 9]);
    journal.push(window.journalled - from);
    await Promise.resolve();
    await new Promise((resolve) => { const channel = new MessageChannel(); channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
    page.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, ${pause}));
  }
  return { journal, page };
})()`);

/** Milliseconds from a keystroke to the journal, and to a readable overview with all those steps to replay. */
export async function desk(page, draft) {
  await timeToRead(page, `${draft}&view=edit&of=actions`);
  if (!(await page.waitFor("document.querySelector('.wm-editor__form textarea')", 120_000))) throw new Error('The form never came.');
  await page.evaluate(WATCH);
  await type(page, 5, 300);
  const typed = await type(page, 25, 120);
  await type(page, STEPS - 30, 0);
  if (!(await page.waitFor("document.querySelector('.wm-save--saved')", 120_000))) throw new Error('The draft was never saved.');
  const opened = [];
  for (let run = 0; run < 3; run += 1) opened.push(await timeToRead(page, draft));
  return { keystroke: median(typed.journal), followed: median(typed.page), reopen: median(opened) };
}

/** Merges a copy into the open draft: milliseconds of holding the two against each other, from choosing the file until
 * there is something to decide, and of taking it in. */
export async function merge(page, draft, file) {
  await timeToRead(page, `${draft}&view=merge`);
  if (!(await page.waitFor("document.querySelector('#copy')", 120_000))) throw new Error('The page that merges never came.');
  await page.evaluate("performance.clearMarks('merge-begins'); performance.clearMarks('merge-ends')");
  const { root } = await page.send('DOM.getDocument');
  const { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#copy' });
  const from = Date.now();
  await page.send('DOM.setFileInputFiles', { nodeId, files: [file] });
  const button = "[...document.querySelectorAll('main button')].find((one) => one.innerText === 'Merge into my draft')";
  if (!(await page.waitFor(button, 120_000))) throw new Error('There was never anything to decide.');
  const offered = Date.now() - from;
  const compared = await page.evaluate("performance.getEntriesByName('merge-ends')[0].startTime - performance.getEntriesByName('merge-begins')[0].startTime");
  const said = await page.evaluate("document.querySelector('main').innerText.split('\\n').find((line) => line.includes('brings'))");
  const taken = await page.evaluate(`(() => { const from = performance.now(); ${button}.click(); return performance.now() - from; })()`);
  return { compared, offered, taken, said };
}

/** Takes in one copy, so that the draft has its thousand changes, and measures the merge of the other. */
export async function mergeCopies(page, draft, [mine, theirs]) {
  await merge(page, draft, mine);
  if (!(await page.waitFor("document.querySelector('.wm-save--saved')", 120_000))) throw new Error('The merge was never saved.');
  return merge(page, draft, theirs);
}
