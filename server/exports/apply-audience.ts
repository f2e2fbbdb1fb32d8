import type { AudienceAction } from '../../shared/exports.ts';
import { requireAlive } from '../audiences/index.ts';
import { AppError } from '../errors.ts';
import {
  createAudience,
  type CustomAudience,
  CUSTOMER_FILE_AUDIENCE,
  type CustomAudienceDetails,
  getAudience,
  type Grant,
  TikTokApiError,
  updateAudience,
} from '../tiktok/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { historyMarks, newEntries, saysTooSmall } from './audience-verdict.ts';
import { type CreateStep, createOnce, isOutOfPatience, mayHaveHappened, reconcileDelay } from './create-audience.ts';
import type { ExportMemory } from './memory.ts';
import type { Sending } from './sending.ts';
import { replaces } from './turn.ts';

// Gives uploaded files to an audience. Each write is noted before it is sent. When its answer is lost, or this process dies before it
// comes, TikTok is asked what happened: a create is looked for by name, an update by a history entry that was not there before.

/** What one step came to. `memory` and `customAudienceId` are to be stored in one write. */
export type ApplyStep =
  | CreateStep
  /** TikTok has let go of the files: upload them again. */
  | { kind: 'upload-again'; memory: ExportMemory };

/** FILE_NOT_EXIST and FILE_EXPIRED. */
const FILE_GONE: ReadonlySet<number | null> = new Set([40905, 40910]);

/** Applies the chunks from `memory.applied` up to `until`, whose files are uploaded and which all do the same to the audience. */
export async function applyChunks(
  sending: Sending,
  grant: Grant,
  calculateType: string,
  until: number,
): Promise<ApplyStep> {
  const { record, memory } = sending;
  const isCreate = record.customAudienceId === null && 'create' in record.request.audience;
  if (isCreate) return create(sending, grant, calculateType, until);
  return memory.attempt === null ? update(sending, grant, until) : lookForUpdate(sending, grant);
}

async function create(sending: Sending, grant: Grant, calculateType: string, until: number): Promise<ApplyStep> {
  const { deps, record, memory, signal } = sending;
  const { advertiserId, request } = record;
  if (!('create' in request.audience)) throw new Error('not an export that makes an audience');
  const { name, retentionInDays, audienceSubType } = request.audience.create;
  try {
    return await createOnce(sending, grant, {
      chunks: memory.attempt?.chunks ?? until,
      bearsName: (audience) => audience.name === name,
      isOurs: (audience: CustomAudience) => audience.calculateType === calculateType,
      send: () =>
        sending.write('/dmp/custom_audience/create/', () =>
          createAudience(
            deps.tiktok,
            grant,
            {
              advertiserId,
              name,
              filePaths: filePathsOf(memory, until),
              calculateType,
              retentionInDays: retentionInDays ?? null,
              audienceSubType: audienceSubType ?? null,
            },
            signal,
          ),
        ),
    });
  } catch (error) {
    if (isFileGone(error)) return { kind: 'upload-again', memory: sending.memory };
    throw error;
  }
}

async function update(sending: Sending, grant: Grant, until: number): Promise<ApplyStep> {
  const { deps, record, memory, signal } = sending;
  const { advertiserId } = record;
  const customAudienceId = audienceIdOf(record);
  const found = await requireOwnAudience(sending, grant, CUSTOMER_FILE_AUDIENCE);
  const history = historyMarks(found);
  const marked: ExportMemory = { ...memory, before: beforeOurs(record, memory, found) };
  const now = deps.clock.now();
  const attempt = { at: now, chunks: until, known: history, looks: 0 };
  await sending.save({ ...marked, attempt, troubleSince: memory.troubleSince ?? now });
  const action = actionFor(record, memory);
  const filePaths = filePathsOf(memory, until);
  try {
    await sending.write('/dmp/custom_audience/update/', () =>
      updateAudience(deps.tiktok, grant, { advertiserId, customAudienceId, action, filePaths }, signal),
    );
    return applied(marked, until, customAudienceId);
  } catch (error) {
    if (mayHaveHappened(error)) {
      if (isOutOfPatience(sending)) throw error;
      return { kind: 'wait', memory: sending.memory, untilMs: attempt.at + reconcileDelay(sending) };
    }
    await sending.save({ ...marked, attempt: null });
    if (isFileGone(error)) return { kind: 'upload-again', memory: sending.memory };
    throw isTooSmall(error) ? tooSmall(record, memory, error) : error;
  }
}

async function lookForUpdate(sending: Sending, grant: Grant): Promise<ApplyStep> {
  const { deps, record, memory } = sending;
  const { attempt } = memory;
  if (attempt === null) throw new Error('nothing to look for');
  const due = attempt.at + reconcileDelay(sending);
  if (deps.clock.now() < due) return { kind: 'wait', memory, untilMs: due };
  const audience = await readAudience(sending, grant);
  const action = actionFor(record, memory);
  const isThere = newEntries(audience, attempt.known).some((entry) =>
    entry.action.toLowerCase().includes(action.toLowerCase()),
  );
  if (isThere) return applied(memory, attempt.chunks, audienceIdOf(record));
  // Adding, removing or replacing with the same files once more leaves the same people in the audience.
  await sending.save({ ...memory, attempt: null });
  return update(sending, grant, attempt.chunks);
}

function applied(memory: ExportMemory, until: number, customAudienceId: string): ApplyStep {
  return {
    kind: 'applied',
    memory: { ...memory, attempt: null, applied: until, sawProcessing: false },
    customAudienceId,
  };
}

/** The audience an export changes, once it is known. */
export function audienceIdOf(record: ExportRecord): string {
  const { audience } = record.request;
  const id = 'update' in audience ? audience.update.customAudienceId : record.customAudienceId;
  if (id === null) throw new Error('the audience is not known yet');
  return id;
}

/**
 * The audience that is to be changed, if it still is one that this ad account can change this way.
 *
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired
 */
export async function requireOwnAudience(
  sending: Sending,
  grant: Grant,
  audienceType: string,
): Promise<CustomAudienceDetails> {
  const found = await readAudience(sending, grant);
  if (found.audienceType !== audienceType || !found.isCreator) throw notUpdatable();
  requireAlive(sending.deps, found);
  return found;
}

async function readAudience({ deps, record, signal }: Sending, grant: Grant): Promise<CustomAudienceDetails> {
  const { advertiserId } = record;
  const asked = { advertiserId, customAudienceId: audienceIdOf(record) };
  const found = await getAudience(deps.tiktok, grant, asked, signal);
  if (found === null) throw audienceGone();
  return found;
}

/** How the audience stood before our first change. The one we made ourselves a moment ago needs no comparison. */
export function beforeOurs(
  record: ExportRecord,
  memory: ExportMemory,
  found: CustomAudienceDetails,
): ExportMemory['before'] {
  if ('create' in record.request.audience && !memory.isAdopted) return null;
  return memory.before ?? { history: historyMarks(found), message: found.message };
}

/** A replace with more files than one call takes replaces with the first ones and adds the rest. */
function actionFor(record: ExportRecord, memory: ExportMemory): AudienceAction {
  const { audience } = record.request;
  if (memory.chunks?.[memory.applied]?.from === 'departures') return 'REMOVE';
  if (replaces(record, memory)) return memory.applied > 0 ? 'APPEND' : 'REPLACE';
  if ('create' in audience || audience.update.action === 'MIRROR') return 'APPEND';
  return audience.update.action;
}

function filePathsOf(memory: ExportMemory, until: number): string[] {
  return (memory.chunks ?? []).slice(memory.applied, until).map(({ filePath }) => {
    if (filePath === null) throw new Error('a chunk is not uploaded yet');
    return filePath;
  });
}

function isFileGone(error: unknown): boolean {
  return error instanceof TikTokApiError && FILE_GONE.has(error.code);
}

/** "The operation fails if fewer than 1,000 users would remain" (Update an audience); no code is published for it. */
function isTooSmall(error: unknown): boolean {
  return error instanceof TikTokApiError && error.code === 40002 && saysTooSmall(error.tiktokMessage);
}

function tooSmall(record: ExportRecord, memory: ExportMemory, cause: unknown): AppError {
  const { tiktokMessage, tiktokRequestId } = cause as TikTokApiError;
  const words = `(TikTok: ${tiktokMessage})`;
  const detail =
    actionFor(record, memory) === 'REMOVE' && memory.ledger !== null && hasAdds(memory)
      ? `TikTok takes nobody out of the audience, because at least 1,000 people must remain in it. Who was to be added (${peopleAdded(memory)}) is in it; the ${memory.ledger.departures.rows} identifiers that were to leave still are, too. A retry tries to take them out again. ${words}`
      : `TikTok leaves the audience as it was, because at least 1,000 people must remain in it. ${words}`;
  return new AppError('audience_too_small', detail, { tiktokRequestId, cause });
}

function hasAdds(memory: ExportMemory): boolean {
  return memory.chunks?.[0]?.from === 'spool' && memory.chunks[memory.applied]?.from === 'departures';
}

function peopleAdded({ chunks }: ExportMemory): number {
  return (chunks ?? []).reduce((sum, { from, people }) => (from === 'spool' ? sum + people : sum), 0);
}

/** `audience_not_found`, for an audience that an export was to change. */
export function audienceGone(): AppError {
  return new AppError(
    'audience_not_found',
    'TikTok knows no such audience in this ad account. It may have been deleted.',
  );
}

/** `audience_not_updatable`: of another type than this server can change, or another ad account's. */
export function notUpdatable(): AppError {
  return new AppError(
    'audience_not_updatable',
    'Only a customer file audience or a streamed audience that this ad account made itself can be changed from here.',
  );
}
