import type { ExportLimits } from './limits.ts';

/**
 * How long until TikTok is asked again about an audience it has had for `sinceMs`: a quarter of that. Only the time counts, not how
 * often it was asked, so that somebody who watches does not put off the looks that come when nobody does.
 *
 * @returns milliseconds, from `followFirstMs` (5 s) to `followSlowestMs` (15 minutes)
 */
export function nextFollowDelay(
  sinceMs: number,
  { followFirstMs, followSlowestMs }: Pick<ExportLimits, 'followFirstMs' | 'followSlowestMs'>,
): number {
  return Math.min(followSlowestMs, Math.max(followFirstMs, Math.round(sinceMs / 4)));
}
