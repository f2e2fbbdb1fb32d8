import type { EventDelivery, HostWebhook } from '../../shared/event-deliveries.ts';
import type { ActivityEvent } from '../../shared/events.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { EventDeliveryRecord } from '../store/events.ts';

/** What is posted to the host. */
export function toHostWebhook(workspaceId: string, event: ActivityEvent): HostWebhook {
  return { type: event.type, timestamp: event.occurredAt, workspaceId, data: event };
}

/** A delivery as callers see it. */
export function toEventDelivery(record: EventDeliveryRecord): EventDelivery {
  const { eventId, type, advertiserId, state, attempts, lastStatus, lastError } = record;
  return {
    eventId,
    type,
    advertiserId,
    state,
    attempts,
    createdAt: toInstant(record.createdAt),
    nextAttemptAt: toInstantOrNull(record.nextAttemptAt),
    endedAt: toInstantOrNull(record.endedAt),
    lastStatus,
    lastError,
  };
}
