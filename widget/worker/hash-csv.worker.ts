import { serveCsvHasher } from './csv-hasher.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

// Slices of 64 KiB keep what is being read in the processor's caches: at a megabyte the rate is half. One turn of the event
// loop now and then lets "pause" and "credit" in.
serveCsvHasher(
  {
    post: (message: FromWorker, transfer: Transferable[] = []) => globalThis.postMessage(message, { transfer }),
    listen: (receive) => globalThis.addEventListener('message', (event: MessageEvent<ToWorker>) => receive(event.data)),
  },
  { sliceBytes: 1 << 16, now: () => performance.now(), breathe: () => new Promise((resolve) => setTimeout(resolve)) },
);
