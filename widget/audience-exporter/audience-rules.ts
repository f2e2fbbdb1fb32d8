import type { Audience } from '../../shared/audiences.ts';
import type { AudienceAction } from '../../shared/exports.ts';
import { type Draft, isRemoval, isSync, lacksConsent, type StepProblem, type World } from './export-state.ts';

// What TikTok lets an audience be and have done to it.

/** TikTok's limits for `custom_audience_name` and `retention_in_days`. */
export const MAX_NAME_LENGTH = 128;
export const MAX_RETENTION_DAYS = 365;
/** Proposed to whoever wants an audience to end: half a year, as long as most campaigns that use one. */
export const PROPOSED_RETENTION_DAYS = 180;

/** What the audience step lacks; null when nothing. */
export function audienceProblem(draft: Draft, world: World): StepProblem | null {
  const problem =
    draft.audienceKind === 'new' ? newAudienceProblem(draft, world) : existingAudienceProblem(draft, world);
  // Whoever came here to take people out, and then chose to add them after all.
  return problem ?? (lacksConsent(draft, world) && !isRemoval(draft) ? 'only_removal' : null);
}

function newAudienceProblem(draft: Draft, world: World): StepProblem | null {
  const name = draft.name.trim();
  if (name === '' || name.length > MAX_NAME_LENGTH) return 'name_missing';
  if (world.audiences?.some((audience) => audience.name === name) === true) return 'name_taken';
  const days = draft.retentionInDays;
  if (draft.delivery === 'stream' || days === null) return null;
  return Number.isInteger(days) && days >= 1 && days <= MAX_RETENTION_DAYS ? null : 'retention_out_of_range';
}

function existingAudienceProblem(draft: Draft, world: World): StepProblem | null {
  const chosen = chosenAudience(draft, world);
  if (chosen?.updatable !== true) return 'choose_audience';
  if (isSync(draft, world)) return syncObstacle(chosen) === null ? null : 'choose_audience';
  return canDo(chosen, draft.action) ? null : 'choose_audience';
}

export function chosenAudience(draft: Draft, world: World): Audience | undefined {
  return world.audiences?.find(({ customAudienceId }) => customAudienceId === draft.customAudienceId);
}

/** A partner audience takes and gives back people; there is no call that replaces all of them. */
export function canDo({ delivery }: Pick<Audience, 'delivery'>, action: AudienceAction): boolean {
  return delivery !== 'stream' || action !== 'REPLACE';
}

/**
 * Why an audience cannot be kept in sync with a segment: its first run replaces everybody, which a stream cannot, and it
 * can follow one segment only. Null when it can.
 */
export function syncObstacle({
  delivery,
  mirrorId,
}: Pick<Audience, 'delivery' | 'mirrorId'>): 'stream' | 'taken' | null {
  if (mirrorId !== null) return 'taken';
  return delivery === 'stream' ? 'stream' : null;
}

export interface AudienceShift {
  now: number;
  /** Null when the size of what is sent is not known. */
  after: number | null;
  /** TikTok fails an update that would leave fewer than 1,000. */
  mayFail: boolean;
}

/** TikTok: "The operation fails if fewer than 1,000 users would remain", and ads need as many matches. */
export const MINIMUM_AUDIENCE = 1000;

/** What an action does to an audience's size. TikTok matches only some of the people, so `after` is a bound, not a promise. */
export function audienceShift(action: AudienceAction, now: number, people: number | null): AudienceShift {
  if (people === null) return { now, after: null, mayFail: false };
  const after = action === 'APPEND' ? now + people : action === 'REMOVE' ? Math.max(0, now - people) : people;
  return { now, after, mayFail: action !== 'APPEND' && after < MINIMUM_AUDIENCE };
}
