import { setConnectionState } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { ConnectionChange, ConnectionRecord } from '../store/connections.ts';
import { type Grant, inspectAccountToken, isTokenRejected, TikTokApiError } from '../tiktok/index.ts';
import { connectionOwner, openTokens, rotateToken, scheduleRotation } from '../tokens/index.ts';
import { refreshConnection, tryReading } from './refresh-connection.ts';
import { verifyToken } from './verify-token.ts';
import { refusedToken, USABLE_STATES, withGrant } from './with-grant.ts';

export type ProbeResult =
  /** TikTok takes the token, and what it reaches was read. */
  | 'works'
  /** TikTok refuses it, and the connection says so. */
  | 'refused'
  /** There is no such connection any more. */
  | 'gone';

/** Probes under way, per server: whoever asks for the same one meanwhile gets the same answer. */
const running = new WeakMap<Deps, Map<string, Promise<ProbeResult>>>();

/**
 * Asks TikTok whether a connection still works and what it reaches, and writes the answer down: a refused token makes it
 * `disconnected`, and one that TikTok takes again brings it back. `expiring` and `read_only` are about renewing the token, so
 * a token that is merely accepted leaves them. Several callers at once share one probe: all calls of a developer app stand in one
 * line, and nobody may fill it up by pressing a button.
 *
 * @param options.renew whether a renewal is tried first where one is overdue or was refused: somebody asks for it
 * @throws {AppError} connection_disconnected - no key of this server opens the token; the state stays what it was
 * @throws {AppError} tiktok_app_missing - no key opens the secret of the app it was made with
 * @throws {TikTokApiError} TikTok could not be asked; the state stays what it was
 */
export function probeConnection(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  options: { renew: boolean },
): Promise<ProbeResult> {
  const probes = running.get(deps) ?? new Map<string, Promise<ProbeResult>>();
  running.set(deps, probes);
  const key = `${workspaceId}\n${connectionId}\n${options.renew}`;
  const current = probes.get(key);
  if (current !== undefined) return current;
  const probing = probe(deps, workspaceId, connectionId, options).finally(() => probes.delete(key));
  probes.set(key, probing);
  return probing;
}

async function probe(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  options: { renew: boolean },
): Promise<ProbeResult> {
  const { connections } = deps.store.workspace(workspaceId);
  let connection = await connections.get(connectionId);
  if (options.renew && connection !== null && waitsForRenewal(connection)) {
    await tryRenewal(deps, workspaceId, connectionId);
    connection = await connections.get(connectionId);
  }
  if (connection === null || connection.state === 'revoked') return 'gone';
  const accepted =
    connection.state === 'disconnected'
      ? await askRefused(deps, workspaceId, connection, options)
      : await askUsable(deps, workspaceId, connection);
  if (!accepted) return 'refused';
  return read(deps, workspaceId, connectionId);
}

/** There is a refresh token, and so far it could not be used or TikTok refused it. */
function waitsForRenewal({ state, refreshExpiresAt, renewalTroubleSince }: ConnectionRecord): boolean {
  return refreshExpiresAt !== null && (state === 'read_only' || (renewalTroubleSince !== null && isUsable(state)));
}

function isUsable(state: ConnectionRecord['state']): boolean {
  return USABLE_STATES.some((usable) => usable === state);
}

/** Whatever comes of it stands with the connection afterwards. @returns whether there is a new token */
async function tryRenewal(deps: Deps, workspaceId: string, connectionId: string): Promise<boolean> {
  const { kind } = await rotateToken(deps, workspaceId, connectionId);
  if (kind !== 'gone') await scheduleRotation(deps, workspaceId, connectionId);
  return kind === 'renewed';
}

async function askUsable(deps: Deps, workspaceId: string, connection: ConnectionRecord): Promise<boolean> {
  try {
    const told = await withGrant(deps, workspaceId, connection.id, 'read', (grant) =>
      askWhetherTaken(deps, workspaceId, connection, grant),
    );
    await noteAccepted(deps, workspaceId, connection.id, told);
    return true;
  } catch (error) {
    const { connections } = deps.store.workspace(workspaceId);
    const state = (await connections.get(connection.id))?.state ?? 'revoked';
    // Disconnected by withGrant just now. A token that no key opens leaves the state as it is.
    if (error instanceof AppError && !isUsable(state)) return false;
    throw error;
  }
}

/** A refused token is asked about again: TikTok may have been wrong, or somebody may have put a key back. */
async function askRefused(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  options: { renew: boolean },
): Promise<boolean> {
  const { id, sealedToken, environment, appId } = connection;
  if (sealedToken === null) return false;
  const now = deps.clock.now();
  try {
    const { accessToken } = openTokens(deps, connectionOwner(workspaceId, id), sealedToken);
    const grant = { environment, accessToken, appId };
    const told = await askWhetherTaken(deps, workspaceId, connection, grant);
    // A token that one call takes and the next one refuses must not come back with every look, and wake exports each time.
    await tryReading(deps, workspaceId, connection, grant).catch((error: unknown) => {
      if (refusal(error) !== null) throw error;
    });
    const isBack = await setConnectionState(deps, workspaceId, connection, 'active', null, {
      ...told,
      lastCheckedAt: now,
    });
    if (isBack && connection.refreshExpiresAt !== null) await scheduleRotation(deps, workspaceId, id);
    return true;
  } catch (error) {
    const reason = refusal(error);
    if (reason === null) throw error;
    await setConnectionState(deps, workspaceId, connection, 'disconnected', reason.toFailure(), { lastCheckedAt: now });
    const isRenewable = error instanceof TikTokApiError && (connection.refreshExpiresAt ?? 0) > now;
    return options.renew && isRenewable && tryRenewal(deps, workspaceId, id);
  }
}

/** Why the token is of no use, or null when the error is about something else. */
function refusal(error: unknown): AppError | null {
  if (error instanceof AppError && error.code === 'connection_disconnected') return error;
  const isRefused = error instanceof TikTokApiError && isTokenRejected(error.code, error.tiktokMessage);
  return isRefused ? refusedToken(error) : null;
}

/** The cheapest call that tells whether TikTok takes the token, and what it says of the person besides. */
export async function askWhetherTaken(
  deps: Deps,
  workspaceId: string,
  { id, kind, appId }: ConnectionRecord,
  grant: Grant,
): Promise<ConnectionChange> {
  if (kind === 'tiktok_account' && appId !== null) {
    const { scopes } = await inspectAccountToken(deps.tiktok, appId, grant.accessToken);
    return scopes.length === 0 ? {} : { scopes };
  }
  const { items } = await deps.store.workspace(workspaceId).connections.listAdvertisers(id, { after: null, limit: 1 });
  const user = await verifyToken(
    deps,
    grant,
    items.map(({ advertiserId }) => advertiserId),
  );
  return user === null ? {} : { displayName: user.displayName, email: user.email };
}

async function noteAccepted(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  told: ConnectionChange,
): Promise<void> {
  const { connections } = deps.store.workspace(workspaceId);
  const connection = await connections.get(connectionId);
  if (connection === null || connection.state === 'revoked') return;
  const extra = { ...told, lastCheckedAt: deps.clock.now() };
  // A token that lives until it is revoked has no renewal that could have made it read-only: accepted means all is well.
  if (connection.state === 'read_only' && connection.refreshExpiresAt === null && connection.tokenExpiresAt === null) {
    await setConnectionState(deps, workspaceId, connection, 'active', null, extra);
  } else {
    await connections.update(connectionId, extra, USABLE_STATES, connection.tokenVersion);
  }
}

/** The token may be withdrawn between two calls; the connection says so by then. */
async function read(deps: Deps, workspaceId: string, connectionId: string): Promise<ProbeResult> {
  try {
    await refreshConnection(deps, workspaceId, connectionId);
    return 'works';
  } catch (error) {
    const state = (await deps.store.workspace(workspaceId).connections.get(connectionId))?.state ?? 'revoked';
    if (state === 'revoked') return 'gone';
    if (state === 'disconnected') return 'refused';
    throw error;
  }
}
