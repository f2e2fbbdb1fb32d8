import { expect } from 'vitest';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import type { EventType } from '../../shared/event-types.ts';
import type { EventRecord } from '../../server/store/events.ts';
import { startTogether, type Together } from '../support/connected.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WORKSPACE = 'workspace-1';

/** A subscription as the simulator holds it. */
export interface HeldSubscription {
  subscriptionId: string;
  appId: string;
  entity: string;
  callbackUrl: string;
  detail: { advertiser_ids?: string[]; advertiser_id?: string; ad_id?: string; adgroup_id?: string };
  isAlive: boolean;
}

/** A server that watches ad accounts at a simulator, with the jobs run by the test. */
export interface Watching {
  together: Together;
  token: string;
  connectionId: string;
  /** The ad accounts that can be imported, by id. */
  importable: readonly string[];
  import(advertiserIds: readonly string[], connectionId?: string, token?: string): Promise<void>;
  remove(advertiserId: string, token?: string): Promise<void>;
  /** Moves the clock and runs what is due. */
  pass(ms: number): Promise<void>;
  /** Lets minutes pass until first looks are taken and subscriptions are in line. */
  settle(): Promise<void>;
  /** What the simulator holds, alive ones alone. */
  held(entity?: string): Promise<HeldSubscription[]>;
  /** The ad accounts whose suspension is subscribed to, sorted; one that is in two groups shows twice. */
  covered(): Promise<string[]>;
  /** What was told, oldest first. */
  told(type?: EventType, workspaceId?: string): Promise<EventRecord[]>;
  /** How many calls of an endpoint there were. */
  calls(path: string): Promise<number>;
}

export async function startWatching(
  options: { simulator?: SimulatorOptions; env?: Record<string, string> } = {},
): Promise<Watching> {
  const together = await startTogether({
    ...(options.simulator === undefined ? {} : { simulator: options.simulator }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const { server, simulator } = together;
  const token = await together.session();
  const connectionId = await together.connect(token);
  const listed = await server.call('GET', `/v1/connections/${connectionId}/advertisers?limit=100`, { as: token });
  const importable = (listed.json.items as { advertiserId: string; importable: boolean }[])
    .filter((each) => each.importable)
    .map(({ advertiserId }) => advertiserId)
    .sort();

  const held = async (entity?: string): Promise<HeldSubscription[]> => {
    const answer = await fetch(`${simulator.url}/_simulator/webhooks/subscriptions`);
    const { subscriptions } = (await answer.json()) as { subscriptions: HeldSubscription[] };
    return subscriptions.filter((each) => each.isAlive && (entity === undefined || each.entity === entity));
  };
  const pass = async (ms: number): Promise<void> => {
    together.advance(ms);
    await server.jobs.runDue();
  };
  return {
    together,
    token,
    connectionId,
    importable,
    async import(advertiserIds, on = connectionId, as = token) {
      const json = { connectionId: on, advertiserIds };
      const answer = await server.call('POST', '/v1/ad-accounts', { as, json });
      expect(answer.status, answer.text).toBe(201);
    },
    async remove(advertiserId, as = token) {
      const answer = await server.call('DELETE', `/v1/ad-accounts/${advertiserId}`, { as });
      expect(answer.status, answer.text).toBe(204);
    },
    pass,
    async settle() {
      for (let minute = 0; minute < 4; minute += 1) await pass(MINUTE_MS);
    },
    held,
    async covered() {
      return (await held('AD_ACCOUNT_SUSPENSION')).flatMap(({ detail }) => detail.advertiser_ids ?? []).sort();
    },
    async told(type, workspaceId = WORKSPACE) {
      const all = await server.deps.store.workspace(workspaceId).events.listAfter(0, 1000);
      return type === undefined ? all : all.filter((event) => event.type === type);
    },
    async calls(path) {
      return (await simulator.requests(path)).length;
    },
  };
}

/** The ads of an ad account as the simulator has them. */
export async function adsOf(
  { together }: Watching,
  advertiserId: string,
): Promise<{ adId: string; adgroupId: string; campaignId: string; secondaryStatus: string; decision: string }[]> {
  const answer = await fetch(`${together.simulator.url}/_simulator/ads?advertiserId=${advertiserId}`);
  return ((await answer.json()) as { ads: Awaited<ReturnType<typeof adsOf>> }).ads;
}

/** Makes ads that are in review. */
export async function createAds(
  { together }: Watching,
  advertiserId: string,
  count: number,
): Promise<{ campaignId: string; adgroupIds: string[]; adIds: string[] }> {
  return (await together.simulator.control('ads/create', { advertiserId, count })) as Awaited<
    ReturnType<typeof createAds>
  >;
}
