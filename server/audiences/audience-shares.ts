import type { AudienceShare } from '../../shared/audiences.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import {
  type AudienceReceiver,
  cancelShare,
  type Grant,
  listReceivers,
  shareAudience as share,
} from '../tiktok/index.ts';
import {
  type AudiencePlace,
  atTikTok,
  requireAlive,
  requireAudience,
  requireChangeable,
  requireCreator,
} from './at-tiktok.ts';
import { makeSure } from './make-sure.ts';

/**
 * The ad accounts that see the audience besides the one that made it.
 *
 * @throws {AppError} permission_denied, account_not_imported, audience_not_found, connection_disconnected, and TikTok's failures
 * @throws {AppError} audience_not_updatable - TikTok tells only the ad account that made it
 */
export async function listAudienceShares(deps: Deps, actor: Actor, place: AudiencePlace): Promise<AudienceShare[]> {
  requirePermission(actor, 'read');
  const { workspaceId } = actor;
  const receivers = await atTikTok(deps, workspaceId, place.advertiserId, 'read', async (grant) => {
    requireCreator(await requireAudience(deps, grant, place));
    return listReceivers(deps.tiktok, grant, place);
  });
  return toShares(deps, workspaceId, receivers);
}

/**
 * Shares the audience with other ad accounts, with all or with none. TikTok knows which are in the same Business Center; its refusal is
 * passed on. Those that have it already are not sent again.
 *
 * @throws {AppError} permission_denied, invalid_request, account_not_imported and why it cannot be written to
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, and TikTok's failures
 */
export async function shareAudience(
  deps: Deps,
  actor: Actor,
  place: AudiencePlace,
  advertiserIds: readonly string[],
): Promise<AudienceShare[]> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  requireOthers(place, advertiserIds);
  const { receivers, added } = await atTikTok(deps, workspaceId, place.advertiserId, 'write', async (grant) => {
    await requireChangeable(deps, grant, place);
    const before = await listReceivers(deps.tiktok, grant, place);
    const missing = [...new Set(advertiserIds)].filter((id) => !before.some(({ advertiserId }) => advertiserId === id));
    if (missing.length === 0) return { receivers: before, added: missing };
    await makeSure(
      () => share(deps.tiktok, grant, { ...place, receiverIds: missing }),
      async () => {
        const now = await receiverIds(deps, grant, place);
        return missing.every((id) => now.has(id));
      },
      'The sharing',
    );
    return { receivers: await listReceivers(deps.tiktok, grant, place), added: missing };
  });
  await writeAudit(
    deps,
    workspaceId,
    actor,
    ...added.map((receiverId) => ({
      action: 'audience.shared' as const,
      subjectId: place.customAudienceId,
      detail: { advertiserId: place.advertiserId, receiverId },
    })),
  );
  return toShares(deps, workspaceId, receivers);
}

/**
 * Ends one share. An audience that is not shared with that ad account, or not there, is no error: it may be asked for again.
 *
 * @throws {AppError} permission_denied, account_not_imported and why it cannot be written to
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, and TikTok's failures
 */
export async function unshareAudience(
  deps: Deps,
  actor: Actor,
  place: AudiencePlace,
  receiverId: string,
): Promise<void> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const isEnded = await atTikTok(deps, workspaceId, place.advertiserId, 'write', async (grant) => {
    const audience = await requireAudience(deps, grant, place);
    requireCreator(audience);
    if (!(await receiverIds(deps, grant, place)).has(receiverId)) return false;
    requireAlive(deps, audience);
    await makeSure(
      () => cancelShare(deps.tiktok, grant, { ...place, receiverId }),
      async () => !(await receiverIds(deps, grant, place)).has(receiverId),
      'The end of the sharing',
    );
    return true;
  });
  if (!isEnded) return;
  await writeAudit(deps, workspaceId, actor, {
    action: 'audience.unshared',
    subjectId: place.customAudienceId,
    detail: { advertiserId: place.advertiserId, receiverId },
  });
}

/** @throws {AppError} invalid_request - the ad account itself is among them */
function requireOthers({ advertiserId }: AudiencePlace, advertiserIds: readonly string[]): void {
  const index = advertiserIds.indexOf(advertiserId);
  if (index === -1) return;
  throw new AppError('invalid_request', 'An audience is not shared with the ad account that made it.', {
    errors: [{ path: `advertiserIds.${index}`, message: 'is the ad account that made it' }],
  });
}

async function receiverIds(deps: Deps, grant: Grant, place: AudiencePlace): Promise<Set<string>> {
  return new Set((await listReceivers(deps.tiktok, grant, place)).map(({ advertiserId }) => advertiserId));
}

/** Only ad accounts that the workspace imported are named: what TikTok calls others is none of its business. */
async function toShares(
  deps: Deps,
  workspaceId: string,
  receivers: readonly AudienceReceiver[],
): Promise<AudienceShare[]> {
  const { adAccounts } = deps.store.workspace(workspaceId);
  return Promise.all(
    receivers.map(async ({ advertiserId }) => ({
      advertiserId,
      name: (await adAccounts.get(advertiserId))?.name ?? null,
      // TikTok's log has no times.
      sharedAt: null,
    })),
  );
}
