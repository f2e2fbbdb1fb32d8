import type { Config } from '../config.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import { RATE_TIERS } from '../tiktok/index.ts';

/** Whose limits at TikTok a call counts for. */
export interface Lane {
  readonly key: string;
  /** Calls a minute that TikTok allows. */
  readonly limitPerMinute: number;
}

export type Caller = Pick<ConnectionRecord, 'id' | 'environment' | 'appId'>;

/**
 * The lane of a connection's calls: its developer app's in its environment. A token whose app nobody knows has one of its own, as in
 * the TikTok client. Only of the server's own app is the tier known; every other counts as the lowest.
 */
export function laneOf(
  config: Pick<Config, 'tiktokAppId' | 'tiktokRateTier'>,
  { id, environment, appId }: Caller,
): Lane {
  const isOwn = appId !== null && appId === config.tiktokAppId;
  return {
    key: `${environment} ${appId ?? id}`,
    limitPerMinute: RATE_TIERS[isOwn ? config.tiktokRateTier : 'basic'].qpm,
  };
}
