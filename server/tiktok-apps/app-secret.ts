import { type SealContext, SealError, secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';

/** What a notice of TikTok may be signed with, of those that workspaces brought; each costs an HMAC, and anybody may name an app. */
const MOST_SECRETS = 50;

/** What the secret of a workspace's own app is sealed for: it opens in this workspace and for this app id only. */
export function appSecretContext(workspaceId: string, appId: string): SealContext {
  return secretContext({ workspaceId, kind: 'app-secret', id: appId });
}

/** The different secrets that workspaces have brought for a developer app, the newest first; none for an app that nobody brought. */
export async function findAppSecrets(deps: Pick<Deps, 'store' | 'sealer'>, appId: string): Promise<readonly string[]> {
  const secrets = new Set<string>();
  for (const { workspaceId, sealedSecret } of await deps.store.apps.findAll(appId, MOST_SECRETS)) {
    try {
      secrets.add(deps.sealer.open(sealedSecret, appSecretContext(workspaceId, appId)));
    } catch (error) {
      // Under a key that is gone: `doctor` tells, and strangers must not be able to fill the log.
      if (!(error instanceof SealError)) throw error;
    }
  }
  return [...secrets];
}
