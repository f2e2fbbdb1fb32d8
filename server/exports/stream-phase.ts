import { toAudienceError } from '../audiences/index.ts';
import { AppError } from '../errors.ts';
import { changeSegmentMembers, getAudience, type Grant, type SegmentBatch, TikTokApiError } from '../tiktok/index.ts';
import { audienceGone, audienceIdOf } from './apply-audience.ts';
import { firstHalfOf, halve, isTooBig, mayBeAboutRows, type Piece, spread } from './bisect.ts';
import { noteRefused } from '../ledger/index.ts';
import type { Delivered } from './file-delivery.ts';
import type { StreamMemory } from './memory.ts';
import type { SourcePeople } from './people-file.ts';
import type { Sending } from './sending.ts';
import { appendReject, RecordNumbers } from './stream-rejects.ts';
import type { StreamReader, Taken } from './stream-reader.ts';
import type { PeoplePlace } from './write-chunks.ts';

/** People of a refused first batch that are tried one by one before anything else. */
const TRIED_ALONE = 16;
const REFUSED = 'refused_by_tiktok';

type Sent = { kind: 'taken' } | { kind: 'refused'; error: TikTokApiError };

/**
 * Sends the people of one source. A refused batch is halved until the bad row stands alone, which is left out and joins the rejects.
 * Nobody is blamed for what is not about rows: somebody whom TikTok took before is sent along as a control, and where nobody was
 * taken yet, people spread over the batch are tried alone; when all of those are refused, so is the export.
 */
export class StreamPhase {
  readonly #sending: Sending;
  readonly #people: SourcePeople;
  readonly #reader: StreamReader;
  readonly #batch: SegmentBatch;
  #numbers: RecordNumbers | null = null;

  constructor(sending: Sending, people: SourcePeople, reader: StreamReader, batch: SegmentBatch) {
    this.#sending = sending;
    this.#people = people;
    this.#reader = reader;
    this.#batch = batch;
  }

  async run(): Promise<Delivered> {
    const sending = this.#sending;
    try {
      for (;;) {
        if (sending.isPaused) return 'held';
        if (sending.isSliceOver) return { runAt: sending.deps.clock.now() };
        if (this.#stream.pieces.length === 0 && this.#stream.next.start >= this.#people.bytes) return 'sent';
        await sending.withGrant((grant) => this.#sendNext(grant));
      }
    } finally {
      await this.#numbers?.close();
    }
  }

  get #stream(): StreamMemory {
    const { stream } = this.#sending.memory;
    if (stream === null) throw new Error('the stream has not begun');
    return stream;
  }

  async #sendNext(grant: Grant): Promise<void> {
    const stream = this.#stream;
    const piece = stream.pieces.at(-1) ?? null;
    const wanted = piece ?? { ...stream.next, people: stream.batchPeople };
    const taken = await this.#fill(wanted, wanted.people);
    // Whoever is left at the end of the file is left out.
    if (taken.first === null) return this.#advance({ ...stream, next: taken.next }, { people: 0, isDone: false });
    const sent = await this.#send(grant);
    if (sent.kind === 'taken') return this.#noteTaken(stream, piece, taken, taken.first);
    const refused: Piece = { ...taken.first, people: taken.people };
    if (isTooBig(sent.error)) return this.#sendLess(stream, piece, refused, sent.error);
    if (!mayBeAboutRows(sent.error)) throw sent.error;
    // Asked before the search begins and again before somebody is blamed: meanwhile the audience may have gone.
    const isWorthAsking = piece === null || refused.people === 1;
    const checked = isWorthAsking ? await this.#requireAboutRows(grant, stream, refused, sent.error) : stream;
    const rest: StreamMemory = {
      ...checked,
      pieces: stream.pieces.slice(0, -1),
      next: piece === null ? taken.next : stream.next,
    };
    if (refused.people === 1) return this.#reject(rest, refused);
    const middle = await this.#reader.take(null, refused, firstHalfOf(refused.people));
    const pieces = [...rest.pieces, ...halve(refused, middle.next)];
    await this.#advance({ ...rest, pieces }, { people: 0, isDone: false });
  }

  async #fill(from: PeoplePlace, people: number): Promise<Taken> {
    this.#batch.clear();
    return this.#reader.take(this.#batch, from, people);
  }

  async #send(grant: Grant): Promise<Sent> {
    const { deps, signal } = this.#sending;
    try {
      await this.#sending.write('/segment/mapping/', () =>
        changeSegmentMembers(deps.tiktok, grant, this.#batch, signal),
      );
      return { kind: 'taken' };
    } catch (error) {
      if (error instanceof TikTokApiError && (isTooBig(error) || mayBeAboutRows(error)))
        return { kind: 'refused', error };
      throw error;
    }
  }

  #noteTaken(stream: StreamMemory, piece: Piece | null, taken: Taken, first: PeoplePlace): Promise<void> {
    const pieces = stream.pieces.slice(0, -1);
    const next = piece === null ? taken.next : stream.next;
    return this.#advance(
      { ...stream, pieces, next, taken: first },
      { people: taken.people, isDone: pieces.length === 0 },
    );
  }

  /** Writes how far it has come. `isDone`: a batch is through, at once or in parts. */
  async #advance(stream: StreamMemory, { people, isDone }: { people: number; isDone: boolean }): Promise<void> {
    const { record, memory } = this.#sending;
    const { total, uploaded } = record.chunks;
    await this.#sending.save(
      { ...memory, stream, troubleSince: null },
      {
        chunks: { total, uploaded: Math.min(total, uploaded + (isDone ? 1 : 0)) },
        peopleUploaded: record.peopleUploaded + (stream.phase === 'spool' ? people : 0),
      },
    );
  }

  /** All batches are made smaller from here on, and this one is sent again with fewer people. */
  async #sendLess(stream: StreamMemory, piece: Piece | null, refused: Piece, error: TikTokApiError): Promise<void> {
    if (refused.people === 1) throw error;
    const batchPeople = Math.max(1, Math.min(stream.batchPeople, firstHalfOf(refused.people)));
    if (piece === null) {
      const { record, memory } = this.#sending;
      const { uploaded, total } = record.chunks;
      const left = Math.max(1, total - uploaded) * Math.ceil(stream.batchPeople / batchPeople);
      await this.#sending.save(
        { ...memory, stream: { ...stream, batchPeople } },
        { chunks: { total: uploaded + left, uploaded } },
      );
      return;
    }
    const middle = await this.#reader.take(null, refused, firstHalfOf(refused.people));
    const pieces = [...stream.pieces.slice(0, -1), ...halve(refused, middle.next)];
    await this.#advance({ ...stream, batchPeople, pieces }, { people: 0, isDone: false });
  }

  /**
   * Finds out that TikTok refuses some rows and not everything.
   *
   * @returns the stream with somebody in `taken`
   * @throws {AppError} it refuses everything; in TikTok's words
   */
  async #requireAboutRows(
    grant: Grant,
    stream: StreamMemory,
    refused: Piece,
    error: TikTokApiError,
  ): Promise<StreamMemory> {
    if (stream.taken !== null) {
      await this.#fill(stream.taken, 1);
      const control = await this.#send(grant);
      if (control.kind === 'taken') return stream;
      throw await this.#refusesAll(grant, control.error, 'somebody whom it had taken before');
    }
    const indices = spread(refused.people, TRIED_ALONE);
    for (const index of indices) {
      const { next } = await this.#reader.take(null, refused, index);
      const { first } = await this.#fill(next, 1);
      if ((await this.#send(grant)).kind === 'taken') return { ...stream, taken: first };
    }
    const who = refused.people > indices.length ? `each of ${indices.length} people tried one by one` : 'everybody';
    throw await this.#refusesAll(grant, error, who);
  }

  async #refusesAll(grant: Grant, error: TikTokApiError, who: string): Promise<AppError> {
    const { deps, record, signal } = this.#sending;
    const asked = { advertiserId: record.advertiserId, customAudienceId: audienceIdOf(record) };
    if ((await getAudience(deps.tiktok, grant, asked, signal)) === null) return audienceGone();
    const { code, message, tiktokRequestId } = toAudienceError(error);
    return new AppError(code, `TikTok refused ${who}, so it is not about single rows. ${message}`, {
      tiktokRequestId,
      cause: error,
    });
  }

  /** The bad row stands alone: it is left out, and the rejects say which record it was. */
  async #reject(stream: StreamMemory, refused: Piece): Promise<void> {
    const { record, paths } = this.#sending;
    const fields = await this.#reader.fieldsAt(refused);
    const { matching } = this.#people.layout;
    const attributes = matching.filter((_, field) => fields[field] !== '');
    if (this.#sending.memory.ledger !== null) await noteRefused(paths, matching, fields);
    // Of somebody with a single identifier it is clear which one TikTok means.
    const attribute = attributes.length === 1 ? attributes[0] : '';
    const number = stream.phase === 'spool' ? await this.#recordNumber(stream, refused.row) : '';
    const line = `${number},${attribute},${REFUSED}\n`;
    const rejectsBytes = await appendReject(paths, this.#sending.memory.rejectsBytes, line);
    const { counts } = record;
    const isDone = stream.pieces.length === 0;
    const { total, uploaded } = record.chunks;
    await this.#sending.save(
      { ...this.#sending.memory, stream, rejectsBytes, troubleSince: null },
      {
        counts: {
          ...counts,
          refused: counts.refused + 1,
          rejectedValues: counts.rejectedValues + 1,
          byReason: { ...counts.byReason, [REFUSED]: (counts.byReason[REFUSED] ?? 0) + 1 },
        },
        chunks: { total, uploaded: Math.min(total, uploaded + (isDone ? 1 : 0)) },
      },
    );
    // Thousands of rows may be bad; rejects.csv names each of them.
    this.#sending.deps.log.debug(
      { exportId: record.id, row: number, phase: stream.phase },
      'TikTok refused a row of a stream; it is left out',
    );
  }

  async #recordNumber(stream: StreamMemory, row: number): Promise<number> {
    if (this.#numbers !== null && !this.#numbers.isAhead(row)) {
      await this.#numbers.close();
      this.#numbers = null;
    }
    this.#numbers ??= new RecordNumbers(this.#sending.paths, stream.intakeRejectsBytes);
    return this.#numbers.of(row);
  }
}
