import type { Delivery, ExportTarget } from '../../shared/exports.ts';
import type { Attribute } from '../../shared/identifiers/index.ts';
import { requireAlive, toAudienceError } from '../audiences/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import {
  CUSTOMER_FILE_AUDIENCE,
  getAudience,
  listAudiencePage,
  MAX_AUDIENCES,
  PARTNER_AUDIENCE,
  TikTokApiError,
} from '../tiktok/index.ts';
import { audienceGone, notUpdatable } from './apply-audience.ts';
import { isPassing } from './failures.ts';
import { requireFit } from './identifier-plan.ts';

/** What has to be known of an audience before people are prepared for it. */
export interface AudienceFacts {
  /** The way it takes people. */
  readonly delivery: Delivery;
  /** `calculate_type` of an existing customer file audience; null for a new one and for a stream, which takes every identifier. */
  readonly calculateType: string | null;
  readonly audienceName: string | null;
}

/**
 * Asks TikTok whether the audience can be made or changed the way the export wants.
 *
 * @throws {AppError} audience_not_found, audience_not_updatable, audience_expired, audience_type_mismatch, audience_limit_reached,
 * delivery_not_possible
 */
export async function examineAudience(
  deps: Deps,
  workspaceId: string,
  connectionId: string,
  input: { advertiserId: string; audience: ExportTarget; attributes: readonly Attribute[] },
): Promise<AudienceFacts> {
  const { advertiserId, audience } = input;
  const asNew = 'create' in audience ? newAudience(audience.create) : null;
  try {
    return await withGrant(deps, workspaceId, connectionId, 'read', async (grant) => {
      if (!('update' in audience)) {
        const { totalNumber } = await listAudiencePage(deps.tiktok, grant, { advertiserId, page: 1, pageSize: 1 });
        if (totalNumber < MAX_AUDIENCES) return newAudience(audience.create);
        throw new AppError(
          'audience_limit_reached',
          `The ad account already holds ${totalNumber} custom audiences, as many as TikTok allows. Delete one in TikTok Ads Manager or update an existing one.`,
        );
      }
      const { customAudienceId, action } = audience.update;
      const existing = await getAudience(deps.tiktok, grant, { advertiserId, customAudienceId });
      if (existing === null) throw audienceGone();
      if (!existing.isCreator) throw notUpdatable();
      requireAlive(deps, existing);
      const audienceName = existing.name === '' ? null : existing.name;
      switch (existing.audienceType) {
        case CUSTOMER_FILE_AUDIENCE:
          requireFit(existing.calculateType, input.attributes);
          return { delivery: 'file', calculateType: existing.calculateType, audienceName };
        case PARTNER_AUDIENCE:
          if (action === 'REPLACE') throw cannotReplaceStream();
          return { delivery: 'stream', calculateType: null, audienceName };
        default:
          throw notUpdatable();
      }
    });
  } catch (error) {
    // Counting audiences is a courtesy: the upload looks again, so a TikTok that is down for a moment stops nobody here.
    if (asNew !== null && isPassing(error)) return asNew;
    throw error instanceof TikTokApiError ? toAudienceError(error) : error;
  }
}

function newAudience({ name, delivery }: { name: string; delivery?: Delivery | undefined }): AudienceFacts {
  return { delivery: delivery ?? 'file', calculateType: null, audienceName: name };
}

function cannotReplaceStream(): AppError {
  return new AppError(
    'delivery_not_possible',
    'This audience is fed as a stream, which TikTok can add to and remove from, but not replace. Add or remove people, or keep it in sync with a segment.',
  );
}
