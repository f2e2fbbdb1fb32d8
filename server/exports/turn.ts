import type { Deps } from '../deps.ts';
import type { ExportRecord } from '../store/exports.ts';
import { segmentName } from '../tiktok/index.ts';
import { exportsOf } from './engine.ts';
import type { ExportMemory } from './memory.ts';

// Two exports never change one audience at once: each takes its turn before the first change, and keeps it until it has ended. While it
// is held still with its work half done it keeps the turn, since what the others would do in between could undo or be undone by the
// rest of it; with nothing done yet it leaves the line. Nobody waits for ever: what is held still too long is cancelled by the
// clean job, and a change of state always ends a turn.

/**
 * What the export stands in line for: its audience, or, while that is not made yet, the name in the ad account, because an audience
 * whose create has lost its answer is looked for by its name.
 */
export function lineOf(record: ExportRecord): string {
  const { advertiserId, customAudienceId, delivery, request } = record;
  if ('update' in request.audience) return `${advertiserId}/${request.audience.update.customAudienceId}`;
  if (customAudienceId !== null) return `${advertiserId}/${customAudienceId}`;
  const { name } = request.audience.create;
  return `${advertiserId}/new/${delivery === 'stream' ? segmentName(name) : name}`;
}

/** Whether it may have changed something at TikTok. */
export function hasBegun({ request, customAudienceId }: ExportRecord, memory: ExportMemory): boolean {
  const { applied, attempt, stream } = memory;
  return (
    applied > 0 || attempt !== null || stream !== null || ('create' in request.audience && customAudienceId !== null)
  );
}

/** Whether its first files take the place of whoever is in the audience. */
export function replaces({ request }: ExportRecord, { isAdopted }: ExportMemory): boolean {
  return 'update' in request.audience ? request.audience.update.action === 'REPLACE' : isAdopted;
}

/** Whether TikTok has the first part of a replace in several calls and not the last: the audience holds a part of the people only. */
export function isHalfReplaced(record: ExportRecord, memory: ExportMemory): boolean {
  const { chunks, applied } = memory;
  return replaces(record, memory) && applied > 0 && applied < (chunks?.length ?? 0);
}

/** Whether a pause has to wait: a replace in several calls has begun, or its first call may have arrived. */
export function mustGoOn(record: ExportRecord, memory: ExportMemory, pathsPerCall: number): boolean {
  if (isHalfReplaced(record, memory)) return true;
  return replaces(record, memory) && memory.attempt !== null && (memory.chunks?.length ?? 0) > pathsPerCall;
}

/** For an export that is held still: it leaves the line unless its work is half done. */
export async function leaveLineUnlessBegun(
  deps: Deps,
  workspaceId: string,
  record: ExportRecord,
  memory: ExportMemory,
): Promise<void> {
  if (!hasBegun(record, memory)) await exportsOf(deps, workspaceId).leaveLine(record.id);
}
