import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../server/tiktok/envelope.ts';
import { parseExactJson } from '../../server/tiktok/exact-json.ts';
import { encodeQuery } from '../../server/tiktok/query.ts';
import {
  decideRetry,
  type FailedOutcome,
  MAX_ATTEMPTS,
  mayHaveHappened,
  readRetryAfter,
  type RetrySituation,
} from '../../server/tiktok/retry.ts';
import { scrub } from '../../server/tiktok/scrub.ts';

describe('exact JSON', () => {
  test('keeps every digit of bare ids and leaves other numbers alone', () => {
    const text =
      '{"scope":[1,12000000,7294180478502830081], "n": -7294180478502830081, "small": 9007199254740991, "real": 1.5e3, "x":12345678901234567.5}';
    expect(parseExactJson(text)).toEqual({
      scope: [1, 12000000, '7294180478502830081'],
      n: '-7294180478502830081',
      small: 9007199254740991,
      real: 1500,
      x: Number('12345678901234567.5'),
    });
  });

  test('does not touch digits inside texts, with escapes and braces around them', () => {
    const value = {
      a: 'id: 7294180478502830081, "7294180478502830081"',
      'k,7294180478502830081': '\\',
      b: ['[7294180478502830081]'],
    };
    const text = JSON.stringify(value).replace('"\\\\"', '"\\\\", "c": 7294180478502830081');
    expect(parseExactJson(text)).toEqual({ ...value, c: '7294180478502830081' });
  });

  test('refuses what is not JSON', () => {
    expect(() => parseExactJson('<html>7294180478502830081</html>')).toThrow(SyntaxError);
  });
});

describe('envelope', () => {
  test('the code decides: 0 and partial success are answers, everything else is a refusal', () => {
    expect(readEnvelope('{"code":0,"message":"OK","request_id":"r1","data":{"a":1}}')).toEqual({
      kind: 'ok',
      data: { a: 1 },
      partial: false,
      tiktokRequestId: 'r1',
    });
    expect(readEnvelope('{"code":20001,"message":"","request_id":"r2","data":[]}')).toMatchObject({
      kind: 'ok',
      partial: true,
    });
    expect(
      readEnvelope(
        '{"code":40105,"message":"Access token is incorrect or has been revoked.","request_id":"r3","data":{}}',
      ),
    ).toEqual({
      kind: 'refused',
      code: 40105,
      message: 'Access token is incorrect or has been revoked.',
      tiktokRequestId: 'r3',
    });
  });

  test('code 200 counts as success only beside the message OK, as on the segment pages', () => {
    expect(readEnvelope('{"code":200,"message":"OK","request_id":"r","data":{}}').kind).toBe('ok');
    expect(readEnvelope('{"code":200,"message":"no","request_id":"r","data":{}}').kind).toBe('refused');
  });

  test.each([
    '<html><head><title>502 Bad Gateway</title></head></html>',
    '404 page not found',
    '',
    'null',
    '[]',
    '{"error":"x"}',
    '{"code":"many"}',
    '{"code":0',
  ])('without an envelope it is the edge that spoke: %s', (text) => {
    expect(readEnvelope(text)).toEqual({ kind: 'edge' });
  });
});

describe('query', () => {
  test('arrays and objects are JSON text in one value', () => {
    const query = encodeQuery({
      advertiser_ids: ['7104856021930123265'],
      filtering: { status: 'A&B' },
      page: 1,
      all: true,
    });
    const parameters = new URLSearchParams(query.slice(1));
    expect(parameters.getAll('advertiser_ids')).toEqual(['["7104856021930123265"]']);
    expect(parameters.get('filtering')).toBe('{"status":"A&B"}');
    expect(parameters.get('page')).toBe('1');
    expect(encodeQuery(undefined)).toBe('');
    expect(encodeQuery({})).toBe('');
  });
});

describe('retries', () => {
  const decide = (outcome: FailedOutcome, change: Partial<RetrySituation> = {}) =>
    decideRetry({
      attempt: 1,
      outcome,
      repeatable: true,
      elapsedMs: 0,
      random: 0.5,
      nowMs: Date.UTC(2026, 2, 12, 23, 50),
      ...change,
    });
  const refused = (code: number, message = ''): FailedOutcome => ({ kind: 'refused', code, message });

  test.each([40001, 40002, 40003, 40009, 40050, 40101, 40102, 40104, 40105, 40110, 40130, 40900, 40910, 41000, 70001])(
    'code %i is final',
    (code) => {
      expect(decide(refused(code))).toEqual({ kind: 'stop', retryAfterMs: null, blocksApp: false });
    },
  );

  test.each([40016, 40132, 40133, 40200, 40201, 40202])(
    'code %i is tried again after more than a second, also for a write',
    (code) => {
      const decision = decide(refused(code), { repeatable: false });
      expect(decision.kind).toBe('retry');
      expect(decision).toHaveProperty('waitMs', expect.any(Number));
      if (decision.kind === 'retry') expect(decision.waitMs).toBeGreaterThan(1000);
    },
  );

  test.each([50000, 50002, 51003, 51099, 52001])(
    'code %i is tried again only where doing it twice is harmless',
    (code) => {
      expect(decide(refused(code)).kind).toBe('retry');
      expect(decide(refused(code), { repeatable: false }).kind).toBe('stop');
    },
  );

  test('generic codes are retried only when their text speaks of throttling or a time-out', () => {
    expect(decide(refused(40000, 'Invalid params')).kind).toBe('stop');
    expect(decide(refused(40000, 'Requests are too frequent')).kind).toBe('retry');
    expect(decide(refused(40700, 'field is required')).kind).toBe('stop');
    expect(decide(refused(40700, 'rpc timeout')).kind).toBe('retry');
  });

  test('a limit per second is waited for, and one per minute is handed back with five minutes', () => {
    expect(decide(refused(40100, 'App reaches the QPS limit 20')).kind).toBe('retry');
    expect(decide(refused(40100, 'Due to too many requests, requests from App 1 are temporarily restricted.'))).toEqual(
      {
        kind: 'stop',
        retryAfterMs: 300_000,
        blocksApp: true,
      },
    );
  });

  test('a limit that does not name itself is tried once more, and then taken for the one per minute', () => {
    const outcome = refused(40100, 'Too many requests. Please retry in some time.');
    expect(decide(outcome, { attempt: 1 }).kind).toBe('retry');
    expect(decide(outcome, { attempt: 2 })).toEqual({ kind: 'stop', retryAfterMs: 300_000, blocksApp: true });
  });

  test('a limit per day lasts until midnight UTC', () => {
    expect(decide(refused(40100, 'App reaches the QPD limit'))).toEqual({
      kind: 'stop',
      retryAfterMs: 10 * 60_000,
      blocksApp: true,
    });
  });

  test('maintenance is never waited for inside a request', () => {
    expect(decide(refused(60001))).toEqual({ kind: 'stop', retryAfterMs: 60_000, blocksApp: false });
    expect(decide(refused(61000))).toEqual({ kind: 'stop', retryAfterMs: 60_000, blocksApp: false });
  });

  test('a write is repeated after a lost connection only when surely nothing was sent', () => {
    expect(decide({ kind: 'network', sent: true }, { repeatable: false }).kind).toBe('stop');
    expect(decide({ kind: 'network', sent: false }, { repeatable: false }).kind).toBe('retry');
    expect(decide({ kind: 'network', sent: true }).kind).toBe('retry');
  });

  test('the edge: 5xx for reads only, 4xx never, 429 for anything and as long as it says', () => {
    const edge = (httpStatus: number, retryAfterMs: number | null = null): FailedOutcome => ({
      kind: 'edge',
      httpStatus,
      retryAfterMs,
    });
    expect(decide(edge(502)).kind).toBe('retry');
    expect(decide(edge(502), { repeatable: false }).kind).toBe('stop');
    expect(decide(edge(404)).kind).toBe('stop');
    expect(decide(edge(429), { repeatable: false }).kind).toBe('retry');
    expect(decide(edge(429, 2_000))).toEqual({ kind: 'retry', waitMs: 2_000 });
    expect(decide(edge(429, 120_000))).toEqual({ kind: 'stop', retryAfterMs: 120_000, blocksApp: false });
    expect(decide(edge(503, 3_000))).toEqual({ kind: 'retry', waitMs: 3_000 });
  });

  test('gives up after the last attempt and after a minute', () => {
    expect(decide({ kind: 'network', sent: true }, { attempt: MAX_ATTEMPTS }).kind).toBe('stop');
    expect(decide({ kind: 'network', sent: true }, { elapsedMs: 60_000 }).kind).toBe('stop');
  });

  test('the jitter is full: from nothing up to a limit that doubles', () => {
    const waits = [1, 2, 3].map((attempt) =>
      [0, 0.999].map((random) => decide({ kind: 'network', sent: true }, { attempt, random })),
    );
    expect(waits).toEqual([
      [
        { kind: 'retry', waitMs: 0 },
        { kind: 'retry', waitMs: 999 },
      ],
      [
        { kind: 'retry', waitMs: 0 },
        { kind: 'retry', waitMs: 1998 },
      ],
      [
        { kind: 'retry', waitMs: 0 },
        { kind: 'retry', waitMs: 3996 },
      ],
    ]);
  });

  test('tells when TikTok may have done what was asked', () => {
    expect(mayHaveHappened(refused(40001))).toBe(false);
    expect(mayHaveHappened(refused(40100))).toBe(false);
    expect(mayHaveHappened(refused(50002))).toBe(true);
    expect(mayHaveHappened({ kind: 'edge', httpStatus: 502, retryAfterMs: null })).toBe(true);
    expect(mayHaveHappened({ kind: 'edge', httpStatus: 404, retryAfterMs: null })).toBe(false);
    expect(mayHaveHappened({ kind: 'edge', httpStatus: 429, retryAfterMs: null })).toBe(false);
    expect(mayHaveHappened({ kind: 'network', sent: true })).toBe(true);
    expect(mayHaveHappened({ kind: 'network', sent: false })).toBe(false);
    expect(mayHaveHappened({ kind: 'shape' })).toBe(true);
  });

  test('reads Retry-After as seconds and as a date', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(readRetryAfter('3', now)).toBe(3000);
    expect(readRetryAfter('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5000);
    expect(readRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(readRetryAfter('soon', now)).toBeNull();
    for (const beyondReason of ['999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])
      expect(readRetryAfter(beyondReason, now), beyondReason).toBe(86_400_000);
    expect(readRetryAfter(null, now)).toBeNull();
  });
});

describe('scrubbing', () => {
  test("takes a request's secrets and addresses out of TikTok's words", () => {
    const text = scrub('token tok-12345678 of a.b@example.com, secret s3cr3t and code c0de', {
      accessToken: 'tok-12345678',
      query: { secret: 's3cr3t' },
      json: { auth_code: 'c0de' },
    });
    expect(text).toBe('token [hidden] of [hidden], secret [hidden] and code [hidden]');
    const hash = 'ab12'.repeat(16);
    expect(scrub(`batch_data.0.id: ${hash}, ${hash.toUpperCase()}; request ${hash}0`, {})).toBe(
      `batch_data.0.id: [hidden], [hidden]; request ${hash}0`,
    );
  });
});
