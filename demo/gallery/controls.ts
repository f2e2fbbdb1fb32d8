// Calls that waited, were decided on and were sent, as the server would tell them: for what takes days, or TikTok's bad moments.

import type { Approval, TikTokCall } from '../../shared/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OUTDOOR = { advertiserId: '7104856021930123265', accountName: 'Nordlys Outdoor — Europe' };
const HIKARI = { advertiserId: '7231904417760051203', accountName: '株式会社ひかり化粧品 公式アカウント' };
const CAMPAIGN_ID = '1801111111111111111';
const REQUEST_ID = '202603120930000A9F3C51E77B20D4C8';

function approvalsAt(now: number) {
  let made = 0;
  return (minutesAgo: number, change: Partial<Approval> = {}): Approval => {
    made += 1;
    const requestedAt = now - minutesAgo * MINUTE_MS;
    return {
      id: `apr_gallery${String(made).padStart(4, '0')}`,
      status: 'pending',
      requestedAt: new Date(requestedAt).toISOString(),
      expiresAt: new Date(requestedAt + 72 * HOUR_MS).toISOString(),
      requestedBy: { actorKind: 'agent', credential: 'session', userId: 'maren.holm' },
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
        { field: 'operation_status', value: 'DISABLE' },
        { field: 'budget', value: '250' },
        { field: 'budget_mode', value: 'BUDGET_MODE_DAY' },
        { field: 'objective_type', value: 'WEB_CONVERSIONS' },
      ],
      runs: 'by_server',
      decidedAt: null,
      decidedBy: null,
      note: null,
      callId: null,
      result: null,
      mayDecide: true,
      ...OUTDOOR,
      ...change,
    };
  };
}

export const approvalsPage = (items: readonly Approval[]) => ({
  items,
  nextCursor: null,
  pendingCount: items.filter(({ status }) => status === 'pending').length,
});

const ORDINARY_PROGRAM = { actorKind: 'automation', credential: 'host', userId: null } as const;
const decision = (now: number, hoursAgo: number, decidedBy: string): Partial<Approval> => ({
  decidedAt: new Date(now - hoursAgo * HOUR_MS).toISOString(),
  decidedBy,
  mayDecide: false,
});

/** Four that wait, each of another kind, and four that were decided on. */
export function ordinaryApprovals(now: number): Approval[] {
  const approval = approvalsAt(now);
  return [
    approval(3),
    approval(26, {
      requestedBy: ORDINARY_PROGRAM,
      path: '/campaign/status/update/',
      actions: ['remove'],
      asked: ['remove'],
      subject: { kind: 'campaign', id: CAMPAIGN_ID, name: 'Winter clearance 2025' },
      facts: [
        { field: 'operation_status', value: 'DELETE' },
        { field: 'campaign_ids', value: CAMPAIGN_ID },
      ],
    }),
    approval(71, {
      ...HIKARI,
      currency: 'JPY',
      path: '/dmp/custom_audience/file/upload/',
      family: 'audience',
      actions: ['audience_write'],
      asked: ['audience_write'],
      subject: { kind: 'audience', id: null, name: '春の新生活キャンペーン（購入者・リピーター）' },
      facts: [{ field: 'calculate_type', value: 'MULTIPLE_TYPES' }],
      runs: 'by_caller',
    }),
    approval(5 * 60, {
      requestedBy: { actorKind: 'person', credential: 'session', userId: 'demo-marketer' },
      path: '/adgroup/budget/update/',
      family: 'adgroup',
      actions: ['budget_change'],
      asked: ['budget_change'],
      subject: { kind: 'adgroup', id: '1802222222222222222', name: 'DE 25–44, lookalike 3 %' },
      facts: [
        { field: 'budget', value: '1200' },
        { field: 'budget_mode', value: 'BUDGET_MODE_DAY' },
      ],
      mayDecide: false,
    }),
    approval(27 * 60, { status: 'succeeded', ...decision(now, 26, 'demo-marketer') }),
    approval(30 * 60, {
      status: 'denied',
      note: 'Not before the holidays. Ask again on Monday.',
      subject: { kind: 'campaign', id: null, name: 'Easter teaser' },
      ...decision(now, 29, 'jun.tanaka'),
    }),
    approval(52 * 60, {
      status: 'failed',
      actions: ['resume'],
      subject: { kind: 'ad', id: '1803333333333333333', name: 'Rain cape, Reels cut' },
      facts: [{ field: 'operation_status', value: 'ENABLE' }],
      result: {
        tiktokCode: 40002,
        tiktokMessage: 'The ad group of this ad has ended.',
        tiktokRequestId: REQUEST_ID,
        error: null,
      },
      ...decision(now, 51, 'jun.tanaka'),
    }),
    approval(100 * 60, {
      status: 'expired',
      requestedBy: ORDINARY_PROGRAM,
      subject: { kind: 'campaign', id: null, name: 'Autumn test' },
      facts: [],
      mayDecide: false,
    }),
  ];
}

const LONG =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft – Frühjahrskampagne 2026, alle Formate';

/** Names of the length that people give, in several scripts. */
export function longApprovals(now: number): Approval[] {
  const approval = approvalsAt(now);
  return [
    approval(3, {
      accountName: 'متجر الرياضة والمغامرات — الإمارات العربية المتحدة',
      currency: 'IDR',
      subject: { kind: 'campaign', id: null, name: LONG },
      facts: [
        { field: 'budget', value: '1500000' },
        { field: 'budget_mode', value: 'BUDGET_MODE_TOTAL' },
        { field: 'operation_status', value: 'ENABLE' },
      ],
      requestedBy: { actorKind: 'agent', credential: 'session', userId: `${'x'.repeat(60)}@agency.example` },
    }),
    approval(9, {
      actions: ['pause'],
      subject: { kind: 'adgroup', id: null, name: null },
      facts: [{ field: 'adgroup_ids', value: '18022222222222, 18022222222223 … (128)' }],
    }),
    approval(30, {
      status: 'denied',
      note: 'לא ניתן לאמת את הטענה שבמודעה. '.repeat(6).trim(),
      subject: { kind: 'ad', id: null, name: 'لاحقاً: العملاء الذين اشتروا خلال آخر 90 يومًا' },
      ...decision(now, 0.2, 'jun.tanaka'),
    }),
  ];
}

/** What was sent lately, with each way it can end. */
export function recentCalls(now: number): TikTokCall[] {
  let made = 0;
  const call = (minutesAgo: number, change: Partial<TikTokCall> = {}): TikTokCall => {
    made += 1;
    const at = new Date(now - minutesAgo * MINUTE_MS).toISOString();
    return {
      id: `call_gallery${String(made).padStart(4, '0')}`,
      at,
      finishedAt: at,
      status: 'succeeded',
      actor: { actorKind: 'agent', credential: 'session', userId: 'maren.holm' },
      method: 'POST',
      path: '/campaign/create/',
      family: 'campaign',
      actions: ['create'],
      advertiserId: OUTDOOR.advertiserId,
      connectionId: 'con_maren0001',
      idempotencyKey: null,
      createRequestId: null,
      entityIds: [CAMPAIGN_ID],
      attempts: [attempt(at)],
      approvalId: null,
      error: null,
      ...change,
    };
  };
  const attempt = (at: string, change: Partial<TikTokCall['attempts'][number]> = {}) => ({
    at,
    durationMs: 312,
    purpose: 'send' as const,
    outcome: 'answered' as const,
    httpStatus: 200,
    tiktokCode: 0,
    tiktokRequestId: REQUEST_ID,
    detail: null,
    ...change,
  });
  const at = new Date(now - 48 * MINUTE_MS).toISOString();
  const lost = { outcome: 'lost', httpStatus: null, tiktokCode: null, tiktokRequestId: null } as const;
  return [
    call(2, { status: 'waiting', attempts: [], entityIds: [], finishedAt: null }),
    call(9),
    call(21, {
      status: 'failed',
      actor: ORDINARY_PROGRAM,
      actions: ['update', 'budget_change'],
      attempts: [attempt(at, { tiktokCode: 40002 })],
      error: {
        code: 'tiktok_error',
        message: 'TikTok says: The budget must be at least 50.',
        tiktokRequestId: REQUEST_ID,
      },
    }),
    call(48, {
      attempts: [
        attempt(at, { ...lost, durationMs: 30_000 }),
        attempt(at, { purpose: 'look_up', outcome: 'found', durationMs: 240 }),
      ],
    }),
    call(95, {
      status: 'refused',
      actions: ['resume'],
      attempts: [],
      error: {
        code: 'spend_cap_exceeded',
        message: 'The budgets would exceed a spend cap: 740.00 of 500.00 USD a day.',
      },
    }),
    call(140, {
      status: 'unknown',
      actions: ['upload'],
      family: 'creative',
      entityIds: [],
      attempts: [attempt(at, lost)],
    }),
  ];
}

export const callsPage = (items: readonly TikTokCall[]) => ({ items, nextCursor: null });
