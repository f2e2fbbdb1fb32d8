import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { removeLedgerOf } from '../ledger/index.ts';
import { requirePermission } from '../sessions/index.ts';
import { deleteAudience, deleteSegmentAudience, getAudience, PARTNER_AUDIENCE } from '../tiktok/index.ts';
import { type AudiencePlace, atTikTok, requireCreator } from './at-tiktok.ts';
import { makeSure } from './make-sure.ts';

/**
 * Deletes an audience at TikTok, also one that has expired. One that is not there is no error: it may be asked for again.
 *
 * @throws {AppError} permission_denied, account_not_imported and why it cannot be written to
 * @throws {AppError} audience_not_updatable, audience_in_use, and TikTok's failures
 */
export async function removeAudience(deps: Deps, actor: Actor, place: AudiencePlace): Promise<void> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const { advertiserId, customAudienceId } = place;
  const removed = await atTikTok(deps, workspaceId, advertiserId, 'write', async (grant) => {
    const audience = await getAudience(deps.tiktok, grant, place);
    if (audience === null) return null;
    requireCreator(audience);
    const use = await findUse(deps, workspaceId, place);
    if (use !== null) throw new AppError('audience_in_use', use);
    await makeSure(
      async () => {
        if (audience.audienceType === PARTNER_AUDIENCE) await deleteSegmentAudience(deps.tiktok, grant, place);
        else await deleteAudience(deps.tiktok, grant, place);
      },
      async () => (await getAudience(deps.tiktok, grant, place)) === null,
      'The deletion',
    );
    return audience;
  });
  // What is remembered of its members goes too. Of one that only seems to be gone, a mirror still needs it.
  if (removed !== null || (await findUse(deps, workspaceId, place)) === null)
    await removeLedgerOf(deps, workspaceId, advertiserId, customAudienceId);
  if (removed === null) return;
  await writeAudit(deps, workspaceId, actor, {
    action: 'audience.deleted',
    subjectId: customAudienceId,
    detail: { advertiserId, audienceType: removed.audienceType, coverNum: removed.coverNum },
  });
}

/** What here still works on the audience, and what to do about it; null when nothing does. */
async function findUse(deps: Deps, workspaceId: string, place: AudiencePlace): Promise<string | null> {
  const { advertiserId, customAudienceId } = place;
  const store = deps.store.workspace(workspaceId);
  const [mirror] = await store.mirrors.listByAudiences(advertiserId, [customAudienceId]);
  if (mirror !== undefined)
    return `The mirror ${mirror.id} keeps this audience equal to the segment ${mirror.segmentId}. Stop keeping it in sync first.`;
  const { items } = await store.exports.list({
    after: null,
    limit: 1,
    advertiserId,
    customAudienceId,
    states: ['uploading'],
  });
  const [working] = items;
  if (working === undefined) return null;
  const paused = working.pausedAt === null ? '' : ' (it is paused)';
  return `The export ${working.id} is sending people to this audience${paused}. Let it end, or cancel it first.`;
}
