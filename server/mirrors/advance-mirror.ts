import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { beginSending, endUnchanged, failReady, isFullRun, tellExport } from '../exports/index.ts';
import { actionOf, ledgerStanding } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import type { MirrorRecord } from '../store/mirrors.ts';
import { changeMirror } from './change-mirror.ts';
import { isUnderWay, judgeReady, type ReadyRun } from './judge-run.ts';
import { LOOK_MS } from './open-run.ts';

/** As many runs back at most is one looked for that was sent. */
const RUNS_BACK = 20;

/**
 * Looks at the mirror's run and does what comes next: sends it, asks for somebody to look, or lets the mirror go on when TikTok has all
 * of it or it has ended. Called when the run moves and by the mirror's own job; any number at once do no harm.
 */
export async function advanceMirror(deps: Deps, workspaceId: string, mirrorId: string): Promise<void> {
  const store = deps.store.workspace(workspaceId);
  const mirror = await adoptRetried(deps, workspaceId, mirrorId);
  if (mirror === null || mirror.currentExportId === null) return;
  const run = await store.exports.get(mirror.currentExportId);
  if (run === null) return clearName(deps, workspaceId, mirror);
  if (run.state === 'ready') {
    const ended = await decideReady(deps, workspaceId, mirror, run);
    if (!ended) return;
  } else if (isUnderWay(run)) {
    return;
  }
  await letGo(deps, workspaceId, mirror.id, (await store.exports.get(run.id)) ?? run);
}

/** A failed run that somebody retries is under way again, even if the mirror had let go of it meanwhile. */
async function adoptRetried(deps: Deps, workspaceId: string, mirrorId: string): Promise<MirrorRecord | null> {
  const { mirrors, exports } = deps.store.workspace(workspaceId);
  const mirror = await mirrors.get(mirrorId);
  if (mirror === null || mirror.currentExportId !== null || mirror.lastExportId === null) return mirror;
  const last = await exports.get(mirror.lastExportId);
  // A dry run stays in `ready` for good.
  if (last === null || last.request.dryRun === true || !isUnderWay(last)) return mirror;
  return changeMirror(deps, workspaceId, mirrorId, ({ currentExportId, lastExportId }) =>
    currentExportId === null && lastExportId === last.id ? { currentExportId: last.id } : null,
  );
}

/** A run that was named and never opened: its opener has died, or is just about to. */
async function clearName(deps: Deps, workspaceId: string, mirror: MirrorRecord): Promise<void> {
  if (deps.clock.now() - mirror.updatedAt < LOOK_MS) return;
  await changeMirror(deps, workspaceId, mirror.id, (latest) =>
    latest.currentExportId === mirror.currentExportId ? { currentExportId: null } : null,
  );
}

/** @returns whether the run is over for the mirror */
async function decideReady(deps: Deps, workspaceId: string, mirror: MirrorRecord, run: ExportRecord): Promise<boolean> {
  // Somebody is asked already: `start` confirms it, `cancel` drops it.
  if (run.confirmation !== null) return false;
  const verdict = judgeReady(await factsOf(deps, workspaceId, mirror, run));
  switch (verdict.kind) {
    case 'looked':
      return true;
    case 'unchanged':
      return endUnchanged(deps, workspaceId, run);
    case 'ask': {
      const { confirmation } = verdict;
      const asked = await deps.store
        .workspace(workspaceId)
        .exports.update(run.id, ['ready'], { confirmation, updatedAt: deps.clock.now() });
      if (asked !== null) await tellExport(deps, workspaceId, asked);
      deps.log.info(
        { exportId: run.id, mirrorId: mirror.id, code: confirmation.code },
        'a mirror’s run waits for somebody to look',
      );
      return false;
    }
    case 'send':
      return send(deps, workspaceId, run);
  }
}

async function send(deps: Deps, workspaceId: string, run: ExportRecord): Promise<boolean> {
  try {
    await beginSending(deps, workspaceId, { kind: 'server' }, run);
    return false;
  } catch (error) {
    // Somebody else has started or cancelled it meanwhile: whoever that was tells the mirror again.
    if (!(error instanceof AppError) || error.code === 'export_wrong_state') return false;
    await failReady(deps, workspaceId, run, error.toFailure());
    return true;
  }
}

async function factsOf(deps: Deps, workspaceId: string, mirror: MirrorRecord, run: ExportRecord): Promise<ReadyRun> {
  const { exports } = deps.store.workspace(workspaceId);
  const { customAudienceId, advertiserId } = run;
  const standing =
    customAudienceId === null ? null : await ledgerStanding(deps, workspaceId, advertiserId, customAudienceId);
  const sent = await exports.list({
    after: null,
    limit: RUNS_BACK,
    advertiserId: null,
    mirrorId: mirror.id,
    states: ['processing', 'completed'],
  });
  const before = sent.items.find(({ id, request }) => id !== run.id && request.dryRun !== true);
  const { rows, toAdd, toRemove, ready } = run.counts;
  return {
    action: actionOf(run),
    isDryRun: run.request.dryRun === true,
    isFull: isFullRun(run) && standing?.isComplete === true,
    rows,
    toAdd: toAdd ?? ready,
    toRemove: toRemove ?? 0,
    members: standing === null || standing.record.generation === 0 ? null : standing.record.identifiers,
    rowsBefore: before?.counts.rows ?? null,
  };
}

/** The mirror is free for its next run, and knows what this one has made. */
async function letGo(deps: Deps, workspaceId: string, mirrorId: string, run: ExportRecord): Promise<void> {
  await changeMirror(deps, workspaceId, mirrorId, async (mirror) => {
    if (mirror.currentExportId !== run.id) return null;
    const { customAudienceId } = run;
    const isMade = mirror.customAudienceId === null && customAudienceId !== null;
    const isTaken = isMade && (await isKept(deps, workspaceId, run.advertiserId, customAudienceId));
    if (isTaken)
      deps.log.warn({ exportId: run.id, mirrorId }, 'another mirror keeps the audience that a mirror has made');
    return {
      currentExportId: null,
      lastExportId: run.id,
      // Somebody has to look: two mirrors of one audience would take out each other’s people.
      ...(isTaken ? { pausedAt: mirror.pausedAt ?? deps.clock.now(), nextRunAt: null } : {}),
      ...(isMade && !isTaken
        ? {
            customAudienceId,
            audienceName: run.audienceName ?? mirror.audienceName,
            calculateType: mirror.delivery === 'file' ? run.calculateType : null,
          }
        : {}),
    };
  });
}

async function isKept(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  customAudienceId: string,
): Promise<boolean> {
  const { mirrors } = deps.store.workspace(workspaceId);
  return (await mirrors.listByAudiences(advertiserId, [customAudienceId])).length > 0;
}
