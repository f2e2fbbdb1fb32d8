import type { CreateExport } from '../../shared/exports.ts';
import { type Attribute, MATCHING_ATTRIBUTES } from '../../shared/identifiers/index.ts';
import type { MappedAttributes } from '../../shared/mappings.ts';
import { writeAudit } from '../audit/index.ts';
import { toAudienceError } from '../audiences/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError, notFound, type FieldError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { AdAccountWithConnection } from '../store/connections.ts';
import type { ExportRecord } from '../store/exports.ts';
import {
  CUSTOMER_FILE_AUDIENCE,
  getAudience,
  listAudiencePage,
  MAX_AUDIENCES,
  TikTokApiError,
} from '../tiktok/index.ts';
import { audienceGone, notUpdatable } from './apply-audience.ts';
import { planCleaning } from './clean-job.ts';
import { type ExportEngine, exportsOf, PULL_JOB, withJob } from './engine.ts';
import { isPassing } from './failures.ts';
import { requireFit } from './identifier-plan.ts';
import { newMemory, toEngine } from './memory.ts';
import { requireUsableAccount } from './require-usable.ts';
import { emptyCounts } from './tally.ts';

/**
 * Opens an export. What can be known to fail later is refused now: an unmapped attribute, an audience of another type, an
 * account that cannot be written to. When the segment has a source, the server begins to fetch its people.
 *
 * @throws {AppError} permission_denied, invalid_request, not_found
 * @throws {AppError} account_not_imported, account_suspended, connection_disconnected, connection_read_only, tiktok_permission_denied
 * @throws {AppError} attribute_not_mapped, no_identifier_chosen
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_type_mismatch, audience_limit_reached,
 * tiktok_not_in_sandbox
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
  const account = await requireUsableAccount(deps, workspaceId, input.advertiserId);
  const { attributes: mapped } = await store.mapping.get();
  const mapping = snapshotMapping(input.attributes, mapped);
  if (!input.attributes.some((attribute) => MATCHING_ATTRIBUTES.some((matching) => matching === attribute))) {
    throw new AppError(
      'no_identifier_chosen',
      'TikTok matches people by email, phone or a device id only. Choose at least one of email, phone, googleAdvertisingId and appleIdfa.',
    );
  }
  const segment = input.segmentId === undefined ? null : await store.segments.get(input.segmentId);
  if (input.segmentId !== undefined && segment === null) throw notFound();
  const { existingType, audienceName } = await checkAudience(deps, workspaceId, account, input);

  const now = deps.clock.now();
  const hasSource = segment?.sourceUrl != null;
  const memory = newMemory(existingType);
  const record: ExportRecord = {
    id: deps.random.id('exp'),
    advertiserId: input.advertiserId,
    connectionId: account.connectionId,
    state: 'draft',
    request: input,
    delivery: 'create' in input.audience ? (input.audience.create.delivery ?? 'file') : 'file',
    mirrorId: null,
    audienceName,
    mapping,
    calculateType: existingType,
    customAudienceId: 'update' in input.audience ? input.audience.update.customAudienceId : null,
    receivedBytes: 0,
    counts: emptyCounts(),
    chunks: { total: 0, uploaded: 0 },
    peopleUploaded: 0,
    audienceProgress: null,
    error: null,
    pausedAt: null,
    waiting: null,
    confirmation: null,
    preparedAt: null,
    uploadedAt: null,
    tiktokRequests: [],
    engine: toEngine(hasSource ? { ...memory, format: 'segment', source: { cursor: null, isDone: false } } : memory),
    createdBy: actor.userId,
    createdAt: now,
    updatedAt: now,
    timeline: [{ state: 'draft', at: now }],
  };
  await planCleaning(deps, engine.limits, workspaceId, record.id);
  const create = (): Promise<void> => exportsOf(deps, workspaceId).create(record);
  if (hasSource) await withJob(deps, { kind: PULL_JOB, workspaceId, exportId: record.id }, create);
  else await create();
  await writeAudit(deps, workspaceId, actor, {
    action: 'export.created',
    subjectId: record.id,
    detail: {
      advertiserId: input.advertiserId,
      change: 'update' in input.audience ? input.audience.update.action : 'CREATE',
    },
  });
  return record;
}

function requireDistinct(attributes: readonly Attribute[]): void {
  const errors: FieldError[] = attributes.flatMap((attribute, index) =>
    attributes.indexOf(attribute) === index
      ? []
      : [{ path: `attributes.${index}`, message: `"${attribute}" is listed twice` }],
  );
  if (errors.length > 0) throw new AppError('invalid_request', 'Each attribute can be chosen once.', { errors });
}

/** The part of the mapping this export reads, so that a later change does not touch it. */
function snapshotMapping(attributes: readonly Attribute[], mapped: MappedAttributes): Record<string, string> {
  const snapshot: MappedAttributes = {};
  const errors: FieldError[] = [];
  attributes.forEach((attribute, index) => {
    const property = mapped[attribute];
    if (property !== undefined) snapshot[attribute] = property;
    // The initial of a mapped first name needs no property of its own.
    else if (attribute === 'firstNameInitial' && mapped.firstName !== undefined) snapshot.firstName = mapped.firstName;
    else errors.push({ path: `attributes.${index}`, message: `"${attribute}" is not mapped to a property` });
  });
  if (errors.length > 0) {
    throw new AppError(
      'attribute_not_mapped',
      'An attribute without a property has nothing to send. Map it first, or leave it out.',
      { errors },
    );
  }
  // A mapped country tells how to read national phone numbers, chosen or not.
  if (attributes.includes('phone') && mapped.country !== undefined) snapshot.country = mapped.country;
  if (mapped.consent !== undefined) snapshot.consent = mapped.consent;
  return snapshot;
}

/** @returns `calculate_type` of the audience to update, null for a new one, and what the audience is called */
async function checkAudience(
  deps: Deps,
  workspaceId: string,
  account: AdAccountWithConnection,
  input: CreateExport,
): Promise<{ existingType: string | null; audienceName: string | null }> {
  const { advertiserId, audience } = input;
  try {
    return await withGrant(deps, workspaceId, account.connectionId, 'read', async (grant) => {
      if ('create' in audience) {
        const { totalNumber } = await listAudiencePage(deps.tiktok, grant, { advertiserId, page: 1, pageSize: 1 });
        if (totalNumber < MAX_AUDIENCES) return { existingType: null, audienceName: audience.create.name };
        throw new AppError(
          'audience_limit_reached',
          `The ad account already holds ${totalNumber} custom audiences, as many as TikTok allows. Delete one in TikTok Ads Manager or update an existing one.`,
        );
      }
      const { customAudienceId } = audience.update;
      const existing = await getAudience(deps.tiktok, grant, { advertiserId, customAudienceId });
      if (existing === null) throw audienceGone();
      if (existing.audienceType !== CUSTOMER_FILE_AUDIENCE || !existing.isCreator) throw notUpdatable();
      requireFit(existing.calculateType, input.attributes);
      return { existingType: existing.calculateType, audienceName: existing.name === '' ? null : existing.name };
    });
  } catch (error) {
    // Counting audiences is a courtesy: the upload looks again, so a TikTok that is down for a moment stops nobody here.
    if ('create' in audience && isPassing(error)) return { existingType: null, audienceName: audience.create.name };
    throw error instanceof TikTokApiError ? toAudienceError(error) : error;
  }
}
