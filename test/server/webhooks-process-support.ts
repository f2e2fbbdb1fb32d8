import { expect } from 'vitest';
import type { EventType } from '../../shared/event-types.ts';
import { createInboxWorker } from '../../server/webhooks/index.ts';
import type { EventRecord } from '../../server/store/events.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { SimulatedAd } from '../support/simulator.ts';
import { openHeaders, WEBHOOK_PATH } from './webhooks-signing.ts';

/** A server that takes notices and looks into them when it is told to, with workspaces that have imported ad accounts. */
export interface NoticeWorld extends Together {
  /** Ad accounts that the person of the world may import, by name. */
  advertiserIds: readonly string[];
  /** Signs in and imports these, for a workspace. @returns the connection's id */
  workspace(workspaceId: string, advertiserIds: readonly string[]): Promise<string>;
  /** As TikTok posts it; `body` is text or becomes JSON with `adv_id` as a bare number. Signed by the server's app, unless another is given. */
  deliver(body: string | object, app?: { appId: string; appSecret: string }): Promise<void>;
  /** Looks into what is due. @returns how many notices */
  work(): Promise<number>;
  /** Everything told to a workspace, oldest first. */
  events(workspaceId?: string): Promise<EventRecord[]>;
  told(workspaceId?: string): Promise<EventType[]>;
  pending(): Promise<number>;
  /** TikTok's reviewers decide; whoever is subscribed hears it, which is nobody here. */
  decide(adId: string, decision: 'approve' | 'reject' | 'review', reason?: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startNotices(options: Parameters<typeof startTogether>[0] = {}): Promise<NoticeWorld> {
  const together = await startTogether(options);
  const { server, simulator } = together;
  const person = simulator.person();
  const advertiserIds = person.advertisers
    .filter(({ status, role }) => status === 'STATUS_ENABLE' && role !== 'ANALYST')
    .map(({ advertiserId }) => advertiserId);
  const inbox = () => createInboxWorker(server.deps);
  const events = (workspaceId = 'workspace-1') => server.deps.store.workspace(workspaceId).events.listAfter(0, 100_000);

  return {
    ...together,
    advertiserIds,
    async workspace(workspaceId, ids) {
      const token = await together.session({ workspaceId });
      const connectionId = await together.connect(token);
      const answer = await server.call('POST', '/v1/ad-accounts', {
        as: token,
        json: { connectionId, advertiserIds: ids },
      });
      expect(answer.status, answer.text).toBe(201);
      return connectionId;
    },
    async deliver(body, app) {
      const text = typeof body === 'string' ? body : wire(body);
      const answer = await server.call('POST', `${WEBHOOK_PATH}${app === undefined ? '' : `?app=${app.appId}`}`, {
        body: text,
        headers: openHeaders(text, app?.appSecret ?? simulator.info.appSecret),
      });
      expect(answer.status, answer.text).toBe(200);
    },
    work: () => inbox().runDue(),
    events,
    told: async (workspaceId) => (await events(workspaceId)).map(({ type }) => type),
    pending: () => server.deps.store.webhookInbox.countPending(),
    async decide(adId, decision, reason) {
      await simulator.control('ads/review', { adId, decision, ...(reason === undefined ? {} : { reason }) });
    },
  };
}

/** JSON as TikTok writes it: `adv_id` is a bare number of 19 digits. */
export function wire(body: object): string {
  return JSON.stringify(body).replaceAll(/"adv_id":"(\d+)"/g, '"adv_id":$1');
}

let logs = 0;

/** The entry of an ad's review. An empty reason says that it passed. */
export function adEntry(advertiserId: string, ad: SimulatedAd, rejectReason = '', change: object = {}): object {
  logs += 1;
  return {
    log_id: `20260312101112${String(logs).padStart(4, '0')}`,
    adv_id: advertiserId,
    campaign_id: ad.campaignId,
    campaign_name: ad.campaignName,
    adgroup_id: ad.adgroupId,
    adgroup_name: ad.adgroupName,
    ad_id: ad.adId,
    ad_name: ad.name,
    reject_reason: rejectReason,
    ...change,
  };
}

/** A notice of the Subscription API, sent now unless said otherwise. */
export function notice(object: number, entries: readonly object[], sentAt = Date.now()): object {
  return { request_id: `r${(logs += 1)}`, object, time: Math.floor(sentAt / 1000), entry: entries };
}

export function suspension(advertiserId: string, status: string, changedAt: number, reason?: string): object {
  return {
    advertiser_id: advertiserId,
    advertiser_name: 'As the notice calls it',
    status,
    status_change_time: new Date(changedAt).toISOString().slice(0, 19).replace('T', ' '),
    ...(reason === undefined ? {} : { suspension_reason: reason }),
    subscription_id: String((logs += 1)),
  };
}
