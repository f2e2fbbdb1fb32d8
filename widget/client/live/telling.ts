import type { ActivityEvent } from '../../../shared/events.ts';
import type { LiveState } from '../live-message.ts';
import { isActivityEvent } from './is-activity-event.ts';
import type { Told } from './recent-events.ts';

// What the pages of one browser say to each other. Never a token: each page has its own session. Every script of the origin can
// write here, and could do all of it without the channel; but what another version or somebody's mistake says must
// not stop a page. The worst that is believed is an event that never was, after which lists are read again and found unchanged.

export type Telling =
  | { kind: 'hello'; from: string; lastId?: string | undefined }
  /** Answers one hello: `told` is null when what the asker missed can't be told any more; `silentMs`: since the server was heard. */
  | {
      kind: 'here';
      to: string;
      state: LiveState;
      retryAt: number | null;
      silentMs: number;
      lastId?: string | undefined;
      told: readonly Told[] | null;
    }
  | { kind: 'event'; id: string; event: ActivityEvent }
  | { kind: 'reset'; id: string }
  | { kind: 'state'; state: LiveState; retryAt: number | null }
  | { kind: 'beat' }
  /** To the leader: somebody looks at a page, or pressed the button. */
  | { kind: 'nudge'; isPressed: boolean };

const STATES: Readonly<Record<LiveState, true>> = {
  connecting: true,
  live: true,
  interrupted: true,
  unavailable: true,
};
/** What may be sent as `Last-Event-ID`: with anything else no request would ever leave again. */
const ID = /^[!-~]{0,256}$/;

/** A message of the channel; undefined when it is none that this version speaks. */
export function readTelling(data: unknown): Telling | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const telling = data as Telling;
  return isTelling(telling) ? telling : undefined;
}

function isTelling(telling: Telling): boolean {
  switch (telling.kind) {
    case 'hello':
      return typeof telling.from === 'string' && isIdOrNone(telling.lastId);
    case 'here': {
      const { to, silentMs, lastId, told } = telling;
      const isTold = told === null || (Array.isArray(told) && told.every(isToldEvent));
      return typeof to === 'string' && isState(telling) && silentMs >= 0 && isIdOrNone(lastId) && isTold;
    }
    case 'event':
      return isToldEvent(telling);
    case 'reset':
      return isId(telling.id);
    case 'state':
      return isState(telling);
    case 'nudge':
      return typeof telling.isPressed === 'boolean';
    default:
      return telling.kind === 'beat';
  }
}

function isToldEvent(told: { id: unknown; event: unknown } | null): boolean {
  return told !== null && isId(told.id) && isActivityEvent(told.event);
}

function isState({ state, retryAt }: { state: unknown; retryAt: unknown }): boolean {
  return typeof state === 'string' && Object.hasOwn(STATES, state) && (retryAt === null || Number.isFinite(retryAt));
}

const isId = (id: unknown): boolean => typeof id === 'string' && ID.test(id);
const isIdOrNone = (id: unknown): boolean => id === undefined || isId(id);
