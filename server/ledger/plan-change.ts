import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { createPrivateFile, readMarks, requireRoom, writeAll } from '../spool/index.ts';
import type { LedgerRecord } from '../store/ledgers.ts';
import { Dealer, ENTRY_WORDS, readPart } from './deal-out.ts';
import { Departures } from './departures.ts';
import { Fingerprinter } from './fingerprints.ts';
import { type GenerationReader, GenerationWriter, LedgerDamagedError } from './generation-files.ts';
import {
  LEDGER_KEY_BYTES,
  ledgerFor,
  ledgerKey,
  type LedgerSubject,
  needsLedger,
  openGeneration,
} from './ledger-of.ts';
import { PartMerger } from './merge-part.ts';
import { actionOf, type ChangePaths, type LedgerPlan, type LineLayout } from './plan.ts';
import { forgetRefused } from './refused.ts';
import { type ChangeRule, verdictTable } from './states.ts';

/** Entries a partition is meant to hold: some ten megabytes with all that is needed around them. */
const PARTITION_ENTRIES = 100_000;
const MAX_PARTITIONS = 256;
/** What an identifier takes on the disk at most while it is dealt out, and in a generation. */
const PART_BYTES = ENTRY_WORDS * 4;
const ENTRY_BYTES = 41;
/** Another export may switch the generation while its files are being opened. */
const TRIES = 5;

export interface ChangeInput {
  readonly record: LedgerSubject;
  /** A mirror's run that sends everybody. */
  readonly everybody: boolean;
  readonly paths: ChangePaths;
  readonly layout: LineLayout;
  readonly spool: { readonly bytes: number; readonly rows: number };
  /** The rows without consent; null when it was not read. */
  readonly withdrawn: { readonly bytes: number; readonly rows: number } | null;
  readonly signal?: AbortSignal | undefined;
  /** Entries a partition is meant to hold; tests make it small. */
  readonly partitionEntries?: number | undefined;
}

export interface PlannedChange {
  /** People to send; null: as without a ledger, everybody who is ready. */
  readonly toAdd: number | null;
  /** Identifiers that leave the audience; null: as without a ledger. */
  readonly toRemove: number | null;
  /** Null when no ledger is kept, or the export only looks (`dryRun`). */
  readonly plan: LedgerPlan | null;
}

const NO_LEDGER: PlannedChange = { toAdd: null, toRemove: null, plan: null };

/** Where the next generation waits until it counts. */
export function stagedFolder(paths: Pick<ChangePaths, 'folder'>): string {
  return join(paths.folder, 'ledger');
}

/**
 * Holds what came in against what TikTok has: writes the marks of unchanged rows and the departures into the export's folder, and the
 * ledger's next generation beside them. Nothing counts before `openLedger`, and the same again is harmless.
 *
 * @throws {AppError} storage_failed - the disk has no room; or a mirror's change cannot be told, since its ledger cannot be read: the
 * next run replaces the audience instead
 */
export async function planChange(deps: Deps, workspaceId: string, input: ChangeInput): Promise<PlannedChange> {
  const { paths, record } = input;
  await Promise.all([
    rm(paths.unchanged, { force: true }),
    rm(paths.departures, { force: true }),
    forgetRefused(paths),
    rm(stagedFolder(paths), { recursive: true, force: true }),
  ]);
  for (let tries = 1; ; tries++) {
    const isLook = record.request.dryRun === true;
    const basis = isLook ? await lookUp(deps, workspaceId, record) : await ledgerFor(deps, workspaceId, record);
    if (basis === null && !(isLook && needsLedger(record))) return NO_LEDGER;
    const key = basis === null ? deps.random.bytes(LEDGER_KEY_BYTES) : ledgerKey(deps, workspaceId, basis);
    let held: GenerationReader | null;
    try {
      held = basis === null ? null : await openGeneration(deps, basis, key);
    } catch (error) {
      if (!(error instanceof LedgerDamagedError)) throw error;
      if (tries < TRIES && (await hasMoved(deps, workspaceId, basis))) continue;
      held = null;
    }
    try {
      return await new Planning(input, basis, key, held).run(deps, isLook);
    } catch (error) {
      if (!(error instanceof LedgerDamagedError) || held === null) throw error;
      if (actionOf(record) === 'MIRROR') throw unreadable(error);
      // Plain exports go on: what the ledger knew is lost, and it says so by not being complete.
      return await new Planning(input, basis, key, null).run(deps, isLook);
    } finally {
      await held?.close();
    }
  }
}

function unreadable(cause: unknown): AppError {
  return new AppError(
    'storage_failed',
    'What the server remembers of the audience’s members cannot be read, so the change cannot be told. The next run sends everybody again.',
    { cause },
  );
}

function lookUp(deps: Deps, workspaceId: string, subject: LedgerSubject): Promise<LedgerRecord | null> {
  const { advertiserId, customAudienceId } = subject;
  if (customAudienceId === null) return Promise.resolve(null);
  return deps.store.workspace(workspaceId).ledgers.find(advertiserId, customAudienceId);
}

async function hasMoved(deps: Deps, workspaceId: string, basis: LedgerRecord | null): Promise<boolean> {
  if (basis === null) return false;
  const now = await deps.store.workspace(workspaceId).ledgers.get(basis.id);
  return now?.generation !== basis.generation;
}

class Planning {
  readonly #input: ChangeInput;
  readonly #basis: LedgerRecord | null;
  readonly #key: Uint8Array;
  readonly #held: GenerationReader | null;
  readonly #rule: ChangeRule;
  readonly #holdsSealed: boolean;
  readonly #changed: Uint8Array;

  constructor(input: ChangeInput, basis: LedgerRecord | null, key: Uint8Array, held: GenerationReader | null) {
    this.#input = input;
    this.#basis = basis;
    this.#key = key;
    this.#held = held;
    const action = actionOf(input.record);
    const wasSealed = held?.index.holdsSealed ?? false;
    this.#holdsSealed = input.record.mirrorId !== null || (basis?.holdsSealed ?? false);
    const isKnown =
      basis !== null && held !== null && (basis.settled ? held.index.completeOnceSettled : held.index.completeBefore);
    this.#rule = {
      action,
      isComplete: action === 'CREATE' ? held === null || isKnown : isKnown,
      everybody: input.everybody,
      canCarry: wasSealed || !this.#holdsSealed,
    };
    if (action === 'MIRROR' && (!isKnown || !wasSealed)) throw unreadable(undefined);
    this.#changed = new Uint8Array(action === 'MIRROR' ? Math.ceil(input.spool.rows / 8) : 0);
  }

  async run(deps: Pick<Deps, 'config'>, isLook: boolean): Promise<PlannedChange> {
    const { paths, spool, withdrawn, layout } = this.#input;
    const folder = join(paths.folder, 'ledger-parts');
    const wanted = (spool.rows + (withdrawn?.rows ?? 0)) * layout.matching.length;
    const partitions = this.#partitionsFor(wanted);
    await requireRoom(deps, wanted * (PART_BYTES + ENTRY_BYTES) + (this.#basis?.identifiers ?? 0) * ENTRY_BYTES);
    try {
      const dealer = await Dealer.open(folder, partitions, new Fingerprinter(this.#key));
      try {
        const { signal } = this.#input;
        await dealer.take(paths.spool, layout, spool, { isWithdrawn: false, signal });
        if (withdrawn !== null && this.#takesWithdrawn)
          await dealer.take(paths.withdrawn, layout, withdrawn, { isWithdrawn: true, signal });
        const parts = dealer.finish();
        return await this.#merge(parts, isLook);
      } finally {
        dealer.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Who is not wanted leaves a mirrored or replaced audience anyhow, and removing asks nobody. */
  get #takesWithdrawn(): boolean {
    const { action } = this.#rule;
    return action === 'APPEND' || action === 'CREATE';
  }

  /** A ledger never gets fewer: a partition of before always falls into whole ones of the next generation. */
  #partitionsFor(wanted: number): number {
    const most = Math.max(wanted, this.#basis?.identifiers ?? 0);
    let partitions = this.#held?.index.partitions.length ?? 1;
    while (partitions < MAX_PARTITIONS && most / partitions > (this.#input.partitionEntries ?? PARTITION_ENTRIES))
      partitions *= 2;
    return partitions;
  }

  async #merge(parts: { path: string; entries: number }[], isLook: boolean): Promise<PlannedChange> {
    const { record, paths, signal } = this.#input;
    const rule = this.#rule;
    const departures = await Departures.create(paths.departures);
    let writer: GenerationWriter | null = null;
    try {
      if (!isLook) writer = await this.#createGeneration();
      const merger = new PartMerger(
        {
          verdicts: verdictTable(rule),
          isSettled: this.#basis?.settled ?? true,
          takesUnknown: !rule.isComplete,
          namesCount: record.delivery === 'stream',
          everybody: rule.everybody,
          keepsHashes: this.#holdsSealed,
        },
        { changed: (row) => this.#mark(row), departs: (flags, hash) => departures.add(flags, hash) },
      );
      const words = new Int32Array(Math.max(...parts.map(({ entries }) => entries)) * ENTRY_WORDS);
      let identifiers = 0;
      let leaving = 0;
      for (const [index, part] of parts.entries()) {
        signal?.throwIfAborted();
        await readPart(part, words);
        await rm(part.path, { force: true });
        const merged = merger.merge((await this.#held?.read(index, parts.length)) ?? null, words, part.entries);
        await writer?.write(merged.partition);
        await departures.settle();
        identifiers += merged.identifiers;
        leaving += merged.leaving;
      }
      await writer?.finish();
      const gone = await departures.finish();
      return {
        toAdd: rule.action === 'MIRROR' ? await this.#writeUnchanged() : null,
        toRemove: rule.action === 'REMOVE' ? null : leaving,
        plan:
          isLook || this.#basis === null
            ? null
            : {
                ledgerId: this.#basis.id,
                basis: this.#basis.generation,
                identifiers,
                holdsSealed: this.#holdsSealed,
                departures: gone,
              },
      };
    } finally {
      await writer?.close();
      await departures.close();
    }
  }

  #createGeneration(): Promise<GenerationWriter> {
    const { isComplete, canCarry, action } = this.#rule;
    const isReplaced = action === 'REPLACE';
    return GenerationWriter.create(stagedFolder(this.#input.paths), this.#key, {
      ledgerId: this.#basis?.id ?? '',
      exportId: this.#input.record.id,
      completeOnceSettled: isComplete || isReplaced,
      completeBefore: isComplete && (!isReplaced || canCarry),
      holdsSealed: this.#holdsSealed,
    });
  }

  #mark(row: number): void {
    if (this.#changed.length > 0) this.#changed[row >> 3] = (this.#changed[row >> 3] as number) | (1 << (row & 7));
  }

  /** @returns how many distinct people have something to send */
  async #writeUnchanged(): Promise<number> {
    const { paths, spool } = this.#input;
    const isDuplicate = await readMarks(paths.duplicates, spool.rows);
    let people = 0;
    for (let row = 0; row < spool.rows; row++) {
      if (((this.#changed[row >> 3] as number) & (1 << (row & 7))) !== 0 && !isDuplicate(row)) people++;
    }
    const file = await createPrivateFile(paths.unchanged);
    try {
      await writeAll(
        file,
        this.#changed.map((bits) => ~bits),
      );
      await file.datasync();
    } finally {
      await file.close();
    }
    return people;
  }
}
