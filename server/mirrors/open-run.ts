import type { RunMirror } from '../../shared/mirrors.ts';
import type { ExportTarget } from '../../shared/exports.ts';
import { type AuditActor, writeAudit } from '../audit/index.ts';
import type { Deps } from '../deps.ts';
import { AppError, notFound } from '../errors.ts';
import {
  dropRun,
  type ExportEngine,
  openExport,
  openFailedExport,
  snapshotMapping,
  unansweredCreate,
} from '../exports/index.ts';
import { ledgerStanding } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { callAt, changeMirror } from './change-mirror.ts';
import { isUnderWay } from './judge-run.ts';

/** The run under way is looked after this often, beside being told. */
export const LOOK_MS = 60_000;

/** Somebody else's run is under way. */
export class MirrorBusyError extends Error {
  override readonly name = 'MirrorBusyError';
}

/**
 * Opens a run. The mirror names the run before the run exists, so that of two callers one wins and a crash in between leaves
 * nothing but a name, which the job clears.
 *
 * @param onFailure what becomes of a run that cannot even begin: told to the caller, or kept as a failed one for everybody to see
 * @throws {MirrorBusyError}
 * @throws {AppError} account_not_imported, attribute_not_mapped, delivery_not_possible - with `onFailure` "throw"
 */
export async function openRun(
  deps: Deps,
  engine: ExportEngine,
  workspaceId: string,
  mirrorId: string,
  how: RunMirror & { actor: AuditActor; createdBy: string | null; onFailure: 'throw' | 'keep' },
): Promise<ExportRecord> {
  const store = deps.store.workspace(workspaceId);
  const id = deps.random.id('exp');
  await callAt(deps, workspaceId, mirrorId, deps.clock.now() + LOOK_MS);
  const mirror = await changeMirror(deps, workspaceId, mirrorId, ({ currentExportId, pausedAt }) => {
    // Somebody may have paused it since its date was seen to have come.
    const isHeld = pausedAt !== null && how.onFailure === 'keep';
    if (currentExportId !== null || isHeld) throw new MirrorBusyError();
    return { currentExportId: id, skipped: 0 };
  });
  const base = {
    id,
    facts: { delivery: mirror.delivery, calculateType: mirror.calculateType, audienceName: mirror.audienceName },
    hasSource: true,
    mirrorId,
    everybody: how.full === true,
    createdBy: how.createdBy,
    actor: how.actor,
  };
  const requestFor = (audience: ExportTarget): ExportRecord['request'] => ({
    advertiserId: mirror.advertiserId,
    attributes: [...mirror.attributes],
    audience,
    segmentId: mirror.segmentId,
    ...(mirror.defaultCountry === null ? {} : { defaultCountry: mirror.defaultCountry }),
    ...(mirror.emailRule === null ? {} : { emailRule: mirror.emailRule }),
    ...(how.dryRun === true ? { dryRun: true } : {}),
  });
  const account = await store.adAccounts.get(mirror.advertiserId);
  let run: ExportRecord;
  try {
    if (account === null) throw accountGone();
    const { attributes: mapped } = await store.mapping.get();
    const mapping = snapshotMapping(mirror.attributes, mapped, { isRemoval: false });
    const audience = await targetOf(deps, workspaceId, mirror, how.full === true);
    const { connectionId } = account;
    const request = requestFor(audience);
    const attempt = mirror.customAudienceId === null ? await unansweredCreate(deps, workspaceId, mirrorId) : null;
    run = await openExport(deps, engine, workspaceId, { ...base, request, connectionId, mapping, attempt });
  } catch (error) {
    if (!(error instanceof AppError) || how.onFailure === 'throw') {
      await release(deps, workspaceId, mirrorId, id);
      throw error;
    }
    const request = requestFor(plainTarget(mirror));
    const connectionId = account?.connectionId ?? '';
    const input = { ...base, request, connectionId, mapping: {} };
    run = await openFailedExport(deps, engine, workspaceId, input, error.toFailure());
  }
  const still = await store.mirrors.get(mirrorId);
  if (still?.currentExportId !== id && still?.lastExportId !== id) {
    await dropRun(deps, workspaceId, id);
    throw still === null ? notFound() : new MirrorBusyError();
  }
  await noteRun(deps, workspaceId, mirrorId, id, how);
  return run;
}

function noteRun(
  deps: Deps,
  workspaceId: string,
  mirrorId: string,
  exportId: string,
  { actor, dryRun = false, full = false }: RunMirror & { actor: AuditActor },
): Promise<void> {
  const detail = { exportId, dryRun, full };
  return writeAudit(deps, workspaceId, actor, { action: 'mirror.run', subjectId: mirrorId, detail });
}

/** Takes back the name of a run that was not opened. */
async function release(deps: Deps, workspaceId: string, mirrorId: string, exportId: string): Promise<void> {
  await changeMirror(deps, workspaceId, mirrorId, ({ currentExportId }) =>
    currentExportId === exportId ? { currentExportId: null } : null,
  );
}

/** What a run asks of the audience: to be made, to be replaced while its members are not all known, else the change alone. */
async function targetOf(deps: Deps, workspaceId: string, mirror: MirrorRecord, isFull: boolean): Promise<ExportTarget> {
  const { advertiserId, customAudienceId, delivery } = mirror;
  if (customAudienceId === null) return plainTarget(mirror);
  const standing = await ledgerStanding(deps, workspaceId, advertiserId, customAudienceId);
  const isKnown = standing !== null && standing.isComplete && standing.record.holdsSealed;
  if (delivery === 'file') {
    const action = isKnown && !isFull ? 'MIRROR' : 'REPLACE';
    return { update: { customAudienceId, action } };
  }
  if (!isKnown) throw streamUnknown();
  return { update: { customAudienceId, action: 'MIRROR' } };
}

function plainTarget({ customAudienceId, target, delivery }: MirrorRecord): ExportTarget {
  if (customAudienceId !== null)
    return { update: { customAudienceId, action: delivery === 'file' ? 'REPLACE' : 'MIRROR' } };
  if ('create' in target) return { create: target.create };
  throw new Error('a mirror of an existing audience has lost its id');
}

/** `delivery_not_possible`, for a stream that may hold people of whom this server does not know. */
export function streamUnknown(): AppError {
  return new AppError(
    'delivery_not_possible',
    'The audience is fed as a stream, and the server does not know everybody who is in it: TikTok can neither list nor replace the members of a stream. Make a new audience instead.',
  );
}

function accountGone(): AppError {
  return new AppError(
    'account_not_imported',
    'The ad account is not imported any more. Import it again for the mirror to go on.',
  );
}

/** Whether the mirror must not begin another run now. */
export function isBusy(run: ExportRecord | null): boolean {
  return run === null || isUnderWay(run);
}
