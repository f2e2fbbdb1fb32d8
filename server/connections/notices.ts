import type { ConnectionNotice } from '../../shared/connections.ts';
import { namedScope, NEEDED_SCOPES, type PermissionScope } from '../../shared/permission-scopes.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';

/** How long before its end a sign-in that cannot be renewed is announced. */
export const ANNOUNCE_BEFORE_MS = 14 * 86_400_000;

/** When somebody must sign in again because the token can be renewed no longer; null: never. */
export function signInEndsAt(record: Pick<ConnectionRecord, 'tokenExpiresAt' | 'refreshExpiresAt'>): EpochMs | null {
  return record.refreshExpiresAt ?? record.tokenExpiresAt;
}

/** What exports need and the person did not grant. Nothing where TikTok does not say what was granted, as for a pasted token. */
export function missingScopes({ kind, scopes }: Pick<ConnectionRecord, 'kind' | 'scopes'>): PermissionScope[] {
  // A TikTok account's scopes are words such as user.info.basic, of another list than the numbered permissions.
  if (kind === 'tiktok_account' || scopes.length === 0) return [];
  return NEEDED_SCOPES.filter((id) => !scopes.includes(id)).map(namedScope);
}

/** What somebody should know about a connection although it works. */
export function connectionNotices(record: ConnectionRecord, advertiserCount: number, now: EpochMs): ConnectionNotice[] {
  const endsAt = signInEndsAt(record);
  const isAlive = record.state !== 'disconnected' && record.state !== 'revoked';
  const reachesNone = isAlive && advertiserCount === 0;
  const notices: [ConnectionNotice, boolean][] = [
    ['no_ad_accounts', reachesNone && (record.businessCenterCount ?? 0) === 0],
    ['business_center_only', reachesNone && (record.businessCenterCount ?? 0) > 0],
    ['permissions_missing', missingScopes(record).length > 0],
    ['sign_in_ends', isAlive && endsAt !== null && endsAt - now <= ANNOUNCE_BEFORE_MS],
    ['renewal_delayed', isAlive && record.renewalTroubleSince !== null],
    ['sandbox_limits', record.environment === 'sandbox'],
  ];
  return notices.filter(([, holds]) => holds).map(([notice]) => notice);
}
