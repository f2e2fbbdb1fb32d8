import type { Actor } from '../deps.ts';
import type { SendTally } from './sender.ts';

/** What one call has come to so far. */
export interface CallTally extends SendTally {
  readonly requestId: string;
  readonly startedAt: number;
  /** The request names an origin: a page asks, and needs leave to read the answer. */
  readonly isFromPage: boolean;
  status: number;
  actor: Actor | null;
  path: string | null;
  family: string | null;
  callId: string | null;
  /** A form sees itself to what is left of it. */
  isForm: boolean;
  /** For the counters: `ok`, TikTok's code, a code of ours, `gone`, `broken`. */
  outcome: string;
}
