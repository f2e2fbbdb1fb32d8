import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { ConnectionKind } from '../../../shared/connections.ts';
import type { TestSimulator } from '../../support/simulator.ts';
import { ask, send } from './ask.ts';
import type { ServerProcess } from './server-process.ts';
import type { Outcome } from './setting.ts';
import type { Held } from './sign-in.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Longer than any step takes; then something is stuck. */
const STEP_LIMIT_MS = 60_000;
/** How many tokens TikTok ends early in a rush. */
const RUSH_TOKENS = 5;
/** For so many of them TikTok's answer is lost for certain, after it was carried out. */
const RUSH_LOST_ANSWERS = 2;
/** How long the servers may take to renew them by themselves. */
const RUSH_MINUTES = 15;

/** Looks on: at TikTok through its control calls, at the servers through their database, which it only reads. */
export class Watch {
  readonly #database: Database.Database;
  readonly #simulator: TestSimulator;
  readonly #time: { now: number };
  readonly #due: Database.Statement<[number]>;
  readonly #troubled: Database.Statement<[]>;
  /** No access token ends before this, as of the last look. */
  #nextEnd = 0;
  #ended = 0;
  #shortestLifeMs = Number.POSITIVE_INFINITY;
  #longestUnprobedMs = 0;
  #troubledHours = 0;
  #calls = 0;
  #faulted = 0;
  #lastCall = 0;
  readonly #renewedAt: number[] = [];
  /** When tokens were ended early: what was renewed then was not planned so. */
  readonly #rushes: { from: number; to: number }[] = [];
  #endedEarly = 0;
  #renewedAgain = 0;
  #expiredInRushes = 0;

  constructor(path: string, simulator: TestSimulator, time: { now: number }) {
    this.#database = new Database(path, { readonly: true });
    this.#simulator = simulator;
    this.#time = time;
    this.#due = this.#database.prepare('select count(*) as due from jobs where run_at <= ?');
    this.#troubled = this.#database.prepare(
      'select count(*) as troubled from connections where renewal_trouble_since is not null',
    );
  }

  close(): void {
    this.#database.close();
  }

  /** A token whose end lies within the step has not been renewed in time, whatever happens when the step is done. */
  async beforeMoving(next: number): Promise<void> {
    if (next < this.#nextEnd) return;
    const ends = await this.#accessTokenEnds();
    this.#ended += ends.filter((end) => end <= next).length;
    this.#nextEnd = Math.min(...ends.filter((end) => end > next), Number.POSITIVE_INFINITY);
  }

  isRenewalWaiting(): boolean {
    return this.#countTroubled() > 0;
  }

  async untilIdle(): Promise<void> {
    const startedAt = performance.now();
    while ((this.#due.get(this.#time.now) as { due: number }).due > 0) {
      if (performance.now() - startedAt > STEP_LIMIT_MS) throw new Error('Jobs stay due: nobody works on them.');
      await sleep(1);
    }
  }

  async atTheHour(): Promise<void> {
    const { now } = this.#time;
    const ends = await this.#accessTokenEnds();
    this.#shortestLifeMs = Math.min(this.#shortestLifeMs, ...ends.map((end) => end - now));
    const rows = this.#database
      .prepare('select kind, state, coalesce(last_checked_at, created_at) as checked from connections')
      .all() as { kind: ConnectionKind; state: string; checked: number }[];
    this.#troubledHours += rows.filter(({ state }) => state !== 'active').length;
    const longLived = rows.filter(({ kind }) => kind === 'advertiser');
    this.#longestUnprobedMs = Math.max(this.#longestUnprobedMs, ...longLived.map(({ checked }) => now - checked));
  }

  /** TikTok remembers a limited number of calls: they are read once a day. */
  async atMidnight(): Promise<void> {
    for (const call of await this.#simulator.requests()) {
      if (call.number <= this.#lastCall) continue;
      this.#lastCall = call.number;
      this.#calls += 1;
      if (call.fault !== null) this.#faulted += 1;
      if (call.path.endsWith('/tt_user/oauth2/refresh_token/') && call.code === 0)
        this.#renewedAt.push(Date.parse(call.at));
    }
  }

  /** The sign-ins are not part of what is counted. */
  async skipSoFar(): Promise<void> {
    this.#lastCall = (await this.#codes()).total;
  }

  /**
   * Ends a few access tokens at TikTok hours before their time, and has every connection of that kind looked at on all servers in
   * the same moment: each of those tokens must be renewed, once, by whoever finds out; where TikTok fails the renewal, the
   * servers must try again by themselves.
   */
  async rush(
    held: readonly Held[],
    moveTo: (next: number) => Promise<void>,
    servers: readonly ServerProcess[],
  ): Promise<void> {
    const before = (await this.#codes()).codes['40102'] ?? 0;
    const { now } = this.#time;
    const grants = await this.#simulator.tokens();
    const doomed = grants
      .filter(({ kind, issuedAt }) => kind === 'tiktok_account' && now - Date.parse(issuedAt) > HOUR)
      .slice(0, RUSH_TOKENS)
      .map(({ grantId }) => grantId);
    for (const grantId of doomed) await this.#simulator.control('tokens/expire', { what: 'access', grantId });
    await this.#simulator.addFault({
      path: '/tt_user/oauth2/refresh_token/',
      kind: 'reset',
      when: 'after',
      times: Math.min(RUSH_LOST_ANSWERS, doomed.length),
    });
    const shortLived = held.filter(({ kind }) => kind === 'tiktok_account');
    await Promise.all(
      shortLived.flatMap(({ workspaceId, connectionId }) =>
        servers.map((server) => send(server, workspaceId, 'POST', `/v1/connections/${connectionId}/check`)),
      ),
    );
    let waiting = doomed.length;
    for (let minute = 1; minute <= RUSH_MINUTES && waiting > 0; minute += 1) {
      this.#nextEnd = Number.POSITIVE_INFINITY;
      await moveTo(this.#time.now + MINUTE);
      const after = await this.#simulator.tokens();
      waiting = after.filter(
        ({ grantId, expiresAt }) => doomed.includes(grantId) && Date.parse(expiresAt ?? '') <= now,
      ).length;
      // TikTok may have renewed a token and its answer was lost: then the server does not have it yet.
      waiting = Math.max(waiting, this.#countTroubled());
    }
    this.#rushes.push({ from: now, to: this.#time.now });
    this.#endedEarly += doomed.length;
    this.#renewedAgain += doomed.length - waiting;
    this.#expiredInRushes += ((await this.#codes()).codes['40102'] ?? 0) - before;
    this.#nextEnd = 0;
  }

  async sumUp(held: readonly Held[], servers: readonly ServerProcess[]): Promise<Omit<Outcome, 'seconds'>> {
    await this.atMidnight();
    const grants = await this.#simulator.tokens();
    const { codes } = await this.#codes();
    const reports = await Promise.all(servers.map((server) => server.report()));
    await this.#simulator.clearFaults();
    const states: Record<string, number> = {};
    let readable = 0;
    for (const [index, { workspaceId, connectionId }] of held.entries()) {
      const server = servers[index % servers.length] as ServerProcess;
      const connection = await ask(server, workspaceId, 'GET', `/v1/connections/${connectionId}`);
      const state = String(connection['state']);
      states[state] = (states[state] ?? 0) + 1;
      const listed = await send(server, workspaceId, 'GET', `/v1/connections/${connectionId}/advertisers`);
      if (listed.status === 200 && (JSON.parse(listed.text) as { items: unknown[] }).items.length > 0) readable += 1;
    }
    const planned = this.#renewedAt.filter((at) => !this.#rushes.some(({ from, to }) => at >= from && at <= to));
    const span = (planned.at(-1) ?? 0) - (planned[0] ?? 0);
    return {
      calls: this.#calls,
      faulted: this.#faulted,
      renewals: {
        total: this.#renewedAt.length,
        perServer: reports.map(({ told }) => told['sign-in renewed'] ?? 0),
        inAnyWindow: largestSpan(planned, 5 * MINUTE),
        averageInWindow: span === 0 ? 0 : (planned.length * 5 * MINUTE) / span,
      },
      duplicates: grants.reduce((sum, { duplicateRefreshes }) => sum + duplicateRefreshes, 0),
      ended: this.#ended,
      endedEarly: this.#endedEarly,
      renewedAgain: this.#renewedAgain,
      expiredAnswers: (codes['40102'] ?? 0) - this.#expiredInRushes,
      shortestLifeMs: this.#shortestLifeMs,
      longestUnprobedMs: this.#longestUnprobedMs,
      troubledHours: this.#troubledHours,
      states,
      readable,
      failedJobs: reports.reduce((sum, { told }) => sum + (told['a job failed and will be tried again'] ?? 0), 0),
      lastError: reports.map(({ lastError }) => lastError).find((error) => error !== null) ?? null,
    };
  }

  #countTroubled(): number {
    return (this.#troubled.get() as { troubled: number }).troubled;
  }

  async #codes(): Promise<{ total: number; codes: Record<string, number> }> {
    const answer = await fetch(`${this.#simulator.url}/_simulator/requests/codes`);
    return (await answer.json()) as { total: number; codes: Record<string, number> };
  }

  async #accessTokenEnds(): Promise<number[]> {
    const grants = await this.#simulator.tokens();
    return grants
      .map(({ expiresAt }) => expiresAt)
      .filter((end) => end !== null)
      .map(Date.parse);
  }
}

/** The most instants in any of the spans of this length that one after the other make up time. The calendar moves from end to end of them. */
function largestSpan(instants: readonly number[], lengthMs: number): number {
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const span = Math.ceil(instant / lengthMs);
    counts.set(span, (counts.get(span) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
