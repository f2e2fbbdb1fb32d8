import type { CallStatus } from '../../shared/control-kinds.ts';
import type { CallEnd } from '../guard-shapes/index.ts';
import { type AnswerKind, readAnswer } from '../reconcile/index.ts';

/** What becomes of a call's Idempotency-Key. */
export type KeyFate =
  /** It keeps the answer: a repeat gets the same one. */
  | 'answered'
  /** Nothing was done, and the same call may pass another time: a repeat is a call of its own. */
  | 'free'
  /** It stays with the call: a repeat goes on with it, and finds out first what was done. */
  | 'kept';

export interface Ending {
  status: CallStatus;
  key: KeyFate;
}

const ENDINGS: Readonly<Record<AnswerKind, Ending>> = {
  done: { status: 'succeeded', key: 'answered' },
  refused: { status: 'failed', key: 'answered' },
  not_now: { status: 'failed', key: 'free' },
  unclear: { status: 'unknown', key: 'kept' },
};

/** How a call's end is written down, and what becomes of its key. Pure. */
export function endingOf(end: CallEnd): Ending {
  switch (end.kind) {
    case 'answered':
      return ENDINGS[readAnswer(end.answer)];
    case 'refused':
      return { status: 'refused', key: 'free' };
    case 'waiting':
      return { status: 'waiting', key: 'kept' };
    case 'not_sent':
      return { status: 'failed', key: 'free' };
    case 'unknown':
      return { status: 'unknown', key: 'kept' };
  }
}
