import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  createAudience,
  type CustomAudience,
  CUSTOMER_FILE_AUDIENCE,
  getAudience,
  type Grant,
  listAllAudiences,
  MAX_AUDIENCES,
  TikTokApiError,
  updateAudience,
} from '../tiktok/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { historyMarks, newEntries } from './audience-verdict.ts';
import { exportsOf } from './engine.ts';
import type { ExportLimits } from './limits.ts';
import type { ExportMemory } from './memory.ts';

// Gives uploaded files to an audience. TikTok has no idempotency for this, so each write is noted before it is sent. When
// its answer is lost, or this process dies before it comes, the note is found again and TikTok is asked what happened:
// a create is looked for by name among the audiences that were not there before; an update by a history entry that was not
// there before. Only what surely did not happen is sent again.

/** What one step came to. `memory` and `customAudienceId` are to be stored in one write. */
export type ApplyStep =
  | { kind: 'applied'; memory: ExportMemory; customAudienceId: string }
  | { kind: 'wait'; memory: ExportMemory; untilMs: number }
  /** TikTok has let go of the files: upload them again. */
  | { kind: 'upload-again'; memory: ExportMemory };

export interface ApplyContext {
  readonly deps: Deps;
  readonly workspaceId: string;
  readonly record: ExportRecord;
  readonly grant: Grant;
  readonly calculateType: string;
  readonly limits: ExportLimits;
  readonly signal: AbortSignal;
  /** Stores the note of an attempt before it is made. */
  readonly note: (memory: ExportMemory) => Promise<void>;
}

/** FILE_NOT_EXIST and FILE_EXPIRED. */
const FILE_GONE: ReadonlySet<number | null> = new Set([40905, 40910]);
/** Looks at TikTok's list before a create counts as not having happened: a late one must not be made twice. */
const LOOKS = 2;

/** Applies the chunks from `memory.applied` up to `until`, whose files are uploaded. */
export async function applyChunks(context: ApplyContext, memory: ExportMemory, until: number): Promise<ApplyStep> {
  const isCreate = context.record.customAudienceId === null && 'create' in context.record.request.audience;
  if (memory.attempt !== null)
    return isCreate ? lookForCreated(context, memory, until) : lookForUpdate(context, memory);
  return isCreate ? create(context, memory, until) : update(context, memory, until);
}

async function create(context: ApplyContext, memory: ExportMemory, until: number): Promise<ApplyStep> {
  const { deps, record, grant, limits, signal } = context;
  const { advertiserId, request } = record;
  if (!('create' in request.audience)) throw new Error('not an export that makes an audience');
  const { name, retentionInDays } = request.audience.create;
  const existing = await listAllAudiences(deps.tiktok, grant, advertiserId, signal);
  if (existing.length >= MAX_AUDIENCES) throw limitReached();
  const known = existing.filter((audience) => audience.name === name).map(({ customAudienceId }) => customAudienceId);
  const attempted: ExportMemory = { ...memory, attempt: { at: deps.clock.now(), chunks: until, known, looks: 0 } };
  await context.note(attempted);
  try {
    const customAudienceId = await createAudience(
      deps.tiktok,
      grant,
      {
        advertiserId,
        name,
        filePaths: pathsOf(memory, until),
        calculateType: context.calculateType,
        retentionInDays: retentionInDays ?? null,
      },
      signal,
    );
    return {
      kind: 'applied',
      memory: { ...memory, attempt: null, applied: until, sawProcessing: false },
      customAudienceId,
    };
  } catch (error) {
    if (mayHaveHappened(error)) return waitToLook(context, attempted, limits.reconcileDelayMs);
    await context.note({ ...memory, attempt: null });
    if (isFileGone(error)) return { kind: 'upload-again', memory: { ...memory, attempt: null } };
    throw isLimitRefusal(error) ? limitReached(error) : error;
  }
}

async function lookForCreated(context: ApplyContext, memory: ExportMemory, until: number): Promise<ApplyStep> {
  const { deps, workspaceId, record, grant, limits, signal } = context;
  const { attempt } = memory;
  if (attempt === null) throw new Error('nothing to look for');
  const due = attempt.at + limits.reconcileDelayMs * (attempt.looks + 1);
  if (deps.clock.now() < due) return { kind: 'wait', memory, untilMs: due };

  const audiences = await listAllAudiences(deps.tiktok, grant, record.advertiserId, signal);
  const candidates = audiences.filter((audience) => isOurCreate(context, audience, attempt.known));
  const taken = await exportsOf(deps, workspaceId).listByAudiences(
    record.advertiserId,
    candidates.map(({ customAudienceId }) => customAudienceId),
  );
  const found = candidates.find(({ customAudienceId }) =>
    taken.every((other) => other.customAudienceId !== customAudienceId),
  );
  if (found !== undefined) {
    deps.log.info(
      { exportId: record.id, customAudienceId: found.customAudienceId },
      'found the audience whose create had lost its answer',
    );
    return {
      kind: 'applied',
      memory: { ...memory, attempt: null, applied: attempt.chunks, sawProcessing: false },
      customAudienceId: found.customAudienceId,
    };
  }
  const looks = attempt.looks + 1;
  if (looks < LOOKS)
    return waitToLook(context, { ...memory, attempt: { ...attempt, looks } }, limits.reconcileDelayMs * (looks + 1));
  const cleared = { ...memory, attempt: null };
  await context.note(cleared);
  return create(context, cleared, until);
}

function isOurCreate(
  { record, calculateType }: ApplyContext,
  audience: CustomAudience,
  known: readonly string[],
): boolean {
  if (!('create' in record.request.audience)) return false;
  return (
    audience.name === record.request.audience.create.name &&
    audience.calculateType === calculateType &&
    audience.isCreator &&
    !known.includes(audience.customAudienceId)
  );
}

async function update(context: ApplyContext, memory: ExportMemory, until: number): Promise<ApplyStep> {
  const { deps, record, grant, limits, signal } = context;
  const customAudienceId = audienceIdOf(record);
  const before = await getAudience(deps.tiktok, grant, { advertiserId: record.advertiserId, customAudienceId }, signal);
  if (before === null) throw audienceGone();
  if (before.audienceType !== CUSTOMER_FILE_AUDIENCE || !before.isCreator) throw notUpdatable();
  const history = historyMarks(before);
  // The audience we made ourselves a moment ago needs no comparison with what was before.
  const isOwn = 'create' in record.request.audience;
  const marked: ExportMemory = {
    ...memory,
    before: isOwn ? null : (memory.before ?? { history, message: before.message }),
  };
  const attempted: ExportMemory = {
    ...marked,
    attempt: { at: deps.clock.now(), chunks: until, known: history, looks: 0 },
  };
  await context.note(attempted);
  try {
    await updateAudience(
      deps.tiktok,
      grant,
      {
        advertiserId: record.advertiserId,
        customAudienceId,
        action: actionFor(record, memory),
        filePaths: pathsOf(memory, until),
      },
      signal,
    );
    return {
      kind: 'applied',
      memory: { ...marked, attempt: null, applied: until, sawProcessing: false },
      customAudienceId,
    };
  } catch (error) {
    if (mayHaveHappened(error)) return waitToLook(context, attempted, limits.reconcileDelayMs);
    await context.note({ ...marked, attempt: null });
    if (isFileGone(error)) return { kind: 'upload-again', memory: { ...marked, attempt: null } };
    throw isTooSmall(error) ? tooSmall(error) : error;
  }
}

async function lookForUpdate(context: ApplyContext, memory: ExportMemory): Promise<ApplyStep> {
  const { deps, record, grant, limits, signal } = context;
  const { attempt } = memory;
  if (attempt === null) throw new Error('nothing to look for');
  const due = attempt.at + limits.reconcileDelayMs;
  if (deps.clock.now() < due) return { kind: 'wait', memory, untilMs: due };
  const customAudienceId = audienceIdOf(record);
  const audience = await getAudience(
    deps.tiktok,
    grant,
    { advertiserId: record.advertiserId, customAudienceId },
    signal,
  );
  if (audience === null) throw audienceGone();
  const action = actionFor(record, memory);
  const isThere = newEntries(audience, attempt.known).some((entry) =>
    entry.action.toLowerCase().includes(action.toLowerCase()),
  );
  if (isThere) {
    return {
      kind: 'applied',
      memory: { ...memory, attempt: null, applied: attempt.chunks, sawProcessing: false },
      customAudienceId,
    };
  }
  // Adding, removing or replacing with the same files once more leaves the same people in the audience.
  const cleared = { ...memory, attempt: null };
  await context.note(cleared);
  return update(context, cleared, attempt.chunks);
}

async function waitToLook(context: ApplyContext, memory: ExportMemory, delayMs: number): Promise<ApplyStep> {
  await context.note(memory);
  return { kind: 'wait', memory, untilMs: (memory.attempt?.at ?? context.deps.clock.now()) + delayMs };
}

/** A replace with more files than one call takes replaces with the first ones and adds the rest. */
function actionFor(record: ExportRecord, memory: ExportMemory): 'APPEND' | 'REMOVE' | 'REPLACE' {
  const { audience } = record.request;
  if ('create' in audience) return 'APPEND';
  const { action } = audience.update;
  if (action === 'MIRROR') return 'APPEND';
  return action === 'REPLACE' && memory.applied > 0 ? 'APPEND' : action;
}

function audienceIdOf(record: ExportRecord): string {
  const { audience } = record.request;
  const id = 'update' in audience ? audience.update.customAudienceId : record.customAudienceId;
  if (id === null) throw new Error('the audience is not known yet');
  return id;
}

function pathsOf(memory: ExportMemory, until: number): string[] {
  return (memory.chunks ?? []).slice(memory.applied, until).map(({ filePath }) => {
    if (filePath === null) throw new Error('a chunk is not uploaded yet');
    return filePath;
  });
}

function mayHaveHappened(error: unknown): boolean {
  return error instanceof TikTokApiError && error.mayHaveHappened;
}

function isFileGone(error: unknown): boolean {
  return error instanceof TikTokApiError && FILE_GONE.has(error.code);
}

/** TikTok publishes no code for "400 audiences reached", only that there is a cap; its text has to tell. */
function isLimitRefusal(error: unknown): boolean {
  return (
    error instanceof TikTokApiError &&
    error.kind === 'refused' &&
    /audience/i.test(error.tiktokMessage) &&
    /\blimit\b|maximum number/i.test(error.tiktokMessage)
  );
}

function limitReached(cause?: unknown): AppError {
  return new AppError(
    'audience_limit_reached',
    `The ad account already holds ${MAX_AUDIENCES} custom audiences, as many as TikTok allows. Delete one in TikTok Ads Manager or update an existing one.`,
    {
      tiktokRequestId: cause instanceof TikTokApiError ? cause.tiktokRequestId : null,
      cause,
    },
  );
}

/** "The operation fails if fewer than 1,000 users would remain" (Update an audience); no code is published for it. */
function isTooSmall(error: unknown): boolean {
  return (
    error instanceof TikTokApiError &&
    error.code === 40002 &&
    /too small|fewer than|less than|at least|minimum|1,?000/i.test(error.tiktokMessage)
  );
}

function tooSmall(cause: unknown): AppError {
  const { tiktokMessage, tiktokRequestId } = cause as TikTokApiError;
  return new AppError(
    'audience_too_small',
    `TikTok leaves the audience as it was, because at least 1,000 people must remain in it. (TikTok: ${tiktokMessage})`,
    { tiktokRequestId, cause },
  );
}

export function audienceGone(): AppError {
  return new AppError(
    'audience_not_found',
    'TikTok knows no such audience in this ad account. It may have been deleted.',
  );
}

export function notUpdatable(): AppError {
  return new AppError(
    'audience_not_updatable',
    'Only a customer file audience that this ad account made itself can be changed from here.',
  );
}
