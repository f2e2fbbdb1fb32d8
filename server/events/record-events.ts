import { setImmediate as nextTurn } from 'node:timers/promises';
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
    /** What it resolves and is resolved by are events of the same topic; a run resolves nothing of a later run. Default: the subject's id. */
    topic?: string;
    /** Whether people see it in the feed. Default: as the catalogue says. */
    isListed?: boolean;
  };
}[EventType];

/** In one transaction: a sign-in that is lost may concern thousands of ad accounts, and everybody else who writes waits for it. */
const AT_ONCE = 200;

/**
 * Writes down what happened, and tells it to open streams, the feed and the host. Telling the same again (same `key`) does nothing,
 * so that whoever is not sure, such as after a crash, tells again. Up to 200 are written all or none.
 *
 * Never rejects: what was done is done. Events the database does not take go to the server's log, at level `error`.
 */
export async function recordEvents(deps: Deps, workspaceId: string, ...drafts: readonly EventDraft[]): Promise<void> {
  for (let first = 0; first < drafts.length; first += AT_ONCE) {
    // Requests get their turn in between.
    if (first > 0) await nextTurn();
    await recordSome(deps, workspaceId, drafts.slice(first, first + AT_ONCE));
  }
}

async function recordSome(deps: Deps, workspaceId: string, drafts: readonly EventDraft[]): Promise<void> {
  const isForHost = deps.config.hostWebhookUrl !== null;
  try {
    const events = drafts.map((draft) => toNewEvent(deps, draft));
    const written = await deps.store.workspace(workspaceId).events.append(events, isForHost);
    if (written.length === 0) return;
    deps.live.published([workspaceId]);
    if (isForHost) deps.jobs.wake();
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
