import type { CreateMirror } from '../../shared/mirrors.ts';
import { requireUsableAccount } from '../accounts/index.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import { examineAudience, requireDistinct, requireIdentifier, snapshotMapping } from '../exports/index.ts';
import { ledgerStanding } from '../ledger/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { callAt, dueAfter } from './change-mirror.ts';
import { streamUnknown } from './open-run.ts';
import { knownZone } from './schedule.ts';

/**
 * Begins to keep an audience equal to a segment. What can be known to fail later is refused now. It does not run yet: its schedule, or
 * somebody, does that.
 *
 * @throws {AppError} permission_denied, invalid_request, not_found - no such segment
 * @throws {AppError} segment_has_no_source, mirror_exists, delivery_not_possible, attribute_not_mapped, no_identifier_chosen
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, audience_type_mismatch, audience_limit_reached
 */
export async function createMirror(deps: Deps, actor: Actor, input: CreateMirror): Promise<MirrorRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const store = deps.store.workspace(workspaceId);
  const { advertiserId, attributes, audience } = input;
  requireDistinct(attributes);
  requireIdentifier(attributes);
  const account = await requireUsableAccount(deps, workspaceId, advertiserId);
  snapshotMapping(attributes, (await store.mapping.get()).attributes, { isRemoval: false });
  const segment = await store.segments.get(input.segmentId);
  if (segment === null) throw notFound();
  if (segment.sourceUrl === null) throw noSource();
  const customAudienceId = 'update' in audience ? audience.update.customAudienceId : null;
  if (customAudienceId !== null) await requireFree(deps, workspaceId, advertiserId, customAudienceId);
  const facts = await examineAudience(deps, workspaceId, account.connectionId, {
    advertiserId,
    attributes,
    audience: 'create' in audience ? audience : { update: { ...audience.update, action: 'MIRROR' } },
  });
  if (customAudienceId !== null && facts.delivery === 'stream') {
    const standing = await ledgerStanding(deps, workspaceId, advertiserId, customAudienceId);
    if (standing === null || !standing.isComplete || !standing.record.holdsSealed) throw streamUnknown();
  }
  const now = deps.clock.now();
  const id = deps.random.id('mir');
  const base = { id, schedule: input.schedule, timezone: knownZone(account.timezone), pausedAt: null };
  const record: MirrorRecord = {
    ...base,
    advertiserId,
    segmentId: input.segmentId,
    attributes,
    target: audience,
    customAudienceId,
    audienceName: facts.audienceName,
    delivery: facts.delivery,
    calculateType: facts.calculateType,
    defaultCountry: input.defaultCountry ?? null,
    emailRule: input.emailRule ?? null,
    nextRunAt: dueAfter(base, now),
    currentExportId: null,
    lastExportId: null,
    skipped: 0,
    version: 1,
    createdBy: actor.userId,
    createdAt: now,
    updatedAt: now,
  };
  // The job is in line before the mirror is there; one that finds no mirror ends.
  if (record.nextRunAt !== null) await callAt(deps, workspaceId, id, record.nextRunAt);
  if (!(await store.mirrors.create(record))) throw exists();
  // A mirror whose first run is making this very audience may have learned its id meanwhile.
  if (customAudienceId !== null && (await isBeingMade(deps, workspaceId, advertiserId, customAudienceId))) {
    await store.mirrors.remove(id);
    throw exists();
  }
  await writeAudit(deps, workspaceId, actor, {
    action: 'mirror.created',
    subjectId: id,
    detail: {
      advertiserId,
      segmentId: input.segmentId,
      customAudienceId,
      schedule: input.schedule?.every ?? null,
    },
  });
  return record;
}

async function requireFree(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  customAudienceId: string,
): Promise<void> {
  const { mirrors } = deps.store.workspace(workspaceId);
  if ((await mirrors.listByAudiences(advertiserId, [customAudienceId])).length > 0) throw exists();
  if (await isBeingMade(deps, workspaceId, advertiserId, customAudienceId)) throw exists();
}

/** Whether it is the work of a mirror whose first run is making it, and which has not been told its id yet. */
async function isBeingMade(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  customAudienceId: string,
): Promise<boolean> {
  const { mirrors, exports } = deps.store.workspace(workspaceId);
  for (const { mirrorId } of await exports.listByAudiences(advertiserId, [customAudienceId])) {
    const maker = mirrorId === null ? null : await mirrors.get(mirrorId);
    if (maker !== null && maker.customAudienceId === null) return true;
  }
  return false;
}

function exists(): AppError {
  return new AppError(
    'mirror_exists',
    'Another mirror keeps this audience equal to a segment already. Change that one, or remove it first.',
  );
}

/** `segment_has_no_source`, for a segment whose people a mirror cannot fetch. */
export function noSource(): AppError {
  return new AppError(
    'segment_has_no_source',
    'A mirror fetches the segment’s people by itself, so the segment needs a source. Register it with one.',
  );
}
