import type { UpdateMirror } from '../../shared/mirrors.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { requireDistinct, requireFit, requireIdentifier, snapshotMapping } from '../exports/index.ts';
import { requirePermission } from '../sessions/index.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { changeMirror, dueAfter, requireMirror } from './change-mirror.ts';

/**
 * Changes when the mirror runs or what it sends. A run under way goes on as it began.
 *
 * @throws {AppError} permission_denied, not_found, invalid_request
 * @throws {AppError} attribute_not_mapped, no_identifier_chosen, audience_type_mismatch
 */
export async function updateMirror(
  deps: Deps,
  actor: Actor,
  mirrorId: string,
  { schedule, attributes }: UpdateMirror,
): Promise<MirrorRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const before = await requireMirror(deps, workspaceId, mirrorId);
  if (attributes !== undefined) {
    requireDistinct(attributes);
    requireIdentifier(attributes);
    const { attributes: mapped } = await deps.store.workspace(workspaceId).mapping.get();
    snapshotMapping(attributes, mapped, { isRemoval: false });
    if (before.calculateType !== null) requireFit(before.calculateType, attributes);
  }
  if (attributes === undefined && schedule === undefined) return before;
  const now = deps.clock.now();
  const changed = await changeMirror(deps, workspaceId, mirrorId, (mirror) => ({
    ...(attributes === undefined ? {} : { attributes }),
    ...(schedule === undefined ? {} : { schedule, nextRunAt: dueAfter({ ...mirror, schedule }, now) }),
  }));
  await writeAudit(deps, workspaceId, actor, {
    action: 'mirror.changed',
    subjectId: mirrorId,
    detail: {
      ...(schedule === undefined ? {} : { schedule: schedule?.every ?? null }),
      ...(attributes === undefined ? {} : { attributes: attributes.join(',') }),
    },
  });
  return changed;
}
