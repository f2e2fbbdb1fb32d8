import type { JsonValue } from '../exact-json.ts';
import type { Ad, Adgroup, Review } from './entities.ts';

/** What `/ad/review_info/` says of one ad; inside, the id is a bare number. */
export function adReviewInfo(ad: Ad): JsonValue {
  const video = { content_type: 'MODE_VIDEO', video_content: { video_id: ad.videoId } };
  return { ad_id: BigInt(ad.adId), ...reviewInfo(ad.review, video) };
}

/** What `/adgroup/review_info/` says of the ad group itself. Its fields are read like an ad's [inferred]. */
export function adgroupReviewInfo(adgroup: Adgroup): JsonValue {
  const text = { content_type: 'MODE_STRING', video_content: null };
  return { adgroup_id: BigInt(adgroup.adgroupId), ...reviewInfo(adgroup.review, text) };
}

function reviewInfo(
  { decision, reason, decidedAt }: Review,
  content: Record<string, JsonValue>,
): Record<string, JsonValue> {
  const isRejected = decision === 'reject';
  const forbidden = {
    forbidden_placements: isRejected ? ['PLACEMENT_TIKTOK'] : [],
    forbidden_ages: [],
    forbidden_locations: [],
    forbidden_operation_systems: [],
  };
  return {
    is_approved: decision === 'approve',
    // Nothing can be shown before somebody has approved it.
    review_status: decision === 'approve' ? 'ALL_AVAILABLE' : 'UNAVAILABLE',
    appeal_status: null,
    last_audit_time: decidedAt === null ? null : Math.floor(decidedAt / 1000),
    ...forbidden,
    reject_info: isRejected
      ? [
          {
            reasons: [reason],
            suggestion: 'Change what the reason names and submit the ad again.',
            ...forbidden,
            content_info: { image_content: null, text_content: null, ...content },
          },
        ]
      : [],
  };
}
