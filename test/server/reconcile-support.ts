import { expect } from 'vitest';
import type { GuardedCall } from '../../server/call-catalogue/index.ts';
import { begin, fingerprintOf } from '../../server/call-log/index.ts';
import { withGrant } from '../../server/connections/index.ts';
import { AppError } from '../../server/errors.ts';
import type { CallAnswer, CallHandle, GrantRun, Guards, Sent } from '../../server/guard-shapes/index.ts';
import { createReconcile, type ReconcileLimits } from '../../server/reconcile/index.ts';
import type { Together } from '../support/connected.ts';
import { type ImportedAccount, importedAccount, QUICK } from './reconcile-account.ts';

type Reconciled = { answer: CallAnswer; isReconciled: boolean; callId: string };

/** Server, simulator and an imported ad account, and a sender that knows nothing of the pass-through. */
export interface Lab {
  together: Together;
  advertiserId: string;
  connectionId: string;
  grantRun: GrantRun;
  /** A call as the pass-through would hand it over. */
  callOf(path: string, json: Record<string, unknown>, actions?: GuardedCall['actions']): GuardedCall;
  /** Sends one to the simulator, once. */
  once: Parameters<Guards['reconcile']['send']>[4];
  /** Begins, reconciles and finishes a call, as the pass-through does. */
  make(call: GuardedCall, options?: { key?: string; once?: Lab['once']; boundMs?: number }): Promise<Reconciled>;
  /** What the calls have made, by level. */
  made: ImportedAccount['made'];
  stop(): Promise<void>;
}

export async function startLab(limits: Partial<ReconcileLimits> = {}): Promise<Lab> {
  const account = await importedAccount(7);
  const { together, advertiserId, connectionId } = account;
  const { server, simulator } = together;
  const { deps } = server;
  const actor = {
    kind: 'host',
    actorKind: 'automation',
    workspaceId: 'workspace-1',
    userId: null,
    permissions: new Set<string>(),
    origin: null,
    expiresAt: null,
  } as const;
  const grantRun: GrantRun = (run) => withGrant(deps, 'workspace-1', connectionId, 'write', run);

  const lab: Lab = {
    together,
    advertiserId,
    connectionId,
    grantRun,
    callOf: (path, json, actions = ['create']) => ({
      id: deps.random.id('call'),
      method: 'POST',
      path,
      search: '',
      query: {},
      family: 'campaign',
      actions,
      advertiserId,
      advertiserIds: [advertiserId],
      connectionId,
      body: { kind: 'json', value: { advertiser_id: advertiserId, ...json } },
    }),
    once: (call, { timeoutMs }) => grantRun(({ accessToken }) => sendOnce(simulator.url, accessToken, call, timeoutMs)),
    async make(call, { key, once = lab.once, boundMs } = {}) {
      const json = call.body.kind === 'json' ? call.body.value : null;
      const begun = await begin(deps, actor, call, {
        idempotencyKey: key ?? null,
        fingerprint: fingerprintOf(call, json),
        approvalId: null,
      });
      if (begun.kind === 'compare') throw new Error('this is no form');
      if (begun.kind === 'replay') return { answer: begun.answer, isReconciled: false, callId: begun.callId };
      const { handle } = begun;
      return { ...(await conclude(handle, () => outcomeOf(handle, call, once, boundMs))), callId: handle.callId };
    },
    made: (level) => account.made(level),
    stop: () => together.stop(),
  };

  async function outcomeOf(handle: CallHandle, call: GuardedCall, once: Lab['once'], boundMs?: number) {
    const own = boundMs === undefined ? {} : { boundMs };
    const reconcile = createReconcile({ limits: { ...QUICK, ...limits, ...own } });
    const settled = handle.isResumed ? await reconcile.settle(deps, call, handle, grantRun) : null;
    if (settled !== null) return settled;
    return reconcile.send(deps, reconcile.prepare(deps, call, handle), handle, grantRun, once);
  }
  return lab;
}

async function conclude(
  handle: CallHandle,
  run: () => Promise<{ answer: CallAnswer; isReconciled: boolean }>,
): Promise<{ answer: CallAnswer; isReconciled: boolean }> {
  try {
    const outcome = await run();
    await handle.finish({ kind: 'answered', ...outcome });
    return outcome;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await handle.finish({ kind: error.code === 'call_outcome_unknown' ? 'unknown' : 'not_sent', error });
    throw error;
  }
}

async function sendOnce(url: string, accessToken: string, call: GuardedCall, timeoutMs: number): Promise<Sent> {
  try {
    const response = await fetch(`${url}/open_api/v1.3${call.path}`, {
      method: call.method,
      headers: { 'Access-Token': accessToken, 'Content-Type': 'application/json' },
      body: call.body.kind === 'json' ? JSON.stringify(call.body.value) : null,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = Buffer.from(await response.arrayBuffer());
    const envelope = parse(body);
    const answer: CallAnswer = {
      httpStatus: response.status,
      contentType: response.headers.get('content-type'),
      body,
      tiktokCode: typeof envelope['code'] === 'number' ? envelope['code'] : null,
      tiktokMessage: typeof envelope['message'] === 'string' ? envelope['message'] : '',
      tiktokRequestId: response.headers.get('x-tt-logid'),
      retryAfterMs: null,
    };
    return { kind: 'answered', answer };
  } catch (error) {
    return { kind: 'lost', detail: error instanceof Error ? error.name : 'lost' };
  }
}

export function parse(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** `data` of an answer. */
export function dataOf({ answer }: { answer: CallAnswer }): Record<string, unknown> {
  const envelope = parse(answer.body);
  expect(envelope, answer.body.toString('utf8')).toMatchObject({ code: 0 });
  return envelope['data'] as Record<string, unknown>;
}

export const campaignJson = (name: string): Record<string, unknown> => ({
  campaign_name: name,
  objective_type: 'TRAFFIC',
  budget_mode: 'BUDGET_MODE_INFINITE',
  operation_status: 'DISABLE',
});

export const adgroupJson = (campaignId: string, name: string): Record<string, unknown> => ({
  campaign_id: campaignId,
  adgroup_name: name,
  promotion_type: 'WEBSITE',
  placement_type: 'PLACEMENT_TYPE_AUTOMATIC',
  location_ids: ['6252001'],
  billing_event: 'CPC',
  optimization_goal: 'CLICK',
  budget_mode: 'BUDGET_MODE_DAY',
  budget: 5000,
  pacing: 'PACING_MODE_SMOOTH',
  schedule_type: 'SCHEDULE_FROM_NOW',
  schedule_start_time: new Date(Date.now() + 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
  operation_status: 'DISABLE',
});

export const adJson = (adgroupId: string, names: readonly string[]): Record<string, unknown> => ({
  adgroup_id: adgroupId,
  creatives: names.map((ad_name) => ({
    ad_name,
    ad_format: 'SINGLE_IMAGE',
    ad_text: `Text of ${ad_name}`,
    identity_type: 'CUSTOMIZED_USER',
    identity_id: '7400000000000000001',
    image_ids: ['tos/1'],
    landing_page_url: 'https://shop.example/',
    operation_status: 'DISABLE',
  })),
});
