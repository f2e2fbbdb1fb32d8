import { Readable } from 'node:stream';
import { carriesSecret, isSecretField } from '../call-catalogue/index.ts';
import { AppError } from '../errors.ts';
import { twice } from './call-query.ts';
import type { Incoming } from './edges.ts';
import type { HeldBody } from '../http/index.ts';
import { FormReader, readBoundary } from './form-reader.ts';
import { RefusedInTheMiddle } from './guard-call.ts';
import { refuseDisguised, isTargetName } from './named-ids.ts';

/** What stands before the first file: ids, names, signatures. */
const FIELDS_BYTES = 1024 * 1024;
const MAX_PARTS = 1_000;
/** A form whose length nobody says is held until it is known: TikTok takes no chunked uploads as far as its documents go. */
const UNMEASURED_BYTES = 8 * 1024 * 1024;
/** A caller that sends nothing for so long has gone, whatever its connection says. */
const ARRIVAL_IDLE_MS = 60_000;
/** TikTok that takes nothing for so long has gone, too. */
const STUCK_MS = 120_000;
/** Most clients read an answer only once their body is sent, so what nobody needs is still taken in for a while. */
const DROPPED_BYTES = 32 * 1024 * 1024;
const DROPPING_MS = 10_000;

/** Computes what tells a repeated form from another; see createFormDigest. */
export interface FormDigest {
  part(name: string, fileName: string | null): void;
  bytes(chunk: Buffer): void;
  end(): string;
}

/** A form on its way: its fields are known, its files are not held. */
export class FormBody {
  readonly contentType: string;
  /** The fields before the first file. */
  readonly fields: Record<string, string> = Object.create(null) as Record<string, string>;
  /** Set by `open`. */
  contentLength = 0;
  /** The whole form has been handed over. */
  isHandedOver = false;
  /** What stopped the form in the middle. */
  failure: AppError | null = null;
  readonly #path: string;
  readonly #digest: FormDigest | null;
  readonly #endsWithFile: boolean;
  readonly #names = new Set<string>();
  readonly #reader: FormReader;
  readonly #source: AsyncIterator<Buffer>;
  readonly #given: number | null;
  #beginning: Buffer[] = [];
  #beginningBytes = 0;
  #readBytes = 0;
  #hasFile = false;
  #hasEnded = false;
  #fingerprint: string | null = null;
  #field: { name: string; chunks: Buffer[] } | null = null;
  #reading: Promise<IteratorResult<Buffer, unknown>> | null = null;

  private constructor(incoming: Incoming, path: string, digest: FormDigest | null, endsWithFile: boolean) {
    this.#endsWithFile = endsWithFile;
    this.contentType = incoming.header('content-type') ?? '';
    this.#path = path;
    this.#digest = digest;
    this.#reader = new FormReader(readBoundary(this.contentType), {
      part: (name, fileName) => this.#part(name, fileName),
      bytes: (chunk) => this.#bytes(chunk),
    });
    const length = incoming.header('content-length');
    this.#given = length === undefined ? null : Number(length);
    // Leaving the loop must leave the connection alone: the answer still goes over it.
    this.#source = incoming.stream().iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  }

  /**
   * Reads up to the first file, or the whole form where it has none or does not say how long it is.
   *
   * @param options.digest hears every part, for an Idempotency-Key
   * @param options.endsWithFile nothing may come behind the first file: what was approved is what came before it
   * @param options.held counts what is read
   * @throws {AppError} invalid_request, payload_too_large, request_timeout, storage_failed
   */
  static async open(
    incoming: Incoming,
    path: string,
    { digest, endsWithFile, held }: { digest: FormDigest | null; endsWithFile: boolean; held: HeldBody },
  ): Promise<FormBody> {
    const form = new FormBody(incoming, path, digest, endsWithFile);
    try {
      await form.#readBeginning(held);
    } catch (error) {
      await form.drop();
      throw error;
    }
    form.contentLength = form.#given ?? form.#beginningBytes;
    return form;
  }

  get hasFile(): boolean {
    return this.#hasFile;
  }

  /** The form as it goes to TikTok, no faster than it is taken. Once. @param onStuck TikTok takes nothing any more */
  stream(onStuck: () => void): Readable {
    return Readable.from(this.#pieces(onStuck), { objectMode: false });
  }

  /** Reads the rest without sending it. @returns the fingerprint */
  async readToEnd(): Promise<string> {
    this.#beginning = [];
    while (!this.#hasEnded) await this.#next();
    return this.fingerprint() ?? '';
  }

  /** What the form's parts add up to, once all of it has passed; null before, and without a digest. */
  fingerprint(): string | null {
    if (!this.#hasEnded || this.failure !== null) return null;
    return (this.#fingerprint ??= this.#digest?.end() ?? null);
  }

  /** Takes in what is still coming, up to a size and time, so that the caller gets to read the answer. */
  async drop(): Promise<void> {
    let bytes = 0;
    const until = Date.now() + DROPPING_MS;
    try {
      while (bytes < DROPPED_BYTES && Date.now() < until) {
        const { done, value } = await this.#read(Math.max(1, until - Date.now()));
        if (done === true) return;
        bytes += value.length;
      }
    } catch {
      // Whoever would read the answer has gone.
    }
  }

  async #readBeginning(held: HeldBody): Promise<void> {
    const isMeasured = this.#given !== null;
    const isOpen = (): boolean => !this.#hasEnded && !(this.#hasFile && isMeasured);
    while (isOpen()) {
      this.#keep(await this.#next());
      held.upTo(this.#beginningBytes);
      if (!this.#hasFile && this.#beginningBytes > FIELDS_BYTES)
        throw new AppError('payload_too_large', 'The fields before the first file of the form are larger than 1 MiB.');
      if (!isMeasured && this.#beginningBytes > UNMEASURED_BYTES)
        throw new AppError(
          'payload_too_large',
          'A form without a Content-Length may have 8 MiB: TikTok wants to know how long it is. Send the length.',
        );
    }
  }

  async *#pieces(onStuck: () => void): AsyncGenerator<Buffer> {
    let stuck = setTimeout(onStuck, STUCK_MS);
    try {
      for (const piece of this.#beginning.splice(0)) {
        yield piece;
        stuck.refresh();
      }
      while (!this.#hasEnded) {
        clearTimeout(stuck);
        const piece = await this.#next();
        // Anew: a timer that was cleared never fires again, however often it is refreshed.
        stuck = setTimeout(onStuck, STUCK_MS);
        if (piece.length > 0) yield piece;
      }
      this.isHandedOver = true;
    } catch (error) {
      this.failure = error instanceof AppError ? asRefused(error) : brokenOff();
      throw this.failure;
    } finally {
      clearTimeout(stuck);
    }
  }

  #keep(piece: Buffer): void {
    this.#beginning.push(piece);
    this.#beginningBytes += piece.length;
  }

  /** The next bytes that may go on. */
  async #next(): Promise<Buffer> {
    const { done, value } = await this.#read(ARRIVAL_IDLE_MS);
    if (done !== true) {
      this.#readBytes += value.length;
      return this.#reader.push(value);
    }
    if (this.#given !== null && this.#readBytes < this.#given) throw brokenOff();
    const last = this.#reader.end();
    this.#endField();
    this.#hasEnded = true;
    return last;
  }

  async #read(idleMs: number): Promise<IteratorResult<Buffer, unknown>> {
    // One that was given up on may still be under way.
    const reading = (this.#reading ??= this.#source.next());
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () =>
          reject(new AppError('request_timeout', 'The form stopped arriving. Nothing was carried out; send it again.')),
        idleMs,
      );
    });
    try {
      const result = await Promise.race([reading, late]);
      this.#reading = null;
      return result;
    } finally {
      clearTimeout(timer);
      // It lost the race; the form has failed for another reason already.
      reading.catch(() => {});
    }
  }

  #part(name: string, fileName: string | null): void {
    this.#endField();
    this.#digest?.part(name, fileName);
    refuseDisguised(name);
    if (isSecretField(name, this.#path)) throw new RefusedInTheMiddle('tiktok_endpoint_refused', carriesSecret(name));
    // Which of two TikTok obeys nobody knows, and guards have looked at the first.
    if (this.#names.has(name)) throw twice(name);
    this.#names.add(name);
    if (this.#names.size > MAX_PARTS) throw new AppError('invalid_request', 'The form has too many parts.');
    if (this.#hasFile && (this.#endsWithFile || isTargetName(name))) throw tooLate(name);
    if (fileName !== null) {
      this.#hasFile = true;
      if (isTargetName(name)) throw notAFile(name);
    } else if (!this.#hasFile) this.#field = { name, chunks: [] };
  }

  #bytes(chunk: Buffer): void {
    this.#digest?.bytes(chunk);
    this.#field?.chunks.push(Buffer.from(chunk));
  }

  #endField(): void {
    if (this.#field === null) return;
    this.fields[this.#field.name] = Buffer.concat(this.#field.chunks).toString('utf8');
    this.#field = null;
  }
}

/** The caller stopped, or its connection broke: nobody has said no to anything. */
class BrokenOff extends AppError {}

function brokenOff(): AppError {
  return new BrokenOff('invalid_request', 'The form ends too early.');
}

function asRefused(error: AppError): AppError {
  if (error instanceof RefusedInTheMiddle || error instanceof BrokenOff || error.code === 'request_timeout')
    return error;
  return new RefusedInTheMiddle(error.code, error.message, { errors: error.errors });
}

function notAFile(name: string): AppError {
  return new AppError('invalid_request', `${name} is a field, and comes as a file.`);
}

function tooLate(name: string): AppError {
  return new AppError(
    'invalid_request',
    `${name} comes behind a file. Put it before the first file: what decides about the call must come before.`,
  );
}
