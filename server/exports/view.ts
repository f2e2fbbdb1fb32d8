import type { Export, ExportState } from '../../shared/exports.ts';
import type { Deps } from '../deps.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import { PROCESSING_MS } from './audience-verdict.ts';
import { exportsOf } from './engine.ts';
import { stageOfState } from './export-state.ts';
import { troubleOf } from './memory.ts';

/** The latest time it came into a state; null when it never did. */
function reached(record: ExportRecord, state: ExportState): number | null {
  return record.timeline.findLast((entry) => entry.state === state)?.at ?? null;
}

function milestonesOf(record: ExportRecord): Export['milestones'] {
  return {
    received: toInstantOrNull(reached(record, 'ready')),
    prepared: toInstantOrNull(record.preparedAt),
    uploaded: toInstantOrNull(record.uploadedAt),
    accepted: toInstantOrNull(reached(record, 'processing')),
    // Completed and not usable is what a small stream can be.
    usable: record.audienceProgress?.isValid === false ? null : toInstantOrNull(reached(record, 'completed')),
  };
}

/** "Processing takes 24 to 48 hours" (help page "Managing Custom Audiences"). */
function usableBy(record: ExportRecord): Export['usableBy'] {
  const accepted = reached(record, 'processing');
  if (record.state !== 'processing' || accepted === null) return null;
  return { from: toInstant(accepted + PROCESSING_MS / 2), until: toInstant(accepted + PROCESSING_MS) };
}

/** Nothing is tried while it is paused or waits for a sign-in, or once it is over. */
function troubleNow(record: ExportRecord): Export['trouble'] {
  if (stageOfState(record.state) === null || record.pausedAt !== null || record.waiting !== null) return null;
  const trouble = troubleOf(record);
  if (trouble === null) return null;
  return { since: toInstant(trouble.since), reason: trouble.reason, nextTryAt: toInstant(trouble.nextTryAt) };
}

/** An export as callers see it, with its place in line where it is sending. */
export async function showExport(deps: Deps, workspaceId: string, record: ExportRecord): Promise<Export> {
  const queue = record.state === 'uploading' ? await exportsOf(deps, workspaceId).placeInLine(record.id) : null;
  return toExport(record, queue);
}

function toExport(record: ExportRecord, queue: Export['queue']): Export {
  const { request } = record;
  return {
    id: record.id,
    advertiserId: record.advertiserId,
    state: record.state,
    attributes: request.attributes,
    audience: request.audience,
    delivery: record.delivery,
    mirrorId: record.mirrorId,
    dryRun: request.dryRun ?? false,
    consent: record.mapping.consent !== undefined,
    audienceName: record.audienceName,
    segmentId: request.segmentId ?? null,
    defaultCountry: request.defaultCountry ?? null,
    emailRule: request.emailRule ?? 'current',
    calculateType: record.calculateType,
    customAudienceId: record.customAudienceId,
    receivedBytes: record.receivedBytes,
    counts: record.counts,
    chunks: record.chunks,
    peopleUploaded: record.peopleUploaded,
    audienceProgress: record.audienceProgress,
    error: record.error,
    pausedAt: toInstantOrNull(record.pausedAt),
    waiting: record.waiting === null ? null : { since: toInstant(record.waiting.since), reason: record.waiting.reason },
    trouble: troubleNow(record),
    queue,
    confirmation: record.confirmation,
    milestones: milestonesOf(record),
    usableBy: usableBy(record),
    tiktokRequests: record.tiktokRequests.map((note) => ({ ...note, at: toInstant(note.at) })),
    createdBy: record.createdBy,
    createdAt: toInstant(record.createdAt),
    updatedAt: toInstant(record.updatedAt),
    timeline: record.timeline.map(({ state, at }) => ({ state, at: toInstant(at) })),
  };
}
