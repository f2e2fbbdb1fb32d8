import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '../../server/webhooks/verify-signature.ts';
import { acceptedKeys, signingKeyFingerprint } from '../../server/webhooks/key-ring.ts';
import { noticeKey } from '../../server/webhooks/notice-key.ts';
import { readChallenge } from '../../server/webhooks/challenge.ts';
import { createRefusalLog } from '../../server/webhooks/refusal-log.ts';
import { APP_SECRET, escaped, hmacHex } from './webhooks-signing.ts';

// The known values of the samples: computed outside this project, over a lead's body with two names that are not ASCII.
const RAW =
  '{"object":1,"time":1773331872,"entry":[{"id":7126000000000000641,"lead_source":"INSTANT_FORM","page_id":6873000000000000769,"page_name":"Newsletter","advertiser_id":7104856021930123265,"advertiser_name":"Synthetic Shoes EU","library_id":0,"campaign_id":1790000000000000017,"campaign_name":"Spring launch","adgroup_id":1790000000000000033,"adgroup_name":"DE 25-44","ad_id":1790000000000000065,"ad_name":"Video A","create_time":1773331860,"changes":[{"field":"name","value":"Zoë Müller"},{"field":"email","value":"zoe@example.com"}]}]}';
const OVER_RAW = '7c934b32c98d1aff01d58e3671a3887bebbcc3ac17c87910389e42b20c2a6fe3';
const OVER_ESCAPED = '25e296bf0a76aedfce44a9d82bb51ede6f857f60352ac56f5b1948890e231e68';
const STAMPED = 't=1773331872,s=048d80d392bfedf893cc1bc4a808d8ea7c2a1c470d8e17144e8680b0a288c76f';
const AT = 1_773_331_872_000;

const bytes = (text: string) => Buffer.from(text);
const check = (
  headers: { open?: string; stamped?: string },
  { body = RAW, keys = [APP_SECRET], now = AT }: { body?: string | Buffer; keys?: string[]; now?: number } = {},
) =>
  verifySignature(
    { openSignature: headers.open, tiktokSignature: headers.stamped },
    typeof body === 'string' ? bytes(body) : body,
    keys,
    now,
  );

const BY_OPEN = { ok: true, scheme: 'X-Open-Signature' };
const BY_STAMP = { ok: true, scheme: 'TikTok-Signature' };
const no = (reason: string) => ({ ok: false, reason });

describe('the signature of a notice', () => {
  it('is known in each form that TikTok may send and sign', () => {
    expect(check({ open: OVER_RAW })).toEqual(BY_OPEN);
    expect(check({ open: OVER_ESCAPED })).toEqual(BY_OPEN);
    expect(check({ open: OVER_ESCAPED }, { body: escaped(RAW) })).toEqual(BY_OPEN);
    expect(check({ stamped: STAMPED })).toEqual(BY_STAMP);
    expect(check({ open: OVER_RAW, stamped: STAMPED })).toEqual(BY_OPEN);
  });

  it('counts for the bytes that were signed, and for no other form of them', () => {
    expect(check({ open: OVER_RAW }, { body: escaped(RAW) })).toEqual(no('wrong'));
    expect(check({ open: OVER_RAW }, { body: `${RAW} ` })).toEqual(no('wrong'));
    expect(check({ open: OVER_RAW }, { body: JSON.stringify(JSON.parse(RAW)) })).toEqual(no('wrong'));
    expect(check({ stamped: STAMPED }, { body: escaped(RAW) })).toEqual(no('wrong'));
  });

  it('is over UTF-16 units, so that a character beyond them is two', () => {
    const body = '{"entry":[{"ad_name":"Sale 🎉 für alle"}]}';
    const known = '{"entry":[{"ad_name":"Sale \\ud83c\\udf89 f\\u00fcr alle"}]}';
    expect(check({ open: hmacHex(APP_SECRET, known) }, { body })).toEqual(BY_OPEN);
    expect(check({ open: hmacHex(APP_SECRET, known.replace('\\u00fc', '\\u00FC')) }, { body })).toEqual(no('wrong'));
  });

  it('of broken UTF-8 is over the bytes alone: all broken bytes have the same escaped form', () => {
    const broken = Buffer.concat([bytes('{"a":"'), Buffer.from([0xff]), bytes('"}')]);
    expect(check({ open: hmacHex(APP_SECRET, '{"a":"\\ufffd"}') }, { body: broken })).toEqual(no('wrong'));
    expect(check({ open: hmacHex(APP_SECRET, broken) }, { body: broken })).toEqual(BY_OPEN);
  });

  it('is missing without a header, and malformed in any form that TikTok does not write', () => {
    expect(check({})).toEqual(no('missing'));
    const hex = OVER_RAW;
    for (const open of [
      '',
      'x',
      hex.slice(1),
      `${hex}0`,
      `${hex}\n`,
      `sha256=${hex}`,
      `${hex}, ${hex}`,
      hex.replace('7', 'g'),
    ])
      expect([open, check({ open })]).toEqual([open, no('malformed')]);
    const s = STAMPED.slice(STAMPED.indexOf('s='));
    for (const stamped of [
      '',
      's=',
      't=1773331872',
      s,
      `t=,${s}`,
      `t=-1773331872,${s}`,
      `t=1773331872.0,${s}`,
      `t=0x69b2,${s}`,
      `t=9999999999999,${s}`,
      `t=1773331872,t=1773331872,${s}`,
      `${STAMPED},${s}`,
      `${STAMPED}=`,
      `${STAMPED}, ${STAMPED}`,
      `${STAMPED}${',x=1'.repeat(200)}`,
    ])
      expect([stamped, check({ stamped })]).toEqual([stamped, no('malformed')]);
  });

  it('is read with blanks and in another order, since nothing says that they cannot be', () => {
    const [t = '', s = ''] = STAMPED.split(',');
    expect(check({ stamped: `${s}, ${t}` })).toEqual(BY_STAMP);
    expect(check({ open: OVER_RAW.toUpperCase() })).toEqual(BY_OPEN);
  });

  it('of either scheme spoils the other when it is wrong', () => {
    const wrong = '0'.repeat(64);
    expect(check({ open: wrong, stamped: STAMPED })).toEqual(no('wrong'));
    expect(check({ open: OVER_RAW, stamped: `t=1773331872,s=${wrong}` })).toEqual(no('wrong'));
    expect(check({ open: OVER_RAW, stamped: 'x' })).toEqual(no('malformed'));
    expect(check({ open: OVER_RAW, stamped: STAMPED }, { now: AT + 300_001 })).toEqual(no('stale'));
  });

  it.each([
    [-300_001, no('stale')],
    [-300_000, BY_STAMP],
    [0, BY_STAMP],
    [300_000, BY_STAMP],
    [300_001, no('stale')],
  ])('with a time counts up to five minutes in both directions: %d ms', (offset, expected) => {
    expect(check({ stamped: STAMPED }, { now: AT + offset })).toEqual(expected);
  });

  it('that is both wrong and old is wrong', () => {
    expect(check({ stamped: STAMPED }, { body: '{}', now: AT + 900_000 })).toEqual(no('wrong'));
  });

  it('may be of any of the keys', () => {
    expect(check({ open: OVER_RAW }, { keys: ['another', APP_SECRET] })).toEqual(BY_OPEN);
    expect(check({ open: OVER_RAW }, { keys: ['another', 'third'] })).toEqual(no('wrong'));
    expect(check({ open: OVER_RAW }, { keys: [] })).toEqual(no('wrong'));
  });
});

describe('the key ring', () => {
  const HOUR = 3_600_000;
  const both = { current: 'new', previous: 'old' };

  it('holds the previous key for seven days from the moment the current one was first seen', () => {
    expect(acceptedKeys(both, AT, AT)).toEqual(['new', 'old']);
    expect(acceptedKeys(both, AT, AT + 167 * HOUR)).toEqual(['new', 'old']);
    expect(acceptedKeys(both, AT, AT + 168 * HOUR - 1)).toEqual(['new', 'old']);
    expect(acceptedKeys(both, AT, AT + 168 * HOUR)).toEqual(['new']);
    expect(acceptedKeys(both, AT, AT + 169 * HOUR)).toEqual(['new']);
  });

  it('has one key or none when no other is configured', () => {
    expect(acceptedKeys({ current: 'new', previous: null }, AT, AT)).toEqual(['new']);
    expect(acceptedKeys({ current: 'new', previous: 'new' }, AT, AT)).toEqual(['new']);
    expect(acceptedKeys({ current: null, previous: 'old' }, AT, AT)).toEqual([]);
  });

  it('remembers a key by a name that is always the same and is no part of it', () => {
    expect(signingKeyFingerprint(APP_SECRET)).toBe(signingKeyFingerprint(APP_SECRET));
    expect(signingKeyFingerprint(APP_SECRET)).toMatch(/^[\w-]{16}$/);
    expect(signingKeyFingerprint(APP_SECRET)).not.toBe(signingKeyFingerprint(`${APP_SECRET} `));
  });
});

describe('a challenge', () => {
  const read = (body: string, challenge?: string) => readChallenge({ body: bytes(body), challenge });

  it('is the only member of the body, or in the address of an empty one', () => {
    expect(read('{"challenge":"abc-1"}')).toBe('abc-1');
    expect(read('{"challenge": 7126}')).toBe(7126);
    expect(read('', 'abc')).toBe('abc');
  });

  it.each([
    '{"challenge":"<b>"}',
    '{"challenge":null}',
    '{"challenge":[]}',
    '{"challenge":1.5}',
    '{"challenge":"a","b":1}',
    '["challenge"]',
    '"challenge"',
    '{"challenge":',
    '{}',
    '',
    `{"challenge":"${'a'.repeat(257)}"}`,
    '{"challenge":71260000000000006411}',
  ])('is not read out of %s', (body) => {
    expect(read(body)).toBeNull();
    expect(read(body, body === '' ? 'a b' : 'abc')).toBeNull();
  });
});

describe('what a notice is known by', () => {
  const key = (app: string, body: string, time: unknown) => noticeKey(app, bytes(body), time);

  it('is the same for the same body of the same app, and for no other', () => {
    expect(key('1', '{}', 5)).toEqual(key('1', '{}', 5));
    const others = [key('1', '{}', 5), key('2', '{}', 5), key('1', '{ }', 5), key('', '1{}', 5), key('1', '', 5)];
    expect(new Set(others.map((each) => each.toString('hex'))).size).toBe(others.length);
  });

  it('lies in the order of the times that TikTok put into the bodies', () => {
    const keys = [1_773_331_872, 1_773_331_873, 1_773_332_128, 4_294_967_295].map((time) =>
      key('1', `{"time":${time}}`, time),
    );
    expect(keys.toSorted((one, other) => Buffer.compare(one, other))).toEqual(keys);
  });

  it.each([undefined, null, '5', -1, 1.5, 4_294_967_296, Number.NaN, {}])('does without a usable time: %j', (time) => {
    expect(key('1', '{}', time).readUInt32BE(0)).toBe(0);
  });
});

describe('the log of what is refused', () => {
  it('has one line an hour with the counts, and none for what needs nobody', () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line) => lines.push(line) });
    let now = AT;
    const note = createRefusalLog({ clock: { now: () => now }, log });
    const counts = () => lines.map((line) => JSON.parse(line)).map(({ wrong, stale }) => [wrong, stale]);
    for (const outcome of ['accepted', 'duplicate', 'missing', 'malformed', 'invalid_json']) note(outcome);
    expect(counts()).toEqual([]);
    for (const outcome of ['wrong', 'wrong', 'stale', 'wrong']) note(outcome);
    expect(counts()).toEqual([[1, 0]]);
    now += 3_600_000;
    note('stale');
    note('stale');
    expect(counts()).toEqual([
      [1, 0],
      [2, 2],
    ]);
  });
});
