import { open, type FileHandle } from 'node:fs/promises';
import { ATTRIBUTES } from '../../shared/identifiers/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import { pathsOf, requireExport } from './engine.ts';
import { peopleFields, peopleLayout } from './identifier-plan.ts';
import { readDuplicates } from './find-duplicates.ts';
import { readMemory } from './memory.ts';
import { asStorageError } from './spool-files.ts';

const READ_BYTES = 256 * 1024;

export interface CsvDownload {
  fileName: string;
  body: ReadableStream<Uint8Array>;
}

/**
 * The people of an export, hashed: all 13 columns, those that were not chosen blank.
 *
 * @throws {AppError} permission_denied, not_found
 * @throws {AppError} export_wrong_state - nothing has come in yet, or the export was cancelled
 * @throws {AppError} export_expired - the file is no longer kept
 */
export async function downloadAudience(deps: Deps, actor: Actor, exportId: string): Promise<CsvDownload> {
  requirePermission(actor, 'export');
  const record = await requireExport(deps, actor.workspaceId, exportId);
  const { spool, isCleaned } = readMemory(record);
  if (isCleaned) throw notKept('audience file');
  if (record.state === 'cancelled') {
    throw new AppError(
      'export_wrong_state',
      'The audience file of this export is no longer kept: it went when the export was cancelled.',
    );
  }
  if (spool === null || record.state === 'draft' || record.state === 'receiving') {
    throw new AppError(
      'export_wrong_state',
      'The audience file is there once all records have come in and the export is ready.',
    );
  }
  const fields = peopleFields(peopleLayout(record.request.attributes));
  const places = ATTRIBUTES.map((attribute) => fields.indexOf(attribute));
  const widen = (line: string): string => {
    const cells = line.split(',');
    return places.map((place) => (place === -1 ? '' : (cells[place] ?? ''))).join(',');
  };
  const paths = pathsOf(deps, exportId);
  const isDuplicate = await keptOr(readDuplicates(paths, spool.rows));
  const file = await keptOr(open(paths.spool, 'r'));
  return {
    fileName: `audience-${exportId}.csv`,
    body: streamLines(file, `${ATTRIBUTES.join(',')}\n`, spool.bytes, (line, row) =>
      isDuplicate(row) ? null : widen(line),
    ),
  };
}

/**
 * Why values and rows were left out: row 1 is the first record after the header.
 *
 * @throws {AppError} permission_denied, not_found
 * @throws {AppError} export_expired - the file is no longer kept
 */
export async function downloadRejects(deps: Deps, actor: Actor, exportId: string): Promise<CsvDownload> {
  requirePermission(actor, 'export');
  const record = await requireExport(deps, actor.workspaceId, exportId);
  const { rejectsBytes, isCleaned } = readMemory(record);
  if (isCleaned) throw notKept('rejects file');
  const header = 'row,attribute,reason\n';
  const fileName = `rejects-${exportId}.csv`;
  if (rejectsBytes === 0) return { fileName, body: new Blob([header]).stream() };
  const file = await keptOr(open(pathsOf(deps, exportId).rejects, 'r'));
  return { fileName, body: streamLines(file, header, rejectsBytes, null) };
}

function notKept(what: string): AppError {
  return new AppError(
    'export_expired',
    `The ${what} of this export is no longer kept: it was removed some days after its last record came in.`,
  );
}

async function keptOr<Value>(reading: Promise<Value>): Promise<Value> {
  try {
    return await reading;
  } catch (error) {
    throw asStorageError(error);
  }
}

/** The first `bytes` bytes of an ASCII file behind a header, each line turned by `change`, or left out; read as the receiver takes it. */
function streamLines(
  file: FileHandle,
  header: string,
  bytes: number,
  change: ((line: string, row: number) => string | null) | null,
): ReadableStream<Uint8Array> {
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let position = 0;
  let rest = '';
  let row = 0;
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(Buffer.from(header, 'latin1'));
      },
      async pull(controller) {
        try {
          // A pull that hands nothing out is not repeated, so a block that is all duplicates is followed by the next one.
          for (let isGiven = false; !isGiven; ) {
            const { bytesRead } = await file.read(buffer, 0, Math.min(READ_BYTES, bytes - position), position);
            position += bytesRead;
            const text = rest + buffer.toString('latin1', 0, bytesRead);
            const end = text.lastIndexOf('\n') + 1;
            rest = text.slice(end);
            const whole = text.slice(0, end);
            const changed = change === null ? whole : changeLines(whole, (line) => change(line, row++));
            isGiven = changed !== '';
            if (isGiven) controller.enqueue(Buffer.from(changed, 'latin1'));
            if (bytesRead === 0 || position >= bytes) {
              await close();
              controller.close();
              return;
            }
          }
        } catch (error) {
          await close().catch(() => {});
          controller.error(error);
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

function changeLines(text: string, change: (line: string) => string | null): string {
  let changed = '';
  for (const line of text.split('\n')) {
    const kept = line === '' ? null : change(line);
    if (kept !== null) changed += `${kept}\n`;
  }
  return changed;
}
