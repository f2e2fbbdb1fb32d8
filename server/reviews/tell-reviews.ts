import { requireAdAccount } from '../accounts/index.ts';
import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { toNewEvent } from '../events/index.ts';
import type { NewEvent } from '../store/events.ts';
import type { ReviewNote } from '../store/webhooks.ts';
import { decideReview, type ReviewReading } from './decide-review.ts';
import { toReviewDraft } from './review-draft.ts';
import { readMemo, writeMemo } from './review-memo.ts';
import { readReviews } from './read-reviews.ts';

/** Somebody else may note something between reading and writing; so often it is decided anew. */
const MAX_TRIES = 5;
/** What is written in one transaction: it holds up everything else meanwhile. */
const MAX_AT_ONCE = 500;

/**
 * Asks TikTok what the review says of ads or ad groups that are watched, and tells what is new: what notices of TikTok would have told,
 * had they come. Whatever else asks TikTok something goes first. A notice about the same review at the same moment tells nothing twice.
 *
 * @param onFirstLook what to make of things whose review was never looked at: remember it, or tell it. Default: remember
 * @returns how many events were told
 * @throws {AppError} account_not_imported, connection_disconnected
 * @throws {TikTokApiError}
 */
export async function tellReviews(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  kind: 'ad' | 'adgroup',
  ids: readonly string[],
  options: { signal?: AbortSignal; onFirstLook?: 'remember' | 'tell' } = {},
): Promise<number> {
  const { connectionId } = await requireAdAccount(deps, workspaceId, advertiserId);
  let told = 0;
  for (let start = 0; start < ids.length; start += MAX_AT_ONCE) {
    const some = ids.slice(start, start + MAX_AT_ONCE);
    const readings = await withGrant(deps, workspaceId, connectionId, 'read', (grant) =>
      readReviews(deps, { ...grant, isBackground: true }, advertiserId, kind, some, options.signal),
    );
    told += await writeReadings(deps, workspaceId, advertiserId, kind, readings, options.onFirstLook ?? 'remember');
  }
  return told;
}

async function writeReadings(...given: Parameters<typeof decideAndWrite>): Promise<number> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    const told = await decideAndWrite(...given);
    if (told !== 'outdated') return told;
  }
  return 0;
}

async function decideAndWrite(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  kind: 'ad' | 'adgroup',
  readings: ReadonlyMap<string, ReviewReading>,
  onFirstLook: 'remember' | 'tell',
): Promise<number | 'outdated'> {
  const { watched } = deps.store.workspace(workspaceId);
  const account = await requireAdAccount(deps, workspaceId, advertiserId);
  const records = new Map(
    (await watched.getMany(advertiserId, kind, [...readings.keys()])).map((row) => [row.id, row]),
  );
  const parents = await parentNames(deps, workspaceId, advertiserId, [...records.values()]);
  const now = deps.clock.now();
  const events: { workspaceId: string; event: NewEvent }[] = [];
  const reviews: ReviewNote[] = [];
  for (const [id, reading] of readings) {
    const record = records.get(id);
    if (reading.kind !== 'read' || record === undefined) continue;
    const { name, campaignId, adgroupId, review: from, toldAt } = record;
    const { news, memo } = decideReview({
      claims: [],
      reading,
      before: readMemo(from),
      toldAt,
      now,
      mayAskAgain: false,
      onFirstLook,
    });
    if (memo !== null) {
      const to = { review: writeMemo(memo), toldAt: news === null ? toldAt : now };
      if (to.review !== from)
        reviews.push({ workspaceId, advertiserId, kind, id, name, campaignId, adgroupId, from, to });
    }
    if (news === null) continue;
    const thing = {
      kind,
      id,
      name,
      campaignId,
      campaignName: parents.get(`campaign/${campaignId ?? ''}`) ?? null,
      adgroupId: kind === 'adgroup' ? id : adgroupId,
      adgroupName: kind === 'adgroup' ? name : (parents.get(`adgroup/${adgroupId ?? ''}`) ?? null),
    };
    events.push({ workspaceId, event: toNewEvent(deps, toReviewDraft(account, thing, news)) });
  }
  if (reviews.length === 0 && events.length === 0) return 0;
  const toHost = deps.config.hostWebhookUrl !== null;
  const told = await deps.store.webhookInbox.finish('', { at: now, done: [], later: [], events, reviews, toHost });
  if (told === 'outdated' || told === 'lost') return 'outdated';
  if (told.length > 0) {
    deps.live.published(told);
    if (toHost) deps.jobs.wake();
  }
  return events.length;
}

/** Names of campaigns and ad groups that are watched themselves, as `<kind>/<id>`. */
async function parentNames(
  deps: Deps,
  workspaceId: string,
  advertiserId: string,
  records: readonly { campaignId: string | null; adgroupId: string | null }[],
): Promise<Map<string, string | null>> {
  const { watched } = deps.store.workspace(workspaceId);
  const names = new Map<string, string | null>();
  for (const [kind, field] of [
    ['campaign', 'campaignId'],
    ['adgroup', 'adgroupId'],
  ] as const) {
    const ids = [...new Set(records.flatMap((record) => record[field] ?? []))];
    if (ids.length === 0) continue;
    for (const { id, name } of await watched.getMany(advertiserId, kind, ids)) names.set(`${kind}/${id}`, name);
  }
  return names;
}
