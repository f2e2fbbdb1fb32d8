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
  return applied > 0 || attempt !== null || stream !== null || ('create' in request.audience && customAudienceId !== null);
}

/**
 * Whether a pause has to wait: a replace in several calls, of which TikTok may have the first. Until the last one the audience would hold
 * a part of the people only.
 */
export function mustGoOn({ request }: ExportRecord, memory: ExportMemory, pathsPerCall: number): boolean {
  if (!('update' in request.audience) || request.audience.update.action !== 'REPLACE') return false;
  const { chunks, applied, attempt } = memory;
  if (chunks === null || chunks.length <= pathsPerCall) return false;
  return (applied > 0 && applied < chunks.length) || attempt !== null;
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
