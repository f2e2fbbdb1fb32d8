import type { Deps } from '../deps.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { isScopeMissing, TikTokApiError } from '../tiktok/index.ts';
import { USABLE_STATES } from './usable-states.ts';

/** Ad Account Management: the details of an ad account. */
export const DETAILS_SCOPE = '1';
/** Audience Management: whatever exports do. */
export const AUDIENCE_SCOPE = '3';

/** Which permission a call needs, by where its path begins; for others it is not known. */
const SCOPE_BY_PATH: readonly (readonly [string, string])[] = [
  ['/advertiser/', DETAILS_SCOPE],
  ['/dmp/', AUDIENCE_SCOPE],
];

/**
 * Notes that TikTok turned a call away because the person did not grant the permission for it, so that the connection says
 * so before the next one is tried. Any other error is nothing to note.
 */
export async function noteRefusedScope(
  deps: Deps,
  workspaceId: string,
  { id, refusedScopes, tokenVersion }: ConnectionRecord,
  error: unknown,
): Promise<void> {
  if (!(error instanceof TikTokApiError) || !isScopeMissing(error.code, error.tiktokMessage)) return;
  const scope = SCOPE_BY_PATH.find(([beginning]) => error.path?.startsWith(beginning) === true)?.[1];
  if (scope === undefined || refusedScopes.includes(scope)) return;
  const change = { refusedScopes: [...refusedScopes, scope] };
  await deps.store.workspace(workspaceId).connections.update(id, change, USABLE_STATES, tokenVersion);
}
