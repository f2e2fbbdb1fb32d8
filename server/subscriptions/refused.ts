import type { Deps } from '../deps.ts';
import {
  isPassingCode,
  isScopeMissing,
  isTokenRejected,
  type SubscriptionTarget,
  TikTokApiError,
} from '../tiktok/index.ts';

// One thing that TikTok will not subscribe to must not hold up the others: an ad that is gone, an ad account that the grant no longer
// reaches. It is left out for a while, within this process.

const LEFT_OUT_MS = 6 * 3_600_000;

const leftOut = new WeakMap<Deps, Map<string, number>>();

/** 40001 names something out of reach, 40002 may too, 40007 and 40300 what does not exist; 40011 is about the number of ids. */
const ABOUT_THE_TARGET: ReadonlySet<number> = new Set([40001, 40002, 40007, 40300, 40302]);

/** Whether TikTok refused what was named, and not the app, the token or the callback. */
export function isAboutTarget(error: unknown): error is TikTokApiError {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  const { code, tiktokMessage } = error;
  return (
    ABOUT_THE_TARGET.has(code) &&
    !isScopeMissing(code, tiktokMessage) &&
    !isTokenRejected(code, tiktokMessage) &&
    !/callback/i.test(tiktokMessage)
  );
}

/** Whether no waiting cures a refusal: somebody has to see to it, such as an app that is on no allowlist. */
export function isLasting(error: unknown): error is TikTokApiError {
  if (!(error instanceof TikTokApiError) || error.kind !== 'refused' || error.code === null) return false;
  return error.retryAfterMs === null && !isPassingCode(error.code, error.tiktokMessage);
}

/** Leaves it out for six hours. */
export function leaveOut(deps: Deps, connectionId: string, id: string): void {
  const all = leftOut.get(deps) ?? new Map<string, number>();
  leftOut.set(deps, all);
  const now = deps.clock.now();
  for (const [key, until] of all) if (until <= now || until > now + LEFT_OUT_MS) all.delete(key);
  all.set(`${connectionId} ${id}`, now + LEFT_OUT_MS);
}

export function isLeftOut(deps: Deps, connectionId: string, id: string): boolean {
  const until = leftOut.get(deps)?.get(`${connectionId} ${id}`) ?? 0;
  return until > deps.clock.now();
}

/** The ad or ad group, or the ad account of a group of one. */
export function idOf(target: SubscriptionTarget): string {
  return target.entity === 'AD_ACCOUNT_SUSPENSION' ? (target.advertiserIds[0] ?? '') : target.objectId;
}
