import { type SealContext, secretContext } from '../crypto/index.ts';

/** What the secret of a workspace's own app is sealed for: it opens in this workspace and for this app id only. */
export function appSecretContext(workspaceId: string, appId: string): SealContext {
  return secretContext({ workspaceId, kind: 'app-secret', id: appId });
}
