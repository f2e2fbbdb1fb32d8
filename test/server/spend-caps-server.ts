import { expect } from 'vitest';
import type { Deps } from '../../server/deps.ts';
import type { SpendCap } from '../../shared/spend-caps.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer, TestServer } from '../support/server.ts';

export const WORKSPACE = 'workspace-1';
/** What became of a call: TikTok's envelope, or our refusal. */
export interface Outcome {
  /** 200, or the refusal's. */
  status: number;
  code: string | number;
  detail: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads the shape it expects, and fails when it is another
  data: any;
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  spend: any;
}

/** A server and a simulator with ad accounts of their own, each empty. */
export interface Capped {
  together: Together;
  token: string;
  connectionId: string;
  deps: Deps;
  /** Makes an ad account and imports it. @returns its id */
  account(currency: string, timezone?: string): Promise<string>;
  call(method: string, path: string, json?: unknown): Promise<Answer>;
  cap(advertiserId: string, daily: string | null, lifetime?: string | null, campaignId?: string): Promise<SpendCap>;
  /** A call through the pass-through, of this server or another one on the same database. */
  send(path: string, json: Readonly<Record<string, unknown>>, server?: TestServer): Promise<Outcome>;
  campaign(advertiserId: string, change?: Readonly<Record<string, unknown>>): Promise<Outcome>;
  adgroup(advertiserId: string, campaignId: string, change?: Readonly<Record<string, unknown>>): Promise<Outcome>;
  /** How many writes of an endpoint TikTok has seen. */
  sent(path: string): Promise<number>;
  stop(): Promise<void>;
}

const ON = { operation_status: 'ENABLE' } as const;
let names = 0;

export async function startCapped(env?: Record<string, string>): Promise<Capped> {
  const together = await startTogether(env === undefined ? {} : { env });
  const { server, simulator } = together;
  const token = await together.session();
  const connectionId = await together.connect(token);

  const call: Capped['call'] = (method, path, json) =>
    server.call(method, path, { as: token, ...(json === undefined ? {} : { json }) });

  const send: Capped['send'] = async (path, json, by = server) => {
    const {
      status,
      headers,
      json: answer,
    } = await by.call('POST', `/v1/tiktok/open_api/v1.3${path}`, { as: token, json });
    if (/problem/.test(headers.get('Content-Type') ?? '')) {
      return { status, code: answer.code, detail: answer.detail, data: null, spend: answer.spend ?? null };
    }
    return { status, code: answer.code, detail: answer.message, data: answer.data, spend: null };
  };

  return {
    together,
    token,
    connectionId,
    deps: server.deps,
    call,
    send,
    async account(currency, timezone = 'Etc/UTC') {
      const made = (await simulator.control('advertisers/create', { currency, timezone })) as { advertiserId: string };
      const check = await call('POST', `/v1/connections/${connectionId}/check`);
      expect(check.status, check.text).toBe(200);
      const imported = await call('POST', '/v1/ad-accounts', { connectionId, advertiserIds: [made.advertiserId] });
      expect(imported.status, imported.text).toBe(201);
      return made.advertiserId;
    },
    async cap(advertiserId, daily, lifetime = null, campaignId) {
      const answer = await call('PUT', '/v1/spend-caps', {
        advertiserId,
        daily,
        lifetime,
        ...(campaignId === undefined ? {} : { campaignId }),
      });
      expect(answer.status, answer.text).toBe(200);
      return answer.json as SpendCap;
    },
    campaign: (advertiserId, change = {}) =>
      send('/campaign/create/', {
        advertiser_id: advertiserId,
        campaign_name: `Campaign ${(names += 1)}`,
        objective_type: 'TRAFFIC',
        budget_mode: 'BUDGET_MODE_INFINITE',
        ...ON,
        ...change,
      }),
    adgroup: (advertiserId, campaignId, change = {}) =>
      send('/adgroup/create/', {
        advertiser_id: advertiserId,
        campaign_id: campaignId,
        adgroup_name: `Ad group ${(names += 1)}`,
        promotion_type: 'WEBSITE',
        location_ids: ['6252001'],
        billing_event: 'CPC',
        optimization_goal: 'CLICK',
        pacing: 'PACING_MODE_SMOOTH',
        schedule_type: 'SCHEDULE_FROM_NOW',
        schedule_start_time: wireTime(Date.now()),
        budget_mode: 'BUDGET_MODE_DAY',
        ...ON,
        ...change,
      }),
    async sent(path) {
      return (await simulator.requests(path)).filter(({ method }) => method === 'POST').length;
    },
    stop: () => together.stop(),
  };
}

export function wireTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
