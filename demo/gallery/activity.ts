// What a workspace has lived through, as the server would tell it: for events that only years, or TikTok's reviewers, bring about.

import type { ActivityCounts, EventData, EventType, ListedEvent } from '../../shared/index.ts';
import { EVENT_TYPES } from '../../shared/index.ts';

const HOUR_MS = 3_600_000;
const OUTDOOR = { advertiserId: '7104856021930123265', accountName: 'Nordlys Outdoor — Europe' };
const HIKARI = { advertiserId: '7231904417760051203', accountName: '株式会社ひかり化粧品 公式アカウント' };
const KOPI = { advertiserId: '7198822045610037250', accountName: 'Kopi Pagi Nusantara' };
const SIGN_IN = { advertiserId: null, accountName: 'Maren Holm', connectionId: 'con_maren0001' };
const NO_PLACE = { campaignId: null, campaignName: null, adgroupId: null, adgroupName: null };
const SPRING = { ...NO_PLACE, campaignId: '1801111111111111111', campaignName: 'Spring 2026, prospecting' };
const manage = (kind: string, advertiserId: string, keyword: string): string =>
  `https://ads.tiktok.com/i18n/manage/${kind}?aadvid=${advertiserId}&keyword=${keyword}`;

type Change = Partial<Omit<ListedEvent, 'type' | 'data'>>;

/** Makes events of a moment. `hoursAgo` is how long before it each happened. */
export function eventsAt(now: number) {
  let made = 0;
  return function event<Type extends EventType>(
    type: Type,
    hoursAgo: number,
    data: EventData<Type>,
    change: Change = {},
  ): ListedEvent {
    const { severity, group, needsYou, isListed } = EVENT_TYPES[type];
    const at = new Date(now - hoursAgo * HOUR_MS).toISOString();
    made += 1;
    const common = {
      id: `evt_gallery${String(made).padStart(4, '0')}`,
      severity,
      group,
      needsYou,
      isListed,
      occurredAt: at,
      createdAt: at,
      resolvedAt: null,
      connectionId: null,
      subject: { kind: 'ad', id: `180122222222222${1000 + made}`, name: 'Spring shell jacket – 15 s – v3' },
      tiktokUrl: null,
      isRead: true,
      ...OUTDOOR,
    };
    return { ...common, type, data, ...change } as unknown as ListedEvent;
  };
}

/** A page of the list, and counts as the server has them. */
export function activityPage(
  items: readonly ListedEvent[],
  more: Partial<ActivityCounts> = {},
  nextCursor: string | null = null,
) {
  const of = (group: string): number => items.filter((event) => event.group === group).length;
  const counts: ActivityCounts = {
    all: items.length,
    needsYou: items.filter(({ needsYou }) => needsYou).length,
    unread: items.filter(({ isRead }) => !isRead).length,
    ads: of('ads'),
    accounts: of('accounts'),
    audiences: of('audiences'),
    other: of('other'),
    ...more,
  };
  return { items, nextCursor, counts };
}

/** The one sign-in that the events name. */
export const connectionsPage = () => ({
  items: [{ id: SIGN_IN.connectionId, environment: 'production', source: 'oauth' }],
  nextCursor: null,
});

const trouble = (state: 'read_only' | 'disconnected' | 'active', accountCount: number, waitingExports: number) =>
  ({ state, reason: null, accountCount, waitingExports }) as const;
const signInOf = { ...SIGN_IN, subject: { kind: 'connection', id: SIGN_IN.connectionId, name: 'Maren Holm' } } as const;
const accountOf = ({ advertiserId, accountName }: typeof OUTDOOR) =>
  ({
    advertiserId,
    accountName,
    subject: { kind: 'account', id: advertiserId, name: accountName },
    tiktokUrl: `https://ads.tiktok.com/i18n/account/setting?aadvid=${advertiserId}`,
  }) as const;
const exportOf = (name: string, change: Change = {}): Change => ({
  subject: { kind: 'export', id: 'exp_spring00001', name },
  connectionId: SIGN_IN.connectionId,
  ...change,
});
const exported = (state: 'completed' | 'failed' | 'cancelled', peopleSent: number, rejectedRows = 0) =>
  ({
    exportId: 'exp_spring00001',
    state,
    action: 'APPEND',
    customAudienceId: '7301111111111111111',
    audienceName: 'Spring buyers',
    mirrorId: null,
    peopleSent,
    rejectedRows,
    error: null,
  }) as const;
const approvalOf = (status: 'pending' | 'denied', decidedBy: string | null): EventData<'approval.requested'> => ({
  approvalId: 'apr_gallery0001',
  status,
  path: '/campaign/create/',
  family: 'campaign',
  actions: ['create'],
  actorKind: 'agent',
  requestedBy: 'maren.holm',
  decidedBy,
});
const audienceOf = (name: string, change: Change = {}): Change => ({
  subject: { kind: 'audience', id: '7301111111111111111', name },
  ...change,
});
const adOf = (id: string, name: string | null, change: Change = {}): Change => ({
  subject: { kind: 'ad', id, name },
  tiktokUrl: manage('creative', OUTDOOR.advertiserId, id),
  ...change,
});
const DAY_MS = 24 * HOUR_MS;
const daysFrom = (now: number, days: number): string => new Date(now + days * DAY_MS + HOUR_MS).toISOString();

/** An ordinary week: three things need somebody, the rest is a log. */
export function ordinary(now: number): ListedEvent[] {
  const event = eventsAt(now);
  return [
    event(
      'ad.disapproved',
      0.3,
      { ...SPRING, reasons: ['Misleading claim: waterproof for life.'], suggestion: null, confirmed: true },
      adOf('1801222222222221001', 'Spring shell jacket – 15 s – v3', { isRead: false }),
    ),
    event(
      'account.suspended',
      2.4,
      { reason: 'Unacceptable business practices.', confirmed: true },
      { ...accountOf(KOPI), isRead: false },
    ),
    event('connection.read_only', 4.9, trouble('read_only', 2, 2), { ...signInOf, isRead: false }),
    event(
      'audience.ready',
      13,
      { customAudienceId: '7301111111111111112', coverNum: 201_455, peopleSent: 243_870, exportId: null },
      { ...HIKARI, ...audienceOf('春の新生活キャンペーン（購入者・リピーター）') },
    ),
    event(
      'audience.expiring',
      26,
      { customAudienceId: '7301111111111111113', expiresAt: daysFrom(now, 58), daysLeft: 58 },
      audienceOf('Lapsed 180 days'),
    ),
    event(
      'ad.approved',
      29,
      { ...NO_PLACE, isPartial: false, confirmed: true },
      { ...HIKARI, ...adOf('1801222222222221006', '夏の日焼け止め 9:16 B案') },
    ),
    event('export.completed', 55, exported('completed', 24_112, 37), exportOf('Spring buyers')),
    event('connection.restored', 171, trouble('active', 2, 0), signInOf),
  ];
}

/** One of each kind, newest first. */
export function oneOfEach(now: number): ListedEvent[] {
  const event = eventsAt(now);
  const adgroup = { subject: { kind: 'adgroup', id: '1801333333333333331', name: 'DE 25–44, lookalike 3 %' } } as const;
  const adgroupUrl = { tiktokUrl: manage('adgroup', OUTDOOR.advertiserId, '1801333333333333331') };
  return [
    event(
      'ad.disapproved',
      0.2,
      {
        ...SPRING,
        reasons: ['Misleading claim: waterproof for life.', 'The landing page does not load on a phone.'],
        suggestion: 'Say how long the coating lasts.',
        confirmed: true,
      },
      adOf('1801222222222221001', 'Spring shell jacket – 15 s – v3', { isRead: false }),
    ),
    event(
      'adgroup.disapproved',
      0.4,
      { ...SPRING, reasons: [], suggestion: null, confirmed: true },
      { ...adgroup, ...adgroupUrl, isRead: false },
    ),
    event('account.suspended', 0.6, { reason: null, confirmed: true }, { ...accountOf(KOPI), isRead: false }),
    event('account.access_lost', 0.8, {}, { ...accountOf(HIKARI), connectionId: SIGN_IN.connectionId, isRead: false }),
    event('connection.expiring', 1, trouble('active', 3, 0), { ...signInOf, isRead: false }),
    event('connection.read_only', 1.2, trouble('read_only', 2, 0), { ...signInOf, isRead: false }),
    event('connection.disconnected', 1.4, trouble('disconnected', 1, 1), { ...signInOf, isRead: false }),
    event(
      'export.failed',
      1.6,
      {
        ...exported('failed', 61_200),
        error: {
          code: 'tiktok_unavailable',
          message: 'TikTok did not answer as expected.',
          tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
        },
      },
      exportOf('Spring buyers', { isRead: false }),
    ),
    event(
      'mirror.confirmation_needed',
      1.8,
      {
        mirrorId: 'mir_vip0000001',
        exportId: 'exp_vip0000001',
        code: 'many_removals',
        audienceName: 'VIP customers',
        toAdd: 310,
        toRemove: 12_400,
      },
      exportOf('VIP customers', { isRead: false }),
    ),
    event('approval.requested', 1.9, approvalOf('pending', null), {
      subject: { kind: 'approval', id: 'apr_gallery0001', name: 'Spring sale' },
      isRead: false,
    }),
    event('approval.decided', 23, approvalOf('denied', 'jun.tanaka'), {
      subject: { kind: 'approval', id: 'apr_gallery0002', name: null },
    }),
    event(
      'ad.approved',
      24,
      { ...SPRING, isPartial: false, confirmed: true },
      adOf('1801222222222221002', 'Rain cape, Reels cut'),
    ),
    event(
      'ad.approved',
      24.2,
      { ...SPRING, isPartial: true, confirmed: true },
      adOf('1801222222222221003', 'Rain cape, long cut'),
    ),
    event('adgroup.approved', 24.4, { ...SPRING, isPartial: false, confirmed: true }, { ...adgroup, ...adgroupUrl }),
    event(
      'campaign.status_changed',
      24.6,
      { from: 'CAMPAIGN_STATUS_ENABLE', to: 'CAMPAIGN_STATUS_BUDGET_EXCEED' },
      {
        subject: { kind: 'campaign', id: '1801111111111111111', name: 'Spring 2026, prospecting' },
        tiktokUrl: manage('campaign', OUTDOOR.advertiserId, '1801111111111111111'),
      },
    ),
    event('account.restored', 24.8, { confirmed: true }, accountOf(KOPI)),
    event('account.access_restored', 25, {}, { ...accountOf(HIKARI), tiktokUrl: null }),
    event('connection.restored', 25.2, trouble('active', 2, 0), signInOf),
    event(
      'connection.removed',
      25.4,
      {},
      { ...signInOf, accountName: 'Jun Tanaka', subject: { ...signInOf.subject, name: 'Jun Tanaka' } },
    ),
    event('export.completed', 25.6, exported('completed', 24_112, 37), exportOf('Spring buyers')),
    event('export.cancelled', 25.8, exported('cancelled', 0), exportOf('Autumn test')),
    event(
      'audience.ready',
      26,
      { customAudienceId: '7301111111111111112', coverNum: 201_455, peopleSent: 243_870, exportId: null },
      audienceOf('春の新生活キャンペーン（購入者・リピーター）', HIKARI),
    ),
    event(
      'audience.expiring',
      26.2,
      { customAudienceId: '7301111111111111113', expiresAt: daysFrom(now, 6), daysLeft: 7 },
      audienceOf('Lapsed 180 days'),
    ),
    event(
      'tiktok.unknown',
      26.4,
      {
        entity: 'TT_VIDEO_COMMENT',
        object: 42,
        payload: { comment_id: '7104856021930123299', like_count: 2, status: 'VISIBLE' },
      },
      { subject: { kind: 'notice', id: 'a1', name: null } },
    ),
  ];
}

/** What needed somebody once, and does not any more. */
export function settledOnes(now: number): ListedEvent[] {
  const event = eventsAt(now);
  const settledAt = new Date(now - 0.5 * HOUR_MS).toISOString();
  const isSettled = { needsYou: false, resolvedAt: settledAt } as const;
  return [
    event(
      'ad.approved',
      0.5,
      { ...SPRING, isPartial: false, confirmed: true },
      adOf('1801222222222221001', 'Spring shell jacket – 15 s – v3', { isRead: false }),
    ),
    event(
      'ad.disapproved',
      3,
      { ...SPRING, reasons: ['Misleading claim: waterproof for life.'], suggestion: null, confirmed: true },
      { ...adOf('1801222222222221001', 'Spring shell jacket – 15 s – v3'), ...isSettled },
    ),
    event('connection.read_only', 5, trouble('read_only', 2, 2), { ...signInOf, ...isSettled }),
    event(
      'account.suspended',
      30,
      { reason: 'Unacceptable business practices.', confirmed: true },
      { ...accountOf(KOPI), ...isSettled },
    ),
  ];
}

/** What could not be held against TikTok itself, and what this version does not know. */
export function unsureOnes(now: number): ListedEvent[] {
  const event = eventsAt(now);
  return [
    event(
      'ad.disapproved',
      0.3,
      { ...NO_PLACE, reasons: ['Prohibited product.'], suggestion: null, confirmed: false },
      { ...adOf('1801222222222221009', null), tiktokUrl: null, isRead: false },
    ),
    event(
      'account.suspended',
      1,
      { reason: 'Unacceptable business practices.', confirmed: false },
      { ...accountOf(KOPI), tiktokUrl: null, isRead: false },
    ),
    event(
      'tiktok.unknown',
      2,
      {
        entity: 'LEAD',
        object: 1,
        payload: {
          lead_id: '7104856021930123299',
          form_id: '7104856021930123301',
          create_time: '2026-03-12 07:30:00',
          changes: 4,
        },
      },
      { subject: { kind: 'notice', id: 'a1', name: null } },
    ),
    event(
      'tiktok.unknown',
      2.2,
      { entity: null, object: 17, payload: {} },
      { subject: { kind: 'notice', id: 'a2', name: null } },
    ),
  ];
}

const LONG =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft – Frühjahrskampagne 2026, alle Formate';

/** Names and reasons of the length that people and TikTok give them. */
export function longOnes(now: number): ListedEvent[] {
  const event = eventsAt(now);
  return [
    event(
      'ad.disapproved',
      0.3,
      {
        ...SPRING,
        campaignName: LONG,
        reasons: [
          'The ad contains an exaggerated claim about the performance of the product that a reasonable viewer could not verify: “the last jacket you will ever need”. Ads must not promise results that cannot be proven, and must not compare with other brands without a source that the viewer can read.',
          'לא ניתן לאמת את הטענה שבמודעה',
          'https://www.example.com/de/outdoor/jacken/fruehjahr-2026/regenjacke-mit-sehr-langem-namen-und-farbe-petrol-groesse-xl',
        ],
        suggestion: 'Remove the claim or show where it was measured.',
        confirmed: true,
      },
      adOf('1801222222222221001', LONG, {
        isRead: false,
        accountName: 'متجر الرياضة والمغامرات — الإمارات العربية المتحدة',
      }),
    ),
    event(
      'audience.ready',
      2,
      { customAudienceId: '7301111111111111112', coverNum: null, peopleSent: null, exportId: null },
      audienceOf('لاحقاً: العملاء الذين اشتروا خلال آخر 90 يومًا', { isRead: false }),
    ),
    event('export.completed', 5, exported('completed', 4_812_334, 20_411), exportOf('x'.repeat(128))),
  ];
}

/** More than one page of it. */
export function manyOnes(now: number): ListedEvent[] {
  const event = eventsAt(now);
  return Array.from({ length: 30 }, (_, index) =>
    index % 4 === 3
      ? event(
          'export.completed',
          index * 3,
          exported('completed', 1_200 + index * 977),
          exportOf(`Buyers, week ${30 - index}`),
        )
      : event(
          'ad.approved',
          index * 3,
          { ...SPRING, isPartial: false, confirmed: true },
          adOf(`18012222222222230${10 + index}`, `Spring shell jacket – cut ${index + 1}`, { isRead: index > 1 }),
        ),
  );
}
