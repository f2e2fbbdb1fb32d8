import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbackUrl, canBeCalled } from '../../server/subscriptions/callback.ts';
import { chooseObjects, objectsPerAccount } from '../../server/subscriptions/choose-objects.ts';
import { GROUP_SIZE, type Making, type Plan, planSubscriptions, type Wanted } from '../../server/subscriptions/plan.ts';
import { isSame, unansweredId } from '../../server/subscriptions/unanswered.ts';
import type { SubscriptionRecord } from '../../server/store/watched.ts';
import { scrub } from '../../server/tiktok/scrub.ts';

const making: Making = { appId: '71', tokenVersion: 2, callbackUrl: 'https://ads.example/v1/webhooks/tiktok' };
const wanted = (advertiserIds: readonly string[], objects: Wanted['objects'] = []): Wanted => ({
  making,
  advertiserIds,
  objects,
});
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `7${from + index + 1000}`);

let made = 0;
const record = (change: Partial<SubscriptionRecord>): SubscriptionRecord => {
  made += 1;
  return {
    ...making,
    subscriptionId: `s${made}`,
    connectionId: 'con_1',
    entity: 'AD_ACCOUNT_SUSPENSION',
    advertiserIds: ['1'],
    objectId: null,
    createdAt: made,
    confirmedAt: null,
    endingSince: null,
    ...change,
  };
};
const ad = (objectId: string) => ({ entity: 'AD' as const, advertiserId: '1', objectId });

/** What TikTok holds after a plan is carried out: new ones first, then the old ones of the plan after that. */
function carryOut(want: Wanted, known: readonly SubscriptionRecord[]): SubscriptionRecord[] {
  const first: Plan = planSubscriptions(want, known);
  const all = [
    ...known,
    ...first.subscribe.map((target) =>
      target.entity === 'AD_ACCOUNT_SUSPENSION'
        ? record({ ...want.making, entity: target.entity, advertiserIds: target.advertiserIds })
        : record({
            ...want.making,
            entity: target.entity,
            advertiserIds: [target.advertiserId],
            objectId: target.objectId,
          }),
    ),
  ];
  const over = new Set(planSubscriptions(want, all).unsubscribe.map(({ subscriptionId }) => subscriptionId));
  return all.filter(({ subscriptionId }) => !over.has(subscriptionId));
}
const coverOf = (records: readonly SubscriptionRecord[]) =>
  records
    .filter(({ entity }) => entity === 'AD_ACCOUNT_SUSPENSION')
    .flatMap(({ advertiserIds }) => advertiserIds)
    .sort();

describe('the plan', () => {
  test.each([
    [0, 0],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('%i ad accounts need %i groups', (count, groups) => {
    const { subscribe, unsubscribe } = planSubscriptions(wanted(ids(count)), []);
    expect([subscribe.length, unsubscribe.length]).toEqual([groups, 0]);
  });

  test('nothing to do when everything is there', () => {
    const known = carryOut(wanted(ids(150), [ad('5')]), []);
    expect(planSubscriptions(wanted(ids(150), [ad('5')]), known)).toEqual({ subscribe: [], unsubscribe: [] });
  });

  test('an ad account that comes joins the group that has room, and the others stay as they are', () => {
    const known = carryOut(wanted(ids(150)), []);
    const after = carryOut(wanted(ids(151)), known);
    expect(after.map(({ advertiserIds }) => advertiserIds.length).sort()).toEqual([100, 51]);
    expect(after[0]).toBe(known[0]);
  });

  test('a full group stays when one more comes', () => {
    const known = carryOut(wanted(ids(100)), []);
    expect(planSubscriptions(wanted(ids(101)), known)).toEqual({
      subscribe: [{ entity: 'AD_ACCOUNT_SUSPENSION', advertiserIds: ids(1, 100) }],
      unsubscribe: [],
    });
  });

  test('when one goes, its group is made anew without it before the old one ends', () => {
    const known = carryOut(wanted(ids(3)), []);
    const plan = planSubscriptions(wanted(ids(2)), known);
    expect(plan).toEqual({ subscribe: [{ entity: 'AD_ACCOUNT_SUSPENSION', advertiserIds: ids(2) }], unsubscribe: [] });
    expect(coverOf(carryOut(wanted(ids(2)), known))).toEqual(ids(2));
  });

  test('the last ad account gone ends its group at once', () => {
    const known = carryOut(wanted(ids(1)), []);
    expect(planSubscriptions(wanted([]), known)).toEqual({ subscribe: [], unsubscribe: known });
  });

  test.each<Partial<Making>>([
    { tokenVersion: 3 },
    { appId: '72' },
    { callbackUrl: 'https://other.example/v1/webhooks/tiktok' },
  ])('everything is made anew with %j, and the old ones end after that', (change) => {
    const want = wanted(ids(2), [ad('5')]);
    const known = carryOut(want, []);
    const next = { ...want, making: { ...making, ...change } };
    const plan = planSubscriptions(next, known);
    expect([plan.subscribe.length, plan.unsubscribe.length]).toEqual([2, 0]);
    const after = carryOut(next, known);
    expect(after).toHaveLength(2);
    expect(after.every((each) => !known.includes(each))).toBe(true);
  });

  test('without a ground everything ends', () => {
    const known = carryOut(wanted(ids(2), [ad('5')]), []);
    expect(planSubscriptions({ ...wanted(ids(2), [ad('5')]), making: null }, known).unsubscribe).toEqual(known);
  });

  test('of two for the same ad one ends; what is to be ended is not counted on', () => {
    const twice = [record({ entity: 'AD', objectId: '5' }), record({ entity: 'AD', objectId: '5' })];
    expect(planSubscriptions(wanted([], [ad('5')]), twice)).toEqual({ subscribe: [], unsubscribe: [twice[1]] });
    const ending = record({ entity: 'AD', objectId: '5', endingSince: 9 });
    expect(planSubscriptions(wanted([], [ad('5')]), [ending])).toEqual({ subscribe: [ad('5')], unsubscribe: [ending] });
  });

  test('what has no answer yet is neither counted on nor ended', () => {
    const open = record({ subscriptionId: unansweredId({ bytes: (n) => new Uint8Array(n), id: () => '' }) });
    expect(planSubscriptions(wanted([]), [open]).unsubscribe).toEqual([]);
  });

  test('whatever comes and goes: every ad account is in exactly one group of at most 100, and never in none meanwhile', () => {
    const account = fc.integer({ min: 1, max: 260 }).map(String);
    const steps = fc.array(
      fc.record({
        come: fc.uniqueArray(account, { maxLength: 130 }),
        go: fc.uniqueArray(account, { maxLength: 60 }),
        renew: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let known: SubscriptionRecord[] = [];
        const imported = new Set<string>();
        let tokenVersion = 1;
        for (const { come, go, renew } of all) {
          for (const id of come) imported.add(id);
          for (const id of go) imported.delete(id);
          if (renew) tokenVersion += 1;
          const want: Wanted = { making: { ...making, tokenVersion }, advertiserIds: [...imported], objects: [] };
          const atOnce = planSubscriptions(want, known).unsubscribe;
          // Nothing that covers an imported ad account ends before its successor is there.
          const left = known.filter((each) => !atOnce.includes(each));
          const before = new Set(coverOf(known));
          for (const id of imported) if (before.has(id)) expect(coverOf(left)).toContain(id);
          known = carryOut(want, known);
          expect(coverOf(known)).toEqual([...imported].sort());
          expect(Math.max(0, ...known.map(({ advertiserIds }) => advertiserIds.length))).toBeLessThanOrEqual(
            GROUP_SIZE,
          );
          expect(planSubscriptions(want, known)).toEqual({ subscribe: [], unsubscribe: [] });
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('which ads and ad groups', () => {
  const held = new Set(['10', '11']);
  const choice = (objectId: string, status = 'AD_STATUS_DELIVERY_OK') => ({ ...ad(objectId), status });
  const choose = (all: ReturnType<typeof choice>[], most: number) =>
    chooseObjects(all, most, ({ objectId }) => held.has(objectId)).map(({ objectId }) => objectId);

  test('all of them while there is room', () => {
    expect(choose([choice('1'), choice('2')], 2)).toEqual(['1', '2']);
  });
  test('those in review first, then those that are subscribed to already, then the newest', () => {
    const all = [choice('9'), choice('10'), choice('11'), choice('12'), choice('8', 'AD_STATUS_AUDIT'), choice('100')];
    expect(choose(all, 5)).toEqual(['8', '11', '10', '100', '12']);
  });
  test.each([
    [1, false, 200],
    [250, false, 200],
    [1000, false, 50],
    [5000, false, 10],
    [100_000, false, 4],
    [1, true, 20],
  ])('of %i ad accounts (token replaced daily: %s) %i each', (accounts, daily, most) => {
    expect(objectsPerAccount(accounts, daily)).toBe(most);
  });
});

describe('what is surely ours', () => {
  const asked = record({ advertiserIds: ['1', '2'] });
  const row = {
    subscriptionId: 'x',
    callbackUrl: making.callbackUrl,
    accessToken: 'token',
    advertiserIds: ['2', '1'],
    objectId: null,
  };
  test('the same callback, subject and token', () => {
    expect(isSame(row, asked, 'token')).toBe(true);
  });
  test.each([
    { callbackUrl: 'https://other.example/v1/webhooks/tiktok' },
    { accessToken: 'another' },
    { accessToken: null },
    { advertiserIds: ['1'] },
    { advertiserIds: ['1', '2', '3'] },
    { objectId: '5' },
  ])('not with %j', (change) => {
    expect(isSame({ ...row, ...change }, asked, 'token')).toBe(false);
  });
});

test('a workspace’s own app is named in the callback', () => {
  const config = { publicUrl: 'https://ads.example' };
  expect(callbackUrl(config, '71', false)).toBe('https://ads.example/v1/webhooks/tiktok');
  expect(callbackUrl(config, '71', true)).toBe('https://ads.example/v1/webhooks/tiktok?app=71');
});

test.each([
  ['https://ads.example', 'https://business-api.tiktok.com', true],
  ['http://localhost:8787', 'https://business-api.tiktok.com', false],
  ['http://127.0.0.1:8787', 'https://business-api.tiktok.com', false],
  ['http://[::1]:8787', 'https://business-api.tiktok.com', false],
  ['http://localhost:8787', 'http://127.0.0.1:4000', true],
])('whether %s can be called by %s: %s', (publicUrl, tiktokApiUrl, can) => {
  expect(canBeCalled({ publicUrl, tiktokApiUrl })).toBe(can);
});

test('neither the app’s secret nor the token inside survives in what TikTok echoes', () => {
  const json = { app_id: '71', secret: 'the-secret', subscription_detail: { access_token: 'the-token', ad_id: '5' } };
  expect(scrub('bad the-secret or the-token for ad 5', { json })).toBe('bad [hidden] or [hidden] for ad 5');
});
