import type { SignatureScheme } from './signature.ts';
import type { RetryState } from './retry-schedule.ts';
import type { AttemptResult } from './sender.ts';

/**
 * `queued`: its turn is to come; `sending`: under way; `waiting`: failed, to be tried again; `delivered`: a 200 came;
 * `given_up`: nobody answered 200 in time; `dropped`: every subscription behind it ended first, or the simulator stopped.
 */
export type DeliveryState = 'queued' | 'sending' | 'waiting' | 'delivered' | 'given_up' | 'dropped';

export const DELIVERY_STATES: readonly DeliveryState[] = [
  'queued',
  'sending',
  'waiting',
  'delivered',
  'given_up',
  'dropped',
];

/** One request to a callback, with all its attempts. */
export interface Delivery {
  readonly id: number;
  readonly callbackUrl: string;
  readonly appId: string;
  readonly entity: string;
  /** Updates in the body. */
  readonly entries: number;
  /** Exactly what goes out, at every attempt; emptied once nothing is left to send. */
  body: string;
  readonly bytes: number;
  /** The id of the delivery this one repeats, or null. */
  readonly duplicateOf: number | null;
  /** Set for one delivery; null for the settings of the moment. */
  readonly scheme: SignatureScheme | null;
  readonly timestampSeconds: number | null;
  /** False once nobody is subscribed to it any more. */
  readonly isWanted: () => boolean;
  state: DeliveryState;
  retry: RetryState;
  attemptCount: number;
  /** The newest ones. */
  attempts: DeliveryAttempt[];
}

export interface DeliveryAttempt extends AttemptResult {
  /** By the pace clock. */
  atMs: number;
}

/** What a control call shows of a delivery. */
export function deliveryView(delivery: Delivery): Record<string, unknown> {
  const { state, retry, attempts } = delivery;
  return {
    id: delivery.id,
    callbackUrl: delivery.callbackUrl,
    appId: delivery.appId,
    entity: delivery.entity,
    entries: delivery.entries,
    bytes: delivery.bytes,
    duplicateOf: delivery.duplicateOf,
    state,
    attemptCount: delivery.attemptCount,
    attempts: attempts.map(({ atMs, status, error }) => ({ at: new Date(atMs).toISOString(), status, error })),
    nextAttemptAt: state === 'waiting' || state === 'queued' ? new Date(retry.dueMs).toISOString() : null,
  };
}
