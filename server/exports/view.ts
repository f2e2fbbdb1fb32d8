import type { Export } from '../../shared/exports.ts';
import { toInstant, toInstantOrNull } from '../http/index.ts';
import type { ExportRecord } from '../store/exports.ts';

/** An export as callers see it. */
export function toExport(record: ExportRecord): Export {
  const { request } = record;
  return {
    id: record.id,
    advertiserId: record.advertiserId,
    state: record.state,
    attributes: request.attributes,
    audience: request.audience,
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
    createdBy: record.createdBy,
    createdAt: toInstant(record.createdAt),
    updatedAt: toInstant(record.updatedAt),
    timeline: record.timeline.map(({ state, at }) => ({ state, at: toInstant(at) })),
  };
}
