import type { Approval } from '../../../shared/approvals.ts';
import type { TikTokCall } from '../../../shared/calls.ts';
import {
  ACTOR_KINDS,
  CONTROL_ACTIONS,
  type ControlDecision,
  DEFAULT_DECISIONS,
} from '../../../shared/control-kinds.ts';
import type { Controls, PutControls } from '../../../shared/controls.ts';
import type { PutSpendCap, SpendCap, SpendCapUse } from '../../../shared/spend-caps.ts';
import type { TikTokControls } from '../../../widget/controls/controls.ts';
import { account, type AdsState } from './ads-server.ts';
import { type FeedServer, feedServer } from './feed-server.ts';
import { problem, type StubServer } from './stub-server.ts';

export const OUTDOOR = '7104856021930123265';
export const HIKARI = '7231904417760051203';
export const SPRING_ID = '1801111111111111111';

const MINUTE_MS = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();
let made = 0;

/** A call of an agent that waits; about the campaign “Spring sale” unless told. */
export function approval(change: Partial<Approval> = {}): Approval {
  made += 1;
  return {
    id: `apr_${String(made).padStart(8, '0')}`,
    status: 'pending',
    requestedAt: ago(3),
    expiresAt: ago(-72 * 60 + 3),
    requestedBy: { actorKind: 'agent', credential: 'session', userId: null },
    advertiserId: OUTDOOR,
    accountName: 'Nordlys Outdoor — Europe',
    currency: 'USD',
    connectionId: 'con_maren0001',
    method: 'POST',
    path: '/campaign/create/',
    family: 'campaign',
    actions: ['create'],
    asked: ['create'],
    subject: { kind: 'campaign', id: null, name: 'Spring sale' },
    facts: [
      { field: 'campaign_name', value: 'Spring sale' },
      { field: 'objective_type', value: 'WEB_CONVERSIONS' },
      { field: 'budget', value: '250' },
      { field: 'budget_mode', value: 'BUDGET_MODE_DAY' },
      { field: 'operation_status', value: 'DISABLE' },
    ],
    runs: 'by_server',
    decidedAt: null,
    decidedBy: null,
    note: null,
    callId: null,
    result: null,
    mayDecide: true,
    ...change,
  };
}

/** An approval that is over. */
export const decided = (status: Approval['status'], change: Partial<Approval> = {}): Approval =>
  approval({ status, decidedAt: ago(30), decidedBy: 'jun', mayDecide: false, ...change });

/** A campaign that an agent made without trouble. */
export function call(change: Partial<TikTokCall> = {}): TikTokCall {
  made += 1;
  return {
    id: `call_${String(made).padStart(8, '0')}`,
    at: ago(5),
    finishedAt: ago(5),
    status: 'succeeded',
    actor: { actorKind: 'agent', credential: 'session', userId: null },
    method: 'POST',
    path: '/campaign/create/',
    family: 'campaign',
    actions: ['create'],
    advertiserId: OUTDOOR,
    connectionId: 'con_maren0001',
    idempotencyKey: null,
    createRequestId: null,
    entityIds: [SPRING_ID],
    attempts: [
      {
        at: ago(5),
        durationMs: 312,
        purpose: 'send',
        outcome: 'answered',
        httpStatus: 200,
        tiktokCode: 0,
        tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
        detail: null,
      },
    ],
    approvalId: null,
    error: null,
    ...change,
  };
}

export function spendCap(change: Partial<SpendCap> = {}): SpendCap {
  made += 1;
  return {
    id: `cap_${String(made).padStart(8, '0')}`,
    advertiserId: OUTDOOR,
    campaignId: null,
    campaignName: null,
    currency: 'USD',
    daily: '500',
    lifetime: null,
    updatedAt: ago(60 * 24 * 3),
    updatedBy: 'maren',
    ...change,
  };
}

/** What budgets take up of a cap: 420 of the cap in two lines, unless told. */
export function useOf(cap: SpendCap, total: string | null = '420'): SpendCapUse {
  const sum = (period: 'daily' | 'lifetime', most: string): SpendCapUse['sums'][number] => ({
    period,
    currency: cap.currency,
    cap: most,
    total,
    lines: [
      {
        kind: 'campaign',
        id: SPRING_ID,
        name: 'Spring 2026, prospecting',
        amount: total === null ? null : '300',
        how: total === null ? 'no_limit' : 'daily_budget',
        isChanged: false,
      },
      {
        kind: 'adgroup',
        id: '1802222222222222222',
        name: 'DE 25–44',
        amount: '100',
        how: 'dynamic_daily_budget',
        isChanged: false,
      },
    ],
    moreLines: 2,
    restAmount: '20',
  });
  return {
    cap,
    sums: [
      ...(cap.daily === null ? [] : [sum('daily', cap.daily)]),
      ...(cap.lifetime === null ? [] : [sum('lifetime', cap.lifetime)]),
    ],
    readAt: ago(0),
  };
}

type Rules = Record<string, ControlDecision>;

export interface ControlsState {
  feed: FeedServer;
  approvals: Approval[];
  calls: TikTokCall[];
  caps: SpendCap[];
  /** Own rules by scope ('' is the workspace), each as `agent:create` → decision. */
  rules: Record<string, Rules>;
  version: number;
  updatedBy: string | null;
  /** What the server makes of an approval; the status it answers with. */
  afterApprove: Approval['status'];
}

/** A server in the page that keeps rules, approvals, caps and calls; change the state to change what it answers. */
export function controlsServer(change: Partial<ControlsState> = {}, ads: Partial<AdsState> = {}): ControlsState {
  const feed = feedServer([], {
    permissions: ['read', 'controls'],
    accounts: [
      account(OUTDOOR, 'Nordlys Outdoor — Europe', { currency: 'USD' }),
      account(HIKARI, '株式会社ひかり化粧品', { currency: 'JPY' }),
    ],
    ...ads,
  });
  const state: ControlsState = {
    feed,
    approvals: [],
    calls: [],
    caps: [],
    rules: {},
    version: 1,
    updatedBy: null,
    afterApprove: 'running',
    ...change,
  };
  const { server } = feed;
  const pageOf = <Item>(items: readonly Item[], query: URLSearchParams) => {
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit') ?? 50);
    return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null };
  };
  const pending = () => state.approvals.filter(({ status }) => status === 'pending');
  server.on('GET /v1/approvals', ({ query }) => {
    const status = query.get('status');
    const rest = state.approvals.filter((one) => one.status !== 'pending');
    const all = [...pending(), ...rest].filter((one) => status === null || one.status === status);
    return { body: { ...pageOf(all, query), pendingCount: pending().length } };
  });
  const find = (path: string) => state.approvals.find(({ id }) => path.includes(id));
  server.on('GET /v1/approvals/*', ({ path }) => {
    const found = find(path);
    return found === undefined ? problem(404, 'not_found') : { body: found };
  });
  const decide = (path: string, body: unknown, status: Approval['status']) => {
    const found = find(path);
    if (found === undefined) return problem(404, 'not_found');
    if (found.status !== 'pending') return problem(409, 'approval_over', 'Somebody decided on it before.');
    const note = (body as { note?: string }).note ?? null;
    const next = { ...found, status, note, decidedAt: ago(0), decidedBy: 'maren', mayDecide: false };
    state.approvals = state.approvals.map((one) => (one.id === found.id ? next : one));
    return { body: next };
  };
  server.on('POST /v1/approvals/*/approve', ({ path, body }) => decide(path, body, state.afterApprove));
  server.on('POST /v1/approvals/*/deny', ({ path, body }) => decide(path, body, 'denied'));
  server.on('POST /v1/approvals/*/withdraw', ({ path, body }) => decide(path, body, 'withdrawn'));

  const controlsOf = (advertiserId: string | null): Controls => ({
    advertiserId,
    cells: ACTOR_KINDS.flatMap((actorKind) =>
      CONTROL_ACTIONS.map((action) => {
        const own = advertiserId === null ? undefined : state.rules[advertiserId]?.[`${actorKind}:${action}`];
        const workspace = state.rules['']?.[`${actorKind}:${action}`];
        const decision = own ?? workspace ?? DEFAULT_DECISIONS[actorKind];
        return {
          actorKind,
          action,
          decision,
          source: own !== undefined ? 'advertiser' : workspace !== undefined ? 'workspace' : 'default',
        } as const;
      }),
    ),
    advertisersWithRules: Object.keys(state.rules).filter((scope) => scope !== ''),
    updatedAt: state.updatedBy === null ? null : ago(2),
    updatedBy: state.updatedBy,
  });
  const etag = () => ({ ETag: `"${state.version}"` });
  server.on('GET /v1/controls', ({ query }) => ({ body: controlsOf(query.get('advertiserId')), headers: etag() }));
  server.on('PUT /v1/controls', ({ body, headers }) => {
    const match = headers.get('If-Match');
    if (match !== null && match !== `"${state.version}"`) return problem(412, 'version_conflict');
    const { advertiserId = null, cells } = body as PutControls;
    const rules: Rules = { ...state.rules[advertiserId ?? ''] };
    for (const { actorKind, action, decision } of cells) {
      if (decision === null) delete rules[`${actorKind}:${action}`];
      else rules[`${actorKind}:${action}`] = decision;
    }
    state.rules = { ...state.rules, [advertiserId ?? '']: rules };
    state.version += 1;
    state.updatedBy = 'maren';
    return { body: controlsOf(advertiserId), headers: etag() };
  });

  server.on('GET /v1/spend-caps', ({ query }) => ({
    body: { items: state.caps.filter((cap) => cap.advertiserId === query.get('advertiserId')) },
  }));
  server.on('PUT /v1/spend-caps', ({ body }) => {
    const wanted = body as PutSpendCap;
    const campaignId = wanted.campaignId ?? null;
    const known = state.caps.find((cap) => cap.advertiserId === wanted.advertiserId && cap.campaignId === campaignId);
    const currency = wanted.advertiserId === HIKARI ? 'JPY' : 'USD';
    const cap = spendCap({
      ...known,
      ...wanted,
      campaignId,
      campaignName: campaignId === null ? null : 'Spring sale',
      currency,
      updatedAt: ago(0),
    });
    state.caps = [...state.caps.filter((one) => one !== known), cap];
    return { body: cap };
  });
  server.on('DELETE /v1/spend-caps/*', ({ path }) => {
    state.caps = state.caps.filter(({ id }) => !path.endsWith(id));
    return { status: 204 };
  });
  server.on('GET /v1/spend-caps/*/use', ({ path }) => {
    const cap = state.caps.find(({ id }) => path.includes(id));
    return cap === undefined ? problem(404, 'not_found') : { body: useOf(cap) };
  });
  server.on('GET /v1/tiktok-calls', ({ query }) => {
    const status = query.get('status');
    return {
      body: pageOf(
        state.calls.filter((one) => status === null || one.status === status),
        query,
      ),
    };
  });
  return state;
}

/** Comes back once what was answered before has been read: an answer of its own takes the same way and is asked for later. */
export async function afterAnswers(element: TikTokControls, { client }: StubServer): Promise<void> {
  await client.call('listTikTokCalls', { query: { limit: 1 } });
  await element.updateComplete;
}
