import type { EpochMs } from './types.ts';

/** A developer app of a workspace. One that was replaced stays as long as a connection was made with it. */
export interface TikTokAppRecord {
  appId: string;
  /** Bound to this workspace and app id. */
  sealedSecret: string;
  secretLast4: string;
  /** Whether new sign-ins are made with it; at most one of a workspace is. */
  isCurrent: boolean;
  createdAt: EpochMs;
  updatedAt: EpochMs;
}

export interface TikTokAppStore {
  getCurrent(): Promise<TikTokAppRecord | null>;
  get(appId: string): Promise<TikTokAppRecord | null>;
  /** Adds the app or replaces its secret, and makes it the current one. Apps that no connection needs are removed. */
  put(app: Omit<TikTokAppRecord, 'isCurrent'>): Promise<void>;
  /** Ends its being current. It is removed once no connection that is not revoked was made with it. False without one. */
  retire(): Promise<boolean>;
  /** How many connections that are not revoked were made with the app. */
  countConnections(appId: string): Promise<number>;
}
