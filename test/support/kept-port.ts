import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems hand out by themselves (32,768 and up on Linux), above what services are known by. */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * A free port for somebody who goes away and comes back to it. One that the system chose (port 0) may be somebody else's by then: a test
 * that runs beside this one would get what is meant for it.
 */
export async function keptPort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
