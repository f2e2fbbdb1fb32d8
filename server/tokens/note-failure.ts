import { setConnectionState } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionChange, ConnectionRecord } from '../store/connections.ts';
import type { EpochMs } from '../store/types.ts';
import type { TikTokApiError } from '../tiktok/index.ts';
import { type FailureVerdict, isRefused, judgeFailure, signInEndsAt } from './rotation-plan.ts';
import {
  announcedReason,
  deadReason,
  refusedReason,
  troubleExpiringReason,
  troubleOverReason,
} from './rotation-reasons.ts';

/** Why a new token is wanted. */
export interface RotationCause {
  /** The version of the token that is to be replaced: a newer one found on the way is as good. */
  tokenVersion: number;
  /**
   * `due`: its end comes near, or is past; `rejected`: TikTok refuses it, so that it is of no use even where its time is not over;
   * `asked`: somebody wants it tried, also where TikTok has refused to renew it before.
   */
  because: 'due' | 'rejected' | 'asked';
}

export type Rotation =
  /** The connection has a newer token, from us or from somebody else. */
  | { kind: 'renewed'; connection: ConnectionRecord }
  /** There will be none: the connection is `read_only` now, or `disconnected` where the old token is of no use. */
  | { kind: 'refused'; connection: ConnectionRecord; reason: AppError }
  /** Not now. */
  | { kind: 'trouble'; connection: ConnectionRecord; reason: AppError; retryAt: EpochMs }
  /** The connection was removed. */
  | { kind: 'gone' };

/** How a renewal failed, with what people are told about it. */
export type Failed =
  /** `error` is null where there was nothing to ask with. */
  { kind: 'refused'; error: TikTokApiError | null } | { kind: 'trouble'; told: AppError; retryAfterMs: number | null };

const LATER_MS = 60_000;

/** The connection has another token than the one that was judged, or none. */
export function asRenewed(connection: ConnectionRecord): Rotation {
  return connection.state === 'revoked' || connection.sealedToken === null
    ? { kind: 'gone' }
    : { kind: 'renewed', connection };
}

/** Writes the state that a failed renewal leads to, unless another token came meanwhile: then that one counts. */
export async function noteFailure(
  deps: Deps,
  workspaceId: string,
  asked: ConnectionRecord,
  cause: RotationCause,
  failed: Failed,
): Promise<Rotation> {
  const { connections } = deps.store.workspace(workspaceId);
  const isDead = cause.because === 'rejected';
  for (let current: ConnectionRecord | null = asked; current !== null; current = await connections.get(asked.id)) {
    if (current.tokenVersion !== asked.tokenVersion || current.state === 'revoked') return asRenewed(current);
    const now = deps.clock.now();
    // Asked once more and not answered: TikTok's earlier word stands.
    if (failed.kind === 'trouble' && isRefused(current))
      return { kind: 'trouble', connection: current, reason: failed.told, retryAt: now + LATER_MS };
    const random = (deps.random.bytes(1)[0] ?? 0) / 255;
    const verdict = judgeFailure(failed, current, now, { isDead, random });
    const known = knownRefusal(current, verdict);
    if (known !== null) return { kind: 'refused', connection: current, reason: known };
    const { state } = verdict;
    const reason = reasonOf(verdict, failed, current);
    const stateReason = reason?.toFailure() ?? null;
    const extra: ConnectionChange =
      failed.kind === 'refused'
        ? { renewalTroubleSince: null }
        : {
            renewalTroubleSince: current.renewalTroubleSince ?? now,
            // TikTok says that its time is over, whatever it said when it gave the token.
            ...(isDead ? { tokenExpiresAt: Math.min(now, current.tokenExpiresAt ?? now) } : {}),
          };
    if (!(await setConnectionState(deps, workspaceId, current, state, stateReason, extra))) continue;
    const connection: ConnectionRecord = { ...current, ...extra, state, stateReason };
    if (failed.kind === 'trouble')
      return { kind: 'trouble', connection, reason: failed.told, retryAt: verdict.retryAt ?? now + LATER_MS };
    return { kind: 'refused', connection, reason: reason ?? deadReason(failed.error) };
  }
  return { kind: 'gone' };
}

/** Why the connection is refused already, where the verdict adds nothing to that. */
function knownRefusal(connection: ConnectionRecord, verdict: FailureVerdict): AppError | null {
  const isKnown = connection.state === 'disconnected' || (isRefused(connection) && verdict.state === connection.state);
  if (!isKnown || connection.stateReason === null) return null;
  const { code, message, tiktokRequestId } = connection.stateReason;
  return new AppError(code, message, { tiktokRequestId: tiktokRequestId ?? null });
}

function reasonOf({ state, tells }: FailureVerdict, failed: Failed, connection: ConnectionRecord): AppError | null {
  if (failed.kind === 'refused') return tells === 'dead' ? deadReason(failed.error) : refusedReason(failed.error);
  if (tells === 'over') return troubleOverReason(failed.told);
  if (tells === 'warned') return troubleExpiringReason(failed.told);
  const endsAt = signInEndsAt(connection);
  return state === 'expiring' && endsAt !== null ? announcedReason(endsAt) : null;
}
