import type { TikTokAppView } from '../../shared/tiktok-app.ts';
import type { Actor, Deps } from '../deps.ts';
import { toInstant } from '../http/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { serverApp } from './find-app.ts';

/** The developer app that new sign-ins of the workspace are made with, without its secret. */
export async function getTikTokApp(deps: Deps, actor: Actor): Promise<TikTokAppView> {
  requirePermission(actor, 'read');
  return viewApp(deps, actor.workspaceId);
}

/** As `getTikTokApp`, for whoever has checked already that the caller may look. */
export async function viewApp(deps: Deps, workspaceId: string): Promise<TikTokAppView> {
  const { tiktokApps } = deps.store.workspace(workspaceId);
  const own = await tiktokApps.getCurrent();
  if (own !== null) {
    return {
      source: 'workspace',
      appId: own.appId,
      secretLast4: own.secretLast4,
      updatedAt: toInstant(own.updatedAt),
      connectionCount: await tiktokApps.countConnections(own.appId),
    };
  }
  const server = serverApp(deps);
  return {
    source: server === null ? 'none' : 'server',
    appId: server?.appId ?? null,
    secretLast4: null,
    updatedAt: null,
    connectionCount: server === null ? 0 : await tiktokApps.countConnections(server.appId),
  };
}
