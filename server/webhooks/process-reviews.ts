import { withGrant } from '../connections/index.ts';
import type { Deps } from '../deps.ts';
import { toNewEvent } from '../events/index.ts';
import {
  decideReview,
  readMemo,
  type ReviewClaim,
  type ReviewReading,
  readReviews,
  toReviewDraft,
  writeMemo,
} from '../reviews/index.ts';
import type { WatchedRecord } from '../store/watched.ts';
import type { ReviewEntry } from './entries.ts';
import { askAgain, count, newDecision, type PartDecision } from './process-decision.ts';
import { isGivenUp, mayDoubt, nextAskAt, nextDoubtAt } from './process-pauses.ts';
import type { Claim, ReviewPart } from './process-route.ts';

/** What TikTok answered about a part; `askedPauseMs` is how long it wants to be left alone where it could not be asked. */
export type PartReadings = ReadonlyMap<string, ReviewReading> | { askedPauseMs: number };

/** Things of the part with at least one claim nobody has dealt with: repeats cost no call. */
export async function unseenIn(deps: Pick<Deps, 'store'>, part: ReviewPart): Promise<string[]> {
  const records = await watchedOf(deps, part);
  return [...part.things].flatMap(([id, claims]) => {
    const seen = readMemo(records.get(id)?.review ?? null)?.seen ?? [];
    return claims.every(({ entry }) => seen.includes(entry.identity)) ? [] : [id];
  });
}

/** Asks TikTok what became of the part's ads or ad groups. @throws whatever withGrant throws */
export function askReviews(
  deps: Deps,
  { workspaceId, account, of }: ReviewPart,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, ReviewReading>> {
  return withGrant(deps, workspaceId, account.connectionId, 'read', (grant) =>
    readReviews(deps, grant, account.advertiserId, of, ids, signal),
  );
}

/** What the part comes to, by what is remembered right now. */
export async function decideReviews(deps: Deps, part: ReviewPart, readings: PartReadings): Promise<PartDecision> {
  const decision = newDecision();
  // Read again: somebody may have removed it while TikTok was asked.
  const account = await deps.store.workspace(part.workspaceId).adAccounts.get(part.account.advertiserId);
  if (account === null) {
    count(decision, 'nobody', [...part.things.values()].flat().length);
    return decision;
  }
  const records = await watchedOf(deps, part);
  for (const [id, claims] of part.things)
    decideThing(deps, { ...part, account }, id, claims, records.get(id) ?? null, readings, decision);
  return decision;
}

function decideThing(
  deps: Deps,
  { workspaceId, account, of }: ReviewPart,
  id: string,
  claims: readonly Claim<ReviewEntry>[],
  record: WatchedRecord | null,
  readings: PartReadings,
  decision: PartDecision,
): void {
  const now = deps.clock.now();
  const from = record?.review ?? null;
  const before = readMemo(from);
  let dealtWith = claims;
  let reading: ReviewReading;
  if ('askedPauseMs' in readings) {
    const waiting = claims.filter(
      ({ entry, notice }) => !isGivenUp(notice, now) && before?.seen.includes(entry.identity) !== true,
    );
    for (const { notice } of waiting) askAgain(decision, notice, nextAskAt(notice, now, readings.askedPauseMs));
    count(decision, 'postponed', waiting.length);
    dealtWith = claims.filter((claim) => !waiting.includes(claim));
    if (dealtWith.length === 0) return;
    reading = { kind: 'unasked', readAt: now };
  } else reading = readings.get(id) ?? { kind: 'unknown', readAt: now };

  const latest = latestOf(dealtWith);
  const { news, memo, isDoubtful } = decideReview({
    claims: dealtWith.map(({ entry }) => toClaim(entry)),
    reading,
    before,
    toldAt: record?.toldAt ?? null,
    now,
    mayAskAgain: mayDoubt(latest.notice, now),
    onFirstLook: 'tell',
  });
  const { entry } = latest;
  const thing = {
    kind: of,
    id,
    name: entry.name ?? record?.name ?? null,
    campaignId: entry.campaignId ?? record?.campaignId ?? null,
    campaignName: entry.campaignName,
    adgroupId: entry.adgroupId ?? record?.adgroupId ?? null,
    adgroupName: entry.adgroupName,
  };
  if (news !== null)
    decision.events.push({ workspaceId, event: toNewEvent(deps, toReviewDraft(account, thing, news)) });
  if (memo !== null) {
    const { name, campaignId, adgroupId } = thing;
    const to = { review: writeMemo(memo), toldAt: news === null ? (record?.toldAt ?? null) : now };
    const { advertiserId } = account;
    if (to.review !== from)
      decision.reviews.push({ workspaceId, advertiserId, kind: of, id, name, campaignId, adgroupId, from, to });
  }
  count(decision, news === null ? 'nothing_new' : news.confirmed ? 'told' : 'told_unconfirmed');
  count(decision, 'nothing_new', dealtWith.length - 1);
  if (isDoubtful && mayDoubt(latest.notice, now))
    for (const { notice } of dealtWith) askAgain(decision, notice, nextDoubtAt(notice, now));
}

function latestOf(claims: readonly Claim<ReviewEntry>[]): Claim<ReviewEntry> {
  return claims.reduce((latest, claim) => (claim.entry.sentAt >= latest.entry.sentAt ? claim : latest));
}

function toClaim({ identity, sentAt, rejectReason }: ReviewEntry): ReviewClaim {
  return { identity, sentAt, rejectReason };
}

async function watchedOf(
  { store }: Pick<Deps, 'store'>,
  { workspaceId, account, of, things }: ReviewPart,
): Promise<Map<string, WatchedRecord>> {
  const { watched } = store.workspace(workspaceId);
  const records = await watched.getMany(account.advertiserId, of, [...things.keys()]);
  return new Map(records.map((record) => [record.id, record]));
}
