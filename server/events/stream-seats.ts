import { AppError } from '../errors.ts';
import type { StreamOwner } from './live-events.ts';
import type { LiveLimits } from './live-limits.ts';

/** What a caller is told who came too late. */
const RETRY_AFTER_SECONDS = 30;

/** How many streams there are, of whom: a process and a user have so many places each. */
export interface StreamSeats {
  /** Taken before anything is waited for, so that a hundred calls at once do not all find a place. @throws {AppError} too_many_streams */
  take(owner: StreamOwner): void;
  free(owner: StreamOwner): void;
  /** Whether the user, and not the process, has no place left. */
  isFullOf(owner: StreamOwner): boolean;
  readonly taken: number;
}

export function createStreamSeats(limits: Pick<LiveLimits, 'perUser' | 'perProcess'>): StreamSeats {
  const perOwner = new Map<string, number>();
  let taken = 0;
  const keyOf = ({ workspaceId, userId }: StreamOwner) => JSON.stringify([workspaceId, userId]);
  const takenBy = (owner: StreamOwner) => perOwner.get(keyOf(owner)) ?? 0;
  const isFullOf = (owner: StreamOwner) => takenBy(owner) >= limits.perUser;
  return {
    take(owner) {
      if (isFullOf(owner))
        throw noPlace(`A user may have ${limits.perUser} streams open at once. Close one, or share one between tabs.`);
      if (taken >= limits.perProcess) throw noPlace('This server has no place for another stream.');
      perOwner.set(keyOf(owner), takenBy(owner) + 1);
      taken += 1;
    },
    isFullOf,
    free(owner) {
      const left = takenBy(owner) - 1;
      if (left <= 0) perOwner.delete(keyOf(owner));
      else perOwner.set(keyOf(owner), left);
      taken -= 1;
    },
    get taken() {
      return taken;
    },
  };
}

export function noPlace(detail: string): AppError {
  return new AppError('too_many_streams', detail, { members: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
}
