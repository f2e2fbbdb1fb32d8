import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endingOf } from '../../server/call-log/ending.ts';
import { entityIdsOf } from '../../server/call-log/entity-ids.ts';
import { canonicalJson, createFormDigest, fingerprintOf } from '../../server/call-log/fingerprint.ts';
import { readIdempotencyKey } from '../../server/call-log/idempotency-key.ts';
import { openAnswer, sealAnswer } from '../../server/call-log/stored-answer.ts';
import { createSealer, SealError } from '../../server/crypto/index.ts';
import { AppError } from '../../server/errors.ts';
import type { CallAnswer, CallEnd } from '../../server/guard-shapes/index.ts';

const answer = (change: Partial<CallAnswer> = {}): CallAnswer => ({
  httpStatus: 200,
  contentType: 'application/json',
  body: Buffer.from('{"code":0,"message":"OK","request_id":"r","data":{}}'),
  tiktokCode: 0,
  tiktokMessage: 'OK',
  tiktokRequestId: 'r',
  retryAfterMs: null,
  ...change,
});
const error = new AppError('tiktok_unavailable', 'no');

describe('how a call ends', () => {
  const refusal = (tiktokCode: number | null, httpStatus = 200, tiktokMessage = ''): CallEnd => ({
    kind: 'answered',
    answer: answer({ tiktokCode, httpStatus, tiktokMessage }),
    isReconciled: false,
  });

  it.each<[string, CallEnd, string, string]>([
    ['done', refusal(0), 'succeeded', 'answered'],
    ['done in part', refusal(20001), 'succeeded', 'answered'],
    ['refused for good', refusal(40002), 'failed', 'answered'],
    ['a limit of the app', refusal(40100), 'failed', 'free'],
    ['a limit of the endpoint', refusal(40016), 'failed', 'free'],
    ['a token that has ended', refusal(40105), 'failed', 'free'],
    ['HTTP 429', refusal(null, 429), 'failed', 'free'],
    ['a page of the edge', refusal(null, 502), 'unknown', 'kept'],
    ['SYS_TIMEOUT', refusal(50002), 'unknown', 'kept'],
    ['a guard', { kind: 'refused', error }, 'refused', 'free'],
    ['a person has to decide', { kind: 'waiting', approvalId: 'apr_00000001' }, 'waiting', 'kept'],
    ['not sent', { kind: 'not_sent', error }, 'failed', 'free'],
    ['unknown', { kind: 'unknown', error }, 'unknown', 'kept'],
  ])('%s', (_what, end, status, key) => {
    expect(endingOf(end)).toEqual({ status, key });
  });
});

describe('the Idempotency-Key', () => {
  it.each<[unknown, string | null]>([
    [undefined, null],
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['k'.repeat(255), 'k'.repeat(255)],
    ['a b', 'a b'],
    ['"', '"'],
    [['one'], 'one'],
  ])('%j is %j', (header, key) => {
    expect(readIdempotencyKey(header as string | undefined)).toBe(key);
  });

  it.each([[''], ['""'], ['k'.repeat(256)], ['ä'], ['a\tb'], [['one', 'two']], [[]]])('%j is none', (header) => {
    expect(() => readIdempotencyKey(header)).toThrow(AppError);
  });
});

describe('the fingerprint', () => {
  const head = { method: 'POST', path: '/campaign/create/', search: 'a=1&b=2' };

  it('does not depend on the order of members and parameters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const turned = turn(value);
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(fingerprintOf({ ...head, search: 'b=2&a=1' }, turned)).toBe(fingerprintOf(head, value));
      }),
    );
  });

  it('depends on everything else', () => {
    const all = [
      fingerprintOf(head, { a: [1, 2] }),
      fingerprintOf(head, { a: [2, 1] }),
      fingerprintOf(head, { a: '1' }),
      fingerprintOf(head, null),
      fingerprintOf({ ...head, search: 'a=1' }, { a: [1, 2] }),
      fingerprintOf({ ...head, search: 'a=1&b=2&b=2' }, { a: [1, 2] }),
      fingerprintOf({ ...head, path: '/adgroup/create/' }, { a: [1, 2] }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('of a form is the same however its bytes are cut, and another for other names, values or order', () => {
    type Part = [name: string, fileName: string | null, chunks: readonly string[]];
    const of = (parts: readonly Part[]) => {
      const digest = createFormDigest(head);
      for (const [name, fileName, chunks] of parts) {
        digest.part(name, fileName);
        for (const chunk of chunks) digest.bytes(Buffer.from(chunk));
      }
      return digest.end();
    };
    const first = of([
      ['a', null, ['1']],
      ['f', 'x.png', ['some', ' bytes']],
    ]);
    expect(
      of([
        ['a', null, ['1', '']],
        ['f', 'x.png', ['s', 'ome bytes']],
      ]),
    ).toBe(first);
    const others = [
      of([['f', 'x.png', ['some bytes']]]),
      of([
        ['a', null, ['1s']],
        ['f', 'x.png', ['ome bytes']],
      ]),
      of([
        ['a', null, ['1']],
        ['f', 'y.png', ['some bytes']],
      ]),
      of([
        ['f', 'x.png', ['some bytes']],
        ['a', null, ['1']],
      ]),
      of([]),
    ];
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });
});

/** The same value with its members the other way round. */
function turn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, turn(member)]),
  );
}

describe('an answer that is kept', () => {
  const sealer = createSealer([randomBytes(32)]);
  const owner = { workspaceId: 'workspace-1', key: 'k' };

  it('opens byte for byte, and nowhere else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const body = Buffer.from(bytes);
        const sealed = sealAnswer(sealer, owner, answer({ body }));
        expect(openAnswer(sealer, owner, sealed).body.equals(body)).toBe(true);
      }),
    );
    const bom = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]);
    expect(openAnswer(sealer, owner, sealAnswer(sealer, owner, answer({ body: bom }))).body).toEqual(bom);
    const sealed = sealAnswer(sealer, owner, answer());
    expect(sealed.sealedAnswer).not.toContain('code');
    expect(openAnswer(sealer, owner, sealed)).toEqual(answer());
    expect(() => openAnswer(sealer, { ...owner, key: 'other' }, sealed)).toThrow(SealError);
    expect(() => openAnswer(sealer, { ...owner, workspaceId: 'workspace-2' }, sealed)).toThrow(SealError);
  });
});

describe('what a call has made or changed', () => {
  const ids = (path: string, json: Record<string, unknown>, data: unknown) =>
    entityIdsOf(
      { path, actions: [], body: { kind: 'json', value: json } },
      { body: Buffer.from(JSON.stringify({ code: 0, data })) },
    );

  it.each<[string, Record<string, unknown>, unknown, string[]]>([
    ['/campaign/create/', {}, { campaign_id: '1', advertiser_id: '9' }, ['1']],
    ['/adgroup/create/', { campaign_id: '1' }, { campaign_id: '1', adgroup_id: '2' }, ['2']],
    ['/ad/create/', { adgroup_id: '2', creatives: [{ ad_name: 'A' }] }, { ad_ids: ['3', '4'] }, ['3', '4']],
    ['/ad/update/', { adgroup_id: '2', creatives: [{ ad_id: '3' }, { ad_id: '4' }] }, {}, ['3', '4']],
    ['/campaign/status/update/', { campaign_ids: ['1', '2'] }, { campaign_ids: ['1'] }, ['1', '2']],
    ['/adgroup/budget/update/', { budget: [{ adgroup_id: '2', budget: 5 }] }, {}, ['2']],
    ['/dmp/custom_audience/create/', { custom_audience_name: 'A' }, { custom_audience_id: '5' }, ['5']],
    ['/file/video/ad/upload/', {}, [{ video_id: 'v1' }], ['v1']],
    ['/campaign/status/update/', { campaign_ids: ['1', '2'], campaign_id: '9', ad_id: '5' }, {}, ['1', '2', '9']],
    ['/adgroup/update/', { adgroup_id: '2', ad_ids: ['5'] }, {}, ['2']],
    ['/smart_plus/campaign/update/', { campaign_id: '1', smart_plus_ad_id: '5' }, {}, ['1']],
    ['/ad/aco/update/', { adgroup_id: '2' }, {}, ['2']],
    ['/ad/update/', { adgroup_id: '2', creatives: [{ video_id: 'v1' }] }, { ad_ids: ['7'] }, ['7']],
    ['/ad/update/', { adgroup_id: '2', creatives: [{ video_id: 'v1' }] }, null, ['2']],
    ['/ad/aco/material_status/update/', { ad_group_id: '2' }, {}, ['2']],
    ['/ad/status/update/', { aco_ad_ids: ['3'], adgroup_id: '2' }, {}, ['3']],
    ['/dmp/custom_audience/update/', { custom_audience_id: '5', ad_id: '6' }, {}, ['5']],
    ['/something/else/', {}, null, []],
  ])('%s', (path, json, data, expected) => {
    expect(ids(path, json, data)).toEqual(expected);
  });

  it('is nothing when the answer cannot be read', () => {
    const call = { path: '/campaign/create/', actions: [], body: { kind: 'none' } } as const;
    expect(entityIdsOf(call, { body: Buffer.from('<html>') })).toEqual([]);
    expect(entityIdsOf(call, null)).toEqual([]);
  });
});
