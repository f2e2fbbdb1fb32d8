import type { Logger } from 'pino';
import type { ActorKind } from '../shared/control-kinds.ts';
import type { Config } from './config.ts';
import type { Sealer } from './crypto/seal.ts';
import type { LiveEvents } from './events/live-events.ts';
import type { Metrics } from './health/metrics.ts';
import type { Store } from './store/store.ts';
import type { TikTokClient } from './tiktok/client.ts';

/** Where time comes from; tests pass their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Where randomness comes from. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** An id of ours: the prefix, an underscore and 128 random bits in base64url. */
  id(
    prefix: 'con' | 'att' | 'exp' | 'job' | 'req' | 'rev' | 'aud' | 'cap' | 'apr' | 'call' | 'mir' | 'led' | 'evt',
  ): string;
}

/** Asks the job runner to look for due work now instead of at its next tick. */
export interface JobSignal {
  wake(): void;
}

/**
 * What one feature tells others without knowing them. `createServer` ties them together; each must bear being called twice.
 */
export interface Hooks {
  /** The connection can be written through again: what waited for it may go on. */
  connectionBack(workspaceId: string, connectionId: string): Promise<void>;
  /** The ad accounts imported through a connection are others than before, or its token or state is. Never rejects. */
  connectionChanged(workspaceId: string, connectionId: string): Promise<void>;
  /** A mirror's run has come to `ready`, or has ended: the mirror decides what comes next. */
  mirrorRunMoved(workspaceId: string, mirrorId: string): Promise<void>;
}

/** Everything a verb may use. Handed in, never imported. */
export interface Deps {
  readonly config: Config;
  readonly store: Store;
  readonly tiktok: TikTokClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  readonly jobs: JobSignal;
  /** Notices of TikTok that were just stored. */
  readonly inbox: JobSignal;
  readonly live: LiveEvents;
  /** Seals secrets before they are stored, each for its owner; see `secretContext` in server/crypto. */
  readonly sealer: Sealer;
  readonly metrics: Metrics;
  readonly hooks: Hooks;
}

/** Who is calling. A host key speaks for the whole workspace and has every permission. */
export interface Actor {
  readonly kind: 'session' | 'host';
  /** Who acts with the credential, for the controls. */
  readonly actorKind: ActorKind;
  readonly workspaceId: string;
  readonly userId: string | null;
  readonly permissions: ReadonlySet<string>;
  readonly origin: string | null;
  readonly expiresAt: number | null;
}
