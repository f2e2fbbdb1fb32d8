import type { Audience } from '../../../shared/audiences.ts';
import { MINIMUM_AUDIENCE } from '../audience-rules.ts';
import { daysLeft, EXPIRES_SOON_DAYS, PROCESSING_MS, tiktokTimeToIso } from '../export-verdict.ts';
import type { IconName } from '../../element/icons.ts';
import type { Labels } from '../../labels/labels.ts';

export type AudienceState = 'usable' | 'processing' | 'too_small' | 'expired' | 'not_usable';

export interface AudienceLook {
  mark: IconName;
  kind: 'ok' | 'warning' | 'none' | 'busy';
  word: string;
  line: string | null;
}

/** @param now milliseconds */
export function stateOf(audience: Audience, now: number): AudienceState {
  const days = daysLeft(audience.expiredTime, now);
  if (days !== null && days < 0) return 'expired';
  if (audience.isValid) return 'usable';
  if (audience.coverNum > 0 && audience.coverNum < MINIMUM_AUDIENCE) return 'too_small';
  return lastTouched(audience) > now - PROCESSING_MS ? 'processing' : 'not_usable';
}

/** When it was made, or something was sent to it from here: TikTok takes up to 48 hours after that. */
function lastTouched({ createTime, history }: Audience): number {
  const made = createTime === null ? Number.NaN : Date.parse(tiktokTimeToIso(createTime));
  const sent = Date.parse(history[0]?.createdAt ?? '');
  return Math.max(Number.isNaN(made) ? 0 : made, Number.isNaN(sent) ? 0 : sent);
}

/** TikTok knows more about it than the list says. */
export const needsReason = (audience: Audience, now: number): boolean => stateOf(audience, now) === 'not_usable';

/** @param reason TikTok's word on it; undefined while it is not known, null when there is none */
export function audienceLook(
  { audiences: words }: Labels,
  audience: Audience,
  reason: string | null | undefined,
  now: number,
): AudienceLook {
  switch (stateOf(audience, now)) {
    case 'expired':
      return { mark: 'clock', kind: 'warning', word: words.expired, line: words.expiredLine };
    case 'usable':
      return { mark: 'ok', kind: 'ok', word: words.usable, line: null };
    case 'too_small':
      return { mark: 'warning', kind: 'warning', word: words.tooSmall, line: words.tooSmallLine };
    case 'processing':
      return { mark: 'half', kind: 'busy', word: words.processing, line: words.processingLine };
    case 'not_usable':
      return {
        mark: 'warning',
        kind: 'warning',
        word: words.notUsable,
        line: reason === undefined ? null : (reason ?? words.noReason),
      };
  }
}

/** Whole days until an audience ends, when those are fewer than 60; null when they are not, or it has ended. */
export function endsSoon({ expiredTime }: Pick<Audience, 'expiredTime'>, now: number): number | null {
  const days = daysLeft(expiredTime, now);
  return days !== null && days >= 0 && days < EXPIRES_SOON_DAYS ? days : null;
}

/** "Your people, as a file"; what TikTok calls it where we have no word. */
export const kindOf = ({ audiences: words }: Labels, { audienceType }: Audience): string =>
  words.kinds[audienceType] ?? audienceType;
