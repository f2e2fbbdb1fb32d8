import { type EventDraft, recordEvents } from '../events/index.ts';
import type { Sighting } from '../store/watched.ts';
import { endRound, type Look, readGone, readKnown, readRows, remember, roundEndedAt } from './read-all.ts';

const ROUND = 'campaigns';

/**
 * Tells which campaigns of an ad account have another status than at the last look; TikTok has no notice for that. The first look
 * only remembers, and one that is new is remembered with the status it has.
 *
 * @returns whether there are campaigns at all
 */
export async function watchCampaigns(look: Look): Promise<boolean> {
  const { deps, workspaceId, account } = look;
  const { advertiserId, name: accountName, connectionId } = account;
  const { watched } = deps.store.workspace(workspaceId);
  const rows = await readRows(look, 'campaign');
  const known = await readKnown(look, 'campaign');
  const now = deps.clock.now();

  const drafts: EventDraft[] = [];
  const changed: Sighting[] = [];
  for (const { id, name, status } of rows.values()) {
    const before = known.get(id);
    // The sandbox tells none: what was seen there before is not undone by that.
    const seen = status ?? before?.status ?? null;
    if (before !== undefined && before.status === seen && before.name === name) continue;
    changed.push({
      advertiserId,
      kind: 'campaign',
      id,
      name,
      status: seen,
      campaignId: null,
      adgroupId: null,
      seenAt: now,
    });
    if (before === undefined || before.status === null || seen === null || before.status === seen) continue;
    drafts.push({
      type: 'campaign.status_changed',
      // Until this look is written down, another one comes to the same key.
      key: `campaign.status_changed:${id}:${before.seenAt}:${seen}`,
      advertiserId,
      accountName,
      connectionId,
      subject: { kind: 'campaign', id, name },
      data: { from: before.status, to: seen },
    });
  }
  await recordEvents(deps, workspaceId, ...drafts);
  await remember(look, changed);
  const missing = [...known.keys()].filter((id) => !rows.has(id));
  if (missing.length > 0) await watched.forget(advertiserId, 'campaign', await readGone(look, 'campaign', missing));
  if ((await roundEndedAt(look, ROUND)) === null) await endRound(look, ROUND);
  return rows.size > 0;
}
