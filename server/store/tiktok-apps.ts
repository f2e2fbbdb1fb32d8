import type { EpochMs } from './types.ts';

/** A developer app of a workspace. One that was replaced stays as long as something that was made with it needs it. */
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

/** Developer apps across workspaces: whose secret a notice of TikTok may be signed with. */
export interface AppLookup {
  /** What workspaces have brought for an app, last changed first. */
  findAll(appId: string, limit: number): Promise<{ workspaceId: string; sealedSecret: string }[]>;
}

export interface TikTokAppStore {
  getCurrent(): Promise<TikTokAppRecord | null>;
  get(appId: string): Promise<TikTokAppRecord | null>;
  /** Adds the app or replaces its secret, and makes it the current one. Apps that nothing needs are removed. */
  put(app: Omit<TikTokAppRecord, 'isCurrent'>): Promise<void>;
  /** Ends its being current, and removes it unless it is needed. Returns its id, null without one. */
  retire(): Promise<string | null>;
  /**
   * Removes the apps that are not current and that nothing needs: no connection that is not revoked, no grant that is
   * still to be withdrawn and no sign-in that is pending was made with them. Returns how many.
   */
  removeUnneeded(): Promise<number>;
  /** How many connections that are not revoked were made with the app. */
  countConnections(appId: string): Promise<number>;
}
