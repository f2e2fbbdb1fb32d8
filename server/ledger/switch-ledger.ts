import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from '../deps.ts';
import type { LedgerRecord } from '../store/ledgers.ts';
import { aboutGeneration, LedgerDamagedError, readGenerationIndex } from './generation-files.ts';
import {
  generationFolder,
  generationName,
  ledgerFolder,
  ledgerKey,
  type LedgerSubject,
  needsLedger,
  removeLedger,
} from './ledger-of.ts';
import type { ChangePaths, LedgerPlan } from './plan.ts';
import { stagedFolder } from './plan-change.ts';
import { keepRefused } from './refused.ts';

// The store's row says which generation counts. The files are in their place before the row names them, and the old ones are removed
// after, so that a crash in between leaves a row whose files are there.

/**
 * Before the first change is sent: from now on the generation of this export counts, and nobody relies on what it changes until
 * `settleLedger`. Called under the turn at the audience; again by the same export it changes nothing.
 *
 * @returns `moved` when another export has changed the ledger since: plan again
 */
export async function openLedger(
  deps: Deps,
  workspaceId: string,
  record: LedgerSubject,
  paths: Pick<ChangePaths, 'folder'>,
  plan: LedgerPlan | null,
): Promise<'open' | 'moved'> {
  const { ledgers } = deps.store.workspace(workspaceId);
  const { advertiserId, customAudienceId } = record;
  if (plan === null) {
    if (needsLedger(record)) return 'moved';
    const since = customAudienceId === null ? null : await ledgers.find(advertiserId, customAudienceId);
    return since === null ? 'open' : 'moved';
  }
  const current = await ledgers.get(plan.ledgerId);
  if (current === null) return 'moved';
  const next = { generation: plan.basis + 1, exportId: record.id };
  if (current.generation === next.generation && current.exportId === record.id) return 'open';
  if (current.generation !== plan.basis) return 'moved';
  const folder = ledgerFolder(deps, plan.ledgerId);
  const target = join(folder, generationName(next));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await isWhole(stagedFolder(paths))) {
    await rm(target, { recursive: true, force: true });
    await rename(stagedFolder(paths), target);
  } else if (!(await isWhole(target))) {
    return 'moved';
  }
  const { identifiers, holdsSealed } = plan;
  const opened = await ledgers.update(current.id, current.generation, {
    ...next,
    settled: false,
    identifiers,
    holdsSealed,
    updatedAt: deps.clock.now(),
  });
  if (opened === null) {
    await rm(target, { recursive: true, force: true });
    return 'moved';
  }
  await removeOthers(folder, generationName(opened));
  return 'open';
}

/** Names the audience that an export has made. Called as soon as TikTok has told its id, before the export is saved with it. */
export async function bindLedger(
  deps: Deps,
  workspaceId: string,
  { ledgerId }: Pick<LedgerPlan, 'ledgerId'>,
  customAudienceId: string,
): Promise<void> {
  const { ledgers } = deps.store.workspace(workspaceId);
  for (;;) {
    const current = await ledgers.get(ledgerId);
    if (current === null || current.customAudienceId !== null) return;
    const change = { customAudienceId, updatedAt: deps.clock.now() };
    if ((await ledgers.update(ledgerId, current.generation, change)) !== null) return;
    const other = await ledgers.find(current.advertiserId, customAudienceId);
    if (other === null) continue;
    // Another export has found the audience before its maker could name it. With nothing sent yet it plans again, on this ledger.
    const hasSent =
      (await ledgers.update(other.id, 0, { customAudienceId: null, updatedAt: change.updatedAt })) === null;
    await removeLedger(deps, workspaceId, hasSent ? ledgerId : other.id);
  }
}

/**
 * TikTok has taken everything of this export: its generation is what the audience holds, but for rows that it refused (`noteRefused`),
 * of which nobody knows.
 */
export async function settleLedger(
  deps: Deps,
  workspaceId: string,
  exportId: string,
  plan: LedgerPlan | null,
  paths: Pick<ChangePaths, 'folder'>,
): Promise<void> {
  if (plan === null) return;
  const { ledgers } = deps.store.workspace(workspaceId);
  const current: LedgerRecord | null = await ledgers.get(plan.ledgerId);
  // Somebody else's generation stands on this one already, and has treated it as open.
  if (current?.exportId !== exportId || current.generation !== plan.basis + 1) return;
  const about = aboutGeneration({ ledgerId: current.id, exportId });
  await keepRefused(paths, generationFolder(deps, current), ledgerKey(deps, workspaceId, current), about);
  await ledgers.update(current.id, current.generation, { settled: true, updatedAt: deps.clock.now() });
}

async function isWhole(folder: string): Promise<boolean> {
  try {
    await readGenerationIndex(folder);
    return true;
  } catch (error) {
    if (error instanceof LedgerDamagedError) return false;
    throw error;
  }
}

async function removeOthers(folder: string, name: string): Promise<void> {
  const others = (await readdir(folder)).filter((other) => other !== name);
  await Promise.all(others.map((other) => rm(join(folder, other), { recursive: true, force: true })));
}
