/**
 * A streaming reader of `multipart/form-data` (RFC 7578). Field values are kept; the bytes of a file go straight to a
 * sink, so that an upload of 250 MB costs no more memory than its chunks.
 */

export interface FileSink {
  write(chunk: Buffer): void;
}

export interface MultipartFile {
  field: string;
  fileName: string;
  bytes: number;
}

export interface MultipartForm {
  fields: Map<string, string>;
  file: MultipartFile | null;
}

const MAX_FIELD_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_FIELDS = 100;

/** The body was not well-formed multipart. */
export class MultipartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MultipartError';
  }
}

/** The boundary of a content type, or null when it is not multipart form data. */
export function multipartBoundary(contentType: string | null): string | null {
  if (contentType === null || !/^multipart\/form-data\b/i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/**
 * Reads a whole form. The first part with a file name is the file, its bytes go to the sink; a second one is an error.
 *
 * @throws {MultipartError} when the body is cut off or breaks the format
 */
export async function readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  sink: FileSink,
): Promise<MultipartForm> {
  const reader = new PartReader(boundary, sink);
  for await (const chunk of body) reader.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  return reader.end();
}

interface OpenPart {
  name: string;
  fileName: string | null;
  chunks: Buffer[];
  bytes: number;
}

class PartReader {
  readonly #form: MultipartForm = { fields: new Map(), file: null };
  readonly #sink: FileSink;
  readonly #delimiter: Buffer;
  #state: 'preamble' | 'headers' | 'content' | 'epilogue' = 'preamble';
  // The first delimiter has no line break before it; pretending one makes it look like all the others.
  #pending: Buffer = Buffer.from('\r\n');
  #part: OpenPart | null = null;

  constructor(boundary: string, sink: FileSink) {
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
    this.#sink = sink;
  }

  write(chunk: Buffer): void {
    if (this.#state === 'epilogue') return;
    this.#pending = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk;
    while (this.#step()) {
      // Each step consumes one delimiter, one header block or one stretch of content.
    }
  }

  end(): MultipartForm {
    if (this.#state !== 'epilogue') throw new MultipartError('The multipart body ends before its closing boundary.');
    return this.#form;
  }

  /** True when something was consumed and more may follow. */
  #step(): boolean {
    if (this.#state === 'epilogue') return false;
    if (this.#state === 'headers') return this.#readHeaders();
    const at = this.#pending.indexOf(this.#delimiter);
    if (at < 0) {
      // The tail could be the start of a delimiter.
      const safe = this.#pending.length - this.#delimiter.length;
      if (safe > 0) {
        this.#content(this.#pending.subarray(0, safe));
        this.#pending = this.#pending.subarray(safe);
      }
      return false;
    }
    const after = at + this.#delimiter.length;
    if (this.#pending.length < after + 2) return false;
    this.#content(this.#pending.subarray(0, at));
    this.#closePart();
    const mark = this.#pending.toString('latin1', after, after + 2);
    this.#pending = this.#pending.subarray(after + 2);
    if (mark === '--') {
      this.#state = 'epilogue';
      return false;
    }
    if (mark !== '\r\n') throw new MultipartError('A boundary is not followed by a line break.');
    this.#state = 'headers';
    return true;
  }

  #readHeaders(): boolean {
    const at = this.#pending.indexOf('\r\n\r\n');
    if (at < 0) {
      if (this.#pending.length > MAX_HEADER_BYTES) throw new MultipartError('The headers of a part are too long.');
      return false;
    }
    const lines = this.#pending.toString('utf8', 0, at).split('\r\n');
    const disposition = lines.find((line) => /^content-disposition:/i.test(line)) ?? '';
    const name = parameter(disposition, 'name');
    if (name === null) throw new MultipartError('A part has no name.');
    const fileName = parameter(disposition, 'filename');
    if (fileName !== null && this.#form.file !== null) throw new MultipartError('More than one file was sent.');
    if (this.#form.fields.size >= MAX_FIELDS) throw new MultipartError('Too many parts were sent.');
    if (fileName !== null) this.#form.file = { field: name, fileName, bytes: 0 };
    this.#part = { name, fileName, chunks: [], bytes: 0 };
    this.#pending = this.#pending.subarray(at + 4);
    this.#state = 'content';
    return true;
  }

  #content(bytes: Buffer): void {
    const part = this.#part;
    if (part === null || bytes.length === 0) return;
    part.bytes += bytes.length;
    if (part.fileName !== null && this.#form.file !== null) {
      this.#form.file.bytes = part.bytes;
      this.#sink.write(bytes);
      return;
    }
    if (part.bytes > MAX_FIELD_BYTES) throw new MultipartError(`The field ${part.name} is too long.`);
    part.chunks.push(Buffer.from(bytes));
  }

  #closePart(): void {
    const part = this.#part;
    this.#part = null;
    if (part !== null && part.fileName === null)
      this.#form.fields.set(part.name, Buffer.concat(part.chunks).toString('utf8'));
  }
}

/** One parameter of a Content-Disposition line. Browsers write a quote inside a name as `%22`. */
function parameter(line: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(line);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? null : value.replaceAll('%22', '"').replace(/\\(["\\])/g, '$1');
}
