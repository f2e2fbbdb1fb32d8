import { SealError } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { TikTokAppRecord } from '../store/tiktok-apps.ts';
import type { TikTokApp } from '../tiktok/index.ts';
import { appSecretContext } from './app-secret.ts';

/**
 * The developer app that new sign-ins of a workspace are made with: its own, or the server's, or null without either. A
 * workspace whose own app cannot be opened does not fall back to the server's: its people would agree to the wrong app.
 *
 * @throws {AppError} tiktok_app_missing - no key of this server opens the secret of the workspace's own app any more
 */
async function findCurrentApp(deps: Deps, workspaceId: string): Promise<TikTokApp | null> {
  const own = await deps.store.workspace(workspaceId).tiktokApps.getCurrent();
  return own === null ? serverApp(deps) : openApp(deps, workspaceId, own);
}

/**
 * The app a connection was made with, while its secret is known; null otherwise, and for the null of a pasted token. Whoever
 * renews or revokes a token needs this one, whatever the current app is.
 *
 * @throws {AppError} tiktok_app_missing - no key of this server opens the app's secret any more
 */
export async function findAppById(deps: Deps, workspaceId: string, appId: string | null): Promise<TikTokApp | null> {
  if (appId === null) return null;
  const own = await deps.store.workspace(workspaceId).tiktokApps.get(appId);
  if (own !== null) return openApp(deps, workspaceId, own);
  const server = serverApp(deps);
  return server?.appId === appId ? server : null;
}

/**
 * The app to try listing a pasted token's ad accounts with. Whether it is the token's own, nobody knows, so the token must
 * do without it: null also where the workspace's app cannot be opened.
 */
export async function guessApp(deps: Deps, workspaceId: string): Promise<TikTokApp | null> {
  try {
    return await findCurrentApp(deps, workspaceId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'tiktok_app_missing') return null;
    throw error;
  }
}

/** @throws {AppError} tiktok_app_missing - neither the workspace nor the server has one, or no key opens the workspace's */
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

/** The server's own, from its configuration. */
export function serverApp({ config }: Deps): TikTokApp | null {
  const { tiktokAppId, tiktokAppSecret } = config;
  return tiktokAppId === null || tiktokAppSecret === null ? null : { appId: tiktokAppId, appSecret: tiktokAppSecret };
}

function openApp(deps: Deps, workspaceId: string, { appId, sealedSecret }: TikTokAppRecord): TikTokApp {
  try {
    return { appId, appSecret: deps.sealer.open(sealedSecret, appSecretContext(workspaceId, appId)) };
  } catch (cause) {
    if (!(cause instanceof SealError)) throw cause;
    deps.log.error({ workspaceId, appId, err: cause }, "a workspace's app secret cannot be opened");
    throw new AppError(
      'tiktok_app_missing',
      `The server can no longer open the secret it keeps for this workspace's own developer app ${appId}, because its encryption key changed. Saving the app's secret again, or putting the key back, repairs it.`,
      { cause },
    );
  }
}
