import { RecordsError } from '../../shared/records/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { completeIntake } from './complete-intake.ts';
import { readContentType } from './content-type.ts';
import { requireReserve } from '../spool/index.ts';
import { type ExportEngine, exportsOf, pathsOf, requireExport, save } from './engine.ts';
import { isAllowed, refusal, statesFor } from './export-state.ts';
import { fromRecordsError, SupersededError } from './failures.ts';
import { forgetIfCancelled } from './forget-cancelled.ts';
import { Intake } from './intake.ts';
import { intakeOptions } from './intake-options.ts';
import { holdLease } from './intake-lease.ts';
import { type ExportMemory, newMemory, readMemory, toEngine } from './memory.ts';
import { BrokenBodyError, readPieces } from './read-pieces.ts';
import { asStorageError, removeFolder } from './spool-files.ts';
import { Leftover } from './tails.ts';
import { emptyCounts } from './tally.ts';

export interface RecordsUpload {
  readonly exportId: string;
  readonly columns: 'properties' | 'attributes' | undefined;
  readonly contentType: string | undefined;
  /** `Upload-Offset`: null when the request is the whole file. */
  readonly offset: number | null;
  /** More parts follow: duplicates are looked for after the last one only. */
  readonly hasMore: boolean;
  readonly body: AsyncIterable<Uint8Array>;
}

const DEFAULT_COLUMNS = 'properties';

/**
 * Takes a file of records, or the next part of one, row by row: memory stays flat and what has been read is durable at
 * every checkpoint. A request that ends well leaves the export `ready`, with counts for all that came so far; one that
 * breaks off leaves it `receiving`, to go on from `receivedBytes`.
 *
 * @throws {AppError} permission_denied, not_found, export_wrong_state, unsupported_media_type, upload_in_progress
 * @throws {AppError} invalid_request, request_timeout - the body broke off, or stood still
 * @throws {AppError} upload_offset_mismatch - with the right offset in the member `receivedBytes`
 * @throws {AppError} missing_columns, malformed_records - nothing is kept, the export is a draft again
 * @throws {AppError} storage_failed - what is durable stays
 */
export async function receiveRecords(
  deps: Deps,
  engine: ExportEngine,
  actor: Actor,
  upload: RecordsUpload,
): Promise<ExportRecord> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const given = readContentType(upload.contentType);
  requireOpen(await requireExport(deps, workspaceId, upload.exportId));

  const lease = await holdLease(deps, engine.limits, workspaceId, upload.exportId);
  try {
    const record = await requireExport(deps, workspaceId, upload.exportId);
    requireOpen(record);
    const stored = readMemory(record);
    const columns = upload.columns ?? DEFAULT_COLUMNS;
    const isFirst = record.receivedBytes === 0;
    if (!isFirst && (stored.format !== given.format || stored.columns !== columns)) {
      throw new AppError(
        'invalid_request',
        `This part goes on with a file of type ${stored.format ?? ''} whose columns are ${stored.columns}: send it in the same way.`,
      );
    }
    await requireReserve(deps);
    const tail = await continueFrom(deps, engine, workspaceId, record, stored, upload.offset ?? 0);
    const memory: ExportMemory = isFirst
      ? { ...stored, format: given.format, columns, encoding: given.encoding }
      : stored;

    const opened = await exportsOf(deps, workspaceId).update(record.id, statesFor('receive'), {
      state: 'receiving',
      error: null,
      engine: toEngine(memory),
      updatedAt: deps.clock.now(),
    });
    if (opened === null) throw new SupersededError();
    return await new Upload(deps, engine, workspaceId, opened, memory, upload).run(tail, () => lease.check());
  } catch (error) {
    const known = asStorageError(error);
    if (error instanceof SupersededError || known !== error) {
      // Files that are gone mean a full or broken disk, unless somebody has cancelled the export meanwhile.
      const { state } = await requireExport(deps, workspaceId, upload.exportId);
      await forgetIfCancelled(deps, workspaceId, upload.exportId);
      if (error instanceof SupersededError || !isAllowed('receive', state))
        throw new AppError('export_wrong_state', refusal('receive', state));
    }
    throw known;
  } finally {
    // A lease that cannot be given back ends by itself; what went wrong before is the news.
    await lease.release().catch((error: unknown) => {
      deps.log.warn({ exportId: upload.exportId, err: error }, 'the lease of an upload could not be given back');
    });
  }
}

function requireOpen(record: ExportRecord): void {
  if (!isAllowed('receive', record.state)) throw new AppError('export_wrong_state', refusal('receive', record.state));
  if (readMemory(record).source !== null) {
    throw new AppError(
      'export_wrong_state',
      'The server fetches this segment’s people itself. To send records, open an export without a segment.',
    );
  }
}

/**
 * The bytes kept in memory from the part before. When they are lost, the export shows the new place from now on.
 *
 * @throws {AppError} upload_offset_mismatch
 */
async function continueFrom(
  deps: Deps,
  engine: ExportEngine,
  workspaceId: string,
  record: ExportRecord,
  memory: ExportMemory,
  offset: number,
): Promise<Uint8Array | null> {
  const boundary = memory.checkpoint?.position.byteOffset ?? 0;
  const tail = engine.tails.get(record.id, boundary, record.receivedBytes);
  const expected = tail === null ? boundary : record.receivedBytes;
  if (offset === expected) return tail;
  if (expected !== record.receivedBytes)
    await save(deps, workspaceId, record.id, [record.state], memory, { receivedBytes: expected });
  throw new AppError(
    'upload_offset_mismatch',
    `The server has ${expected} bytes of this upload, so the next part must begin there (Upload-Offset: ${expected}).`,
    { members: { receivedBytes: expected } },
  );
}

function brokenOff(error: BrokenBodyError, idleMs: number, receivedBytes: number): AppError {
  const details = { members: { receivedBytes }, cause: error };
  return error.isSilence
    ? new AppError(
        'request_timeout',
        `Nothing of the body came for ${Math.round(idleMs / 1000)} s. Go on from receivedBytes.`,
        details,
      )
    : new AppError('invalid_request', 'The body broke off before its end. Go on from receivedBytes.', details);
}

/** One request's worth of bytes. */
class Upload {
  readonly #deps: Deps;
  readonly #engine: ExportEngine;
  readonly #workspaceId: string;
  readonly #record: ExportRecord;
  readonly #upload: RecordsUpload;
  #memory: ExportMemory;
  #saving: Promise<void> | null = null;
  #saveFailure: { readonly error: unknown } | null = null;

  constructor(
    deps: Deps,
    engine: ExportEngine,
    workspaceId: string,
    record: ExportRecord,
    memory: ExportMemory,
    upload: RecordsUpload,
  ) {
    this.#deps = deps;
    this.#engine = engine;
    this.#workspaceId = workspaceId;
    this.#record = record;
    this.#memory = memory;
    this.#upload = upload;
  }

  async run(tail: Uint8Array | null, checkLease: () => void): Promise<ExportRecord> {
    const options = intakeOptions(this.#deps, this.#record, this.#memory);
    const input =
      this.#memory.format === 'ndjson'
        ? ({ kind: 'ndjson' } as const)
        : ({ kind: 'csv', encoding: this.#memory.encoding } as const);
    const intake = await Intake.open(options, input);
    try {
      return await this.#take(intake, tail, checkLease);
    } catch (error) {
      if (!(error instanceof RecordsError)) throw error;
      await this.#finishSaving();
      await this.#startOver();
      throw fromRecordsError(error);
    } finally {
      await this.#finishSaving();
      await intake
        .close()
        .catch((error: unknown) =>
          this.#deps.log.warn({ exportId: this.#record.id, err: error }, 'a spool file could not be closed'),
        );
    }
  }

  async #take(intake: Intake, tail: Uint8Array | null, checkLease: () => void): Promise<ExportRecord> {
    const { limits, tails } = this.#engine;
    const leftover = new Leftover();
    const begin = this.#memory.checkpoint?.position.byteOffset ?? 0;
    let received = begin;
    let saved = intake.writtenBytes;

    const push = (piece: Uint8Array): void => {
      received += piece.length;
      intake.push(piece);
      leftover.push(piece, received - intake.byteOffset);
    };
    if (tail !== null) push(tail);
    tails.delete(this.#record.id);

    try {
      for await (const piece of readPieces(this.#upload.body, limits.intakeIdleMs)) {
        push(piece);
        await intake.settle();
        checkLease();
        if (this.#saveFailure !== null) throw this.#saveFailure.error;
        if (intake.writtenBytes - saved >= limits.checkpointBytes) {
          saved = intake.writtenBytes;
          await this.#checkpoint(intake);
          await requireReserve(this.#deps);
        }
      }
    } catch (error) {
      if (!(error instanceof BrokenBodyError) || this.#saveFailure !== null) throw error;
      await this.#finishSaving();
      await this.#keepBoundary(intake);
      throw brokenOff(error, limits.intakeIdleMs, intake.byteOffset);
    } finally {
      await this.#finishSaving();
    }

    const boundary = intake.byteOffset;
    const rest = leftover.read(received - boundary);
    const checkpoint = boundary > 0 ? intake.mark() : null;
    const receivedAt = this.#deps.clock.now();
    this.#memory = { ...this.#memory, checkpoint, rejectsBytes: intake.rejectsBytes, receivedAt };
    if (this.#upload.hasMore || this.#isSurelyUnfinished(intake, rest)) {
      await intake.sync();
      return await this.#keep('receiving', boundary, rest, received, { counts: intake.counts });
    }
    try {
      intake.end();
    } catch (error) {
      // A part of a resumable upload may end inside quotes; a whole file may not.
      const isOpenQuote = error instanceof RecordsError && error.code === 'unterminated_quote';
      if (!isOpenQuote || this.#upload.offset === null) throw error;
      await intake.sync();
      return await this.#keep('receiving', boundary, rest, received, { counts: checkpoint?.counts ?? emptyCounts() });
    }
    const { memory, change } = await completeIntake(
      this.#deps,
      this.#workspaceId,
      this.#record,
      this.#memory,
      intake,
      limits,
    );
    this.#memory = memory;
    return await this.#keep('ready', boundary, rest, received, change);
  }

  /** The first part of a resumable upload that does not even hold the header line. */
  #isSurelyUnfinished(intake: Intake, rest: Uint8Array): boolean {
    if (this.#upload.offset === null || this.#memory.format !== 'csv' || intake.hasHeader) return false;
    return !rest.includes(0x0a) && !rest.includes(0x0d);
  }

  async #keep(
    state: 'receiving' | 'ready',
    boundary: number,
    rest: Uint8Array,
    received: number,
    change: Pick<Parameters<typeof save>[5] & object, 'counts' | 'calculateType'>,
  ): Promise<ExportRecord> {
    this.#engine.tails.set(this.#record.id, { from: boundary, bytes: rest });
    return await save(this.#deps, this.#workspaceId, this.#record.id, ['receiving'], this.#memory, {
      ...change,
      state,
      receivedBytes: received,
    });
  }

  /** Makes durable what has been read, without stopping the reading. One at a time. */
  async #checkpoint(intake: Intake): Promise<void> {
    await this.#finishSaving();
    const mark = intake.mark();
    if (mark.position.byteOffset === 0) return;
    const receivedAt = this.#deps.clock.now();
    this.#memory = { ...this.#memory, checkpoint: mark, rejectsBytes: mark.rejectsBytes, receivedAt };
    const memory = this.#memory;
    const work = async (): Promise<void> => {
      await intake.sync();
      await save(this.#deps, this.#workspaceId, this.#record.id, ['receiving'], memory, {
        receivedBytes: mark.position.byteOffset,
        counts: mark.counts,
      });
    };
    this.#saving = work()
      .catch((error: unknown) => {
        this.#saveFailure = { error };
      })
      .finally(() => {
        this.#saving = null;
      });
  }

  /** After a break: what has been read is kept up to the last whole record. */
  async #keepBoundary(intake: Intake): Promise<void> {
    const mark = intake.mark();
    const boundary = mark.position.byteOffset;
    const receivedAt = this.#deps.clock.now();
    this.#memory = {
      ...this.#memory,
      checkpoint: boundary > 0 ? mark : null,
      rejectsBytes: mark.rejectsBytes,
      receivedAt,
    };
    await intake.sync();
    await save(this.#deps, this.#workspaceId, this.#record.id, ['receiving'], this.#memory, {
      receivedBytes: boundary,
      counts: mark.counts,
    });
  }

  async #finishSaving(): Promise<void> {
    await this.#saving;
  }

  async #startOver(): Promise<void> {
    this.#engine.tails.delete(this.#record.id);
    await exportsOf(this.#deps, this.#workspaceId).update(this.#record.id, ['receiving'], {
      state: 'draft',
      receivedBytes: 0,
      counts: emptyCounts(),
      calculateType: this.#memory.existingType,
      engine: toEngine(newMemory(this.#memory.existingType)),
      updatedAt: this.#deps.clock.now(),
    });
    await removeFolder(pathsOf(this.#deps, this.#record.id));
  }
}
