import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionRecord } from '../store/connections.ts';
import type { Environment, EpochMs } from '../store/types.ts';
import type { TikTokUser } from '../tiktok/index.ts';
import { connectionOwner, sealTokens, type TokenSet } from '../tokens/index.ts';
import { refreshSoon } from './refresh-job.ts';

export interface NewGrant {
  environment: Environment;
  source: ConnectionRecord['source'];
  kind: ConnectionRecord['kind'];
  tokens: TokenSet;
  /** When the access token ends; null: it lives until it is revoked. */
  tokenExpiresAt: EpochMs | null;
  refreshExpiresAt: EpochMs | null;
  appId: string | null;
  scopes: string[];
  /** Who signed in, null where TikTok does not say. */
  user: TikTokUser | null;
  /** The connection that is to get the new token, null when any will do. */
  reconnectId: string | null;
}

const LIVE_STATES = ['active', 'expiring', 'read_only', 'disconnected'] as const;

/**
 * Stores a grant TikTok has just accepted. The same TikTok user in the same environment keeps the connection that is
 * already there, with its id and ad accounts, so that signing in twice leaves one connection and not two. The token that
 * is replaced is forgotten but not revoked: TikTok does not say whether a second consent of the same person shares the
 * grant of the first, and revoking might end both.
 *
 * @returns the connection's id
 * @throws {AppError} oauth_user_mismatch - the connection to renew belongs to another TikTok user
 */
export async function saveGrant(deps: Deps, workspaceId: string, grant: NewGrant): Promise<string> {
  let existing = grant.reconnectId === null ? null : await findReconnected(deps, workspaceId, grant, grant.reconnectId);
  for (;;) {
    existing ??= await findSameUser(deps, workspaceId, grant);
    if (existing !== null && (await renew(deps, workspaceId, existing, grant))) {
      await refreshSoon(deps, workspaceId, existing.id);
      return existing.id;
    }
    const created = await create(deps, workspaceId, grant);
    if (created !== null) return created;
    // The same person signed in a second time meanwhile, and that one was first: theirs is the connection.
    existing = null;
  }
}

async function findReconnected(
  deps: Deps,
  workspaceId: string,
  grant: NewGrant,
  reconnectId: string,
): Promise<ConnectionRecord | null> {
  const connection = await deps.store.workspace(workspaceId).connections.get(reconnectId);
  // Removed while the person was at TikTok: what they agreed to becomes a new connection.
  if (connection === null || connection.state === 'revoked') return null;
  if (connection.coreUserId !== null && grant.user !== null && connection.coreUserId !== grant.user.coreUserId) {
    throw new AppError(
      'oauth_user_mismatch',
      'Another TikTok user signed in than the one this connection belongs to. Sign in as that user, or make a new connection.',
    );
  }
  return connection;
}

async function findSameUser(deps: Deps, workspaceId: string, grant: NewGrant): Promise<ConnectionRecord | null> {
  if (grant.user === null) return null;
  const { connections } = deps.store.workspace(workspaceId);
  let after: string | null = null;
  do {
    const slice: Awaited<ReturnType<typeof connections.list>> = await connections.list({ after, limit: 1000 });
    const same = slice.items.find(
      (each) => each.environment === grant.environment && each.coreUserId === grant.user?.coreUserId,
    );
    if (same !== undefined) return same;
    after = slice.nextAfter;
  } while (after !== null);
  return null;
}

async function renew(deps: Deps, workspaceId: string, connection: ConnectionRecord, grant: NewGrant): Promise<boolean> {
  return deps.store
    .workspace(workspaceId)
    .connections.update(
      connection.id,
      fields(deps, workspaceId, connection.id, grant, connection.tokenVersion + 1),
      LIVE_STATES,
    );
}

/** @returns null when the TikTok user has a connection by now */
async function create(deps: Deps, workspaceId: string, grant: NewGrant): Promise<string | null> {
  const id = deps.random.id('con');
  const changing = fields(deps, workspaceId, id, grant, 1);
  const created = await deps.store.workspace(workspaceId).connections.create({
    ...changing,
    id,
    environment: grant.environment,
    createdAt: changing.updatedAt,
  });
  return created ? id : null;
}

function fields(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  grant: NewGrant,
  tokenVersion: number,
): Omit<ConnectionRecord, 'id' | 'environment' | 'createdAt'> {
  const now = deps.clock.now();
  return {
    kind: grant.kind,
    state: 'active',
    stateReason: null,
    source: grant.source,
    sealedToken: sealTokens(deps, connectionOwner(workspaceId, connectionId), grant.tokens),
    tokenVersion,
    tokenExpiresAt: grant.tokenExpiresAt,
    refreshExpiresAt: grant.refreshExpiresAt,
    renewalTroubleSince: null,
    tokenLast4: grant.source === 'token' ? grant.tokens.accessToken.slice(-4) : null,
    appId: grant.appId,
    coreUserId: grant.user?.coreUserId ?? null,
    displayName: grant.user?.displayName ?? null,
    email: grant.user?.email ?? null,
    scopes: grant.scopes,
    businessCenterCount: null,
    advertiserChange: null,
    updatedAt: now,
    lastCheckedAt: now,
  };
}
