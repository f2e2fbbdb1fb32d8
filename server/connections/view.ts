import type { Connection } from '../../shared/connections.ts';
import type { Deps } from '../deps.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { AdvertiserChangeRecord, ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { signInEndsAt } from '../tokens/index.ts';
import { connectionNotices, missingScopes } from './notices.ts';

/** As `toConnection`, of a connection whose ad accounts may never have been read: then it is not said to have none. */
export async function viewConnection(
  deps: Deps,
  workspaceId: string,
  record: ConnectionRecord,
  counts: { advertiserCount: number; importedCount: number },
): Promise<Connection> {
  const now = deps.clock.now();
  if (counts.advertiserCount > 0) return toConnection(record, counts, now);
  const { connections } = deps.store.workspace(workspaceId);
  const { at } = await connections.listAdvertisers(record.id, { after: null, limit: 1 });
  return toConnection(record, counts, now, at !== null);
}

/**
 * The record as the contract shows it: without the token, with the numbers of ad accounts.
 *
 * @param isRead whether its ad accounts were ever read
 */
export function toConnection(
  record: ConnectionRecord,
  counts: { advertiserCount: number; importedCount: number },
  now: EpochMs,
  isRead: boolean = true,
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
    notices: connectionNotices(record, isRead ? counts.advertiserCount : null, now),
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
