import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ExportRecord } from '../store/exports.ts';
import { type FilePlan, NO_DEVICE_FORMS, peopleFields, peopleLayout, planFile } from './identifier-plan.ts';
import type { ExportLimits } from './limits.ts';
import type { ChunkMemory, ExportMemory } from './memory.ts';
import { chunkPath, type SpoolPaths } from './spool-files.ts';
import { type SpoolExtent, writeChunk, writeChunks } from './write-chunks.ts';

function sourceOf(record: ExportRecord, memory: ExportMemory): { plan: FilePlan; extent: SpoolExtent } {
  const layout = peopleLayout(record.request.attributes);
  return {
    plan: planFile(layout, memory.existingType, memory.deviceForms ?? NO_DEVICE_FORMS),
    extent: { bytes: memory.spool?.bytes ?? 0, rows: memory.spool?.rows ?? 0, fields: peopleFields(layout).length },
  };
}

/** Makes all files for TikTok. */
export async function makeChunks(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  limits: ExportLimits,
  signal: AbortSignal,
): Promise<ChunkMemory[]> {
  const { plan, extent } = sourceOf(record, memory);
  const chunks = await writeChunks(paths, plan, extent, { maxBytes: limits.maxChunkBytes, signal });
  return chunks.map((chunk) => ({ ...chunk, filePath: null, uploadedAt: null }));
}

/** A chunk's file with its signature; one that is gone is made again. */
export async function requireChunkFile(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  index: number,
  signal: AbortSignal,
): Promise<{ path: string; md5: string }> {
  const chunk = memory.chunks?.[index];
  if (chunk === undefined) throw new RangeError('no such chunk');
  const path = chunkPath(paths, index);
  if ((await sizeOf(path)) !== chunk.bytes) {
    const { plan, extent } = sourceOf(record, memory);
    // With its own size as the limit it ends at the same person.
    const made = await writeChunk(paths, plan, extent, { index, place: chunk, maxBytes: chunk.bytes, signal });
    if (made.bytes !== chunk.bytes || made.people !== chunk.people)
      throw new Error('a file for TikTok came out differently the second time');
  }
  return { path, md5: await signFile(path, signal) };
}

/** MD5 of a file in hex: TikTok's `file_signature`. */
export async function signFile(path: string, signal?: AbortSignal): Promise<string> {
  const md5 = createHash('md5');
  for await (const piece of createReadStream(path, {
    highWaterMark: 256 * 1024,
    ...(signal === undefined ? {} : { signal }),
  }))
    md5.update(piece as Buffer);
  return md5.digest('hex');
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch {
    return null;
  }
}
