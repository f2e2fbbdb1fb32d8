import type { CreateExport } from '../../shared/exports.ts';
import type { Actor, Deps } from '../deps.ts';
import { notFound } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { ExportEngine } from './engine.ts';
import { examineAudience } from './examine-audience.ts';
import { openExport, snapshotMapping } from './open-export.ts';
import { requireDistinct, requireIdentifier } from './require-attributes.ts';
import { requireUsableAccount } from './require-usable.ts';

/**
 * Opens an export. What can be known to fail later is refused now: an unmapped attribute, an audience of another type, an
 * account that cannot be written to. When the segment has a source, the server begins to fetch its people.
 *
 * @throws {AppError} permission_denied, invalid_request, not_found
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 * @throws {AppError} attribute_not_mapped, no_identifier_chosen
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, audience_type_mismatch, audience_limit_reached,
 * delivery_not_possible, tiktok_not_in_sandbox
 */
export async function createExport(
  deps: Deps,
  engine: ExportEngine,
  actor: Actor,
  input: CreateExport,
): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const store = deps.store.workspace(workspaceId);
  requireDistinct(input.attributes);
  const { connectionId } = await requireUsableAccount(deps, workspaceId, input.advertiserId);
  const { attributes: mapped } = await store.mapping.get();
  const isRemoval = 'update' in input.audience && input.audience.update.action === 'REMOVE';
  const mapping = snapshotMapping(input.attributes, mapped, { isRemoval });
  requireIdentifier(input.attributes);
  const segment = input.segmentId === undefined ? null : await store.segments.get(input.segmentId);
  if (input.segmentId !== undefined && segment === null) throw notFound();
  const facts = await examineAudience(deps, workspaceId, connectionId, input);
  return openExport(deps, engine, workspaceId, {
    request: input,
    connectionId,
    facts,
    mapping,
    hasSource: segment?.sourceUrl != null,
    mirrorId: null,
    everybody: false,
    createdBy: actor.userId,
    actor,
  });
}
