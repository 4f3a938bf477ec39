// A headless Chromium spoken to in the DevTools protocol over a pipe, for pictures and for figures. No dependency.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FLAGS = [
  '--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run', '--lang=en-GB', '--hide-scrollbars',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--remote-debugging-pipe',
];

/** A browser with a fresh profile; `close()` ends it and removes the profile. */
export class Chrome {
  #child;
  #profile;
  #next = 1;
  #waiting = new Map();
  #listeners = new Set();
  #rest = '';

  static async launch(flags = []) {
    const chrome = new Chrome();
    chrome.#profile = await mkdtemp(join(tmpdir(), 'waymark-chrome-'));
    chrome.#child = spawn('chromium', [...FLAGS, ...flags, `--user-data-dir=${chrome.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    chrome.#child.on('error', (error) => chrome.#fail(error.code === 'ENOENT' ? new Error('chromium is not on PATH. On Debian: apt-get install chromium') : error));
    chrome.#child.on('exit', () => chrome.#fail(new Error('Chromium ended.')));
    chrome.#child.stdio[4].setEncoding('utf8').on('data', (text) => chrome.#receive(text));
    await chrome.send('Browser.getVersion');
    return chrome;
  }

  /** Sends a command and gives its result; events go to those who called `on`. */
  send(method, params = {}, sessionId = undefined) {
    const id = this.#next;
    this.#next += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method });
      this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Calls `listener` with each event; returns the function that ends it. */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async newPage() {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, targetId, sessionId);
    await page.send('Page.enable');
    await page.send('Runtime.enable');
    return page;
  }

  async close() {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.exitCode === null) {
      this.send('Browser.close').catch(() => {});
      await ended;
    }
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #receive(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const message of messages.map((line) => JSON.parse(line))) {
      const waiter = this.#waiting.get(message.id);
      if (!waiter) {
        for (const listener of this.#listeners) listener(message);
        continue;
      }
      this.#waiting.delete(message.id);
      if (message.error) waiter.reject(new Error(`${waiter.method}: ${message.error.message}`));
      else waiter.resolve(message.result);
    }
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** One tab. */
export class Page {
  constructor(chrome, targetId, sessionId) {
    Object.assign(this, { chrome, targetId, sessionId });
  }

  send(method, params) {
    return this.chrome.send(method, params, this.sessionId);
  }

  /** The next event of this tab that is called `method`. */
  once(method) {
    return new Promise((resolve) => {
      const stop = this.chrome.on((event) => {
        if (event.method !== method || event.sessionId !== this.sessionId) return;
        stop();
        resolve(event.params);
      });
    });
  }

  async goto(url) {
    const loaded = this.once('Page.loadEventFired');
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  /** The value of a JavaScript expression in the page; a promise is waited for. */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until `condition` holds in the page or `ms` have passed; says whether it held. */
  waitFor(condition, ms) {
    return this.evaluate(`new Promise((resolve) => {
      const end = performance.now() + ${ms};
      const look = () => (${condition}) ? resolve(true) : performance.now() > end ? resolve(false) : setTimeout(look, 20);
      look();
    })`);
  }

  close() {
    return this.chrome.send('Target.closeTarget', { targetId: this.targetId });
  }
}
