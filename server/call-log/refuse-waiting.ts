import type { Deps } from '../deps.ts';
import type { AppError } from '../errors.ts';
import { takeOver } from './handle.ts';

/**
 * Ends a call that waits for a person and will not be sent: it is `refused`, and its key is free again. Does nothing to a call that has
 * gone on. Never rejects.
 *
 * @param error why, for the record
 */
export async function refuseWaiting(deps: Deps, workspaceId: string, callId: string, error: AppError): Promise<void> {
  try {
    const handle = await takeOver(deps, workspaceId, callId, { from: 'waiting', isResumed: false });
    await handle?.finish({ kind: 'refused', error });
  } catch (err) {
    deps.log.error({ workspaceId, callId, err }, 'a call that will not be sent could not be ended');
  }
}
