import type { ConnectionNotice } from '../../shared/connections.ts';
import { namedScope, NEEDED_SCOPES, type PermissionScope } from '../../shared/permission-scopes.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { ANNOUNCE_BEFORE_MS, signInEndsAt } from '../tokens/index.ts';

/**
 * What exports need and the person did not grant, by the sign-in or by what TikTok turned calls away for. Nothing where
 * TikTok has said neither, as for a pasted token at first.
 */
export function missingScopes({
  kind,
  scopes,
  refusedScopes,
}: Pick<ConnectionRecord, 'kind' | 'scopes' | 'refusedScopes'>): PermissionScope[] {
  // A TikTok account's scopes are words such as user.info.basic, of another list than the numbered permissions.
  const areTold = kind !== 'tiktok_account' && scopes.length > 0;
  return NEEDED_SCOPES.filter((id) => (areTold && !scopes.includes(id)) || refusedScopes.includes(id)).map(namedScope);
}

/**
 * What somebody should know about a connection although it works.
 *
 * @param advertiserCount the ad accounts it reaches; null where they were never read, and nothing is known
 */
export function connectionNotices(
  record: ConnectionRecord,
  advertiserCount: number | null,
  now: EpochMs,
): ConnectionNotice[] {
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
