import type { ActivityEvent } from '../../shared/events.ts';
import { standardWebhookHeaders } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { viewEvents } from '../events/index.ts';
import type { JobHandler, JobRun } from '../jobs/index.ts';
import type { DeliveryOutcome, EventDeliveryRecord } from '../store/events.ts';
import type { EpochMs } from '../store/types.ts';
import type { Answer, Receiver } from './receiver.ts';
import type { ReceiverHealth } from './receiver-health.ts';
import { nextAttempt } from './retry-plan.ts';
import { toHostWebhook } from './view.ts';

/** Read at once, so that memory does not grow with what is pending. */
const READ_AT_ONCE = 20;
/** Outcomes are written together: after so many, or so long. A crash repeats at most those, under the same `webhook-id`. */
const SETTLE_EVERY = 10;
const SETTLE_MS = 250;
/** Then other lines have the place. */
const SLICE_MS = 2000;
const GONE = 410;

type Tried = { outcome: DeliveryOutcome; metric: 'delivered' | 'again' | 'gone' | 'dead' };

/**
 * Sends the pending events of one line, one after the other, each until the receiver has it or it is given up; what comes later in the
 * line waits meanwhile. Without HOST_WEBHOOK_URL nothing is sent and nothing changes: see `settleLines`.
 */
export function deliverJob(receiver: Receiver | null, health: ReceiverHealth): JobHandler {
  return async (deps, { workspaceId, subjectId }, run) => {
    if (receiver === null) return 'done';
    const { eventDeliveries } = deps.store.workspace(workspaceId);
    const line = subjectId.slice(workspaceId.length + 1);
    const startedAt = deps.clock.now();
    for (;;) {
      const next = await eventDeliveries.next(line, READ_AT_ONCE);
      if (next.length === 0) return 'done';
      const views = await viewEvents(
        deps,
        workspaceId,
        next.map(({ event }) => event),
      );
      const waitUntil = await deliver(
        { deps, workspaceId, receiver, health, run },
        next.map(({ delivery }) => delivery),
        views,
      );
      if (waitUntil !== null) return { runAt: waitUntil };
      // What was written meanwhile has put the job in line again.
      if (next.length < READ_AT_ONCE) return 'done';
      const now = deps.clock.now();
      if (now - startedAt >= SLICE_MS) return { runAt: now };
    }
  };
}

interface Delivering {
  deps: Deps;
  workspaceId: string;
  receiver: Receiver;
  health: ReceiverHealth;
  run: JobRun;
}

/** @returns until when the line waits, or null when all of these are over */
async function deliver(
  its: Delivering,
  deliveries: readonly EventDeliveryRecord[],
  views: readonly ActivityEvent[],
): Promise<EpochMs | null> {
  const { deps, workspaceId, run } = its;
  const { eventDeliveries } = deps.store.workspace(workspaceId);
  let outcomes: DeliveryOutcome[] = [];
  let settledAt = deps.clock.now();
  const settle = async (): Promise<void> => {
    if (outcomes.length > 0) await eventDeliveries.settle(outcomes);
    outcomes = [];
    settledAt = deps.clock.now();
  };
  try {
    for (const [index, delivery] of deliveries.entries()) {
      // Stopped, or another process has the line by now.
      run.signal.throwIfAborted();
      const event = views[index];
      if (event === undefined) throw new Error('an event of a delivery has no view');
      const now = deps.clock.now();
      if (delivery.nextAttemptAt !== null && delivery.nextAttemptAt > now) return delivery.nextAttemptAt;
      const tried = await attempt(its, delivery, event);
      outcomes.push(tried.outcome);
      deps.metrics.eventDelivery({ outcome: tried.metric });
      if (tried.outcome.state === 'pending') return tried.outcome.nextAttemptAt;
      if (outcomes.length >= SETTLE_EVERY || deps.clock.now() - settledAt >= SETTLE_MS) await settle();
    }
    return null;
  } finally {
    // Also when it is cut off: what the receiver has is not sent again.
    await settle();
  }
}

async function attempt(its: Delivering, delivery: EventDeliveryRecord, event: ActivityEvent): Promise<Tried> {
  const { deps, workspaceId, receiver, health, run } = its;
  const content = JSON.stringify(toHostWebhook(workspaceId, event));
  const sentAt = deps.clock.now();
  const secrets = deps.config.hostWebhookSecret ?? '';
  const headers = standardWebhookHeaders(secrets, { id: delivery.eventId, at: sentAt, content });
  const answer = await receiver.post(content, headers, sentAt, run.signal);
  const status = answer.kind === 'answered' ? answer.status : null;
  const isTaken = status !== null && status >= 200 && status < 300;
  // Cut off by ourselves: that was no try.
  if (status === null) run.signal.throwIfAborted();

  const now = deps.clock.now();
  const triedSince = delivery.triedSince ?? delivery.nextAttemptAt ?? delivery.createdAt;
  const attempts = delivery.attempts + 1;
  const base = { seq: delivery.seq, attempts, triedSince, lastStatus: status };
  await health.note(deps, isTaken);
  if (isTaken) {
    const over = { state: 'delivered', nextAttemptAt: null, endedAt: now, lastError: null } as const;
    return { outcome: { ...base, ...over }, metric: 'delivered' };
  }
  const lastError = whatWasWrong(answer);
  const at =
    status === GONE
      ? null
      : nextAttempt({
          attempts,
          since: triedSince,
          now,
          askedMs: answer.kind === 'answered' ? answer.askedMs : null,
          spread: (deps.random.bytes(1)[0] ?? 0) / 255,
        });
  const line = { workspaceId, eventId: delivery.eventId, attempts, status, reason: lastError };
  if (at === null) {
    deps.log.error(line, 'an event could not be delivered to the host and is given up');
    const over = { state: 'dead', nextAttemptAt: null, endedAt: now, lastError } as const;
    return { outcome: { ...base, ...over }, metric: status === GONE ? 'gone' : 'dead' };
  }
  deps.log.warn({ ...line, nextAttemptAt: at }, 'an event could not be delivered to the host and is tried again');
  const again = { state: 'pending', nextAttemptAt: at, endedAt: null, lastError } as const;
  return { outcome: { ...base, ...again }, metric: 'again' };
}

function whatWasWrong(answer: Answer): string {
  if (answer.kind === 'unanswered') return answer.reason;
  const { status } = answer;
  if (status === GONE) return 'The receiver answered 410: it wants no more of this.';
  if (status >= 300 && status < 400)
    return `The receiver answered with a redirect (${status}), which is not followed. Set HOST_WEBHOOK_URL to the final address.`;
  return `The receiver answered ${status} instead of 2xx.`;
}
