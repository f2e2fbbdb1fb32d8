/**
 * Reads an audience file as it streams in, without knowing yet what it was declared to be: `calculate_type` may arrive
 * after the file. The first line decides the shape. A line made only of MULTIPLE_TYPES headers starts a table; anything
 * else makes the file a plain list of values.
 *
 * The reading is strict on purpose: quotes, spaces around values and a byte order mark are not removed, so they show up
 * as invalid values.
 */
import { decodeHex, decodeHexText } from './hex.ts';
import { createValueBuffer, IdentifierList, kindCode, type IdentifierKind } from './identifier-list.ts';

/** Headers of a MULTIPLE_TYPES file, in any case (portal page "Create a Customer File Audience"). */
const HEADER_KINDS: Readonly<Record<string, IdentifierKind>> = {
  email_sha256: 'email',
  phone_sha256: 'phone',
  maid_sha256: 'maidSha256',
  maid_md5: 'maidMd5',
  maid: 'maidRaw',
};

const MAX_SAME_HEADER = 3;
const MAX_LINE_BYTES = 64 * 1024;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Values of a plain list, kept apart by the length of the hash until the declared type says what they are. */
const LIST_SHA256 = kindCode('email');
const LIST_MD5 = kindCode('maidMd5');
const MAID_MD5 = kindCode('maidMd5');
const MAID_RAW = kindCode('maidRaw');

export interface AudienceFileContent {
  /** `table` has a header row with these columns; `list` has one value per line. */
  shape: 'table' | 'list';
  columns: IdentifierKind[];
  /** A first line of a list that is neither a hash nor blank, such as a header the web interface asks for. */
  listHeader: string | null;
  /** Lines with something in them, header left out. */
  rows: number;
  invalidValues: number;
  sha256Values: number;
  md5Values: number;
  /** What is wrong with the layout: counted from 1 at the first row after the header. Null when every row fits. */
  layoutProblem: string | null;
  identifiers: IdentifierList;
}

/** Feed it chunks with `write`, then read the result of `end`. */
export class AudienceFileReader {
  readonly #content: AudienceFileContent = {
    shape: 'list',
    columns: [],
    listHeader: null,
    rows: 0,
    invalidValues: 0,
    sha256Values: 0,
    md5Values: 0,
    layoutProblem: null,
    identifiers: new IdentifierList(),
  };
  readonly #value = createValueBuffer();
  /** The columns of a table as numbers. */
  #codes: number[] = [];
  #rest: Buffer = Buffer.alloc(0);
  #isFirstLine = true;
  #skipsLine = false;

  write(chunk: Buffer): void {
    const data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    let start = 0;
    for (;;) {
      const end = data.indexOf(LINE_FEED, start);
      if (end < 0) break;
      if (this.#skipsLine) this.#skipsLine = false;
      else this.#line(data, start, end);
      start = end + 1;
    }
    this.#rest = Buffer.from(data.subarray(start));
    if (this.#rest.length > MAX_LINE_BYTES) {
      if (!this.#skipsLine) this.#overlongLine();
      this.#skipsLine = true;
      this.#rest = Buffer.alloc(0);
    }
  }

  end(): AudienceFileContent {
    if (this.#rest.length > 0 && !this.#skipsLine) this.#line(this.#rest, 0, this.#rest.length);
    this.#rest = Buffer.alloc(0);
    return this.#content;
  }

  #overlongLine(): void {
    this.#isFirstLine = false;
    this.#content.rows += 1;
    this.#content.invalidValues += 1;
  }

  #line(data: Buffer, start: number, lineEnd: number): void {
    const end = lineEnd > start && data[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (this.#isFirstLine) {
      this.#isFirstLine = false;
      if (this.#firstLine(data.toString('utf8', start, end))) return;
    }
    if (end === start) return;
    this.#content.rows += 1;
    if (this.#content.shape === 'table') this.#tableRow(data, start, end);
    else this.#listRow(data, start, end);
  }

  /** True when the line was a header. */
  #firstLine(text: string): boolean {
    const names = text.split(',').map((name) => name.toLowerCase());
    const kinds = names.map((name) => HEADER_KINDS[name]).filter((kind) => kind !== undefined);
    if (kinds.length === names.length) {
      this.#content.shape = 'table';
      this.#content.columns = kinds;
      this.#codes = kinds.map(kindCode);
      const repeated = names.find((name) => names.filter((other) => other === name).length > MAX_SAME_HEADER);
      if (repeated !== undefined)
        this.#content.layoutProblem = `The header ${repeated} appears more than ${MAX_SAME_HEADER} times.`;
      return true;
    }
    if (kinds.length > 0) {
      this.#content.layoutProblem = 'The header row holds a column that is not supported.';
      return true;
    }
    if (/^[A-Za-z][A-Za-z0-9_ -]{0,40}$/.test(text) && !/^[0-9a-f]{32,}$/i.test(text)) {
      this.#content.listHeader = text;
      return true;
    }
    return false;
  }

  #listRow(data: Buffer, start: number, end: number): void {
    const content = this.#content;
    const length = end - start;
    const isSha256 = length === 64 && this.#decode(data, start, 64);
    if (isSha256 || (length === 32 && this.#decode(data, start, 32))) {
      if (isSha256) content.sha256Values += 1;
      else content.md5Values += 1;
      content.identifiers.startRow();
      content.identifiers.add(isSha256 ? LIST_SHA256 : LIST_MD5, this.#value.words);
    } else if (data.subarray(start, end).includes(COMMA)) {
      content.layoutProblem ??= `Row ${content.rows} has more than one field.`;
    } else {
      content.invalidValues += 1;
    }
  }

  #tableRow(data: Buffer, start: number, end: number): void {
    const content = this.#content;
    const codes = this.#codes;
    content.identifiers.startRow();
    let column = 0;
    let fieldStart = start;
    for (;;) {
      const code = codes[column];
      column += 1;
      // Nearly every field is a hash, so the place where that would end is tried before commas are looked for.
      let fieldEnd = fieldStart + (code === MAID_MD5 ? 32 : 64);
      const isHash =
        code !== undefined &&
        code !== MAID_RAW &&
        (fieldEnd === end || (fieldEnd < end && data[fieldEnd] === COMMA)) &&
        this.#decode(data, fieldStart, fieldEnd - fieldStart);
      if (!isHash) {
        fieldEnd = fieldStart;
        while (fieldEnd < end && data[fieldEnd] !== COMMA) fieldEnd += 1;
      }
      if (code !== undefined && fieldEnd > fieldStart) {
        if (isHash || (code === MAID_RAW && this.#decodeDeviceId(data, fieldStart, fieldEnd)))
          content.identifiers.add(code, this.#value.words);
        else content.invalidValues += 1;
      }
      if (fieldEnd >= end) break;
      fieldStart = fieldEnd + 1;
    }
    if (column !== codes.length)
      content.layoutProblem ??= `Row ${content.rows} has ${column} fields, the header has ${codes.length}.`;
  }

  /** A device id as it is, with its dashes. */
  #decodeDeviceId(data: Buffer, start: number, end: number): boolean {
    const text = data.toString('latin1', start, end);
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return false;
    return decodeHexText(text.replaceAll('-', ''), this.#value.bytes);
  }

  #decode(data: Buffer, start: number, length: number): boolean {
    return decodeHex(data, start, length, this.#value.bytes);
  }
}
