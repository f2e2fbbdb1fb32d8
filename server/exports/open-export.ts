import type { Failure } from '../../shared/errors.ts';
import type { Attribute } from '../../shared/identifiers/index.ts';
import type { MappedAttributes } from '../../shared/mappings.ts';
import { type AuditActor, writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import { AppError, type FieldError } from '../errors.ts';
import { actionOf } from '../ledger/index.ts';
import type { ExportRecord, ExportRequest } from '../store/exports.ts';
import { planCleaning } from './clean-job.ts';
import { type ExportEngine, exportsOf, PULL_JOB, withJob } from './engine.ts';
import type { AudienceFacts } from './examine-audience.ts';
import { type ExportMemory, newMemory, toEngine } from './memory.ts';
import { noteFinished } from './run-step.ts';
import { emptyCounts } from './tally.ts';

/** An export whose audience and ad account have been looked at. */
export interface OpenExport {
  /** Chosen beforehand by a caller that has to find the export again after a crash; drawn when left out. */
  readonly id?: string;
  readonly request: ExportRequest;
  readonly connectionId: string;
  readonly facts: AudienceFacts;
  readonly mapping: Readonly<Record<string, string>>;
  /** The server fetches the people from the segment's source. */
  readonly hasSource: boolean;
  readonly mirrorId: string | null;
  /** A mirror's run that sends everybody. */
  readonly everybody: boolean;
  /** A create of an earlier run of the mirror of which nobody knows whether it happened: see `unansweredCreate`. */
  readonly attempt?: ExportMemory['attempt'];
  readonly createdBy: string | null;
  readonly actor: AuditActor;
}

/** Opens an export, from a person's request or for a mirror, and begins to fetch its people when they have a source. */
export async function openExport(
  deps: Deps,
  engine: Pick<ExportEngine, 'limits'>,
  workspaceId: string,
  input: OpenExport,
): Promise<ExportRecord> {
  const record = newRecord(deps, input);
  await planCleaning(deps, engine.limits, workspaceId, record.id);
  const create = (): Promise<void> => exportsOf(deps, workspaceId).create(record);
  if (input.hasSource) await withJob(deps, { kind: PULL_JOB, workspaceId, exportId: record.id }, create);
  else await create();
  await noteOpened(deps, workspaceId, input, record);
  return record;
}

/** Keeps a run that could not even begin, so that everybody sees that it was due and why it was not. */
export async function openFailedExport(
  deps: Deps,
  engine: Pick<ExportEngine, 'limits'>,
  workspaceId: string,
  input: OpenExport,
  failure: Failure,
): Promise<ExportRecord> {
  const draft = newRecord(deps, input);
  const record: ExportRecord = {
    ...draft,
    state: 'failed',
    error: failure,
    engine: { ...draft.engine, stage: 'pull' },
    timeline: [...draft.timeline, { state: 'failed', at: draft.createdAt }],
  };
  await planCleaning(deps, engine.limits, workspaceId, record.id);
  await exportsOf(deps, workspaceId).create(record);
  await noteOpened(deps, workspaceId, input, record);
  await noteFinished(deps, workspaceId, record, failure.code);
  return record;
}

function newRecord(deps: Deps, input: OpenExport): ExportRecord {
  const { request, facts, hasSource } = input;
  const now = deps.clock.now();
  const memory = { ...newMemory(facts.calculateType), everybody: input.everybody, attempt: input.attempt ?? null };
  return {
    id: input.id ?? deps.random.id('exp'),
    advertiserId: request.advertiserId,
    connectionId: input.connectionId,
    state: 'draft',
    request,
    delivery: facts.delivery,
    mirrorId: input.mirrorId,
    audienceName: facts.audienceName,
    mapping: input.mapping,
    calculateType: facts.calculateType,
    customAudienceId: 'update' in request.audience ? request.audience.update.customAudienceId : null,
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
    engine: toEngine(
      hasSource
        ? { ...memory, format: 'segment', source: { cursor: null, isDone: false, origin: '', loop: null } }
        : memory,
    ),
    createdBy: input.createdBy,
    createdAt: now,
    updatedAt: now,
    timeline: [{ state: 'draft', at: now }],
  };
}

async function noteOpened(deps: Deps, workspaceId: string, { actor }: OpenExport, record: ExportRecord): Promise<void> {
  await writeAudit(deps, workspaceId, actor, {
    action: 'export.created',
    subjectId: record.id,
    detail: { advertiserId: record.advertiserId, change: actionOf(record) },
  });
}

/**
 * The part of the mapping an export reads, so that a later change does not touch it. Consent is not among it for a removal: nobody has
 * to agree to being taken out.
 *
 * @throws {AppError} attribute_not_mapped
 */
export function snapshotMapping(
  attributes: readonly Attribute[],
  mapped: MappedAttributes,
  { isRemoval }: { isRemoval: boolean },
): Record<string, string> {
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
  if (mapped.consent !== undefined && !isRemoval) snapshot.consent = mapped.consent;
  return snapshot;
}
