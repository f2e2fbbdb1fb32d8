import { z } from 'zod';
import { failureSchema } from '../../shared/errors.ts';
import { exportCountsSchema } from '../../shared/exports.ts';
import type { EngineMemory, ExportRecord } from '../store/exports.ts';
import { ledgerPlanSchema } from '../ledger/index.ts';
import { drawKeySeed } from './key-hash.ts';

// What the engine keeps with an export between two steps. It is written in the same statement as the state it belongs to,
// so after a crash it tells exactly what had been done. No raw value is ever in it.

const formsSchema = z.object({ sha256: z.boolean(), md5: z.boolean() });
const deviceFormsSchema = z.object({ googleAdvertisingId: formsSchema, appleIdfa: formsSchema });

const positionSchema = z.object({
  byteOffset: z.number().int(),
  rowNumber: z.number().int(),
  header: z.array(z.string()).nullable().optional(),
  dialect: z
    .object({
      delimiter: z.string(),
      quote: z.string(),
      encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
    })
    .nullable()
    .optional(),
  isAscii: z.boolean().optional(),
});

/** A place where the intake can go on: the last record boundary whose hashes are on disk, synced. */
const checkpointSchema = z.object({
  position: positionSchema,
  spoolBytes: z.number().int(),
  spoolRows: z.number().int(),
  withdrawnBytes: z.number().int().default(0),
  withdrawnRows: z.number().int().default(0),
  rejectsBytes: z.number().int(),
  counts: exportCountsSchema,
  deviceForms: deviceFormsSchema,
  /** Some record had the property of consent, so that one without it says no instead of naming the wrong property. */
  sawConsent: z.boolean().default(true),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

const chunkSchema = z.object({
  /** Whose people it holds: those to send, or those who leave. */
  from: z.enum(['spool', 'departures']).default('spool'),
  /** First byte and first row in that file. With the size limit they fix the chunk's content, so it can be written again. */
  start: z.number().int(),
  row: z.number().int(),
  people: z.number().int(),
  bytes: z.number().int(),
  /** TikTok's `file_path`, once uploaded. */
  filePath: z.string().nullable(),
  uploadedAt: z.number().nullable(),
});
export type ChunkMemory = z.infer<typeof chunkSchema>;

const placeSchema = z.object({ start: z.number().int(), row: z.number().int() });

/** How far a stream has come. Written after each batch, so that a crash repeats one at most. */
const streamSchema = z.object({
  /** Whose people are being sent. */
  phase: z.enum(['spool', 'departures']),
  /** Where the next batch begins. */
  next: placeSchema,
  /** People of one batch: fewer once TikTok has found one too big. */
  batchPeople: z.number().int(),
  /** What is left of a batch that TikTok refused, in parts; the last one is sent next. */
  pieces: z.array(placeSchema.extend({ people: z.number().int() })),
  /** Somebody whom TikTok took in this phase. Sent once more it tells whether a refusal is about the rows. */
  taken: placeSchema.nullable(),
  /** `rejectsBytes` before the stream added to it. */
  intakeRejectsBytes: z.number().int(),
});
export type StreamMemory = z.infer<typeof streamSchema>;

const troubleSchema = z.object({ since: z.number(), reason: failureSchema, nextTryAt: z.number() });

const memorySchema = z.object({
  /** `calculate_type` of the audience to update; null for a new one. */
  existingType: z.string().nullable(),
  format: z.enum(['csv', 'ndjson', 'segment']).nullable(),
  columns: z.enum(['properties', 'attributes']),
  /** `charset` of the first part. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable(),
  checkpoint: checkpointSchema.nullable(),
  /** Bytes of rejects.csv that belong to what `counts` says, less its header line. */
  rejectsBytes: z.number().int(),
  /** The spool once the export is ready: its accepted rows and their size. */
  spool: z.object({ bytes: z.number().int(), rows: z.number().int() }).nullable(),
  /** Rows without consent whose identifiers could be read, once the export is ready; null when consent is not read. */
  withdrawn: z.object({ bytes: z.number().int(), rows: z.number().int() }).nullable().default(null),
  /** What it does to the audience's ledger; null when there is none to keep. */
  ledger: ledgerPlanSchema.nullable().default(null),
  /** A mirror's run that sends everybody, not only what has changed. */
  everybody: z.boolean().default(false),
  /** Start values of the index's hash. */
  keySeed: z.object({ a: z.number().int(), b: z.number().int() }),
  deviceForms: deviceFormsSchema.nullable(),
  /** Where a segment's pull stands. `origin` tells whether the source still is the one that gave the cursor; never its address. */
  source: z
    .object({
      cursor: z.string().nullable(),
      isDone: z.boolean(),
      origin: z.string().default(''),
      /** What the guard against endless sources knows. */
      loop: z
        .object({
          held: z.string().nullable(),
          sinceHeld: z.number().int(),
          holdFor: z.number().int(),
          emptyPages: z.number().int(),
        })
        .nullable()
        .default(null),
    })
    .nullable(),
  stage: z.enum(['pull', 'upload', 'follow']).nullable(),
  chunks: z.array(chunkSchema).nullable(),
  /** Null until the stream begins. */
  stream: streamSchema.nullable().default(null),
  /** Chunks whose paths TikTok has taken into the audience. */
  applied: z.number().int(),
  /** A create or update that was sent and not yet answered, or whose answer was lost. */
  attempt: z
    .object({
      at: z.number(),
      chunks: z.number().int(),
      /** Ids of audiences that already bore our name (create) or marks of the history as it was (update). */
      known: z.array(z.string()),
      looks: z.number().int(),
    })
    .nullable(),
  /**
   * Its audience was made by an earlier run of the mirror that never learned of it: who is in it is not known, so the first files
   * replace them.
   */
  isAdopted: z.boolean().default(false),
  /** Marks of the audience's history, and its message, before our first update; null for a new audience. */
  before: z.object({ history: z.array(z.string()), message: z.string().nullable() }).nullable(),
  /** Since our last change TikTok has shown the audience as not valid: it is working on it. */
  sawProcessing: z.boolean(),
  followSince: z.number().nullable(),
  /** Since when calls to TikTok or the source have failed in a passing way; null when the last one worked. */
  troubleSince: z.number().nullable(),
  /** What the latest of them ended in and when the next is made. Counts only for the trouble that began at `since`. */
  trouble: troubleSchema.nullable().default(null),
  /** When the last record came in; null before the first. The files are kept so long from then on. */
  receivedAt: z.number().nullable().default(null),
  /** The files for download are gone. */
  isCleaned: z.boolean(),
});
export type ExportMemory = z.infer<typeof memorySchema>;

/** The memory of an export that has no records yet. @param existingType `calculate_type` of the audience; null for a new one */
export function newMemory(existingType: string | null): ExportMemory {
  return {
    existingType,
    format: null,
    columns: 'properties',
    encoding: null,
    checkpoint: null,
    rejectsBytes: 0,
    spool: null,
    withdrawn: null,
    ledger: null,
    everybody: false,
    keySeed: drawKeySeed(),
    deviceForms: null,
    source: null,
    stage: null,
    chunks: null,
    stream: null,
    applied: 0,
    attempt: null,
    isAdopted: false,
    before: null,
    sawProcessing: false,
    followSince: null,
    troubleSince: null,
    trouble: null,
    receivedAt: null,
    isCleaned: false,
  };
}

/** What the engine remembers of an export, one that an earlier release opened too. @throws {ZodError} somebody else wrote it */
export function readMemory(record: ExportRecord): ExportMemory {
  return memorySchema.parse(record.engine);
}

const troubleNowSchema = z.object({
  troubleSince: z.number().nullable().default(null),
  trouble: troubleSchema.nullable().default(null),
});

/** The passing trouble that is waited out, or null. Reads only that much of the memory, which can be long. */
export function troubleOf(record: ExportRecord): ExportMemory['trouble'] {
  return currentTrouble(troubleNowSchema.parse(record.engine));
}

/** The memory in the form the store takes. What a trouble that is over ended in goes with it, whoever ends it. */
export function toEngine(memory: ExportMemory): EngineMemory {
  return { ...memory, trouble: currentTrouble(memory) };
}

function currentTrouble({ troubleSince, trouble }: Pick<ExportMemory, 'troubleSince' | 'trouble'>) {
  return trouble?.since === troubleSince ? trouble : null;
}
