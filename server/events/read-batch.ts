import type { Deps } from '../deps.ts';
import { encodeEvent } from './encode-events.ts';
import type { LiveLimits } from './live-limits.ts';
import { viewEvents } from './view-events.ts';

export interface Batch {
  /** Null where there is nothing new. */
  chunk: Uint8Array | null;
  /** The place behind it. */
  to: number;
  hasMore: boolean;
}

/** What comes after a place, encoded: as many events as one read takes, and no more bytes than that unless the first is larger. */
export async function readBatch(
  { store }: Pick<Deps, 'store'>,
  limits: Pick<LiveLimits, 'batchEvents' | 'batchBytes'>,
  workspaceId: string,
  place: number,
): Promise<Batch> {
  const records = await store.workspace(workspaceId).events.listAfter(place, limits.batchEvents);
  const views = await viewEvents({ store }, workspaceId, records);
  const messages: Uint8Array[] = [];
  let bytes = 0;
  for (const view of views) {
    if (bytes >= limits.batchBytes) break;
    const message = encodeEvent(view);
    messages.push(message);
    bytes += message.length;
  }
  const last = records[messages.length - 1];
  return {
    chunk: messages.length === 0 ? null : Buffer.concat(messages, bytes),
    to: last?.seq ?? place,
    hasMore: messages.length < records.length || records.length === limits.batchEvents,
  };
}
