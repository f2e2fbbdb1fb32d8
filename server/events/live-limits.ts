export interface LiveLimits {
  /** Streams of one user in one workspace; the host's key counts as one user. */
  perUser: number;
  perProcess: number;
  /** A user's oldest stream gives way to a new one beyond `perUser` once it has been open for so long. */
  tenureMs: number;
  /** A stream that has nothing to say says so this often. */
  heartbeatMs: number;
  /** Who takes nothing for so long is cut off. */
  stallMs: number;
  /** How often events of other processes are looked for. */
  lookMs: number;
  /** How often heartbeats, readers that are stuck and sessions that have ended are looked for. */
  tickMs: number;
  /** How far back a stream begins that names no event. */
  backMs: number;
  /** One read of the table, and what becomes of it for the wire. */
  batchEvents: number;
  batchBytes: number;
}

export const LIVE_LIMITS: LiveLimits = {
  perUser: 20,
  perProcess: 5000,
  tenureMs: 120_000,
  heartbeatMs: 15_000,
  stallMs: 60_000,
  lookMs: 500,
  tickMs: 1000,
  backMs: 60_000,
  batchEvents: 100,
  batchBytes: 64 * 1024,
};
