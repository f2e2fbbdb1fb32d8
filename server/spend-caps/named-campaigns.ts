import { callFields, type GuardedCall } from '../call-catalogue/index.ts';
import { isId } from './wire-fields.ts';

/** Calls that make a campaign of their own and change none that is there. */
const MAKES_ONE: ReadonlySet<string> = new Set([
  '/campaign/create/',
  '/campaign/copy/task/create/',
  '/campaign/gmv_max/create/',
  '/campaign/spc/create/',
  '/business/spark_ad/create/',
  '/smart_plus/campaign/create/',
  '/smart_plus/campaign/copy/task/create/',
]);

/** Calls that are about the campaigns in `campaign_id` or `campaign_ids` and about no others, as TikTok documents them. */
const NAMES_THEM: ReadonlySet<string> = new Set([
  '/campaign/update/',
  '/campaign/status/update/',
  '/campaign/gmv_max/update/',
  '/campaign/spc/update/',
  '/smart_plus/campaign/update/',
  '/smart_plus/campaign/status/update/',
  '/smart_plus/adgroup/create/',
  '/smartplus/campaign/status/update/',
  '/adgroup/create/',
  '/adgroup/rf/create/',
]);

/**
 * The campaigns that a call which cannot be added up could be about; null for any. Of other calls a `campaign_id` proves nothing: TikTok
 * passes over members that it does not know, so one could be written beside the ad group that is meant.
 */
export function namedCampaigns(call: Pick<GuardedCall, 'path' | 'query' | 'body'>): readonly string[] | null {
  if (MAKES_ONE.has(call.path)) return [];
  if (!NAMES_THEM.has(call.path)) return null;
  const fields = callFields(call);
  const named = [fields, call.query]
    .flatMap((from) => [from['campaign_id'], from['campaign_ids']])
    .flat()
    .filter((id) => id !== undefined && id !== null)
    .map((id) => (typeof id === 'number' ? String(id) : id));
  return named.length > 0 && named.every(isId) ? named : null;
}
