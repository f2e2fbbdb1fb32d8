import { secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { TikTokAppRecord } from '../store/tiktok-apps.ts';
import type { TikTokApp } from '../tiktok/index.ts';

/** The developer app that new sign-ins of a workspace are made with: its own, or the server's, or null without either. */
export async function findCurrentApp(deps: Deps, workspaceId: string): Promise<TikTokApp | null> {
  const own = await deps.store.workspace(workspaceId).tiktokApps.getCurrent();
  return own === null ? serverApp(deps) : openApp(deps, workspaceId, own);
}

/**
 * The app a connection was made with, while its secret is known; null otherwise, and for the null of a pasted token. Whoever
 * renews or revokes a token needs this one, whatever the current app is.
 */
export async function findAppById(deps: Deps, workspaceId: string, appId: string | null): Promise<TikTokApp | null> {
  if (appId === null) return null;
  const own = await deps.store.workspace(workspaceId).tiktokApps.get(appId);
  if (own !== null) return openApp(deps, workspaceId, own);
  const server = serverApp(deps);
  return server?.appId === appId ? server : null;
}

/** @throws {AppError} tiktok_app_missing - neither the workspace nor the server has one */
export async function requireCurrentApp(deps: Deps, workspaceId: string): Promise<TikTokApp> {
  const app = await findCurrentApp(deps, workspaceId);
  if (app === null) {
    throw new AppError(
      'tiktok_app_missing',
      'Signing in with TikTok needs a TikTok developer app: set TIKTOK_APP_ID and TIKTOK_APP_SECRET on the server, or give this workspace an app of its own.',
    );
  }
  return app;
}

function serverApp({ config }: Deps): TikTokApp | null {
  const { tiktokAppId, tiktokAppSecret } = config;
  return tiktokAppId === null || tiktokAppSecret === null ? null : { appId: tiktokAppId, appSecret: tiktokAppSecret };
}

function openApp(deps: Deps, workspaceId: string, { appId, sealedSecret }: TikTokAppRecord): TikTokApp {
  return {
    appId,
    appSecret: deps.sealer.open(sealedSecret, secretContext({ workspaceId, kind: 'app-secret', id: appId })),
  };
}
