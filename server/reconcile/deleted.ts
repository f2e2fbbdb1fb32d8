import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import { AppError } from '../errors.ts';
import type { CallAnswer } from '../guard-shapes/index.ts';
import { listAdgroupPage, listAdPage, listCampaignPage, TikTokApiError } from '../tiktok/index.ts';
import { okAnswer } from './made-answer.ts';
import { leftMs, type Search } from './search.ts';

const LEVELS = {
  '/campaign/status/update/': { ids: 'campaign_ids', list: listCampaignPage },
  '/adgroup/status/update/': { ids: 'adgroup_ids', list: listAdgroupPage },
  '/ad/status/update/': { ids: 'ad_ids', list: listAdPage },
} as const;

/**
 * The answer to a removal whose answer was lost and whose repeat was refused: "deleted is final", so the second one fails because the
 * first one worked. Null when something of it is still there, when it is no removal, or when TikTok does not tell.
 */
export async function answerIfDeleted(search: Search, call: GuardedCall): Promise<CallAnswer | null> {
  const level = Object.entries(LEVELS).find(([path]) => path === call.path)?.[1];
  const fields = callFields(call);
  const ids = level === undefined ? null : fields[level.ids];
  if (level === undefined || fields['operation_status'] !== 'DELETE' || !Array.isArray(ids) || ids.length === 0)
    return null;
  const { deps, grantRun } = search;
  const advertiserId = call.advertiserId ?? '';
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(leftMs(search))));
  try {
    // Deleted ones are left out unless asked for.
    const query = { advertiserId, page: 1, pageSize: 100, ids: ids.map(String) };
    const { items } = await grantRun((grant) => level.list(deps.tiktok, grant, query, signal));
    return items.length === 0 ? okAnswer({ status: 'DELETE', [level.ids]: ids.map(String) }, null) : null;
  } catch (error) {
    if (error instanceof TikTokApiError || error instanceof AppError) return null;
    throw error;
  }
}
