import type { NamedAdvertiser, SignInReview } from '../../shared/connections.ts';
import type { AuditActor } from '../audit/index.ts';
import { tellConnection } from '../connection-state/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  type ConnectionChange,
  type ConnectionRecord,
  type GrantedAdvertiserRecord,
  LIVE_STATES,
} from '../store/connections.ts';
import type { Environment, EpochMs } from '../store/types.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import type { TikTokApiError, TikTokUser } from '../tiktok/index.ts';
import { connectionOwner, sealTokens, type TokenSet } from '../tokens/index.ts';
import { toSeen } from './advertiser-change.ts';
import { announceGrant, announceSoon, writeDown } from './grant-saved.ts';
import { NEVER_FRESH, noteAdvertisers } from './note-advertisers.ts';
import { DETAILS_SCOPE } from './refused-scope.ts';
import { type Held, reviewSignIn } from './sign-in-review.ts';

export interface NewGrant {
  environment: Environment;
  source: ConnectionRecord['source'];
  kind: ConnectionRecord['kind'];
  tokens: TokenSet;
  /** When the access token ends; null: it lives until it is revoked. */
  tokenExpiresAt: EpochMs | null;
  refreshExpiresAt: EpochMs | null;
  appId: string | null;
  /** Null where TikTok does not say. */
  scopes: string[] | null;
  /** Who signed in, null where TikTok does not say. */
  user: TikTokUser | null;
  /** The ad accounts the new token reaches, or why TikTok could not be asked for them. */
  reach: { advertisers: readonly NamedAdvertiser[] } | { trouble: TikTokApiError };
  /** The connection that is to get the new token, null when any will do. */
  reconnectId: string | null;
}

export type Offered =
  | { kind: 'saved'; connectionId: string }
  /** Nothing was stored: taking the grant would take this away. */
  | { kind: 'review'; review: SignInReview };

/** Each turn is lost to somebody else's write; so many in a row are a mistake of ours. */
const MAX_TURNS = 50;

/**
 * Stores a grant TikTok has just accepted, unless it belongs to a connection that would lose something by it. The same
 * TikTok user by the same kind of sign-in in the same environment keeps the connection that is already there, with its id,
 * ad accounts and exports, so that signing in twice leaves one connection and not two. The token that is replaced is
 * forgotten but not revoked: TikTok does not say whether a second consent of the same person shares the grant of the
 * first, and revoking might end both.
 *
 * @param by who signed in, for the audit log
 * @throws {AppError} oauth_user_mismatch - another TikTok user signed in, who has a connection of their own here
 * @throws {AppError} what TikTok answered instead of the ad accounts, where a connection has some to lose
 */
export async function offerGrant(deps: Deps, workspaceId: string, grant: NewGrant, by: AuditActor): Promise<Offered> {
  return place(deps, workspaceId, grant, by, () => false);
}

/**
 * Stores the grant of a pasted token; see {@link offerGrant}. There is nobody to ask who could still decide: one that
 * would take imported ad accounts away is refused.
 *
 * @returns the connection's id
 * @throws {AppError} invalid_request - it does not reach every ad account imported through the connection of its user
 */
export async function saveGrant(deps: Deps, workspaceId: string, grant: NewGrant, by: AuditActor): Promise<string> {
  const offered = await place(deps, workspaceId, grant, by, ({ lostImportedCount }) => lostImportedCount === 0);
  if (offered.kind === 'saved') return offered.connectionId;
  const { lostImportedCount } = offered.review;
  throw new AppError(
    'invalid_request',
    `This TikTok user is connected already, and the token does not reach ${lostImportedCount} of the ad accounts imported through that connection. Nothing was stored. Name those ad accounts too if the token reaches them, or remove them here first.`,
    { errors: [{ path: 'accessToken', message: 'would take imported ad accounts out of reach' }] },
  );
}

async function place(
  deps: Deps,
  workspaceId: string,
  grant: NewGrant,
  by: AuditActor,
  mayTake: (review: SignInReview) => boolean,
): Promise<Offered> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const existing = await findTarget(deps, workspaceId, grant);
    if (existing === null) {
      const created = await create(deps, workspaceId, grant, by);
      if (created !== null) return { kind: 'saved', connectionId: created };
      // The same person signed in a second time meanwhile, and that one was first: theirs is the connection.
      continue;
    }
    const review = await reviewGrant(deps, workspaceId, existing, grant);
    if (review !== null && !mayTake(review)) return { kind: 'review', review };
    await announceSoon(deps, workspaceId, existing.id);
    const change = renewal(deps, workspaceId, existing, grant);
    const { connections } = deps.store.workspace(workspaceId);
    // Lost: another token came in between, or the connection went. The next turn sees which.
    if (!(await connections.update(existing.id, change, LIVE_STATES, existing.tokenVersion))) continue;
    await arrive(deps, workspaceId, existing.id, { before: existing, grant, review, by });
    return { kind: 'saved', connectionId: existing.id };
  }
  throw new Error('The connection changed under every try to store a sign-in.');
}

/**
 * The connection that the grant belongs to; null when it makes a new one.
 *
 * @throws {AppError} oauth_user_mismatch - another TikTok user signed in, who has a connection of their own here
 */
export async function findTarget(deps: Deps, workspaceId: string, grant: NewGrant): Promise<ConnectionRecord | null> {
  const { user, reconnectId } = grant;
  const sameUser = user === null ? null : await findByUser(deps, workspaceId, grant, user.coreUserId);
  const wanted = reconnectId === null ? null : await deps.store.workspace(workspaceId).connections.get(reconnectId);
  // Removed while the person was at TikTok: what they agreed to becomes a new connection.
  if (wanted === null || wanted.state === 'revoked') return sameUser;
  if (sameUser !== null && sameUser.id !== wanted.id) {
    throw new AppError(
      'oauth_user_mismatch',
      'Another TikTok user signed in than the one this connection belongs to, and that user has a connection of their own here. Sign in as the user of this connection, or sign that other connection in again.',
    );
  }
  return wanted;
}

async function findByUser(
  deps: Deps,
  workspaceId: string,
  { kind, environment }: Pick<NewGrant, 'kind' | 'environment'>,
  coreUserId: string,
): Promise<ConnectionRecord | null> {
  const same = await deps.store.workspace(workspaceId).connections.findByUser(environment, coreUserId);
  // TikTok's two kinds of ids do not meet; if they ever did, the stored one is not ours to take.
  if (same !== null && same.kind !== kind)
    throw new AppError(
      'oauth_user_mismatch',
      'This TikTok user is connected here by the other kind of sign-in. Sign in with that kind, or disconnect that connection first.',
    );
  return same;
}

/**
 * What the connection would lose by the grant; null: nothing.
 *
 * @throws {AppError} what TikTok answered instead of the ad accounts, where the connection has some to lose
 */
export async function reviewGrant(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  { reach, scopes, user }: Pick<NewGrant, 'reach' | 'scopes' | 'user'>,
): Promise<SignInReview | null> {
  const held = await readHeld(deps, workspaceId, connection);
  if (!('trouble' in reach)) return reviewSignIn(held, { user, scopes, advertisers: reach.advertisers });
  // Whoever reached nothing and gives up nothing else has nothing to compare.
  if (reviewSignIn(held, { user, scopes, advertisers: [] }) !== null || held.imported.length > 0)
    throw cannotCompare(reach.trouble);
  return null;
}

async function readHeld(deps: Deps, workspaceId: string, connection: ConnectionRecord): Promise<Held> {
  const { connections, adAccounts } = deps.store.workspace(workspaceId);
  const advertisers: GrantedAdvertiserRecord[] = [];
  let after: string | null = null;
  let readAt: EpochMs | null;
  do {
    const slice: Awaited<ReturnType<typeof connections.listAdvertisers>> = await connections.listAdvertisers(
      connection.id,
      { after, limit: 1000 },
    );
    advertisers.push(...slice.items);
    after = slice.nextAfter;
    readAt = slice.at;
  } while (after !== null);
  const imported = await adAccounts.listByConnection(connection.id);
  const { id, environment, coreUserId, displayName, scopes, refusedScopes } = connection;
  const hasDetails = readAt !== NEVER_FRESH && !refusedScopes.includes(DETAILS_SCOPE);
  const { reached } = toSeen(advertisers, environment, hasDetails);
  return {
    connectionId: id,
    user: coreUserId === null ? null : { coreUserId, displayName: displayName ?? '' },
    scopes,
    // What is out of reach already is not lost by this sign-in.
    advertisers: advertisers.filter(({ advertiserId }) => reached.has(advertiserId)),
    imported: imported.filter(({ accessLostAt }) => accessLostAt === null),
  };
}

/** What a connection's record becomes with the grant: the next token, and nothing of what was known about the last one. */
export function renewal(
  deps: Deps,
  workspaceId: string,
  connection: ConnectionRecord,
  grant: NewGrant,
): ConnectionChange {
  const change = fields(deps, workspaceId, connection.id, grant, connection.tokenVersion + 1);
  if (grant.user !== null) return change;
  // Where TikTok does not say who signed in, it is the person the connection was asked to be renewed for.
  const { coreUserId, displayName, email } = connection;
  return { ...change, coreUserId, displayName, email };
}

/**
 * What follows from a stored grant. Never rejects: the sign-in is there, and what could not be done now a job makes up for.
 */
export async function arrive(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  arrival: { before: ConnectionRecord | null; grant: NewGrant; review: SignInReview | null; by: AuditActor },
): Promise<void> {
  const { reach } = arrival.grant;
  await writeDown(deps, workspaceId, connectionId, arrival);
  if (arrival.before !== null) await tellConnection(deps, workspaceId, connectionId, arrival.before.state);
  try {
    if ('advertisers' in reach) await noteAdvertisers(deps, workspaceId, connectionId, reach.advertisers);
    await announceGrant(deps, workspaceId, connectionId, arrival);
  } catch (err) {
    deps.log.error({ workspaceId, connectionId, err }, 'a sign-in is stored; what follows from it waits for its job');
  }
}

/** @returns null when the TikTok user has a connection by now */
async function create(deps: Deps, workspaceId: string, grant: NewGrant, by: AuditActor): Promise<string | null> {
  const id = deps.random.id('con');
  const changing = fields(deps, workspaceId, id, grant, 1);
  await announceSoon(deps, workspaceId, id);
  const created = await deps.store.workspace(workspaceId).connections.create({
    ...changing,
    id,
    environment: grant.environment,
    createdAt: changing.updatedAt,
  });
  if (!created) return null;
  await arrive(deps, workspaceId, id, { before: null, grant, review: null, by });
  return id;
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
    scopes: grant.scopes ?? [],
    refusedScopes: [],
    businessCenterCount: null,
    advertiserChange: null,
    updatedAt: now,
    lastCheckedAt: now,
  };
}

function cannotCompare(trouble: TikTokApiError): AppError {
  const { code, message, tiktokRequestId, members } = toAppError(trouble);
  return new AppError(
    code,
    `The new sign-in could not be compared with the connection, which stays as it was. ${message}`,
    { tiktokRequestId, members, cause: trouble },
  );
}
