import { tellReviews } from '../reviews/index.ts';
import type { Sighting } from '../store/watched.ts';
import { reviewStage, type EntityRow } from '../tiktok/index.ts';
import { endRound, type Look, readGone, readKnown, readRows, remember, roundEndedAt } from './read-all.ts';
import { reviewStep } from './review-change.ts';

/** Calls that asking about reviews takes: 100 ads or 20 ad groups each. */
const PER_CALL = { ad: 100, adgroup: 20 } as const;

/**
 * Looks at the ads or ad groups of an ad account: asks about the review of those whose status says that it moved, which tells what
 * TikTok's notices would have told, and remembers which there are.
 *
 * What is learned of is written down first without a status, told of, and then written with its status: a crash in between only
 * means that it is asked about again.
 *
 * @param isEmpty there are surely none
 * @returns whether other things should be subscribed to than before: some came, went, or are in review
 */
export async function watchReviews(look: Look, kind: 'ad' | 'adgroup', isEmpty: boolean): Promise<boolean> {
  const { deps, workspaceId, account, signal } = look;
  const { advertiserId } = account;
  const { watched } = deps.store.workspace(workspaceId);
  const rows = isEmpty ? new Map<string, EntityRow>() : await readRows(look, kind);
  const known = await readKnown(look, kind);
  const isFirstRound = (await roundEndedAt(look, kind)) === null;

  const fresh: Sighting[] = [];
  const changed: Sighting[] = [];
  const ask = { tell: [] as string[], remember: [] as string[] };
  let isOther = false;
  for (const row of rows.values()) {
    const before = known.get(row.id) ?? null;
    const status = row.status ?? before?.status ?? null;
    const sighting = toSighting(look, kind, row, status);
    if (before === null) fresh.push({ ...sighting, status: null });
    if (before === null || isAnother(before, sighting)) changed.push(sighting);
    if (before === null) isOther = true;
    else if (before.status !== status && reviewStage(status) === 'in_review') isOther = true;
    const step = reviewStep(before, status, isFirstRound);
    if (step !== 'none') ask[step].push(row.id);
  }
  await remember(look, fresh);
  for (const onFirstLook of ['tell', 'remember'] as const) {
    const ids = ask[onFirstLook];
    if (ids.length === 0) continue;
    look.calls += Math.ceil(ids.length / PER_CALL[kind]);
    await tellReviews(deps, workspaceId, advertiserId, kind, ids, { signal, onFirstLook });
  }
  await remember(look, changed);

  const missing = [...known.keys()].filter((id) => !rows.has(id));
  const gone = isEmpty ? missing : await readGone(look, kind, missing);
  if (gone.length > 0) await watched.forget(advertiserId, kind, gone);
  if (isFirstRound) await endRound(look, kind);
  return isOther || gone.length > 0;
}

function toSighting(look: Look, kind: 'ad' | 'adgroup', row: EntityRow, status: string | null): Sighting {
  const { id, name, campaignId, adgroupId } = row;
  const { advertiserId } = look.account;
  return { advertiserId, kind, id, name, status, campaignId, adgroupId, seenAt: look.deps.clock.now() };
}

function isAnother(one: Sighting, other: Sighting): boolean {
  return (['name', 'status', 'campaignId', 'adgroupId'] as const).some((field) => one[field] !== other[field]);
}
