import { rm } from 'node:fs/promises';
import { bindLedger } from '../ledger/index.ts';
import { type Grant, uploadAudienceFile } from '../tiktok/index.ts';
import { applyChunks } from './apply-audience.ts';
import { makeChunks, requireChunkFile } from './chunk-files.ts';
import { requireRoom } from '../spool/index.ts';
import type { ChunkMemory } from './memory.ts';
import type { Sending } from './sending.ts';
import { chunkName, chunkPath } from './spool-files.ts';

/** What a run of a delivery came to. `held`: it is paused. */
export type Delivered = 'sent' | 'held' | { runAt: number };

/** Files that TikTok let go of are uploaded again this often in one run. */
const MAX_AGAIN = 2;

/**
 * Delivery `file`: writes the files for TikTok, uploads them, and gives them to the audience; first those to be added or put in place of
 * others, then those who leave, so that TikTok's rule of 1,000 is judged on the audience as it will be. Every file path and every
 * audience change is stored before the next step, so a run that is cut off anywhere is followed by one that goes on there.
 */
export async function deliverFiles(sending: Sending): Promise<Delivered> {
  if (sending.memory.chunks === null) await writeFiles(sending);
  const total = sending.memory.chunks?.length ?? 0;
  let again = 0;
  while (sending.memory.applied < total) {
    if (sending.isPaused) return 'held';
    if (sending.isSliceOver) return { runAt: sending.deps.clock.now() };
    const outcome = await sending.withGrant((grant) => sendSome(sending, grant));
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'upload-again' && ++again > MAX_AGAIN) {
      throw new Error('TikTok lets go of files as soon as they are uploaded');
    }
  }
  return 'sent';
}

async function writeFiles(sending: Sending): Promise<void> {
  const { deps, paths, record, memory, limits, signal } = sending;
  await requireRoom(deps, (memory.spool?.bytes ?? 0) + (memory.ledger?.departures.bytes ?? 0));
  const chunks = await makeChunks(paths, record, memory, limits, signal);
  const change = { chunks: { total: chunks.length, uploaded: 0 }, peopleUploaded: 0, preparedAt: deps.clock.now() };
  await sending.save({ ...memory, chunks }, change);
  await rm(paths.index, { force: true });
}

/** Uploads and applies what one call takes. */
async function sendSome(
  sending: Sending,
  grant: Grant,
): Promise<'applied' | 'upload-again' | 'held' | { runAt: number }> {
  const until = endOfCall(sending.memory.chunks ?? [], sending.memory.applied, sending.limits.maxPathsPerCall);
  // While an attempt is open its files may already be in the audience: nothing is uploaded before that is known.
  if (sending.memory.attempt === null) {
    const uploaded = await uploadUntil(sending, grant, until);
    if (uploaded !== 'sent') return uploaded;
  }
  if (sending.isPaused) return 'held';
  return apply(sending, grant, until);
}

/** How far one call reaches: as many files as it takes, all of people who come or all of people who leave. */
function endOfCall(chunks: readonly ChunkMemory[], applied: number, pathsPerCall: number): number {
  let until = applied;
  while (until < chunks.length && until - applied < pathsPerCall && chunks[until]?.from === chunks[applied]?.from)
    until++;
  return until;
}

async function uploadUntil(sending: Sending, grant: Grant, until: number): Promise<Delivered> {
  const { deps, limits, signal, paths } = sending;
  const { advertiserId } = sending.record;
  for (let index = sending.memory.applied; index < until; index++) {
    if (sending.isPaused) return 'held';
    if (sending.isSliceOver) return { runAt: deps.clock.now() };
    const chunk = sending.memory.chunks?.[index];
    if (chunk === undefined) throw new RangeError('no such chunk');
    const isFresh = chunk.filePath !== null && deps.clock.now() - (chunk.uploadedAt ?? 0) < limits.filePathLifetimeMs;
    if (isFresh) continue;
    const { path, md5 } = await requireChunkFile(paths, sending.record, sending.memory, index, signal);
    const file = { name: chunkName(index), path, bytes: chunk.bytes };
    const input = { advertiserId, calculateType: calculateTypeOf(sending), md5, file };
    const { filePath } = await sending.write('/dmp/custom_audience/file/upload/', () =>
      uploadAudienceFile(deps.tiktok, grant, input, signal),
    );
    const uploaded = { ...chunk, filePath, uploadedAt: deps.clock.now() };
    await saveChunks(sending, sending.memory.chunks?.map((other, at) => (at === index ? uploaded : other)) ?? []);
  }
  return 'sent';
}

async function apply(
  sending: Sending,
  grant: Grant,
  until: number,
): Promise<'applied' | 'upload-again' | { runAt: number }> {
  const { deps, workspaceId, paths } = sending;
  const step = await applyChunks(sending, grant, calculateTypeOf(sending), until);
  if (step.kind === 'wait') return { runAt: step.untilMs };
  if (step.kind === 'upload-again') {
    const { chunks, applied } = sending.memory;
    const forgotten = (chunks ?? []).map((chunk, index) =>
      index < applied ? chunk : { ...chunk, filePath: null, uploadedAt: null },
    );
    await saveChunks(sending, forgotten);
    return 'upload-again';
  }
  const appliedFrom = sending.memory.applied;
  const isNew = sending.record.customAudienceId === null;
  const { ledger } = sending.memory;
  // Of an adopted one nobody knows the members before they are replaced: see `finish` of upload-job.ts.
  if (isNew && ledger !== null && !step.memory.isAdopted)
    await bindLedger(deps, workspaceId, ledger, step.customAudienceId);
  await sending.saveMade({ ...step.memory, troubleSince: null }, step.customAudienceId);
  for (let index = appliedFrom; index < step.memory.applied; index++)
    await rm(chunkPath(paths, index), { force: true });
  // It stood in line for the name until now.
  if (isNew && !(await sending.takeTurn())) return { runAt: deps.clock.now() + sending.limits.queueLookMs };
  return 'applied';
}

function calculateTypeOf({ record: { calculateType } }: Sending): string {
  if (calculateType === null) throw new Error('the type of the files is not known');
  return calculateType;
}

async function saveChunks(sending: Sending, chunks: readonly ChunkMemory[]): Promise<void> {
  const done = chunks.filter(({ filePath }) => filePath !== null);
  const people = done.filter(({ from }) => from === 'spool');
  const isComplete = done.length === chunks.length;
  await sending.save(
    { ...sending.memory, chunks: [...chunks], troubleSince: null },
    {
      chunks: { total: chunks.length, uploaded: done.length },
      peopleUploaded: people.reduce((sum, chunk) => sum + chunk.people, 0),
      uploadedAt: isComplete ? sending.deps.clock.now() : null,
    },
  );
}
