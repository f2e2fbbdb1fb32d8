import { requireAdAccount, requireUsableAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  type CustomAudienceDetails,
  getAudience,
  type Grant,
  parseTikTokTime,
  TikTokApiError,
} from '../tiktok/index.ts';
import { toAudienceError } from './audience-error.ts';

/** Which audience of which ad account; what every call about one begins with. */
export interface AudiencePlace {
  readonly advertiserId: string;
  readonly customAudienceId: string;
}

/**
 * Runs something with the ad account's sign-in and tells failures of TikTok's in the contract's words.
 *
 * @throws {AppError} account_not_imported; for `write` also why the ad account cannot be written to; connection_disconnected, and
 *   TikTok's failures
 */
export async function atTikTok<Result>(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  purpose: 'read' | 'write',
  run: (grant: Grant) => Promise<Result>,
): Promise<Result> {
  const account =
    purpose === 'write'
      ? await requireUsableAccount(deps, workspaceId, advertiserId)
      : await requireAdAccount(deps, workspaceId, advertiserId);
  try {
    return await withGrant(deps, workspaceId, account.connectionId, purpose, run);
  } catch (error) {
    throw error instanceof TikTokApiError ? toAudienceError(error) : error;
  }
}

/** @throws {AppError} audience_not_found */
export async function requireAudience(deps: Deps, grant: Grant, place: AudiencePlace): Promise<CustomAudienceDetails> {
  const audience = await getAudience(deps.tiktok, grant, place);
  if (audience === null) {
    throw new AppError(
      'audience_not_found',
      'TikTok knows no such audience in this ad account. It may have been deleted.',
    );
  }
  return audience;
}

/**
 * An audience that can be changed from this ad account.
 *
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired
 */
export async function requireChangeable(
  deps: Deps,
  grant: Grant,
  place: AudiencePlace,
): Promise<CustomAudienceDetails> {
  const audience = await requireAudience(deps, grant, place);
  requireCreator(audience);
  requireAlive(deps, audience);
  return audience;
}

/** @throws {AppError} audience_not_updatable - another ad account shares it with this one */
export function requireCreator(audience: CustomAudienceDetails): void {
  if (audience.isCreator) return;
  throw new AppError(
    'audience_not_updatable',
    'Another ad account made this audience and shares it with this one. Only there it can be renamed, shared or deleted.',
  );
}

/** @throws {AppError} audience_expired - TikTok only lets it be deleted */
export function requireAlive(deps: Deps, audience: CustomAudienceDetails): void {
  if (!isExpired(audience.expiredTime, deps.clock.now())) return;
  throw new AppError(
    'audience_expired',
    `The audience expired on ${audience.expiredTime ?? ''} (UTC). TikTok only lets it be deleted; make a new one instead.`,
  );
}

/** Whether TikTok's `expired_time` has come. */
export function isExpired(expiredTime: string | null, now: number): boolean {
  const at = parseTikTokTime(expiredTime);
  return at !== null && at <= now;
}
