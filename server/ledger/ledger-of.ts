import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { secretContext } from '../crypto/index.ts';
import type { Deps } from '../deps.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { LedgerRecord } from '../store/ledgers.ts';
import { actionOf } from './plan.ts';
import { GenerationReader, LedgerDamagedError, readGenerationIndex } from './generation-files.ts';

export type LedgerSubject = Pick<
  ExportRecord,
  'id' | 'advertiserId' | 'customAudienceId' | 'request' | 'delivery' | 'mapping' | 'mirrorId'
>;

const LEDGER_ID = /^[A-Za-z0-9_-]{1,80}$/;
/** Of the random key that each ledger has. */
export const LEDGER_KEY_BYTES = 32;

/** Whether the export needs its audience's members remembered: it adds by consent, or it is a mirror's run. */
export function needsLedger(record: Pick<ExportRecord, 'mapping' | 'mirrorId' | 'request'>): boolean {
  return record.mirrorId !== null || (record.mapping.consent !== undefined && actionOf(record) !== 'REMOVE');
}

/** What a ledger can be used for. */
export interface LedgerStanding {
  readonly record: LedgerRecord;
  /** It knows everybody in the audience: who is not in it is not there. False too when its files are gone or damaged. */
  readonly isComplete: boolean;
}

/** The ledger of an audience and what it is good for; null when there is none. */
export async function ledgerStanding(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  customAudienceId: string,
): Promise<LedgerStanding | null> {
  const record = await deps.store.workspace(workspaceId).ledgers.find(advertiserId, customAudienceId);
  if (record === null) return null;
  if (record.generation === 0) return { record, isComplete: false };
  try {
    const index = await readGenerationIndex(generationFolder(deps, record));
    return { record, isComplete: record.settled ? index.completeOnceSettled : index.completeBefore };
  } catch (error) {
    if (!(error instanceof LedgerDamagedError)) throw error;
    return { record, isComplete: false };
  }
}

/**
 * The ledger that the export has to keep up: the audience's own, or a new one when the export needs one. Null when neither. An export
 * that makes its audience always finds the same new one, whatever crashed before.
 */
export async function ledgerFor(deps: Deps, workspaceId: string, subject: LedgerSubject): Promise<LedgerRecord | null> {
  const { ledgers } = deps.store.workspace(workspaceId);
  const { advertiserId, customAudienceId } = subject;
  const find = (): Promise<LedgerRecord | null> =>
    customAudienceId === null ? Promise.resolve(null) : ledgers.find(advertiserId, customAudienceId);
  const id = ownLedgerId(subject.id);
  const found = (await find()) ?? (await ledgers.get(id));
  if (found !== null || !needsLedger(subject)) return found;
  const now = deps.clock.now();
  const key = Buffer.from(deps.random.bytes(LEDGER_KEY_BYTES)).toString('base64url');
  const record: LedgerRecord = {
    id,
    advertiserId,
    customAudienceId,
    generation: 0,
    settled: true,
    exportId: null,
    identifiers: 0,
    holdsSealed: false,
    sealedKey: deps.sealer.seal(key, keyContext(workspaceId, id)),
    createdAt: now,
    updatedAt: now,
  };
  if (await ledgers.create(record)) return record;
  return (await find()) ?? (await ledgers.get(id));
}

/** The key of a ledger: all that can be read or compared in its files hangs on it. */
export function ledgerKey(deps: Deps, workspaceId: string, { id, sealedKey }: LedgerRecord): Uint8Array {
  return new Uint8Array(Buffer.from(deps.sealer.open(sealedKey, keyContext(workspaceId, id)), 'base64url'));
}

/** The files that count, opened; null before the first generation. @throws {LedgerDamagedError} */
export async function openGeneration(
  deps: Deps,
  record: LedgerRecord,
  key: Uint8Array,
): Promise<GenerationReader | null> {
  return record.generation === 0 ? null : GenerationReader.open(generationFolder(deps, record), key);
}

/**
 * Forgets the ledger that an export began for an audience which never came to be. Harmless for every other export.
 */
export async function abandonLedger(deps: Deps, workspaceId: string, exportId: string): Promise<void> {
  const { ledgers } = deps.store.workspace(workspaceId);
  const record = await ledgers.get(ownLedgerId(exportId));
  if (record?.customAudienceId === null) await removeLedger(deps, workspaceId, record.id);
}

/** Forgets all that is known of an audience's members. The key goes first: without it the files are noise. */
export async function removeLedger(deps: Deps, workspaceId: string, ledgerId: string): Promise<void> {
  await deps.store.workspace(workspaceId).ledgers.remove(ledgerId);
  await rm(ledgerFolder(deps, ledgerId), { recursive: true, force: true });
}

/** Forgets the ledger of an audience that is gone, or whose members are no longer anybody's business here. */
export async function removeLedgerOf(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  customAudienceId: string,
): Promise<void> {
  const record = await deps.store.workspace(workspaceId).ledgers.find(advertiserId, customAudienceId);
  if (record !== null) await removeLedger(deps, workspaceId, record.id);
}

/** Where a ledger's generations lie. @throws {RangeError} the id could lead out of the folder */
export function ledgerFolder(deps: Deps, ledgerId: string): string {
  if (!LEDGER_ID.test(ledgerId)) throw new RangeError('not a ledger id');
  return join(deps.config.dataDir, 'ledgers', ledgerId);
}

/** The folder bears the export's id as well, so that two exports that write the same generation never meet in one. */
export function generationName({ generation, exportId }: Pick<LedgerRecord, 'generation' | 'exportId'>): string {
  return `${generation}-${exportId ?? ''}`;
}

/** Where the generation lies that the record says counts. */
export function generationFolder(deps: Deps, record: LedgerRecord): string {
  return join(ledgerFolder(deps, record.id), generationName(record));
}

function ownLedgerId(exportId: string): string {
  return `led_${exportId.replace(/^exp_/, '')}`;
}

function keyContext(workspaceId: string, id: string): { workspaceId: string; purpose: string } {
  return secretContext({ workspaceId, kind: 'ledger-key', id });
}
