// What disk and processor can do at all, one thing at a time, on the store and the parts that the server uses.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer } from '../../../server/crypto/index.ts';
import { systemRandom } from '../../../server/random.ts';
import { openSqliteStore } from '../../../server/store/sqlite/open.ts';
import type { NewNotice } from '../../../server/store/webhooks.ts';
import { noticeContext } from '../../../server/webhooks/notice-context.ts';
import { APP_SECRET, noticeBody } from './requests.ts';

export interface Limits {
  /** Commits a second of one notice each, every one synced. */
  readonly single: number;
  /** Notices a second in synced commits of 100. */
  readonly grouped: number;
  /** Notices a second whose HMAC and hash are computed and whose body is sealed and parsed, and nothing else. */
  readonly verified: number;
}

const GROUP = 100;
const MEASURE_MS = 2000;

const sealer = createSealer([randomBytes(32)]);
let index = 0;

function prepare(): NewNotice {
  const body = Buffer.from(noticeBody((index += 1)));
  createHmac('sha256', APP_SECRET).update(body).digest();
  const hash = createHash('sha256').update(body).digest();
  const text = body.toString('utf8');
  JSON.parse(text);
  return {
    hash,
    receivedAt: index,
    scheme: 'X-Open-Signature',
    appId: '1',
    sealedBody: sealer.seal(text, noticeContext(hash)),
  };
}

async function rate(perTurn: number, work: () => unknown): Promise<number> {
  let turns = 0;
  const startedAt = performance.now();
  while (performance.now() - startedAt < MEASURE_MS) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is what is measured
    await work();
    turns += 1;
  }
  return (turns * perTurn) / ((performance.now() - startedAt) / 1000);
}

const folder = mkdtempSync(join(tmpdir(), 'webhooks-limits-'));
const store = openSqliteStore(join(folder, 'limits.db'), systemRandom);
const verified = await rate(GROUP, () => {
  for (let at = 0; at < GROUP; at += 1) prepare();
});
const one = prepare();
const fresh = (): NewNotice => ({ ...one, hash: randomBytes(32) });
const single = await rate(1, () => store.webhookInbox.add([fresh()]));
const grouped = await rate(GROUP, () => store.webhookInbox.add(Array.from({ length: GROUP }, fresh)));
await store.close();
rmSync(folder, { recursive: true, force: true });
process.send?.({ single, grouped, verified } satisfies Limits);
process.disconnect();
