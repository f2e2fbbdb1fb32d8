import type { EventData, EventSubject } from '../../shared/events.ts';
import type { EventType } from '../../shared/event-types.ts';
import type { Deps } from '../deps.ts';
import type { NewEvent } from '../store/events.ts';
import type { EpochMs } from '../store/types.ts';

/** An event as a feature tells it. */
export type EventDraft = {
  [Type in EventType]: {
    type: Type;
    /** Names the thing that happened, the same each time it is told: ids, a state, an instant of the record. */
    key: string;
    subject: EventSubject;
    data: EventData<Type>;
    advertiserId?: string | null;
    accountName?: string | null;
    connectionId?: string | null;
    /** Default: now. */
    occurredAt?: EpochMs;
    /** What it resolves and is resolved by are events of the same topic. Default: the subject's id. */
    topic?: string;
    /** Whether people see it in the feed. Default: as the catalogue says. */
    isListed?: boolean;
  };
}[EventType];

/**
 * Writes down what happened, and tells it to open streams, the feed and the host. Telling the same again (same `key`) does nothing,
 * so that whoever is not sure, such as after a crash, tells again.
 *
 * Never rejects: what was done is done. Events the database does not take go to the server's log, at level `error`.
 */
export async function recordEvents(deps: Deps, workspaceId: string, ...drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const events = drafts.map((draft) => toNewEvent(deps, draft));
  try {
    const written = await deps.store.workspace(workspaceId).events.append(events, deps.config.hostWebhookUrl !== null);
    if (written.length === 0) return;
    deps.live.published([workspaceId]);
    if (deps.config.hostWebhookUrl !== null) deps.jobs.wake();
  } catch (err) {
    deps.log.error({ workspaceId, keys: drafts.map(({ key }) => key), err }, 'events could not be stored');
  }
}

/** The draft with its id and its defaults. */
export function toNewEvent({ clock, random }: Pick<Deps, 'clock' | 'random'>, draft: EventDraft): NewEvent {
  const now = clock.now();
  return {
    ...draft,
    id: random.id('evt'),
    advertiserId: draft.advertiserId ?? null,
    accountName: draft.accountName ?? null,
    connectionId: draft.connectionId ?? null,
    occurredAt: draft.occurredAt ?? now,
    createdAt: now,
  };
}
