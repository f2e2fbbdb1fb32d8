import type { RefreshTokenPolicy } from '../../../demo/simulator/index.ts';

export interface Setting {
  /** Half of them of each kind. */
  connections: number;
  days: number;
  servers: number;
  /** How far the calendar moves at a time. */
  stepMinutes: number;
  refreshTokens: RefreshTokenPolicy;
  /** Told once a simulated day. */
  progress?: (day: number, seconds: number) => void;
}

export interface Outcome {
  seconds: number;
  /** Calls that TikTok got, and how many of them it failed on purpose. */
  calls: number;
  faulted: number;
  /** Renewals that arrived. `inAnyWindow` is the largest number in any five minutes by the clock, tokens ended early left out. */
  renewals: { total: number; perServer: number[]; inAnyWindow: number; averageInWindow: number };
  /** Refreshes that TikTok was asked for less than an hour after one that had arrived. */
  duplicates: number;
  /** Access tokens that TikTok ended early, and how many of them were renewed within minutes of somebody looking. */
  endedEarly: number;
  renewedAgain: number;
  /** Access tokens that ended before they were renewed, and calls that were answered "expired" (40102) although none had been ended early. */
  ended: number;
  expiredAnswers: number;
  /** The shortest life that any access token in use had left at a full hour. */
  shortestLifeMs: number;
  /** The longest time between two looks at a connection whose token lives until it is revoked, to the hour. */
  longestUnprobedMs: number;
  /** How many connections were in another state than `active`, at a full hour, summed up. */
  troubledHours: number;
  /** At the end. */
  states: Record<string, number>;
  /** Connections whose ad accounts could be read at TikTok at the end, with the token the server then held. */
  readable: number;
  /** Jobs that failed with an error nobody expected, over all servers, and the last of them. */
  failedJobs: number;
  lastError: string | null;
}
