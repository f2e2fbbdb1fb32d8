// What a page takes for granted and a scene wants to be otherwise: its time, its network, its windows.

/** Lets the page live at the stage's time. */
export function setPageTime(now: number): void {
  shiftMs = now - RealDate.now();
  // A page on real time is left alone.
  if (Math.abs(shiftMs) > 2_000 || globalThis.Date !== RealDate) globalThis.Date = ShiftedDate;
}

const RealDate = Date;
let shiftMs = 0;
const ShiftedDate = new Proxy(RealDate, {
  construct: (target, args: [], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + shiftMs] : args, newTarget) as object,
  get: (target, key) => (key === 'now' ? () => RealDate.now() + shiftMs : (Reflect.get(target, key) as unknown)),
});

/** The page's own `fetch`, for calls that are not part of the scene. */
export const realFetch: typeof fetch = globalThis.fetch.bind(globalThis);
let isOffline = false;

/** Takes the network from the page, or gives it back. */
export function setOffline(wanted: boolean): void {
  if (wanted === isOffline) return;
  isOffline = wanted;
  globalThis.fetch = wanted ? () => Promise.reject(new TypeError('Failed to fetch')) : realFetch;
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline });
  window.dispatchEvent(new Event(wanted ? 'offline' : 'online'));
}

/** A stand-in for the window that a page opens: it knows where it was sent, and shows nothing. */
export interface StandInWindow {
  /** TikTok's consent page, once it was sent there. */
  readonly address: Promise<string>;
  close(): void;
}

let opened: StandInWindow | null = null;
const realOpen = window.open.bind(window);

/** The window that the page opened last. */
export function openedWindow(): StandInWindow | null {
  return opened;
}

/**
 * From now on, what the page opens is a stand-in. `stays`: it waits for the person; `closes`: the person closes it as soon
 * as TikTok's page is there; `blocked`: the browser opens nothing.
 */
export function standInForWindows(behaviour: 'stays' | 'closes' | 'blocked'): void {
  window.open = (url) => (behaviour === 'blocked' ? null : makeWindow(String(url ?? ''), behaviour === 'closes'));
}

/** People who go on from a scene get a true window. */
export function openRealWindows(): void {
  window.open = realOpen;
}

function makeWindow(url: string, closes: boolean): Window {
  let arrive: (address: string) => void = () => undefined;
  const address = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const text = { title: '', body: { textContent: '' } };
  const go = (to: string): void => {
    if (to === '') return;
    arrive(to);
    if (closes) standIn.close();
  };
  const standIn = {
    closed: false,
    document: text,
    location: {
      set href(to: string) {
        go(to);
      },
    },
    address,
    focus: () => undefined,
    close() {
      standIn.closed = true;
      // The page gets the focus back, as it does from a true window.
      queueMicrotask(() => window.dispatchEvent(new Event('focus')));
    },
  };
  opened = standIn;
  go(url);
  return standIn as unknown as Window;
}
