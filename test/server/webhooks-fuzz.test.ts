import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealer } from '../../server/crypto/index.ts';
import type { NewNotice } from '../../server/store/webhooks.ts';
import { noticeContext } from '../../server/webhooks/notice-context.ts';
import { receiveNotice } from '../../server/webhooks/receive-notice.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { APP_ENV, APP_SECRET, escaped, WEBHOOK_PATH } from './webhooks-signing.ts';

// Notices that are right, nearly right and nothing at all. What the server takes is compared with a second way to tell what
// is signed, written for this test: the same verdict in both directions, and never an error of the server's own.

const RUNS = { function: 90_000, fetch: 8000, http: 4000 };
const TOGETHER = 40;
const NOW = 1_773_331_872_000;
const SECONDS = NOW / 1000;
const PREVIOUS = 'the-key-before';
const KEYS = [APP_SECRET, PREVIOUS];

interface Case {
  body: Buffer;
  open: string | undefined;
  stamped: string | undefined;
}

const digest = (key: string, text: Uint8Array | string) => createHmac('sha256', key).update(text).digest('hex');

/** What should become of a case. */
function expected({ body, open, stamped }: Case): 'taken' | 'challenge' | 'not json' | 'refused' {
  const text = body.toString('utf8');
  const isText = Buffer.from(text).equals(body);
  let value: unknown;
  try {
    value = isText ? JSON.parse(text) : undefined;
  } catch {
    value = undefined;
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const isChallenge =
    isObject &&
    body.length <= 1024 &&
    Object.keys(value as object).join() === 'challenge' &&
    text.includes('"challenge"') &&
    /^[\w.~+/=-]{1,256}$/.test(String((value as { challenge: unknown }).challenge)) &&
    (typeof (value as { challenge: unknown }).challenge === 'string' ||
      Number.isSafeInteger((value as { challenge: unknown }).challenge));
  if (open === undefined && stamped === undefined) return isChallenge ? 'challenge' : 'refused';

  let isSigned = true;
  if (open !== undefined) {
    const forms = isText ? [body, Buffer.from(escaped(text))] : [body];
    isSigned &&= KEYS.some((key) => forms.some((form) => digest(key, form) === open.toLowerCase()));
  }
  if (stamped !== undefined) {
    const parts = stamped.split(',').map((part) => part.trim());
    const [t = ''] = parts.filter((part) => part.startsWith('t='));
    const [s = ''] = parts.filter((part) => part.startsWith('s='));
    const time = t.slice(2);
    const names = parts.map((part) => part.split('=')[0]);
    isSigned &&= parts.every((part) => part.split('=').length === 2) && new Set(names).size === names.length;
    isSigned &&= stamped.length <= 512 && /^\d{1,12}$/.test(time) && Math.abs(SECONDS - Number(time)) <= 300;
    isSigned &&= KEYS.some(
      (key) => digest(key, Buffer.concat([Buffer.from(`${time}.`), body])) === s.slice(2).toLowerCase(),
    );
  }
  if (!isSigned) return 'refused';
  if (isChallenge) return 'challenge';
  return isObject ? 'taken' : 'not json';
}

const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Zoë', '日本', '🎉', '\ud83c', '\\u00eb', '\ufffd', '\ufeff', '\u2028', '"', '\\'),
  },
);
const notice = fc
  .record({ object: fc.nat(20), time: fc.nat(), id: fc.bigInt({ min: 0n, max: 10n ** 19n }), name: words, text: words })
  .map(
    ({ object, time, id, name, text }) =>
      `{"object":${object},"time":${time},"entry":[{"id":${id},${JSON.stringify(name)}:"ad","reject_reason":${JSON.stringify(text)}}]}`,
  );
const bodies = fc.oneof(
  { weight: 6, arbitrary: notice.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: notice.map((text) => Buffer.from(escaped(text))) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 2 }).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: words.map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc.oneof(words, fc.integer()).map((value) => Buffer.from(JSON.stringify({ challenge: value }))),
  },
  { weight: 1, arbitrary: notice.map((text) => Buffer.from(`${SECONDS}.${text}`)) },
);

/** What a header may hold on the wire: without blanks at its ends, which HTTP takes away. */
const headerText = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code < 0x7f || code > 0x9f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 90,
  })
  .map((text) => text.trim());

type Change = (text: string) => string;
const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Change>((text) => text) },
  {
    weight: 1,
    arbitrary: fc.nat(300).map(
      (at): Change =>
        (text) =>
          flip(text, at),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(90).map(
      (at): Change =>
        (text) =>
          text.slice(0, at).trim(),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Change>(
      (text) => text.toUpperCase(),
      (text) => `${text}, ${text}`,
      (text) => `sha256=${text}`,
      (text) => `${text}00`,
      (text) => text.split(',').toReversed().join(', '),
      (text) => `${text},v=1`,
      (text) => text.replace('t=', 't=0'),
      (text) => text.replace('=', '=='),
    ),
  },
);
function flip(text: string, at: number): string {
  if (text === '') return text;
  const place = at % text.length;
  return `${text.slice(0, place)}${text[place] === '1' ? '2' : '1'}${text.slice(place + 1)}`;
}

type BodyChange = (body: Buffer) => Buffer;
const bodyChanges: fc.Arbitrary<BodyChange> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<BodyChange>((body) => body) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 255 })).map(
      ([at, by]): BodyChange =>
        (body) => {
          const changed = Buffer.from(body);
          if (changed.length > 0) changed.writeUInt8((changed[at % changed.length] ?? 0) ^ by, at % changed.length);
          return changed;
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<BodyChange>(
      (body) => Buffer.concat([body, Buffer.from(' ')]),
      (body) => body.subarray(1),
      (body) => Buffer.from(escaped(body.toString('utf8'))),
      (body) => Buffer.from(body.toString('utf8').normalize('NFD')),
      // Broken bytes where a replacement character was: their text is the same.
      (body) => Buffer.from(body.toString('latin1').replace('\xef\xbf\xbd', '\xff'), 'latin1'),
      () => Buffer.alloc(0),
    ),
  },
);

const cases: fc.Arbitrary<Case> = fc
  .record({
    body: bodies,
    key: fc.constantFrom(APP_SECRET, APP_SECRET, APP_SECRET, PREVIOUS, PREVIOUS, 'another-key', ''),
    schemes: fc.constantFrom('open', 'open', 'stamped', 'stamped', 'both', 'none', 'swapped', 'odd'),
    isEscaped: fc.boolean(),
    offset: fc.oneof(
      fc.integer({ min: -320, max: 320 }),
      fc.constantFrom(-301, -300, 0, 0, 0, 300, 301, 1e9, -SECONDS),
    ),
    changeOpen: changes,
    changeStamped: changes,
    changeBody: bodyChanges,
    odd: headerText,
  })
  .map(({ body, key, schemes, isEscaped, offset, changeOpen, changeStamped, changeBody, odd }) => {
    const text = body.toString('utf8');
    const time = SECONDS + offset;
    const overOpen = digest(key, isEscaped && Buffer.from(text).equals(body) ? escaped(text) : body);
    const overStamped = digest(key, Buffer.concat([Buffer.from(`${time}.`), body]));
    const open = changeOpen(schemes === 'swapped' ? overStamped : overOpen);
    const stamped = changeStamped(`t=${time},s=${schemes === 'swapped' ? overOpen : overStamped}`);
    const has = { open: /open|both|swapped/.test(schemes), stamped: /stamped|both/.test(schemes) };
    return {
      body: changeBody(body),
      open: has.open ? open : schemes === 'odd' ? odd : undefined,
      stamped: has.stamped ? stamped : schemes === 'odd' && isEscaped ? odd : undefined,
    };
  });

/** How often each end was met, so that no property holds because nothing was tried. */
const met = new Map<string, number>();
const note = (end: string) => met.set(end, (met.get(end) ?? 0) + 1);

const ENDS: ReadonlyMap<string, ReturnType<typeof expected>> = new Map([
  ['accepted', 'taken'],
  ['challenge', 'challenge'],
  ['invalid_json', 'not json'],
]);
const STATUS = { taken: 200, challenge: 200, 'not json': 400, refused: 401 } as const;

describe('whatever comes to the webhook route', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      jobs: 'manual',
      clock: { now: () => NOW },
      env: { ...APP_ENV, TIKTOK_WEBHOOK_SIGNING_KEY_PREVIOUS: PREVIOUS },
    });
  });
  afterAll(() => server.stop());

  const headersOf = ({ open, stamped }: Case): Record<string, string> => ({
    ...(open === undefined ? {} : { 'X-Open-Signature': open }),
    ...(stamped === undefined ? {} : { 'TikTok-Signature': stamped }),
  });

  it(`is taken if and only if it is signed, by the function behind the route (${RUNS.function} cases)`, async () => {
    const sealer = createSealer([new Uint8Array(32).fill(7)]);
    const deps = { config: server.deps.config, store: server.deps.store, clock: { now: () => NOW }, sealer };
    const written: NewNotice[] = [];
    const parts = {
      keyRing: { accepted: async () => KEYS },
      writer: {
        write: async (one: NewNotice) => {
          written.push(one);
          return true;
        },
      },
    };
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        written.length = 0;
        const should = expected(one);
        const { outcome } = await receiveNotice(deps, parts, {
          body: one.body,
          openSignature: one.open,
          tiktokSignature: one.stamped,
          appId: undefined,
          challenge: undefined,
        });
        note(outcome);
        const is = ENDS.get(outcome) ?? 'refused';
        // What is taken is stored once and byte for byte; of anything else nothing is.
        const stored = written.map(({ hash, sealedBody }) => sealer.open(sealedBody, noticeContext(hash)));
        const isKept =
          should === 'taken' ? stored.length === 1 && stored[0] === one.body.toString('utf8') : stored.length === 0;
        // Not `expect`: at ninety thousand times it would take longer than what it looks at.
        if (is !== should || !isKept) throw new Error(`${outcome} instead of ${should}, ${stored.length} stored`);
      }),
      { numRuns: RUNS.function },
    );
    const ends = ['accepted', 'challenge', 'invalid_json', 'malformed', 'missing', 'stale', 'wrong'];
    expect([...met.keys()].toSorted()).toEqual(ends);
    for (const end of ends) expect([end, (met.get(end) ?? 0) > 500]).toEqual([end, true]);
  });

  it(`is answered as it should be by the app (${RUNS.fetch} cases)`, async () => {
    const url = `${server.url}${WEBHOOK_PATH}`;
    await answersRightly(RUNS.fetch, async (one) => {
      const body = new Uint8Array(one.body);
      return (await server.app.fetch(new Request(url, { method: 'POST', headers: headersOf(one), body }))).status;
    });
  });

  it(`is answered as it should be over HTTP, and leaves a row if and only if it was taken (${RUNS.http} cases)`, async () => {
    const before = await server.deps.store.webhookInbox.countPending();
    const taken = new Set<string>();
    await answersRightly(RUNS.http, async (one) => {
      const status = await post(one);
      if (expected(one) === 'taken') taken.add(one.body.toString('hex'));
      return status;
    });
    expect((await server.deps.store.webhookInbox.countPending()) - before).toBeLessThanOrEqual(taken.size);
    expect(taken.size).toBeGreaterThan(RUNS.http / 20);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  async function answersRightly(runs: number, send: (one: Case) => Promise<number>): Promise<void> {
    const several = fc.array(cases, { minLength: TOGETHER, maxLength: TOGETHER });
    await fc.assert(
      fc.asyncProperty(several, async (all) => {
        const statuses = await Promise.all(all.map(send));
        expect(statuses).toEqual(all.map((one) => STATUS[expected(one)]));
      }),
      { numRuns: runs / TOGETHER },
    );
  }

  function post(one: Case): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = { ...headersOf(one), 'Content-Length': one.body.length };
      const outgoing = request(`${server.url}${WEBHOOK_PATH}`, { method: 'POST', headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      outgoing.on('error', reject);
      outgoing.end(one.body);
    });
  }
});
