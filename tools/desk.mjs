// How a draft of a large plan bears being written: from a keystroke to the journal on the main thread, and opening it
// again with hundreds of steps behind its last version. Used by scale.mjs.
import { median, timeToRead } from './measure.mjs';

// How many steps the draft is opened again with.
const STEPS = 480;

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

/** Types letter by letter into the open form, and gives each letter's milliseconds to the journal. */
const type = (page, letters, pause) => page.evaluate(`(async () => {
  const field = document.querySelector('.wm-editor__form textarea');
  field.focus();
  const times = [];
  for (let at = 0; at < ${letters}; at += 1) {
    window.journalled = 0;
    const from = performance.now();
    write(field, field.value + 'abcdefgh '[at % 9]);
    times.push(window.journalled - from);
    await new Promise((resolve) => setTimeout(resolve, ${pause}));
  }
  return times;
})()`);

/** Milliseconds from a keystroke to the journal, and to a readable overview with all those steps to replay. */
export async function desk(page, draft) {
  await timeToRead(page, `${draft}&view=edit&of=actions`);
  if (!(await page.waitFor("document.querySelector('.wm-editor__form textarea')", 120_000))) throw new Error('The form never came.');
  await page.evaluate(WATCH);
  await type(page, 5, 300);
  const keystroke = median(await type(page, 25, 120));
  await type(page, STEPS - 30, 0);
  if (!(await page.waitFor("document.querySelector('.wm-save--saved')", 120_000))) throw new Error('The draft was never saved.');
  const opened = [];
  for (let run = 0; run < 3; run += 1) opened.push(await timeToRead(page, draft));
  return { keystroke, reopen: median(opened) };
}
