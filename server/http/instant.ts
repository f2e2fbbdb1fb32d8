import type { EpochMs } from '../store/store.ts';

/** An instant as the contract writes it: ISO-8601, UTC, milliseconds. */
export function toInstant(at: EpochMs): string {
  return new Date(at).toISOString();
}

/** As `toInstant`, with null for what has not happened. */
export function toInstantOrNull(at: EpochMs | null): string | null {
  return at === null ? null : toInstant(at);
}
