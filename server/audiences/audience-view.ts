import type { Audience, AudienceDetails } from '../../shared/audiences.ts';
import type { Delivery } from '../../shared/exports.ts';
import type { Deps } from '../deps.ts';
import { toInstant } from '../http/index.ts';
import { actionOf } from '../ledger/index.ts';
import type { ExportRecord } from '../store/exports.ts';
import {
  CUSTOMER_FILE_AUDIENCE,
  type CustomAudience,
  type CustomAudienceDetails,
  PARTNER_AUDIENCE,
} from '../tiktok/index.ts';
import { isExpired } from './at-tiktok.ts';

/** Runs shown with an audience; all of them are in the list of exports. */
const HISTORY_LENGTH = 20;

/** TikTok's audiences with what this workspace did to them. */
export async function withHistory(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  audiences: readonly CustomAudience[],
): Promise<Audience[]> {
  const store = deps.store.workspace(workspaceId);
  const ids = audiences.map(({ customAudienceId }) => customAudienceId);
  const [runs, mirrors] = await Promise.all([
    store.exports.listStarted(advertiserId, ids, HISTORY_LENGTH),
    store.mirrors.listByAudiences(advertiserId, ids),
  ]);
  const historyOf = new Map<string | null, ExportRecord[]>();
  for (const run of runs) historyOf.set(run.customAudienceId, [...(historyOf.get(run.customAudienceId) ?? []), run]);
  const mirrorOf = new Map(mirrors.map(({ customAudienceId, id }) => [customAudienceId, id]));
  const now = deps.clock.now();
  return audiences.map((audience) => {
    const { customAudienceId } = audience;
    const delivery = deliveryOf(audience, now);
    return {
      customAudienceId,
      name: audience.name,
      audienceType: audience.audienceType,
      calculateType: audience.calculateType,
      coverNum: audience.coverNum,
      isValid: audience.isValid,
      isExpiring: audience.isExpiring,
      createTime: audience.createTime,
      expiredTime: audience.expiredTime,
      isCreator: audience.isCreator,
      shared: audience.shared,
      updatable: delivery !== null,
      delivery,
      mirrorId: mirrorOf.get(customAudienceId) ?? null,
      history: (historyOf.get(customAudienceId) ?? []).map(toRun),
    };
  });
}

/** One audience with everything that is known of it. */
export async function toDetails(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  audience: CustomAudienceDetails,
): Promise<AudienceDetails> {
  const [shown] = await withHistory(deps, workspaceId, advertiserId, [audience]);
  if (shown === undefined) throw new Error('one audience in, one audience out');
  const { audienceSubType, message } = audience;
  return { ...shown, audienceSubType, message, checkedAt: toInstant(deps.clock.now()) };
}

/** The way an audience takes people from here: only the ad account that made it may, and an expired one takes none. */
function deliveryOf(audience: CustomAudience, now: number): Delivery | null {
  if (!audience.isCreator || isExpired(audience.expiredTime, now)) return null;
  if (audience.audienceType === CUSTOMER_FILE_AUDIENCE) return 'file';
  return audience.audienceType === PARTNER_AUDIENCE ? 'stream' : null;
}

function toRun(record: ExportRecord): Audience['history'][number] {
  return {
    exportId: record.id,
    action: actionOf(record),
    state: record.state,
    people: record.counts.ready,
    createdBy: record.createdBy,
    createdAt: toInstant(record.createdAt),
  };
}
