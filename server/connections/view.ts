import type { Connection } from '../../shared/connections.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { ConnectionRecord } from '../store/connections.ts';

/** The record as the contract shows it: without the token, with the numbers of ad accounts. */
export function toConnection(
  record: ConnectionRecord,
  counts: { advertiserCount: number; importedCount: number },
): Connection {
  return {
    id: record.id,
    environment: record.environment,
    state: record.state,
    stateReason: record.stateReason,
    source: record.source,
    tiktokUser:
      record.coreUserId === null
        ? null
        : { coreUserId: record.coreUserId, displayName: record.displayName ?? '', email: record.email },
    scopes: record.scopes,
    advertiserCount: counts.advertiserCount,
    importedCount: counts.importedCount,
    createdAt: toInstant(record.createdAt),
    updatedAt: toInstant(record.updatedAt),
    lastCheckedAt: toInstantOrNull(record.lastCheckedAt),
  };
}
