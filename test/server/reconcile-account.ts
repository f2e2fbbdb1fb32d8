import { expect } from 'vitest';
import type { ReconcileLimits } from '../../server/reconcile/index.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

/** As long as a test has: what takes seconds at TikTok takes milliseconds here. */
export const QUICK: Partial<ReconcileLimits> = {
  boundMs: 5_000,
  tryMs: 250,
  leastMs: 100,
  lookPausesMs: [20, 60],
  unguardedLookPausesMs: [50, 100, 200],
  doneLookPausesMs: [10, 50, 100],
  repeatPauseMs: 10,
  leaseWaitMs: 5_000,
};

export interface SimulatedEntity {
  id: string;
  name: string;
}

/** Server and simulator, with an ad account that the first person may change, imported into `workspace-1`. */
export interface ImportedAccount {
  together: Together;
  advertiserId: string;
  connectionId: string;
  /** Sends a write through the pass-through. */
  send(path: string, json: Record<string, unknown>, key?: string): Promise<Answer>;
  /** What was made through TikTok's API, by level. */
  made(level: 'campaign' | 'adgroup' | 'ad'): Promise<SimulatedEntity[]>;
}

export async function importedAccount(seed: number): Promise<ImportedAccount> {
  const together = await startTogether({ simulator: { seed }, reconcile: { limits: QUICK } });
  const { server, simulator } = together;
  const token = await together.session();
  const connectionId = await together.connect(token);
  const own = simulator.person().advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
  const advertiserId = own?.advertiserId ?? '';
  const imported = await server.call('POST', '/v1/ad-accounts', {
    as: token,
    json: { connectionId, advertiserIds: [advertiserId] },
  });
  expect(imported.status, imported.text).toBe(201);
  return {
    together,
    advertiserId,
    connectionId,
    send: (path, json, key) =>
      server.call('POST', `/v1/tiktok/open_api/v1.3${path}`, {
        as: token,
        json: { advertiser_id: advertiserId, ...json },
        headers: key === undefined ? {} : { 'Idempotency-Key': key },
      }),
    async made(level) {
      const answer = await fetch(`${simulator.url}/_simulator/entities?advertiserId=${advertiserId}`);
      const lists = (await answer.json()) as Record<string, Record<string, unknown>[]>;
      return (lists[`${level}s`] ?? [])
        .filter(({ origin }) => origin === 'api')
        .map((entity) => ({ id: String(entity[`${level}Id`]), name: String(entity['name']) }));
    },
  };
}
