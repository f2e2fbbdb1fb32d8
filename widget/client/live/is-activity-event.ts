import type { ActivityEvent } from '../../../shared/events.ts';

/** Other versions may send what this one does not know: it has an id, a type and data, or it is no event. */
export function isActivityEvent(value: unknown): value is ActivityEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { id, type, data } = value as Partial<ActivityEvent>;
  return typeof id === 'string' && typeof type === 'string' && typeof data === 'object' && data !== null;
}
