import type { MappedAttributes, Mapping, PutMapping } from '../../shared/mappings.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { WorkspaceStore } from '../store/store.ts';
import { toMapping } from './get-mapping.ts';

/**
 * Replaces the mapping. Exports that are open keep the one they began with.
 *
 * @param expectedVersion the version the caller saw; null to write whatever is there
 * @throws {AppError} permission_denied; unknown_property - the host declared others; precondition_failed - somebody saved in between
 */
export async function putMapping(
  deps: Deps,
  actor: Actor,
  input: PutMapping,
  expectedVersion: number | null,
): Promise<Mapping> {
  requirePermission(actor, 'map');
  const workspace = deps.store.workspace(actor.workspaceId);
  await requireKnownProperties(workspace, input.attributes);
  const saved = await workspace.mapping.put({
    attributes: input.attributes,
    expectedVersion,
    updatedAt: deps.clock.now(),
    updatedBy: actor.userId,
  });
  if (saved === null) {
    throw new AppError(
      'precondition_failed',
      'Somebody saved the mapping since you read it. Read it again and repeat your change.',
    );
  }
  await writeAudit(deps, actor.workspaceId, actor, {
    action: 'mapping.saved',
    subjectId: 'mapping',
    detail: { version: saved.version, attributeCount: Object.keys(saved.attributes).length },
  });
  return toMapping(saved);
}

/**
 * A host that has declared its properties gets typing mistakes refused. One that has declared none maps straight to the
 * names in its files, and a wrong one shows when the first file comes.
 */
async function requireKnownProperties(workspace: WorkspaceStore, attributes: MappedAttributes): Promise<void> {
  const named = Object.entries(attributes);
  const existing = new Set(await workspace.properties.existing([...new Set(named.map(([, property]) => property))]));
  const unknown = named.filter(([, property]) => !existing.has(property));
  if (unknown.length === 0) return;
  const { items } = await workspace.properties.list({ after: null, limit: 1 });
  if (items.length === 0) return;
  throw new AppError(
    'unknown_property',
    'The mapping names properties that the host has not declared. Pick others, or declare them with PUT /v1/properties.',
    {
      errors: unknown.map(([attribute]) => ({
        path: `attributes.${attribute}`,
        message: 'is not a property of this workspace',
      })),
    },
  );
}
