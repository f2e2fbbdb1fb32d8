import { mkdir, open, type FileHandle } from 'node:fs/promises';
import type { FilePlan } from './identifier-plan.ts';
import { createPrivateFile, fieldEnd, lineEnd, longestLine } from '../spool/index.ts';
import { chunkPath, type SpoolPaths } from './spool-files.ts';

const READ_BYTES = 512 * 1024;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** People lines on the disk: the spool as its export left it, or the departures. */
export interface PeopleFile {
  readonly path: string;
  readonly bytes: number;
  /** Fields of a people line. */
  readonly fields: number;
  /** Whether the row, counted from 0, is not to be sent. */
  readonly isLeftOut: (row: number) => boolean;
}

/** Where people begin in a people file: byte and row. */
export interface PeoplePlace {
  readonly start: number;
  readonly row: number;
}

export interface WrittenChunk extends PeoplePlace {
  readonly people: number;
  readonly bytes: number;
}

/** Writes everybody who is not left out into files for TikTok, none above `maxBytes`, numbered from `firstIndex` on. */
export async function writeChunks(
  paths: SpoolPaths,
  plan: FilePlan,
  people: PeopleFile,
  options: { maxBytes: number; firstIndex?: number; signal?: AbortSignal | undefined },
): Promise<WrittenChunk[]> {
  const chunks: WrittenChunk[] = [];
  let place: PeoplePlace | null = { start: 0, row: 0 };
  while (place !== null) {
    const { chunk, next }: Written = await writeFrom(paths, plan, people, {
      ...options,
      index: (options.firstIndex ?? 0) + chunks.length,
      place,
    });
    if (chunk.people > 0) chunks.push(chunk);
    place = next;
  }
  return chunks;
}

/** Writes one file again. The same place and limit always make the same file. */
export async function writeChunk(
  paths: SpoolPaths,
  plan: FilePlan,
  people: PeopleFile,
  options: { index: number; place: PeoplePlace; maxBytes: number; signal?: AbortSignal | undefined },
): Promise<WrittenChunk> {
  return (await writeFrom(paths, plan, people, options)).chunk;
}

interface Written {
  chunk: WrittenChunk;
  /** Where the next file begins, null when all people are through. */
  next: PeoplePlace | null;
}

async function writeFrom(
  paths: SpoolPaths,
  plan: FilePlan,
  people: PeopleFile,
  options: { index: number; place: PeoplePlace; maxBytes: number; signal?: AbortSignal | undefined },
): Promise<Written> {
  await mkdir(paths.chunks, { recursive: true, mode: 0o700 });
  const input = await open(people.path, 'r');
  let output: FileHandle | undefined;
  try {
    output = await createPrivateFile(chunkPath(paths, options.index));
    return await copy(input, output, plan, people, options);
  } finally {
    await input.close();
    await output?.close();
  }
}

async function copy(
  input: FileHandle,
  output: FileHandle,
  plan: FilePlan,
  { bytes: allBytes, fields, isLeftOut }: PeopleFile,
  options: { place: PeoplePlace; maxBytes: number; signal?: AbortSignal | undefined },
): Promise<Written> {
  const lineBytes = longestLine(fields);
  const source = Buffer.allocUnsafe(READ_BYTES);
  // A field may go into two columns at most, so that a block never outgrows twice its size and a line.
  const target = plan.isIdentity ? source : Buffer.allocUnsafe(READ_BYTES * 2 + lineBytes * 2);
  let written = 0;
  let people = 0;
  let { start: position, row } = options.place;
  let isFull = false;

  const put = async (bytes: Buffer): Promise<void> => {
    let done = 0;
    while (done < bytes.length)
      done += (await output.write(bytes, done, bytes.length - done, written + done)).bytesWritten;
    written += bytes.length;
  };

  if (plan.header !== null) await put(Buffer.from(plan.header, 'latin1'));
  while (position < allBytes && !isFull) {
    options.signal?.throwIfAborted();
    const { bytesRead } = await input.read(source, 0, Math.min(READ_BYTES, allBytes - position), position);
    if (bytesRead === 0) throw new Error('a people file ends early');
    // Before the end a line is taken only when it is surely whole in the buffer.
    const safeBytes = position + bytesRead >= allBytes ? bytesRead : bytesRead - lineBytes + 1;
    let at = 0;
    let used = 0;
    let runStart = 0; // identity: lines from here on lie together and are moved together
    while (at < safeBytes) {
      const end = lineEnd(source, at, fields) + 1;
      if (end > bytesRead || source[end - 1] !== NEWLINE) throw new Error('a people file is damaged');
      if (isLeftOut(row)) {
        if (plan.isIdentity) {
          if (used !== runStart) source.copyWithin(used, runStart, at);
          used += at - runStart;
          runStart = end;
        }
      } else {
        const before = written + (plan.isIdentity ? used + (at - runStart) : used);
        const length = plan.isIdentity ? end - at : project(source, at, plan, target, used);
        // A file holds at least one person, whatever the limit says.
        if (before + length > options.maxBytes && people > 0) {
          isFull = true;
          break;
        }
        if (!plan.isIdentity) used += length;
        // A list of one kind of identifier has nothing of somebody who has only others.
        if (length > 0) people++;
      }
      at = end;
      row++;
    }
    if (plan.isIdentity && at > runStart) {
      if (used !== runStart) source.copyWithin(used, runStart, at);
      used += at - runStart;
    }
    await put(target.subarray(0, used));
    position += at;
  }
  return {
    chunk: { ...options.place, people, bytes: written },
    next: position < allBytes ? { start: position, row } : null,
  };
}

/** Writes the person's line in the plan's columns and returns its length. */
function project(source: Buffer, start: number, plan: FilePlan, target: Buffer, at: number): number {
  let to = at;
  let field = 0;
  let fieldStart = start;
  let end = fieldEnd(source, fieldStart);
  const { columns } = plan;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] as FilePlan['columns'][number];
    while (field < column.field) {
      fieldStart = end + 1;
      end = fieldEnd(source, fieldStart);
      field++;
    }
    const length = end - fieldStart;
    const fits = column.form === 'any' || (column.form === 'md5') === (length === 32);
    if (!plan.isStacked && index > 0) target[to++] = COMMA;
    if (length === 0 || !fits) continue;
    source.copy(target, to, fieldStart, end);
    to += length;
    if (plan.isStacked) target[to++] = NEWLINE;
  }
  if (!plan.isStacked) target[to++] = NEWLINE;
  return to - at;
}
