import { EVENT_TYPES, type EventTypeEntry } from '../../shared/event-types.ts';
import type { ActivityEvent } from '../../shared/events.ts';
import type { Deps } from '../deps.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { EventRecord } from '../store/events.ts';
import type { WorkspaceStore } from '../store/store.ts';
import { adsManagerUrl } from './ads-manager-url.ts';

/** Events of one workspace as the stream, the list and the host's webhook tell them, in the order given. */
export async function viewEvents(
  deps: Pick<Deps, 'store'>,
  workspaceId: string,
  records: readonly EventRecord[],
): Promise<ActivityEvent[]> {
  const isSandbox = await sandboxAmong(deps.store.workspace(workspaceId), records);
  return records.map((record) => {
    const { severity, group, needsYou }: EventTypeEntry = EVENT_TYPES[record.type];
    return {
      id: record.id,
      type: record.type,
      severity,
      group,
      needsYou: needsYou && record.resolvedAt === null,
      isListed: record.isListed,
      occurredAt: toInstant(record.occurredAt),
      createdAt: toInstant(record.createdAt),
      resolvedAt: toInstantOrNull(record.resolvedAt),
      advertiserId: record.advertiserId,
      accountName: record.accountName,
      connectionId: record.connectionId,
      subject: record.subject,
      // Ads Manager knows nothing of the sandbox.
      tiktokUrl: isSandbox(record) ? null : adsManagerUrl(record.advertiserId, record.subject),
      data: record.data,
    } as ActivityEvent;
  });
}

/** Which events are about the sandbox: by the ad account where it is still imported, otherwise by the sign-in. */
async function sandboxAmong(
  store: WorkspaceStore,
  records: readonly EventRecord[],
): Promise<(record: EventRecord) => boolean> {
  const linked = records.filter(({ advertiserId, subject }) => adsManagerUrl(advertiserId, subject) !== null);
  if (linked.length === 0) return () => false;
  const accounts = await store.adAccounts.getMany([...new Set(linked.map(({ advertiserId }) => advertiserId ?? ''))]);
  const byAccount = new Map(accounts.map((account) => [account.advertiserId, account.connection.environment]));
  const left = linked.flatMap(({ advertiserId, connectionId }) =>
    connectionId === null || byAccount.has(advertiserId ?? '') ? [] : [connectionId],
  );
  const byConnection = new Map<string, string | undefined>();
  for (const id of new Set(left)) byConnection.set(id, (await store.connections.get(id))?.environment);
  return ({ advertiserId, connectionId }) =>
    (byAccount.get(advertiserId ?? '') ?? byConnection.get(connectionId ?? '')) === 'sandbox';
}
