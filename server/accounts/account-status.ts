import type { AdAccountStatus } from '../../shared/ad-accounts.ts';
import { AUDIENCE_SCOPE, missingScopes } from '../connections/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { EpochMs, Failure } from '../store/types.ts';
import { ENABLED_STATUS, SUSPENDED_STATUSES } from '../tiktok/index.ts';

/** How an ad account stands for people, why, and since when (null: since it was imported). */
export interface DerivedStatus {
  status: AdAccountStatus;
  reason: Failure | null;
  changedAt: EpochMs | null;
}

type StatusInputs = Pick<
  AdAccountWithConnection,
  'tiktokStatus' | 'role' | 'accessLostAt' | 'statusChangedAt' | 'connection'
>;

/** What stops most comes first: no sign-in, no access, TikTok's punishment, then what only stops writing. */
export function deriveStatus(account: StatusInputs): DerivedStatus {
  const { connection, tiktokStatus, role } = account;
  if (connection.state === 'disconnected' || connection.state === 'revoked') {
    const reason = connection.stateReason ?? {
      code: 'connection_disconnected',
      message: 'This connection was removed. Sign in with TikTok and import the ad account again.',
    };
    return { status: 'disconnected', reason, changedAt: connection.updatedAt };
  }
  if (account.accessLostAt !== null) {
    return {
      status: 'no_permission',
      reason: {
        code: 'tiktok_permission_denied',
        message:
          'The person who signed in no longer has access to this ad account. An admin can give it back in TikTok, or somebody with access can sign in.',
      },
      changedAt: account.accessLostAt,
    };
  }
  const changedAt = account.statusChangedAt;
  if (tiktokStatus !== null && SUSPENDED_STATUSES.includes(tiktokStatus)) {
    return {
      status: 'suspended',
      reason: {
        code: 'account_suspended',
        message: `TikTok has suspended this ad account (${tiktokStatus}). TikTok Ads Manager shows why and how to appeal.`,
      },
      changedAt,
    };
  }
  if (connection.state === 'read_only') {
    const reason = connection.stateReason ?? {
      code: 'connection_read_only',
      message: 'This connection only reads until somebody signs in with TikTok again.',
    };
    return { status: 'read_only', reason, changedAt: connection.updatedAt };
  }
  if (tiktokStatus !== null && tiktokStatus !== ENABLED_STATUS) {
    return {
      status: 'read_only',
      reason: {
        code: 'tiktok_permission_denied',
        message: `TikTok has not approved this ad account yet (${tiktokStatus}); until then it can only be read. TikTok Ads Manager shows what is missing.`,
      },
      changedAt,
    };
  }
  if (role === 'ANALYST') {
    return {
      status: 'read_only',
      reason: {
        code: 'tiktok_permission_denied',
        message:
          'The person who signed in is an analyst of this ad account, a role that only reads. An admin of the ad account can make them an operator in TikTok, or an operator can sign in.',
      },
      changedAt,
    };
  }
  const audiences = missingScopes(connection).find(({ id }) => id === AUDIENCE_SCOPE);
  if (audiences !== undefined) {
    return {
      status: 'read_only',
      reason: {
        code: 'tiktok_permission_denied',
        message: `The person who signed in did not grant “${audiences.name}”, which exports need. Sign in with TikTok again and leave every permission ticked.`,
      },
      changedAt,
    };
  }
  return { status: 'connected', reason: null, changedAt };
}
