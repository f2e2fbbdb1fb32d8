// Waits of the page: each ends early by its signal.

/** A timer that a signal ends early. */
export function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** The same, but a tab that nobody looks at waits on until somebody does. */
export async function waitMsInSight(ms: number, signal: AbortSignal): Promise<void> {
  await waitMs(ms, signal);
  if (document.hidden) await nextEvent(document, 'visibilitychange', signal);
}

export interface Line {
  readonly isOffline: boolean;
  /** Resolves at once while there is a network, else when it is back. Rejects when the signal fires. */
  untilOnline(signal: AbortSignal): Promise<void>;
}

/** The page's network. A page that never said it was offline counts as online: the flag is only sure about "no". */
export const pageLine: Line = {
  get isOffline() {
    return !navigator.onLine;
  },
  async untilOnline(signal) {
    while (!navigator.onLine) await nextEvent(window, 'online', signal);
  },
};

function nextEvent(target: EventTarget, name: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const ends = new AbortController();
    target.addEventListener(name, () => (ends.abort(), resolve()), { once: true, signal: ends.signal });
    signal.addEventListener('abort', () => (ends.abort(), reject(signal.reason as Error)), {
      once: true,
      signal: ends.signal,
    });
  });
}
