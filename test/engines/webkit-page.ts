/// <reference lib="dom" />
// A window of WebKitGTK with as much of puppeteer's `Page` as the tests here use, so that the same tests drive it. W3C
// WebDriver has no events and one current window at a time: commands queue, and windows that open or close are noticed by
// looking.

import { keyActions, type KeyStep, mouseActions, type MouseStep } from './webdriver-input.ts';
import { WebDriverError, type WebKitSession } from './webkit-session.ts';

const LOOK_AGAIN_MS = 50;
const PATIENCE_MS = 30_000;
/** A window has a least width: what it does not become soon, it never becomes. */
const SIZING_MS = 5_000;
/** How W3C WebDriver marks an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

type InPage<Given extends unknown[], Result> = (...given: Given) => Result;
interface Reference {
  readonly [ELEMENT]: string;
}
interface Rect {
  readonly width: number;
  readonly height: number;
}

/** The windows of one session. */
export class WebKitWindows {
  readonly #session: WebKitSession;
  readonly #pages = new Map<string, WebKitPage>();
  /** Never rejects: whoever gave a command hears of its failure, and the next one goes on. */
  #queue: Promise<unknown> = Promise.resolve();
  #current = '';
  #open: readonly string[] = [];

  constructor(session: WebKitSession) {
    this.#session = session;
  }

  /** The window the browser started with. */
  async first(): Promise<WebKitPage> {
    this.#open = await this.#session.call<string[]>('GET', '/window/handles');
    return this.page(this.#open[0] ?? '');
  }

  page(handle: string): WebKitPage {
    let page = this.#pages.get(handle);
    if (page === undefined) this.#pages.set(handle, (page = new WebKitPage(this, handle)));
    return page;
  }

  /** Those that were open when the last command was given. */
  get open(): readonly string[] {
    return this.#open;
  }

  /** Gives a command to a window once those before it are done. */
  call<Value>(handle: string, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value> {
    const turn = this.#queue.then(async () => {
      this.#open = await this.#session.call<string[]>('GET', '/window/handles');
      if (handle !== this.#current) await this.#session.call('POST', '/window', { handle });
      this.#current = handle;
      return this.#session.call<Value>(method, path, body);
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for a window that is not open yet. */
  async next(): Promise<WebKitPage> {
    const before = this.#open;
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause()) {
      const [opened] = (await this.look()).filter((handle) => !before.includes(handle));
      if (opened !== undefined) return this.page(opened);
    }
    throw new Error('No window opened');
  }

  async closeOthers(kept: WebKitPage): Promise<void> {
    for (const handle of await this.look()) if (handle !== kept.handle) await this.page(handle).close();
  }

  stop(): Promise<void> {
    return this.#session.stop();
  }

  /** Looks which windows are open. */
  look(): Promise<readonly string[]> {
    const turn = this.#queue.then(async () => {
      this.#open = await this.#session.call<string[]>('GET', '/window/handles');
      return this.#open;
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

export class WebKitPage {
  readonly handle: string;
  readonly #windows: WebKitWindows;
  readonly keyboard: Record<'press' | 'type' | 'down' | 'up', (key: string) => Promise<void>>;
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number, options?: { button?: string; count?: number }): Promise<void>;
    down(options?: { button?: string }): Promise<void>;
    up(options?: { button?: string }): Promise<void>;
  };
  #url = 'about:blank';
  readonly #atStart: (() => void)[] = [];

  constructor(windows: WebKitWindows, handle: string) {
    this.#windows = windows;
    this.handle = handle;
    const key = (step: KeyStep): Promise<void> => this.#act(keyActions(step));
    const mouse = (step: MouseStep): Promise<void> => this.#act(mouseActions(step));
    this.keyboard = {
      press: (name) => key({ press: name }),
      type: (text) => key({ type: text }),
      down: (name) => key({ down: name }),
      up: (name) => key({ up: name }),
    };
    this.mouse = {
      move: (x, y) => mouse({ type: 'move', position: [x, y] }),
      click: (x, y, options = {}) => mouse({ type: 'click', position: [x, y], ...options }),
      down: (options = {}) => mouse({ type: 'down', ...options }),
      up: (options = {}) => mouse({ type: 'up', ...options }),
    };
  }

  #act(actions: object): Promise<void> {
    return this.call('POST', '/actions', actions);
  }

  call<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value> {
    return this.#windows.call<Value>(this.handle, method, path, body);
  }

  async goto(address: string): Promise<void> {
    this.#url = address;
    await this.call('POST', '/url', { url: address });
    for (const run of this.#atStart) await this.evaluate(run);
  }

  /** Unlike elsewhere it runs as soon as a page that `goto` opens has loaded: after the page's own scripts. */
  evaluateOnNewDocument(run: () => void): Promise<void> {
    this.#atStart.push(run);
    return Promise.resolve();
  }

  /** Where it was last seen. */
  url(): string {
    return this.#url;
  }

  /** Gives the page that size by sizing the window around it. */
  async setViewport({ width, height }: Rect): Promise<void> {
    const size = (): Promise<Rect> => this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    // What a window adds around its page is known only once it has been drawn.
    for (const deadline = Date.now() + SIZING_MS; Date.now() < deadline; await pause()) {
      const now = await size();
      if (now.width === width && now.height === height) return;
      const around = await this.call<Rect>('GET', '/window/rect');
      const wanted = { width: around.width + width - now.width, height: around.height + height - now.height };
      await this.call('POST', '/window/rect', wanted);
      const settles = Date.now() + 1_000;
      while (Date.now() < settles && (await size()).width === now.width && (await size()).height === now.height)
        await pause();
    }
    throw new Error(`The page does not become ${width} × ${height}`);
  }

  /** Runs a function in the page and waits for what it promises. */
  async evaluate<Given extends unknown[], Result>(
    run: InPage<Given, Result> | string,
    ...given: Given
  ): Promise<Awaited<Result>> {
    // A text is an expression, as for puppeteer.
    const called = typeof run === 'string' ? `(${run})` : `(${String(run)})(...Array.from(arguments).slice(0, -1))`;
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => ${called})
        .then((value) => done({ value, url: location.href }), (error) => done({ error: String(error) }));`;
    const args = given.map((one) => (one instanceof WebKitElement ? one.reference : one));
    const answer = await this.call<{ value: Awaited<Result>; error?: string; url?: string }>('POST', '/execute/async', {
      script,
      args,
    }).catch((error: unknown) => {
      // As puppeteer says it, which those who wait over a navigation look for.
      if (!(error instanceof WebDriverError)) throw error;
      throw /no such window|javascript error/u.test(error.error) && /load|navigat|close/iu.test(error.message)
        ? new Error('Execution context was destroyed')
        : error;
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    this.#url = answer.url ?? this.#url;
    return answer.value;
  }

  /** Waits until the function, or the expression, answers with an element or something else that counts. */
  async waitForFunction<Given extends unknown[]>(
    look: InPage<Given, Element | null> | string,
    { timeout = PATIENCE_MS }: { timeout?: number } = {},
    ...given: Given
  ): Promise<WebKitElement> {
    for (const deadline = Date.now() + timeout; ; await pause()) {
      const found = (await this.evaluate(look, ...given).catch((error: unknown) => {
        if (/context was destroyed/u.test(String(error))) return null;
        throw error;
      })) as unknown as Reference | null;
      if (found) return new WebKitElement(this, found);
      if (Date.now() > deadline) throw new Error(`Waited ${timeout} ms in vain`);
    }
  }

  /** `>>> selector` looks through all shadow trees. */
  waitForSelector(selector: string): Promise<WebKitElement> {
    const deep = (wanted: string): Element | null => {
      const search = (root: Document | ShadowRoot): Element | null => {
        for (const element of root.querySelectorAll('*')) {
          if (element.matches(wanted)) return element;
          const inside = element.shadowRoot === null ? null : search(element.shadowRoot);
          if (inside !== null) return inside;
        }
        return null;
      };
      return search(document);
    };
    return this.waitForFunction(deep, {}, selector.replace(/^>>> /u, ''));
  }

  /** Chooses in a `<select>`. */
  async select(selector: string, value: string): Promise<void> {
    await (await this.waitForSelector(selector)).evaluate((element, wanted: string) => {
      (element as HTMLSelectElement).value = wanted;
      for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true }));
    }, value);
  }

  async $eval<Result>(selector: string, run: (element: HTMLElement) => Result): Promise<Awaited<Result>> {
    return (await this.waitForSelector(selector)).evaluate(run as (element: Element) => Result);
  }

  /** The next window that opens. WebDriver has no other events. */
  once(event: 'popup', listener: (window: WebKitPage | null) => void): void {
    if (event !== 'popup') throw new Error(`WebDriver tells nothing of ${String(event)}`);
    void this.#windows.next().then(listener, () => listener(null));
  }

  /** As it was at the last look; whoever asks again gets a newer answer. */
  isClosed(): boolean {
    // A look that fails leaves the last answer standing, and whoever waits for another asks again.
    void this.#windows.look().catch(() => undefined);
    return !this.#windows.open.includes(this.handle);
  }

  async bringToFront(): Promise<void> {
    await this.evaluate(() => window.focus());
  }

  async close(): Promise<void> {
    // It may have closed itself.
    await this.call('DELETE', '/window').catch(() => undefined);
  }
}

/** An element of a window. */
export class WebKitElement {
  readonly reference: Reference;
  readonly #page: WebKitPage;

  constructor(page: WebKitPage, reference: Reference) {
    this.#page = page;
    this.reference = reference;
  }

  asElement(): this {
    return this;
  }

  evaluate<Given extends unknown[], Result>(
    run: (element: Element, ...given: Given) => Result,
    ...given: Given
  ): Promise<Awaited<Result>> {
    return this.#page.evaluate(run as InPage<unknown[], Result>, this, ...given);
  }

  async evaluateHandle(run: (element: Element) => Element): Promise<WebKitElement> {
    return new WebKitElement(this.#page, (await this.evaluate(run)) as unknown as Reference);
  }

  /** Presses its middle with the mouse, once it is in sight and stands still: the press comes through the driver, some frames later. */
  async click({ count = 1 } = {}): Promise<void> {
    const [x, y] = await this.evaluate(async (element): Promise<[number, number]> => {
      let before = '';
      for (let alike = 0, frames = 0; alike < 5; frames += 1) {
        if (frames > 300) throw new Error('Node does not stand still');
        if (!element.isConnected) throw new Error('Node is detached from the document');
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        await new Promise((next) => requestAnimationFrame(next));
        const box = JSON.stringify(element.getBoundingClientRect());
        alike = box === before ? alike + 1 : 0;
        before = box;
      }
      const { left, top, width, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0) throw new Error('Node is not clickable');
      return [left + width / 2, top + height / 2];
    });
    await this.#page.mouse.click(x, y, { count });
  }

  async type(text: string): Promise<void> {
    await this.evaluate((element) => (element as HTMLElement).focus());
    await this.#page.keyboard.type(text);
  }

  /** Chooses a file in a file field. */
  async uploadFile(path: string): Promise<void> {
    await this.#page.call('POST', `/element/${this.reference[ELEMENT]}/value`, { text: path });
  }
}

const pause = (): Promise<void> => new Promise((next) => setTimeout(next, LOOK_AGAIN_MS));
