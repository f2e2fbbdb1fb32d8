import { AppError } from '../errors.ts';

/** What is told of a form while it passes. */
export interface FormListener {
  /** A part begins. @throws to stop the form there */
  part(name: string, fileName: string | null): void;
  bytes(chunk: Buffer): void;
}

const MAX_HEADER_BYTES = 16 * 1024;
const CRLF = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');
const CLOSING = Buffer.from('--');

/**
 * Follows a `multipart/form-data` body without holding it: what comes out is what came in, byte for byte, but no part comes out
 * before its header was read. It takes only what every reader reads in the same way, so that TikTok finds the parts that were
 * looked at here and no others: lines end in CRLF, nothing stands before the first or behind the last part, and the boundary occurs
 * nowhere else.
 */
export class FormReader {
  readonly #needle: Buffer;
  readonly #listener: FormListener;
  #rest: Buffer = Buffer.alloc(0);
  #state: 'first' | 'after_boundary' | 'header' | 'data' | 'closed' | 'done' = 'first';

  /** @param boundary as the Content-Type has it */
  constructor(boundary: string, listener: FormListener) {
    this.#needle = Buffer.from(`--${boundary}`, 'latin1');
    this.#listener = listener;
  }

  /**
   * Takes the next piece. @returns what may go on
   *
   * @throws {AppError} invalid_request, and whatever `part` throws
   */
  push(chunk: Buffer): Buffer {
    const all = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (;;) {
      const next = this.#step(all, at);
      if (next === null) break;
      at = next;
    }
    const passed = this.#state === 'data' ? this.#dataUpTo(all, at) : at;
    this.#rest = all.subarray(passed);
    return all.subarray(0, passed);
  }

  /** The body has ended. @throws {AppError} invalid_request - in the middle */
  end(): Buffer {
    const { length } = this.#rest;
    if (this.#state !== 'done' && !(this.#state === 'closed' && length === 0)) throw broken('it ends in the middle');
    return this.#rest;
  }

  /** One step from `at` on; null when more bytes are needed. */
  #step(all: Buffer, at: number): number | null {
    switch (this.#state) {
      case 'first':
        if (all.length - at < this.#needle.length) return null;
        if (all.indexOf(this.#needle, at) !== at) throw broken('it does not begin with its boundary');
        this.#state = 'after_boundary';
        return at + this.#needle.length;
      case 'after_boundary':
        return this.#afterBoundary(all, at);
      case 'header':
        return this.#header(all, at);
      case 'data':
        return this.#data(all, at);
      case 'closed':
        if (all.length - at < 2) return null;
        if (!startsWith(all, at, CRLF)) throw broken('something follows its end');
        this.#state = 'done';
        return at + 2;
      case 'done':
        if (all.length > at) throw broken('something follows its end');
        return null;
    }
  }

  #afterBoundary(all: Buffer, at: number): number | null {
    if (all.length - at < 2) return null;
    if (startsWith(all, at, CRLF)) this.#state = 'header';
    else if (startsWith(all, at, CLOSING)) this.#state = 'closed';
    else throw broken('its boundary occurs elsewhere than between parts');
    return at + 2;
  }

  #header(all: Buffer, at: number): number | null {
    const end = all.indexOf(HEADERS_END, at);
    if ((end < 0 ? all.length : end) - at > MAX_HEADER_BYTES) throw broken('the header of a part is too long');
    if (end < 0) return null;
    const { name, fileName } = readPartHeader(all.toString('utf8', at, end));
    this.#listener.part(name, fileName);
    this.#state = 'data';
    return end + HEADERS_END.length;
  }

  #data(all: Buffer, at: number): number | null {
    const found = all.indexOf(this.#needle, at);
    if (found < 0) return null;
    // An empty value has its boundary right after the header, whose last line break counts as the one before it.
    const hasBreak = found >= 2 && startsWith(all, found - 2, CRLF) && found - 2 >= at;
    if (!hasBreak) throw broken('its boundary occurs elsewhere than between parts');
    this.#tell(all, at, found - 2);
    this.#state = 'after_boundary';
    return found + this.#needle.length;
  }

  /** Up to where it is surely data: the end may be the beginning of a boundary. */
  #dataUpTo(all: Buffer, at: number): number {
    const upTo = Math.max(at, all.length - this.#needle.length - CRLF.length + 1);
    this.#tell(all, at, upTo);
    return upTo;
  }

  #tell(all: Buffer, from: number, to: number): void {
    if (to > from) this.#listener.bytes(all.subarray(from, to));
  }
}

function startsWith(all: Buffer, at: number, what: Buffer): boolean {
  return all.length - at >= what.length && all.compare(what, 0, what.length, at, at + what.length) === 0;
}

const DISPOSITION =
  /^content-disposition:[ \t]*form-data((?:[ \t]*;[ \t]*[a-z*]+=(?:"(?:[^"\\\r\n])*"|[^\s";\\]+))+)[ \t]*$/i;
const PARAMETER = /;[ \t]*([a-z*]+)=(?:"([^"\\\r\n]*)"|([^\s";\\]+))/gi;
/** Of what else a part may say, only what changes nothing about how its bytes are read. */
const OTHER_HEADERS =
  /^(?:content-type:[\t\x20-\x7e]*|content-length:[ \t]*\d+[ \t]*|content-transfer-encoding:[ \t]*(?:binary|8bit|7bit)[ \t]*)$/i;

function readPartHeader(text: string): { name: string; fileName: string | null } {
  let name: string | null = null;
  let fileName: string | null = null;
  for (const line of text.split('\r\n')) {
    const disposition = DISPOSITION.exec(line);
    if (disposition === null) {
      if (!OTHER_HEADERS.test(line))
        throw broken('the header of a part holds a line that not everybody reads in the same way');
      continue;
    }
    if (name !== null) throw broken('a part has two names');
    for (const [, parameter = '', quoted, bare] of (disposition[1] ?? '').matchAll(PARAMETER)) {
      const value = quoted ?? bare ?? '';
      switch (parameter.toLowerCase()) {
        case 'name':
          if (name !== null) throw broken('a part has two names');
          name = value;
          break;
        case 'filename':
          if (fileName !== null) throw broken('a part has two file names');
          fileName = value;
          break;
        case 'filename*':
          fileName ??= value;
          break;
        default:
          throw broken('the header of a part holds a parameter that not everybody reads in the same way');
      }
    }
  }
  if (name === null) throw broken('a part has no name');
  return { name, fileName };
}

function broken(how: string): AppError {
  return new AppError('invalid_request', `The form cannot be passed on: ${how}.`);
}

const CONTENT_TYPE = /^multipart\/form-data\s*;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'+.-]{1,70}))\s*$/i;

/**
 * The boundary that a Content-Type names.
 *
 * @throws {AppError} invalid_request - none, or one that not everybody reads in the same way
 */
export function readBoundary(contentType: string): string {
  const found = CONTENT_TYPE.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary !== undefined && !boundary.endsWith(' ')) return boundary;
  throw new AppError(
    'invalid_request',
    'The Content-Type must be multipart/form-data with a boundary, and nothing else.',
  );
}
