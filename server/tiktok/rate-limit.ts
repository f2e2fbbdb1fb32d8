// TikTok counts requests per developer app, over all endpoints and customers together (portal page "Rate limits",
// id 1740029171730433): per second, per minute and per day. Passing the minute's limit shuts the app out for 5 minutes, so
// this side stays below: a fifth of each limit may be used in each quarter of its window. Wherever TikTok lets its window
// begin, it touches five of such quarters at most, so it never sees more than the limit.

export type RateTier = 'basic' | 'advanced' | 'premium' | 'ultimate';

/** Calls per second, minute, hour and day; what is left out is not limited. */
export interface RateLimits {
  readonly qps?: number;
  readonly qpm?: number;
  readonly qph?: number;
  readonly qpd?: number;
}

/** TikTok's limits of a developer app by its tier. */
export const RATE_TIERS: Readonly<Record<RateTier, { qps: number; qpm: number; qpd: number }>> = {
  basic: { qps: 10, qpm: 600, qpd: 864_000 },
  advanced: { qps: 20, qpm: 1_200, qpd: 1_728_000 },
  premium: { qps: 30, qpm: 1_800, qpd: 2_592_000 },
  ultimate: { qps: 50, qpm: 3_000, qpd: 4_320_000 },
};

/** A limit that an endpoint has to itself. */
export interface OwnLimits {
  /** For people and headers, and part of the counter's key. */
  readonly name: string;
  readonly limits: RateLimits;
  /** Whether its calls count in the app's limit, too. They do where no source says otherwise, and where it costs nothing. */
  readonly countsInApp: boolean;
  /** Counted for each ad account and TikTok user on top of that. */
  readonly perAccountAndUser?: RateLimits;
}

/**
 * Segment mapping: 50 requests a second, by the documentation of one vendor that streams to TikTok (Braze, "TikTok Audience Sync"); TikTok's
 * own page names no figure, and a note of 2026 names a much larger one. It does not count in the app's limit, or a Basic app could not
 * stream. Where TikTok turns out to count such a call there after all, its answer says so: see `Lane.joinApp`.
 */
const SEGMENT_MAPPING: OwnLimits = { name: 'segment-mapping', limits: { qps: 50 }, countsInApp: false };

/** Async reports: 1 a second and 4,500 tasks a day for an app, 500 an hour for an ad account and user (pages "FAQs", "Async report"). */
const REPORT_TASK: OwnLimits = {
  name: 'report-task',
  limits: { qps: 1, qpd: 4_500 },
  countsInApp: true,
  perAccountAndUser: { qph: 500 },
};

// The pages on copying campaigns (docs 1788434394151938, 1788434463507458; Smart+: 1866528879472641) name the limits, and say that the global
// ones are not applicable. They are few, so counting them in the app's too costs nothing and holds if that should change. That
// `/smart_plus/` counts together with the others is a guess [unverified].
const COPY_CREATE: OwnLimits = { name: 'campaign-copy-create', limits: { qps: 1, qpm: 30 }, countsInApp: true };
const COPY_CHECK: OwnLimits = { name: 'campaign-copy-check', limits: { qps: 2, qpm: 60 }, countsInApp: true };
const COPIES = '/campaign/copy/';

/** GMV Max reports by tier (page "GMV Max report"). */
const GMV_MAX: Readonly<Record<RateTier, OwnLimits>> = {
  basic: gmvMax({ qps: 8, qpm: 240, qpd: 20_000 }),
  advanced: gmvMax({ qps: 12, qpm: 360, qpd: 30_000 }),
  premium: gmvMax({ qps: 20, qpm: 600, qpd: 50_000 }),
  ultimate: gmvMax({ qps: 20, qpm: 600, qpd: 50_000 }),
};

/** Making ads: 5 a second, 150 a minute and 86,400 a day for Basic. That the others grow like the app's limit is a guess [unverified]. */
const AD_CREATE: Readonly<Record<RateTier, OwnLimits>> = {
  basic: adCreate(1),
  advanced: adCreate(2),
  premium: adCreate(3),
  ultimate: adCreate(5),
};

function gmvMax(limits: RateLimits): OwnLimits {
  return { name: 'gmv-max-report', limits, countsInApp: true };
}

function adCreate(times: number): OwnLimits {
  return { name: 'ad-create', limits: { qps: 5 * times, qpm: 150 * times, qpd: 86_400 * times }, countsInApp: true };
}

/** The limit that an endpoint has to itself; undefined where its calls count in the app's alone. */
export function ownLimitsOf(path: string, tier: RateTier): OwnLimits | undefined {
  switch (path.endsWith('/') ? path : `${path}/`) {
    case '/segment/mapping/':
      return SEGMENT_MAPPING;
    case '/ad/create/':
      return AD_CREATE[tier];
    case '/gmv_max/report/get/':
      return GMV_MAX[tier];
    case '/report/task/create/':
      return REPORT_TASK;
    default:
      if (!path.includes(COPIES)) return undefined;
      return /\/check\/?$/.test(path) ? COPY_CHECK : COPY_CREATE;
  }
}

/** What one ad account may use of an app's limit: half. TikTok publishes no figure; but none should have an app to itself. */
export function accountLimitsOf(tier: RateTier): RateLimits {
  const { qps, qpm, qpd } = RATE_TIERS[tier];
  return { qps: qps / 2, qpm: qpm / 2, qpd: qpd / 2 };
}

export type WindowName = 'second' | 'minute' | 'hour' | 'day';

/** How one limit is kept: so many points in each slice of its window. */
export interface Slice {
  readonly window: WindowName;
  /** TikTok's limit and its window. */
  readonly quota: number;
  readonly windowMs: number;
  /** What may be used between the first use and `sliceMs` later. */
  readonly points: number;
  readonly sliceMs: number;
  /** How long after it was taken a point may be used. */
  readonly spendMs: number;
}

const WINDOWS = [
  ['qps', 'second', 1_000],
  ['qpm', 'minute', 60_000],
  ['qph', 'hour', 3_600_000],
  ['qpd', 'day', 86_400_000],
] as const;

/** The slices that limits are kept by. @param speed every limit is so many times as large; for runs in which days pass within minutes */
export function slicesOf(limits: RateLimits, speed = 1): Slice[] {
  return WINDOWS.flatMap(([key, window, windowMs]) => {
    const limit = limits[key];
    return limit === undefined ? [] : [sliceOf(window, Math.max(1, Math.floor(limit * speed)), windowMs)];
  });
}

/**
 * Slices follow each other without overlap, each begun by its first point. With p points a slice and a limit of m × p, no window may touch
 * more than m of them: so they are a (m-1)th of the window. Below five a second there is one point a slice, taken as the slice begins;
 * used within a quarter of the window after that, n + 1 of them never fall into one window.
 */
function sliceOf(window: WindowName, quota: number, windowMs: number): Slice {
  if (quota < 5) {
    return { window, quota, windowMs, points: 1, sliceMs: Math.ceil((1.25 * windowMs) / quota), spendMs: windowMs / 4 };
  }
  const points = Math.floor(quota / 5);
  const sliceMs = Math.ceil(windowMs / (Math.floor(quota / points) - 1));
  return { window, quota, windowMs, points, sliceMs, spendMs: sliceMs };
}
