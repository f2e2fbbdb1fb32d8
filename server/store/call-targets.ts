import type { ConnectionState, Environment, EpochMs } from './types.ts';

/** What a call to TikTok must know of the connection that it goes through: read for each call, so no more than that. */
export interface CallTarget {
  connectionId: string;
  environment: Environment;
  state: ConnectionState;
  /** Null for a pasted token. */
  appId: string | null;
  tokenVersion: number;
  /** When the access token ends; null where it lives until it is revoked. */
  tokenExpiresAt: EpochMs | null;
}

/** Which connection a call goes through. */
export interface CallTargetStore {
  /** The connection that the ad account was imported through; null when it is not imported. */
  ofAdvertiser(advertiserId: string): Promise<CallTarget | null>;
  /** Null when there is no such connection. One that was disconnected on purpose is still there. */
  ofConnection(connectionId: string): Promise<CallTarget | null>;
  /** Those that TikTok is believed to take a token of, oldest first. */
  listUsable(limit: number): Promise<CallTarget[]>;
}

/** Which sign-in reaches which Business Center. */
export interface BusinessCenterStore {
  /** The usable connections that reached it when they were last read, oldest first. */
  connectionsOf(bcId: string): Promise<string[]>;
  /** Replaces what a connection reaches. */
  set(connectionId: string, bcIds: readonly string[], at: EpochMs): Promise<void>;
}
