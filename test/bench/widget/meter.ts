/// <reference lib="dom" />
// Runs in the page, installed before any script of its own. Everything is measured to the end of the frame that shows it: the
// work, style, layout and paint of the main thread, told by a message that is handled right after the frame.

export interface FirstRows {
  /** From the arrival of the first page of the data. */
  readonly fromDataMs: number;
  readonly fromNavigationMs: number;
  /** Rows in the document when they were first shown. */
  readonly rows: number;
}

export interface Meter {
  /** Resolves when rows that carry one of these names are painted in the element. */
  firstRows(tag: string, names: readonly string[], dataPath: string): Promise<FirstRows>;
  /** Gets ready for one keystroke: what it changes in the element is watched from its event on. */
  arm(target: Element): void;
  /**
   * From the keystroke's event to the end of the first frame that draws rows anew, less the wait for that frame's turn; null
   * when the same rows stay.
   */
  answered(): Promise<number | null>;
  /** From now until what `draw` did is painted. */
  paint(draw: () => void): Promise<number>;
  /** Begins to note tasks of the main thread above 50 ms. */
  watchTasks(): void;
  /** The longest since, in milliseconds; 0 when none was above 50. */
  longestTask(): number;
}

/** The next key comes when nothing has changed for this long, which is how people type at their quickest. */
const QUIET_MS = 60;
/** Rows that have not changed by then stay as they are: an answer may be held back for a while, and that counts. */
const PATIENCE_MS = 400;

export const METER = `globalThis.__name = (value) => value; (${installMeter.toString()})(${QUIET_MS}, ${PATIENCE_MS});`;

declare global {
  // oxlint-disable-next-line no-var -- a global of the page
  var meter: Meter;
}

function installMeter(quietMs: number, patienceMs: number): void {
  const rowSelector = 'tbody tr, [role="row"], [role="option"], [role="listitem"], li, label';
  const listSelector = 'table, ul, [role="table"], [role="grid"], [role="list"], [role="listbox"], [role="group"]';
  const rootsOf = (element: Element): (Element | ShadowRoot)[] => {
    const inside = element.shadowRoot === null ? [] : [element.shadowRoot];
    const roots: (Element | ShadowRoot)[] = [element, ...inside];
    for (const root of [element, ...inside]) {
      for (const child of root.querySelectorAll('*'))
        if (child.shadowRoot !== null) roots.push(...rootsOf(child).slice(1));
    }
    return roots;
  };

  /** What the first rows that can be seen say. */
  const shownRows = (target: Element): string => {
    const texts: string[] = [];
    for (const root of rootsOf(target)) {
      for (const row of root.querySelectorAll(rowSelector)) {
        if (texts.length === 8) return texts.join('|');
        if (row.checkVisibility()) texts.push((row.textContent ?? '').replace(/\s+/g, ' '));
      }
    }
    return texts.join('|');
  };

  let watched: Element | null = null;
  let rowsBefore = '';
  let observers: MutationObserver[] = [];
  let keyAt: number | null = null;
  /** When the main thread had done what the key, or a timer after it, asked for, and only the frame was missing. */
  let workedAt = 0;
  let haveRowsChanged = false;
  /** What the first frame after the key took in which rows were drawn anew. */
  let rowsMs: number | null = null;

  const afterTask = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      then();
    });
    port1.start();
    port2.postMessage(null);
  };
  const noteWork = (): void => {
    workedAt = performance.now();
  };
  const followFrames = (): void => {
    const key = keyAt;
    requestAnimationFrame(() => {
      const frameAt = performance.now();
      // The wait for the screen's next turn is nobody's work.
      const waitedMs = Math.max(0, frameAt - workedAt);
      afterTask(() => {
        if (key !== keyAt || key === null) return;
        const tookMs = performance.now() - key - waitedMs;
        if (haveRowsChanged) rowsMs ??= tookMs;
        if (rowsMs === null) followFrames();
      });
    });
  };
  window.addEventListener(
    'keydown',
    () => {
      if (keyAt !== null) return;
      keyAt = performance.now();
      afterTask(noteWork);
      followFrames();
    },
    { capture: true },
  );
  window.addEventListener('input', () => afterTask(noteWork), { capture: true });

  const elementOf = ({ target }: MutationRecord): Element | null =>
    target instanceof Element ? target : target.parentElement;
  const isAnnouncement = (record: MutationRecord): boolean =>
    elementOf(record)?.closest('[role="status"], [role="alert"], [aria-live]') != null;
  const isAboutRows = (record: MutationRecord): boolean =>
    record.type === 'attributes'
      ? elementOf(record)?.matches(`:is(${listSelector}) *`) === true
      : elementOf(record)?.closest(listSelector) != null;
  const noteChange = (records: MutationRecord[]): void => {
    if (keyAt === null) return;
    const seen = records.filter((record) => !isAnnouncement(record));
    if (seen.length === 0) return;
    noteWork();
    haveRowsChanged ||= seen.some(isAboutRows);
  };

  let longest = 0;
  let tasks: PerformanceObserver | null = null;
  const noteTasks = (entries: PerformanceEntryList): void => {
    for (const { duration } of entries) longest = Math.max(longest, duration);
  };

  globalThis.meter = {
    firstRows(tag, names, dataPath) {
      const wanted = new Set(names);
      const isReal = (row: Element): boolean => {
        const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
          if (wanted.has((node as Text).data.trim())) return true;
        return false;
      };
      return new Promise((resolve, reject) => {
        const giveUpAt = performance.now() + 20_000;
        const look = (): void => {
          const element = document.querySelector(tag);
          const rows =
            element === null ? [] : rootsOf(element).flatMap((root) => [...root.querySelectorAll(rowSelector)]);
          const real = rows.filter(isReal).length;
          if (real === 0 && performance.now() > giveUpAt) {
            reject(new Error(`no row of <${tag}> was painted in 20 s`));
            return;
          }
          if (real === 0) {
            requestAnimationFrame(look);
            return;
          }
          afterTask(() => {
            const at = performance.now();
            const data = performance
              .getEntriesByType('resource')
              .filter(({ name }) => new URL(name).pathname === dataPath) as PerformanceResourceTiming[];
            const arrivedAt = Math.min(...data.map(({ responseEnd }) => responseEnd));
            resolve({ fromDataMs: at - arrivedAt, fromNavigationMs: at, rows: real });
          });
        };
        requestAnimationFrame(look);
      });
    },
    arm(target) {
      watched = target;
      rowsBefore = shownRows(target);
      for (const observer of observers) observer.disconnect();
      observers = rootsOf(target).map((root) => {
        const observer = new MutationObserver(noteChange);
        observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
        return observer;
      });
      keyAt = null;
      workedAt = 0;
      haveRowsChanged = false;
      rowsMs = null;
    },
    answered() {
      const armedAt = performance.now();
      return new Promise((resolve) => {
        const look = (): void => {
          const now = performance.now();
          const sinceKeyMs = keyAt === null ? 0 : now - keyAt;
          const isSettled = rowsMs !== null && now - workedAt > quietMs;
          const isLate = sinceKeyMs > patienceMs || now - armedAt > 2_000;
          const isSame = (isSettled || isLate) && (watched === null || shownRows(watched) === rowsBefore);
          if (isSame || isSettled || now - armedAt > 3_000) resolve(isSame ? null : rowsMs);
          else setTimeout(look, 10);
        };
        look();
      });
    },
    paint(draw) {
      const start = performance.now();
      draw();
      const drawnAt = performance.now();
      return new Promise((resolve) => {
        requestAnimationFrame(() => {
          const waitedMs = performance.now() - drawnAt;
          afterTask(() => resolve(performance.now() - start - waitedMs));
        });
      });
    },
    watchTasks() {
      longest = 0;
      tasks ??= new PerformanceObserver((list) => noteTasks(list.getEntries()));
      tasks.observe({ type: 'longtask' });
    },
    longestTask() {
      noteTasks(tasks?.takeRecords() ?? []);
      return longest;
    },
  };
}
