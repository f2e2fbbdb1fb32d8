import type { Deps } from '../deps.ts';
import { toNewEvent } from '../events/index.ts';
import type { NewEvent } from '../store/events.ts';
import type { NoticeEntry, UnknownEntry } from './entries.ts';
import type { UnknownPart } from './process-route.ts';
import { redact } from './redact.ts';

/** An entry of a kind nobody knows here, as it may be shown to the workspace of one of its ad accounts. */
export function toUnknownEvent(
  deps: Deps,
  { workspaceId, account, claim }: UnknownPart,
): { workspaceId: string; event: NewEvent } {
  const { advertiserId, name, connectionId } = account;
  const { identity, entity, object, advertiserIds, raw, sentAt } = claim.entry satisfies UnknownEntry;
  const event = toNewEvent(deps, {
    type: 'tiktok.unknown',
    key: `tiktok.unknown:${identity}:${advertiserId}`,
    subject: { kind: 'notice', id: identity, name: null },
    data: { entity, object, payload: redact(raw, advertiserId, advertiserIds) },
    advertiserId,
    accountName: name,
    connectionId,
    occurredAt: Math.min(sentAt, deps.clock.now()),
  });
  return { workspaceId, event };
}

/** An entry of any kind as one nobody knows: its ids are all that is kept. */
export function asUnknown(entry: NoticeEntry): UnknownEntry {
  if (entry.kind === 'unknown') return entry;
  const { identity, sentAt, advertiserId } = entry;
  const common = { kind: 'unknown', advertiserIds: [advertiserId], identity, sentAt } as const;
  if (entry.kind === 'account') {
    const raw = { advertiser_id: advertiserId, status: entry.status };
    return { ...common, entity: 'AD_ACCOUNT_SUSPENSION', object: null, raw };
  }
  const { campaignId, adgroupId, id, of } = entry;
  const ids = { advertiser_id: advertiserId, campaign_id: campaignId, adgroup_id: adgroupId };
  return of === 'ad'
    ? { ...common, entity: 'AD', object: 3, raw: { ...ids, ad_id: id } }
    : { ...common, entity: 'AD_GROUP', object: 2, raw: ids };
}
