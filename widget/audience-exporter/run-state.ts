import type { Export, ExportState } from '../../shared/exports.ts';
import type { TikTokAdsError } from '../client/errors.ts';
import type { HashProgress } from '../worker/hash-csv.ts';
import type { HashTotals, WorkerFailure } from '../worker/protocol.ts';
import type { Pace } from './pace.ts';

// What is known about the one export that the page shows: how far it is, and what is in its way.

export type Phase = 'idle' | 'opening' | 'hashing' | 'receiving' | 'host_sends' | 'ready' | 'running' | 'ended';

/** What was asked of the server when it refused. */
export type RunAction = 'start' | 'retry' | 'cancel' | 'pause' | 'resume' | 'look' | 'sync';

export interface Run {
  phase: Phase;
  export: Export | null;
  /** Progress in the worker, for a file. */
  hash: HashProgress | null;
  /** What the worker counted, once it is through; tells values that came hashed from those it hashed. */
  totals: HashTotals | null;
  sentBytes: number;
  /** The worker was told to pause. */
  isPaused: boolean;
  /** The page has no network. */
  isOffline: boolean;
  /** Of the file's bytes while it is hashed, of the people while they are sent. */
  pace: Pace | null;
  /** A call to start, cancel or retry is on its way. */
  isBusy: boolean;
  /** Nothing moved for so long that asking has stopped. */
  isStalled: boolean;
  /** When the server was asked last, and will be asked next. */
  lookedAt: string | null;
  nextLookAt: string | null;
  failure: TikTokAdsError | null;
  failedAction: RunAction;
  fileFailure: WorkerFailure | null;
}

export const IDLE: Run = {
  phase: 'idle',
  export: null,
  hash: null,
  totals: null,
  sentBytes: 0,
  isPaused: false,
  isOffline: false,
  pace: null,
  isBusy: false,
  isStalled: false,
  lookedAt: null,
  nextLookAt: null,
  failure: null,
  failedAction: 'look',
  fileFailure: null,
};

/** The phase that an export's own state stands for. */
export function phaseOf(state: ExportState, hostSends: boolean): Phase {
  switch (state) {
    case 'draft':
    case 'receiving':
      return hostSends ? 'host_sends' : 'receiving';
    case 'ready':
      return 'ready';
    case 'uploading':
    case 'processing':
      return 'running';
    default:
      return 'ended';
  }
}

/**
 * A run of a mirror that nobody has to confirm goes on from `ready` by itself; any other export waits there for a person.
 */
export function goesOnByItself({ state, mirrorId, dryRun, confirmation }: Export): boolean {
  return state === 'ready' && mirrorId !== null && !dryRun && confirmation === null;
}

/** Nothing of it moves until a person resumes it, or signs in again. */
export function isHeldUp({ pausedAt, waiting }: Export): boolean {
  return pausedAt !== null || waiting !== null;
}

/** Phases in which something moves that a lost network would hold up or hide. */
export function isUnderWay(phase: Phase): boolean {
  return phase !== 'idle' && phase !== 'ready' && phase !== 'ended';
}
