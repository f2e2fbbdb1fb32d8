// The body of /segment/mapping/, written as bytes: a batch has up to 10,000 people, and neither an object nor a string is
// made for any of them. Hashes are copied from where they lie.

/** Items of `id_schema`. The segment API says AAID where the file API says GAID. */
export type SegmentIdType = 'EMAIL_SHA256' | 'PHONE_SHA256' | 'AAID_SHA256' | 'AAID_MD5' | 'IDFA_SHA256' | 'IDFA_MD5';

export type SegmentAction = 'add' | 'delete';

const OPEN_ROW = 0x5b;
const CLOSE_ROW = 0x5d;
const COMMA = 0x2c;
/** The person has no such identifier. */
const MISSING = Buffer.from('{}', 'latin1');
const BEFORE_ID = Buffer.from('{"id":"', 'latin1');
const END = Buffer.from(']}', 'latin1');
const LONGEST_HASH = 64;

export interface SegmentBatchOptions {
  readonly advertiserId: string;
  readonly customAudienceId: string;
  readonly action: SegmentAction;
  /** In this order each person has one identifier, or none. */
  readonly idSchema: readonly SegmentIdType[];
}

/** One request's people, used again for the next request after `clear`. */
export class SegmentBatch {
  readonly #bytes: Buffer;
  readonly #afterId: Buffer;
  readonly #bodyStart: number;
  #used: number;
  #people = 0;
  #isRowEmpty = true;

  /** @param maxPeople more are never added */
  constructor(options: SegmentBatchOptions, maxPeople: number) {
    const { advertiserId, customAudienceId, action, idSchema } = options;
    const head = JSON.stringify({ advertiser_ids: [advertiserId], action, id_schema: idSchema, batch_data: [] });
    const start = Buffer.from(head.slice(0, -END.length), 'latin1');
    this.#afterId = afterId(customAudienceId);
    this.#bytes = Buffer.allocUnsafeSlow(start.length + maxPeople * personBytes(options) + END.length);
    this.#bodyStart = start.copy(this.#bytes);
    this.#used = this.#bodyStart;
  }

  get people(): number {
    return this.#people;
  }

  clear(): void {
    this.#used = this.#bodyStart;
    this.#people = 0;
  }

  startPerson(): void {
    if (this.#people > 0) this.#bytes[this.#used++] = COMMA;
    this.#bytes[this.#used++] = OPEN_ROW;
    this.#isRowEmpty = true;
  }

  /** The next identifier of `idSchema`: a hash in hex that lies at `start` to `end`. Without length the person has none. */
  identifier(source: Uint8Array, start: number, end: number): void {
    if (!this.#isRowEmpty) this.#bytes[this.#used++] = COMMA;
    this.#isRowEmpty = false;
    if (end === start) {
      this.#put(MISSING);
      return;
    }
    this.#put(BEFORE_ID);
    this.#bytes.set(source.subarray(start, end), this.#used);
    this.#used += end - start;
    this.#put(this.#afterId);
  }

  endPerson(): void {
    this.#bytes[this.#used++] = CLOSE_ROW;
    this.#people++;
  }

  /** The request's JSON, good until `clear`. */
  body(): Uint8Array {
    const end = this.#used + END.copy(this.#bytes, this.#used);
    return this.#bytes.subarray(0, end);
  }

  #put(text: Buffer): void {
    this.#used += text.copy(this.#bytes, this.#used);
  }
}

/** The most that one person can take in a body. */
export function personBytes({
  idSchema,
  customAudienceId,
}: Pick<SegmentBatchOptions, 'idSchema' | 'customAudienceId'>): number {
  const item = BEFORE_ID.length + LONGEST_HASH + afterId(customAudienceId).length + 1;
  return idSchema.length * item + 3;
}

function afterId(customAudienceId: string): Buffer {
  return Buffer.from(`","audience_ids":[${JSON.stringify(customAudienceId)}]}`, 'latin1');
}
