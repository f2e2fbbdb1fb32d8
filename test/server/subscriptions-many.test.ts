import { afterEach, expect, test } from 'vitest';
import type { SubscriptionRecord } from '../../server/store/watched.ts';
import { planInTurns } from '../../server/subscriptions/plan-in-turns.ts';
import { type Making, planSubscriptions, type Wanted, type WatchedObject } from '../../server/subscriptions/plan.ts';
import { syncSubscriptions } from '../../server/subscriptions/sync.ts';
import { startWatching, type Watching, WORKSPACE } from './watch-support.ts';

// Connections with so many subscriptions that others need their turn in between.

let it: Watching | null = null;
afterEach(async () => {
  await it?.together.stop();
  it = null;
});

test('a plan made in turns is the plan', async () => {
  const making: Making = { appId: '71', tokenVersion: 2, callbackUrl: 'https://ads.example/v1/webhooks/tiktok' };
  const advertiserIds = Array.from({ length: 650 }, (_, index) => `7${1000 + index}`);
  const objects = advertiserIds.flatMap((advertiserId, index): WatchedObject[] => [
    { entity: 'AD', advertiserId, objectId: `9${index}` },
    { entity: 'AD_GROUP', advertiserId, objectId: `9${index}` },
  ]);
  const common = { ...making, connectionId: 'con_1', createdAt: 1, confirmedAt: null, endingSince: null };
  const known: SubscriptionRecord[] = [
    ...objects.map(({ entity, advertiserId, objectId }, index) => ({
      ...common,
      subscriptionId: `s${index}`,
      tokenVersion: index % 3 === 0 ? 1 : 2,
      entity,
      advertiserIds: [advertiserId],
      objectId: index % 5 === 0 ? `gone ${objectId}` : objectId,
    })),
    {
      ...common,
      subscriptionId: 'g1',
      entity: 'AD_ACCOUNT_SUSPENSION',
      advertiserIds: advertiserIds.slice(0, 100),
      objectId: null,
    },
    { ...common, subscriptionId: 'g2', entity: 'AD_ACCOUNT_SUSPENSION', advertiserIds: ['1', '2'], objectId: null },
  ];
  const wanted: Wanted = { making, advertiserIds, objects };
  const byText = (all: readonly unknown[]) => all.map((each) => JSON.stringify(each)).sort();
  for (const want of [wanted, { ...wanted, making: null }, { ...wanted, objects: [] }]) {
    const whole = planSubscriptions(want, known);
    const inTurns = await planInTurns(want, known);
    expect(byText(inTurns.subscribe)).toEqual(byText(whole.subscribe));
    expect(byText(inTurns.unsubscribe)).toEqual(byText(whole.unsubscribe));
  }
  expect(planSubscriptions(wanted, known).subscribe.length).toBeGreaterThan(500);
});

test('subscriptions of an app whose secret is gone are forgotten without asking TikTok', async () => {
  it = await startWatching();
  await it.import(it.importable.slice(0, 2));
  await it.settle();
  const { deps } = it.together.server;
  const known = () =>
    deps.store.workspace(WORKSPACE).subscriptions.listByConnection(it?.connectionId ?? '', null, 1000);
  expect((await known()).length).toBeGreaterThan(2);
  const calls = await it.calls('/subscription/unsubscribe/');
  const config = { ...deps.config, tiktokAppId: null, tiktokAppSecret: null };
  const outcome = await syncSubscriptions(
    { ...deps, config },
    WORKSPACE,
    it.connectionId,
    new AbortController().signal,
  );
  expect(outcome).toEqual({ kind: 'settled', appId: null });
  expect(await known()).toEqual([]);
  expect(await it.calls('/subscription/unsubscribe/')).toBe(calls);
});
