import type { AudienceDetails, UpdateAudienceDetails } from '../../shared/audiences.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import {
  changeToReachFrequency,
  type CustomAudienceDetails,
  LOOKALIKE_AUDIENCE,
  renameAudience,
} from '../tiktok/index.ts';
import { type AudiencePlace, atTikTok, requireAudience, requireChangeable } from './at-tiktok.ts';
import { toDetails } from './audience-view.ts';
import { makeSure } from './make-sure.ts';

/**
 * Gives an audience another name, or makes it one for reach-and-frequency ads, which nothing takes back. What is so already is not
 * sent.
 *
 * @throws {AppError} permission_denied, account_not_imported and why it cannot be written to
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, and TikTok's failures
 */
export async function updateAudience(
  deps: Deps,
  actor: Actor,
  place: AudiencePlace,
  wanted: UpdateAudienceDetails,
): Promise<AudienceDetails> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const { advertiserId, customAudienceId } = place;
  const isSo = (audience: CustomAudienceDetails): boolean =>
    'name' in wanted ? audience.name === wanted.name : audience.audienceSubType === wanted.audienceSubType;

  const { audience, isChanged } = await atTikTok(deps, workspaceId, advertiserId, 'write', async (grant) => {
    const before = await requireChangeable(deps, grant, place);
    if (isSo(before)) return { audience: before, isChanged: false };
    if (!('name' in wanted) && before.audienceType === LOOKALIKE_AUDIENCE) {
      throw new AppError('audience_not_updatable', 'TikTok does not change a lookalike to reach and frequency.');
    }
    await makeSure(
      () =>
        'name' in wanted
          ? renameAudience(deps.tiktok, grant, { advertiserId, customAudienceId, name: wanted.name })
          : changeToReachFrequency(deps.tiktok, grant, place),
      async () => isSo(await requireAudience(deps, grant, place)),
      'name' in wanted ? 'The audience’s new name' : 'The change to reach and frequency',
    );
    return { audience: await requireAudience(deps, grant, place), isChanged: true };
  });
  if (isChanged) {
    await writeAudit(deps, workspaceId, actor, {
      action: 'name' in wanted ? 'audience.renamed' : 'audience.sub_type_changed',
      subjectId: customAudienceId,
      detail: { advertiserId, ...('name' in wanted ? {} : { audienceSubType: wanted.audienceSubType }) },
    });
    if ('name' in wanted) await tellMirrors(deps, workspaceId, place, wanted.name);
  }
  return toDetails(deps, workspaceId, advertiserId, audience);
}

/** A mirror shows the name it knows. One that is written to at this moment learns it with its next run. */
async function tellMirrors(deps: Deps, workspaceId: string, place: AudiencePlace, audienceName: string): Promise<void> {
  const { mirrors } = deps.store.workspace(workspaceId);
  for (const { id, version } of await mirrors.listByAudiences(place.advertiserId, [place.customAudienceId]))
    await mirrors.update(id, version, { audienceName, updatedAt: deps.clock.now() });
}
