import type { Connection } from '../../shared/connections.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { AdvertiserChangeRecord, ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { connectionNotices, missingScopes, signInEndsAt } from './notices.ts';

/** The record as the contract shows it: without the token, with the numbers of ad accounts. */
export function toConnection(
  record: ConnectionRecord,
  counts: { advertiserCount: number; importedCount: number },
  now: EpochMs,
): Connection {
  return {
    id: record.id,
    kind: record.kind,
    environment: record.environment,
    state: record.state,
    stateReason: record.stateReason,
    source: record.source,
    appId: record.appId,
    tokenLast4: record.tokenLast4,
    tokenExpiresAt: toInstantOrNull(record.tokenExpiresAt),
    signInEndsAt: toInstantOrNull(signInEndsAt(record)),
    tiktokUser:
      record.coreUserId === null
        ? null
        : { coreUserId: record.coreUserId, displayName: record.displayName ?? '', email: record.email },
    scopes: record.scopes,
    missingScopes: missingScopes(record),
    notices: connectionNotices(record, counts.advertiserCount, now),
    advertiserChange: toAdvertiserChange(record.advertiserChange),
    advertiserCount: counts.advertiserCount,
    importedCount: counts.importedCount,
    createdAt: toInstant(record.createdAt),
    updatedAt: toInstant(record.updatedAt),
    lastCheckedAt: toInstantOrNull(record.lastCheckedAt),
  };
}

function toAdvertiserChange(change: AdvertiserChangeRecord | null): Connection['advertiserChange'] {
  return change === null ? null : { ...change, at: toInstant(change.at) };
}
