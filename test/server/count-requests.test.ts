import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { countRequests } from '../../server/http/listener.ts';

const REQUESTS = 20_000;
const AT_ONCE = 32;
const PAYLOAD = 100;
const MEGABYTE = 1024 * 1024;

it('waits for the requests that run, in whatever order they end', async () => {
  const { listener, settle } = countRequests(() => undefined);
  const responses = Array.from({ length: 5 }, () => begin(listener));
  let isSettled = false;
  const settled = settle().then(() => (isSettled = true));

  for (const index of [4, 0, 2, 1]) responses[index]?.emit('close');
  await Promise.resolve();
  expect(isSettled).toBe(false);
  responses[3]?.emit('close');
  await settled;
  await settle();
});

it('lets go of requests that have ended, also where the memory of a quiet while has grown old', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const { listener } = countRequests(() => undefined);
  const running: ServerResponse[] = [];
  let size = oldSpaceBytes();
  let moved = 0;
  const collectQuickly = (): void => {
    collect({ type: 'minor' });
    const now = oldSpaceBytes();
    // A full collection may come in between, and takes away what should have been seen.
    moved += Math.max(0, now - size);
    size = now;
  };
  const serve = (count: number): void => {
    for (let served = 1; served <= count; served += 1) {
      running.push(Object.assign(begin(listener), { payload: Array.from({ length: PAYLOAD }, () => served) }));
      if (running.length > AT_ONCE) running.shift()?.emit('close');
      if (served % 1000 === 0) collectQuickly();
    }
  };
  serve(1000);
  for (let again = 0; again < 3; again += 1) collectQuickly();

  moved = 0;
  serve(REQUESTS);

  // All of them together hold more than 20 MB.
  expect(moved).toBeLessThan(4 * MEGABYTE);
});

function begin(listener: (incoming: IncomingMessage, outgoing: ServerResponse) => void): ServerResponse {
  const incoming = new IncomingMessage(new Socket());
  const outgoing = new ServerResponse(incoming);
  listener(incoming, outgoing);
  return outgoing;
}

function oldSpaceBytes(): number {
  return getHeapSpaceStatistics().find((space) => space.space_name === 'old_space')?.space_used_size ?? Number.NaN;
}
