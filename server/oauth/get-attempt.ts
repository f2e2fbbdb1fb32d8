import type { ConnectionAttempt } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { findAttempt, toAttempt } from './find-attempt.ts';

/**
 * How a sign-in stands, whatever became of its window.
 *
 * @throws {AppError} not_found - no such attempt, or another person of the workspace started it
 */
export async function getAttempt(deps: Deps, actor: Actor, attemptId: string): Promise<ConnectionAttempt> {
  return toAttempt(await findAttempt(deps, actor, attemptId), deps.clock.now());
}
