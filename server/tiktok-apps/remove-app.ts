import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';

/**
 * Takes the workspace's own app out of use: new sign-ins are made with the server's again. Its secret stays sealed as long
 * as something was made with it that still needs it. Once more is harmless.
 *
 * @throws {AppError} permission_denied
 */
export async function removeTikTokApp(deps: Deps, actor: Actor): Promise<void> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  const retired = await deps.store.workspace(workspaceId).tiktokApps.retire();
  if (retired !== null) {
    await writeAudit(deps, workspaceId, actor, { action: 'tiktok_app.removed', subjectId: retired });
  }
}

/**
 * Forgets the secrets of retired apps that nothing needs any more. For whoever ends what was made with an app: a
 * connection that is removed or signed in again with another app, a withdrawal that is done.
 */
export async function forgetUnneededApps(deps: Deps, workspaceId: string): Promise<void> {
  await deps.store.workspace(workspaceId).tiktokApps.removeUnneeded();
}
