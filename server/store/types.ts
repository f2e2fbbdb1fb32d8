// The contract's words, as the store uses them.
export type { AdvertiserRole, ConnectionKind, ConnectionState, SignInReview } from '../../shared/connections.ts';
export type { Failure } from '../../shared/errors.ts';
export type { Environment } from '../../shared/fields.ts';

/** `expired` is not stored: it follows from `expiresAt`. */
export type AttemptStatus = 'pending' | 'succeeded' | 'failed';

/** Instants inside the server: epoch milliseconds, UTC. They become ISO-8601 text in the routes. */
export type EpochMs = number;

/** A page of a list in a stable order. `after` is the sort key of the last item before, from `nextAfter`. */
export interface Slice<Item> {
  items: Item[];
  nextAfter: string | null;
}
export interface SliceQuery {
  after: string | null;
  limit: number;
}
