import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';

/**
 * Opens the workspace's stream of events for the caller, until the session ends. Null for somebody who asks only whether that would
 * work.
 *
 * @param input.lastEventId the last event that the caller received; empty without one
 * @throws {AppError} permission_denied, too_many_streams
 */
export async function openStream(
  deps: Deps,
  actor: Actor,
  input: { lastEventId: string; isHead: boolean; cut: (() => void) | null },
): Promise<ReadableStream<Uint8Array> | null> {
  requirePermission(actor, 'read');
  if (input.isHead) return null;
  const { workspaceId, userId, expiresAt } = actor;
  const lastEventId = input.lastEventId === '' ? null : input.lastEventId;
  return deps.live.open({ workspaceId, userId, expiresAt }, { lastEventId, cut: input.cut });
}
