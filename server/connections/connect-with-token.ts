import type { Connection, ConnectWithToken } from '../../shared/connections.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, type FieldError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { GrantedAdvertiserRecord } from '../store/connections.ts';
import type { Environment } from '../store/types.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import {
  type Grant,
  inParallel,
  isPermissionDenied,
  isTokenRejected,
  listAdvertisers,
  probeSandboxAdvertiser,
  TikTokApiError,
  type TikTokUser,
} from '../tiktok/index.ts';
import { guessApp } from '../tiktok-apps/index.ts';
import { findConnection } from './find-connection.ts';
import { readAdvertisers } from './read-advertisers.ts';
import { saveGrant } from './save-grant.ts';
import { verifyToken } from './verify-token.ts';
import { toConnection } from './view.ts';

/**
 * Connects with a token that somebody pasted, after TikTok has accepted it. The ad accounts must be named where TikTok
 * cannot list them: in the sandbox, without a developer app, or for a token that another app was given.
 *
 * @throws {AppError} invalid_request - ad accounts are needed but missing, or out of the token's reach
 * @throws {AppError} tiktok_token_rejected - TikTok refuses the token; it may be one of the other environment
 * @throws {TikTokApiError} TikTok could not be asked; nothing was stored
 */
export async function connectWithToken(deps: Deps, actor: Actor, input: ConnectWithToken): Promise<Connection> {
  requirePermission(actor, 'connect');
  const { workspaceId } = actor;
  const advertiserIds = [...new Set(input.advertiserIds ?? [])];
  if (input.environment === 'sandbox' && advertiserIds.length === 0) {
    throw needsAdvertiserIds("TikTok's sandbox cannot list ad accounts: name the sandbox ad account in advertiserIds.");
  }
  const grant: Grant = { environment: input.environment, accessToken: input.accessToken, appId: null };
  const { user, advertisers } = await ask(deps, workspaceId, grant, advertiserIds).catch((error: unknown) => {
    throw isRefusedToken(error) ? refusedToken(error, input.environment) : error;
  });

  const connectionId = await saveGrant(
    deps,
    workspaceId,
    {
      kind: 'advertiser',
      environment: input.environment,
      tokens: { accessToken: input.accessToken, refreshToken: null },
      tokenExpiresAt: null,
      refreshExpiresAt: null,
      source: 'token',
      appId: null,
      scopes: null,
      user,
      reach: { advertisers },
      reconnectId: null,
    },
    actor,
  );
  const { connections } = deps.store.workspace(workspaceId);
  await connections.setAdvertisers(connectionId, advertisers, deps.clock.now());
  return toConnection(
    await findConnection(deps, workspaceId, connectionId),
    await connections.counts(connectionId),
    deps.clock.now(),
  );
}

/** Who the token belongs to and what it reaches: all that TikTok says about it before anything is stored. */
async function ask(
  deps: Deps,
  workspaceId: string,
  grant: Grant,
  advertiserIds: readonly string[],
): Promise<{ user: TikTokUser | null; advertisers: GrantedAdvertiserRecord[] }> {
  const user = await verifyToken(deps, grant, advertiserIds);
  const advertisers =
    grant.environment === 'sandbox'
      ? await readSandbox(deps, grant, advertiserIds)
      : await readProduction(deps, workspaceId, grant, advertiserIds);
  return { user, advertisers };
}

function isRefusedToken(error: unknown): error is TikTokApiError {
  return error instanceof TikTokApiError && isTokenRejected(error.code, error.tiktokMessage);
}

/** TikTok calls a token of the other environment as bad as one that never was (40105), so both are said. */
function refusedToken(cause: TikTokApiError, environment: Environment): AppError {
  const told = toAppError(cause);
  const [here, other] =
    environment === 'sandbox'
      ? [
          "TikTok's sandbox",
          'a production token: the sandbox takes only the one its page in the developer portal shows',
        ]
      : ['TikTok', 'a token of the sandbox: that one connects with the environment "sandbox"'];
  return new AppError(
    'tiktok_token_rejected',
    `${here} refuses this token. It is mistyped, was withdrawn, or is ${other}. Nothing was stored. (TikTok's code ${cause.code ?? 0}: ${cause.tiktokMessage})`,
    {
      cause,
      tiktokRequestId: cause.tiktokRequestId,
      members: told.members,
      errors: [{ path: 'accessToken', message: `is refused in the environment "${environment}"` }],
    },
  );
}

async function readSandbox(
  deps: Deps,
  grant: Grant,
  advertiserIds: readonly string[],
): Promise<GrantedAdvertiserRecord[]> {
  const results = await inParallel(advertiserIds, (advertiserId) =>
    probeSandboxAdvertiser(deps.tiktok, grant, advertiserId),
  );
  refuseUnreached(
    advertiserIds.filter((_, index) => results[index] === 'out_of_reach'),
    advertiserIds,
  );
  return readAdvertisers(deps, grant, { app: null, source: 'token' }, advertiserIds);
}

async function readProduction(
  deps: Deps,
  workspaceId: string,
  grant: Grant,
  advertiserIds: readonly string[],
): Promise<GrantedAdvertiserRecord[]> {
  const app = await guessApp(deps, workspaceId);
  if (advertiserIds.length === 0 && app === null) {
    throw needsAdvertiserIds(
      'Without a TikTok developer app the ad accounts of a token cannot be listed: name them in advertiserIds.',
    );
  }
  let advertisers: GrantedAdvertiserRecord[];
  try {
    advertisers = await readAdvertisers(deps, grant, { app, source: 'token' }, advertiserIds);
    // Nothing at all may be the truth, or what is left when TikTok does not list them to this app: that one says so here.
    if (advertisers.length === 0 && app !== null) await listAdvertisers(deps.tiktok, grant, app);
  } catch (error) {
    // The token works, since TikTok told whose it is: so it is the list that it may not have, being another app's.
    const isOtherApp =
      error instanceof TikTokApiError &&
      error.kind === 'refused' &&
      error.retryAfterMs === null &&
      !isPermissionDenied(error.code);
    if (!isOtherApp || advertiserIds.length > 0) throw error;
    throw needsAdvertiserIds(
      'TikTok does not list the ad accounts of this token, which another developer app was given: name them in advertiserIds.',
      error,
    );
  }
  const reached = new Set(advertisers.filter(({ status }) => status !== null).map(({ advertiserId }) => advertiserId));
  refuseUnreached(
    advertiserIds.filter((advertiserId) => !reached.has(advertiserId)),
    advertiserIds,
  );
  return advertisers;
}

function refuseUnreached(unreached: readonly string[], all: readonly string[]): void {
  if (unreached.length === 0) return;
  const errors: FieldError[] = unreached.map((advertiserId) => ({
    path: `advertiserIds.${all.indexOf(advertiserId)}`,
    message: `the token does not reach the ad account ${advertiserId}`,
  }));
  throw new AppError(
    'invalid_request',
    'The token does not reach every ad account that was named. Nothing was stored.',
    { errors },
  );
}

function needsAdvertiserIds(detail: string, cause?: TikTokApiError): AppError {
  return new AppError('invalid_request', detail, {
    errors: [{ path: 'advertiserIds', message: 'is needed here' }],
    ...(cause === undefined ? {} : { cause, tiktokRequestId: cause.tiktokRequestId }),
  });
}
