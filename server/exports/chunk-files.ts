import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ExportRecord } from '../store/exports.ts';
import { type FilePlan, planDepartures, planFile } from './identifier-plan.ts';
import type { ExportLimits } from './limits.ts';
import type { ChunkMemory, ExportMemory } from './memory.ts';
import { hasDepartures, openPeople, type PeopleSource, type SourcePeople } from './people-file.ts';
import { chunkPath, type SpoolPaths } from './spool-files.ts';
import { writeChunk, writeChunks } from './write-chunks.ts';

async function openSource(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  from: PeopleSource,
): Promise<{ plan: FilePlan; people: SourcePeople }> {
  const people = await openPeople(paths, record, memory, from);
  const plan =
    from === 'spool'
      ? planFile(people.layout, memory.existingType, people.forms)
      : planDepartures(people.layout, record.calculateType, people.forms);
  return { plan, people };
}

/** Makes all files for TikTok: of the people to send, and behind them of those who leave. */
export async function makeChunks(
  paths: SpoolPaths,
  record: ExportRecord,
  memory: ExportMemory,
  limits: ExportLimits,
  signal: AbortSignal,
): Promise<ChunkMemory[]> {
  const chunks: ChunkMemory[] = [];
  const sources: readonly PeopleSource[] = hasDepartures(memory) ? ['spool', 'departures'] : ['spool'];
  for (const from of sources) {
    const { plan, people } = await openSource(paths, record, memory, from);
    const options = { maxBytes: limits.maxChunkBytes, firstIndex: chunks.length, signal };
    const written = await writeChunks(paths, plan, people, options);
    chunks.push(...written.map((chunk) => ({ ...chunk, from, filePath: null, uploadedAt: null })));
  }
  return chunks;
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
    const { plan, people } = await openSource(paths, record, memory, chunk.from);
    // With its own size as the limit it ends at the same person.
    const made = await writeChunk(paths, plan, people, { index, place: chunk, maxBytes: chunk.bytes, signal });
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
