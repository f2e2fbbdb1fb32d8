import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import { askedPauseMs } from '../tiktok-failure/index.ts';
import { TikTokApiError } from '../tiktok/index.ts';

/** Questions under way at once, of all workspaces together. */
const WIDTH = 8;
/** Longer than this nobody waits for an answer; the notice is looked into again later. */
const PATIENCE_MS = 20_000;
/** After a failure nobody else asks the same for a while: the next one would only wait as long. */
const REST_MS = 4_000;
const OUTAGE_MS = 30_000;

/** The server stops: nothing is known, and whoever comes next begins anew. */
export class CancelledAsking extends Error {
  override readonly name = 'CancelledAsking';
}

type Connection = Pick<AdAccountWithConnection['connection'], 'id' | 'environment'>;

export interface Asker {
  /**
   * Has something asked of TikTok, in its turn. Where TikTok could not be asked it says how long it wants to be left alone, 0 for
   * "no matter".
   *
   * @throws {CancelledAsking}
   */
  ask<Answer>(
    workspaceId: string,
    connection: Connection,
    signal: AbortSignal,
    question: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | { askedPauseMs: number }>;
}

/** @param onAsk is told when a question goes out */
export function createAsker(deps: Deps, onAsk: () => void): Asker {
  const resting = new Map<string, EpochMs>();
  /** The last connection of an environment that got no answer at all. */
  const unanswered = new Map<string, { by: string; at: EpochMs }>();
  const line: (() => void)[] = [];
  let free = WIDTH;

  async function enter(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => line.push(resolve));
  }
  function leave(): void {
    const next = line.shift();
    if (next === undefined) free += 1;
    else next();
  }

  function restOf(keys: readonly string[], now: EpochMs): number {
    let restMs = 0;
    for (const key of keys) {
      const until = resting.get(key) ?? 0;
      if (until > now) restMs = Math.max(restMs, until - now);
      else resting.delete(key);
    }
    return restMs;
  }

  function isOutage(environment: string, mine: string): boolean {
    const last = unanswered.get(environment);
    return last !== undefined && last.by !== mine && deps.clock.now() - last.at <= OUTAGE_MS;
  }

  return {
    async ask(workspaceId, { id, environment }, signal, question) {
      const mine = `${workspaceId}/${id}`;
      await enter();
      try {
        if (signal.aborted) throw new CancelledAsking();
        const restMs = restOf([mine, environment], deps.clock.now());
        if (restMs > 0) return { askedPauseMs: restMs };
        onAsk();
        return await question(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
      } catch (error) {
        if (signal.aborted) throw new CancelledAsking();
        if (!(error instanceof TikTokApiError) && !(error instanceof AppError)) throw error;
        const pauseMs = askedPauseMs(error);
        const until = deps.clock.now() + Math.max(REST_MS, pauseMs);
        resting.set(mine, until);
        if (error instanceof TikTokApiError && (error.kind === 'network' || error.kind === 'edge')) {
          // Where two in a row get no answer, nobody does.
          if (isOutage(environment, mine)) resting.set(environment, until);
          unanswered.set(environment, { by: mine, at: deps.clock.now() });
        }
        deps.log.info({ workspaceId, connectionId: id, err: error }, 'TikTok could not be asked about notices');
        return { askedPauseMs: pauseMs };
      } finally {
        leave();
      }
    },
  };
}
