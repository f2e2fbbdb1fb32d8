import type { PutTikTokApp, TikTokAppView } from '../../shared/tiktok-app.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requirePermission } from '../sessions/index.ts';
import { appSecretContext } from './app-secret.ts';
import { checkPair } from './check-pair.ts';
import { viewApp } from './get-app.ts';

/**
 * Gives the workspace a developer app of its own, or its app a new secret, once TikTok has taken the pair. New sign-ins are
 * made with it from then on; connections go on with the app they were made with. Of two at once, the later one stays.
 *
 * @throws {AppError} permission_denied; tiktok_app_refused - TikTok does not take the pair
 * @throws {TikTokApiError} TikTok could not be asked; nothing was stored
 */
export async function putTikTokApp(deps: Deps, actor: Actor, input: PutTikTokApp): Promise<TikTokAppView> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  const { appId, appSecret } = input;
  await checkPair(deps, { appId, appSecret });
  const now = deps.clock.now();
  await deps.store.workspace(workspaceId).tiktokApps.put({
    appId,
    sealedSecret: deps.sealer.seal(appSecret, appSecretContext(workspaceId, appId)),
    secretLast4: appSecret.slice(-4),
    createdAt: now,
    updatedAt: now,
  });
  await writeAudit(deps, workspaceId, actor, { action: 'tiktok_app.saved', subjectId: appId });
  return viewApp(deps, workspaceId);
}
