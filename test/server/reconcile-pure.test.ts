import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuardedCall } from '../../server/call-catalogue/index.ts';
import { combineAds, partOfAds } from '../../server/reconcile/combine-ads.ts';
import { nextStep, type Situation } from '../../server/reconcile/decide.ts';
import { DEFAULT_RECONCILE_LIMITS as LIMITS } from '../../server/reconcile/limits.ts';
import { madeAnswer, okAnswer } from '../../server/reconcile/made-answer.ts';
import { type FoundEntity, matchEntities } from '../../server/reconcile/match.ts';
import { type Plan, planOf } from '../../server/reconcile/plan.ts';
import { readAnswer } from '../../server/reconcile/read-answer.ts';
import { newRequestId } from '../../server/reconcile/request-id.ts';
import { parseTikTokTime } from '../../server/tiktok/index.ts';

const call = (path: string, value: Record<string, unknown> = {}, change: Partial<GuardedCall> = {}) =>
  ({ method: 'POST', path, advertiserId: '71', body: { kind: 'json', value }, ...change }) as const;
const entity = (id: string, name: string, change: Partial<FoundEntity> = {}): FoundEntity => ({
  id,
  name,
  createdAt: 1000,
  row: { ad_id: id, ad_name: name },
  ...change,
});

describe('what may be done about a lost answer', () => {
  it.each([
    ['/campaign/update/', 'repeat'],
    ['/adgroup/budget/update/', 'repeat'],
    ['/ad/status/update/', 'repeat'],
    ['/smart_plus/ad/status/update/', 'repeat'],
    ['/smart_plus/campaign/create/', 'never'],
    ['/dmp/custom_audience/update/', 'never'],
    ['/dmp/custom_audience/share/', 'never'],
    ['/file/video/ad/upload/', 'never'],
    ['/report/task/create/', 'never'],
    ['/something/new/', 'never'],
  ])('%s: %s', (path, kind) => {
    expect(planOf(call(path))).toEqual({ kind });
  });

  it('looks creates up by what they are called and where they stand', () => {
    expect(planOf(call('/campaign/create/', { campaign_name: 'A' }))).toEqual({
      kind: 'look_up',
      lookUp: { level: 'campaign', parentId: null, names: ['A'] },
      isGuarded: true,
      maySendAgain: true,
    });
    expect(planOf(call('/adgroup/create/', { campaign_id: 7, adgroup_name: 'B' }))).toMatchObject({
      lookUp: { level: 'adgroup', parentId: '7', names: ['B'] },
      isGuarded: true,
    });
    const creatives = [{ ad_name: 'C' }, { ad_name: 'C' }];
    expect(planOf(call('/ad/create/', { adgroup_id: '8', creatives }))).toMatchObject({
      lookUp: { level: 'ad', parentId: '8', names: ['C', 'C'] },
      isGuarded: false,
      maySendAgain: true,
    });
    expect(planOf(call('/dmp/custom_audience/create/', { custom_audience_name: 'D' }))).toMatchObject({
      lookUp: { level: 'audience' },
      maySendAgain: false,
    });
  });

  it.each([
    ['a GET', call('/campaign/create/', { campaign_name: 'A' }, { method: 'GET' })],
    ['a form', call('/campaign/create/', {}, { body: { kind: 'form', fields: { campaign_name: 'A' } } })],
    ['no ad account', call('/campaign/create/', { campaign_name: 'A' }, { advertiserId: null })],
    ['no name', call('/campaign/create/', {})],
    ['a name that is none', call('/campaign/create/', { campaign_name: 7 })],
    ['TopView', call('/campaign/create/', { campaign_name: 'A', objective_type: 'TOPVIEW_REACH' })],
    ['no parent', call('/adgroup/create/', { adgroup_name: 'A' })],
    ['an ad without a name', call('/ad/create/', { adgroup_id: '8', creatives: [{ ad_name: 'A' }, {}] })],
    ['no ads', call('/ad/create/', { adgroup_id: '8', creatives: [] })],
  ])('neither repeats nor looks for a create with %s', (_what, odd) => {
    expect(planOf(odd)).toEqual({ kind: 'never' });
  });
});

describe('the next step', () => {
  const guarded: Plan = {
    kind: 'look_up',
    lookUp: { level: 'campaign', parentId: null, names: ['A'] },
    isGuarded: true,
    maySendAgain: true,
  };
  const ad: Plan = { ...guarded, isGuarded: false };
  const audience: Plan = { ...ad, maySendAgain: false };
  const at = (change: Partial<Situation>): Situation => ({
    plan: guarded,
    sends: 1,
    looks: 0,
    blindLooks: 0,
    isDoubtful: false,
    isSaidDone: false,
    hasLastWord: false,
    sinceFirstMs: 500,
    leftMs: 50_000,
    ...change,
  });

  it.each<[string, Partial<Situation>, ReturnType<typeof nextStep>]>([
    ['sends a guarded create again at once', {}, { kind: 'send', afterMs: 0, maxWaitMs: 5_500 }],
    ['looks when those seconds are over', { sinceFirstMs: 6_000 }, { kind: 'look', afterMs: 1_000 }],
    ['looks when the time of the first try is not known', { sinceFirstMs: null }, { kind: 'look', afterMs: 1_000 }],
    ['looks after the second loss', { sends: 2 }, { kind: 'look', afterMs: 1_000 }],
    ['looks at ads first', { plan: ad }, { kind: 'look', afterMs: 1_000 }],
    ['looks twice', { sends: 2, looks: 1 }, { kind: 'look', afterMs: 4_000 }],
    ['looks at ads three times', { plan: ad, looks: 2 }, { kind: 'look', afterMs: 6_000 }],
    ['sends again what is not there', { sends: 2, looks: 2 }, { kind: 'send', afterMs: 0, maxWaitMs: 45_000 }],
    ['sends ads again that are not there', { plan: ad, looks: 3 }, { kind: 'send', afterMs: 0, maxWaitMs: 45_000 }],
    ['sends nothing again in doubt', { plan: ad, looks: 3, isDoubtful: true }, { kind: 'give_up' }],
    ['lets no refusal count in doubt', { hasLastWord: true, looks: 2, isDoubtful: true }, { kind: 'give_up' }],
    ['sends no audience again', { plan: audience, looks: 3 }, { kind: 'give_up' }],
    ['sends nothing a fourth time', { sends: 3, looks: 2 }, { kind: 'give_up' }],
    ['begins nothing without time for it', { sends: 2, looks: 2, leftMs: 4_999 }, { kind: 'give_up' }],
    ['looks no more without time for it', { sends: 2, leftMs: 900 }, { kind: 'give_up' }],
    ['looks longer for what TikTok says is done', { isSaidDone: true, looks: 3 }, { kind: 'look', afterMs: 5_000 }],
    ['looks before a refusal counts', { hasLastWord: true }, { kind: 'look', afterMs: 1_000 }],
    ['lets a refusal count then', { hasLastWord: true, looks: 2 }, { kind: 'last_word' }],
    ['rests longer when TikTok does not tell', { sends: 2, blindLooks: 3 }, { kind: 'look', afterMs: 4_000 }],
    ['repeats a change', { plan: { kind: 'repeat' } }, { kind: 'send', afterMs: 500, maxWaitMs: 44_500 }],
    ['repeats it later', { plan: { kind: 'repeat' }, sends: 2 }, { kind: 'send', afterMs: 1_000, maxWaitMs: 44_000 }],
    ['repeats it no fourth time', { plan: { kind: 'repeat' }, sends: 3 }, { kind: 'give_up' }],
    ['lets its refusal count', { plan: { kind: 'repeat' }, hasLastWord: true }, { kind: 'last_word' }],
    ['never touches what nobody knows', { plan: { kind: 'never' } }, { kind: 'give_up' }],
  ])('%s', (_what, change, step) => {
    expect(nextStep(at(change), LIMITS)).toEqual(step);
  });

  it('comes to an end, and within the bound, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Plan>(guarded, ad, audience, { kind: 'repeat' }),
        fc.array(fc.record({ lostMs: fc.nat(30_000), isBlind: fc.boolean() }), { minLength: 60, maxLength: 60 }),
        (plan, events) => {
          let situation = at({ plan, sinceFirstMs: 0, leftMs: LIMITS.boundMs });
          for (const { lostMs, isBlind } of events) {
            const step = nextStep(situation, LIMITS);
            if (step.kind === 'give_up' || step.kind === 'last_word') return;
            const isSend = step.kind === 'send';
            const tookMs = step.afterMs + (isSend ? lostMs : 100);
            situation = {
              ...situation,
              sends: situation.sends + (isSend ? 1 : 0),
              looks: isSend ? 0 : situation.looks + (isBlind ? 0 : 1),
              blindLooks: isSend || !isBlind ? 0 : situation.blindLooks + 1,
              sinceFirstMs: (situation.sinceFirstMs ?? 0) + tookMs,
              leftMs: situation.leftMs - tookMs,
            };
          }
          throw new Error('it goes on for ever');
        },
      ),
    );
  });
});

describe('matching', () => {
  const options = { madeSince: 500, takenIds: new Set<string>() };
  const wanted = (...names: string[]) => names.map((name) => ({ name, sent: null }));
  const ids = (found: (FoundEntity | null)[]) => found.map((each) => each?.id ?? null);

  it('takes exact names only, each entity once, the older first', () => {
    const found = [entity('3', 'A', { createdAt: 3000 }), entity('1', 'A'), entity('2', 'a'), entity('4', 'A ')];
    expect(ids(matchEntities(wanted('A', 'A', 'A', 'a'), found, options))).toEqual(['1', '3', null, '2']);
  });

  it('leaves out what was there before and what others have made', () => {
    const found = [entity('1', 'A', { createdAt: 499 }), entity('2', 'A'), entity('3', 'A', { createdAt: null })];
    expect(ids(matchEntities(wanted('A', 'A'), found, { ...options, takenIds: new Set(['2']) }))).toEqual(['3', null]);
  });

  it('prefers what agrees with what was sent', () => {
    const found = [entity('1', 'A', { row: { budget: 50 } }), entity('2', 'A', { row: { budget: 70 } })];
    const [best] = matchEntities([{ name: 'A', sent: { budget: '70', other: 1 } }], found, options);
    expect(best?.id).toBe('2');
  });

  it('reads TikTok’s times as UTC', () => {
    expect(parseTikTokTime('2026-03-01 10:20:30')).toBe(Date.UTC(2026, 2, 1, 10, 20, 30));
    expect([
      parseTikTokTime(null),
      parseTikTokTime(''),
      parseTikTokTime('2026-03-01'),
      parseTikTokTime('2026-99-01 10:20:30'),
    ]).toEqual([null, null, null, null]);
  });
});

describe('answers that are put together', () => {
  const json = ({ body }: { body: Buffer }) => JSON.parse(body.toString('utf8')) as Record<string, unknown>;

  it('say what TikTok’s would have said', () => {
    expect(json(madeAnswer('campaign', [entity('1', 'A', { row: { campaign_id: '1', budget: 5 } })], 'r'))).toEqual({
      code: 0,
      message: 'OK',
      request_id: 'r',
      data: { campaign_id: '1', budget: 5 },
    });
    expect(json(madeAnswer('ad', [entity('2', 'B'), entity('1', 'A')], null))).toMatchObject({
      data: { ad_ids: ['2', '1'], creatives: [{ ad_id: '2' }, { ad_id: '1' }] },
    });
    expect(json(madeAnswer('audience', [entity('9', 'A')], 'r'))).toMatchObject({ data: { custom_audience_id: '9' } });
  });

  it('put what was there and what was sent again in the order of the call', () => {
    const rest = okAnswer(
      { ad_ids: ['n1', 'n2'], creatives: [{ ad_id: 'n1' }, { ad_id: 'n2' }], need_audit: true },
      'r',
    );
    expect(json(combineAds([null, entity('o', 'O'), null], rest))).toMatchObject({
      code: 0,
      data: {
        ad_ids: ['n1', 'o', 'n2'],
        creatives: [{ ad_id: 'n1' }, { ad_id: 'o' }, { ad_id: 'n2' }],
        need_audit: true,
      },
    });
    expect(json(partOfAds([null, entity('o', 'O')], { ...rest, tiktokMessage: 'no' }))).toMatchObject({
      code: 20001,
      message: '1 of 2 ads were made. The others: no',
      data: { ad_ids: ['o'] },
    });
  });
});

describe('what an answer proves', () => {
  it.each([
    [200, 0, 'OK', 'done'],
    [200, 20001, 'PARTIAL_OK', 'done'],
    [200, 200, 'OK', 'done'],
    [200, 40002, 'bad', 'refused'],
    [200, 40001, 'No permission to operate advertiser 1.', 'refused'],
    [200, 40502, 'AD_NUMBER_LIMIT', 'refused'],
    [200, 99999, 'who knows', 'refused'],
    [200, 40100, 'App reaches the QPS limit 10', 'not_now'],
    [200, 40016, 'frequency', 'not_now'],
    [200, 40133, 'limit', 'not_now'],
    [200, 40202, 'conflict', 'not_now'],
    [200, 40901, 'transcoding', 'not_now'],
    [200, 60001, 'maintenance', 'not_now'],
    [200, 40105, 'revoked', 'not_now'],
    [200, 40000, 'Too many requests', 'not_now'],
    [200, 50000, 'SYS_ERROR', 'unclear'],
    [200, 50002, 'SYS_TIMEOUT', 'unclear'],
    [200, 51010, 'inside', 'unclear'],
    [200, 40700, 'rpc timeout', 'unclear'],
    [200, 40700, 'bad argument', 'refused'],
    [429, null, '', 'not_now'],
    [404, null, '', 'not_now'],
    [502, null, '', 'unclear'],
    [200, null, '', 'unclear'],
    [302, null, '', 'unclear'],
  ] as const)('HTTP %s, code %s %j: %s', (httpStatus, tiktokCode, tiktokMessage, kind) => {
    expect(readAnswer({ httpStatus, tiktokCode, tiktokMessage })).toBe(kind);
  });
});

it('makes request_ids that fit into a signed 64-bit integer', () => {
  const from = (byte: number) => newRequestId({ bytes: (length) => new Uint8Array(length).fill(byte) });
  expect([from(0), from(255), from(128)]).toEqual(['1', String(2n ** 63n - 1n), String(BigInt('0x0080808080808080'))]);
});
