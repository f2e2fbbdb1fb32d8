import { type EventDraft, recordEvents } from '../events/index.ts';
import { toInstant } from '../http/index.ts';
import type { Sighting } from '../store/watched.ts';
import { type CustomAudience, listAudiencePage, parseTikTokTime } from '../tiktok/index.ts';
import { asGrant, endRound, type Look, readKnown, roundEndedAt } from './read-all.ts';

const ROUND = 'audiences';
const DAY_MS = 86_400_000;
/** A little less than a day, so that the look does not move on by a quarter of an hour every day. */
const EVERY_MS = DAY_MS - 20 * 60_000;
const PAGE_SIZE = 100;
/** TikTok keeps 400 audiences in an ad account. */
const MAX_PAGES = 10;
/** From so many days before its end on it is told: TikTok's own mark, `is_expiring`, and once more when it gets serious. */
const STAGES = [7, 60] as const;
const VALID = 'valid';
const NOT_VALID = 'not_valid';

/**
 * Once a day: tells which audiences of an ad account expire soon, and which TikTok has finished that no export of ours follows.
 * TikTok has no notice for either.
 */
export async function watchAudiences(look: Look): Promise<void> {
  const { deps, workspaceId, account } = look;
  const { advertiserId } = account;
  const { watched } = deps.store.workspace(workspaceId);
  const now = deps.clock.now();
  const lastAt = await roundEndedAt(look, ROUND);
  if (lastAt !== null && now >= lastAt && now - lastAt < EVERY_MS) return;

  const audiences = await readAudiences(look);
  const known = await readKnown(look, 'audience');
  const turnedValid = audiences.filter((audience) => {
    const before = known.get(audience.customAudienceId);
    if (!audience.isValid || lastAt === null) return false;
    return before === undefined ? isMadeAfter(audience, lastAt) : before.status === NOT_VALID;
  });
  const followed = await followedByExports(look, turnedValid, lastAt ?? now);
  await recordEvents(
    deps,
    workspaceId,
    ...turnedValid
      .filter(({ customAudienceId }) => !followed.has(customAudienceId))
      .map((audience) => readyDraft(look, audience, known.get(audience.customAudienceId)?.seenAt ?? 0)),
    ...audiences.flatMap((audience) => expiringDraft(look, audience, now)),
  );

  const changed = audiences
    .map((audience) => toSighting(look, audience))
    .filter(({ id, name, status }) => known.get(id)?.status !== status || known.get(id)?.name !== name);
  await watched.see(changed);
  const there = new Set(audiences.map(({ customAudienceId }) => customAudienceId));
  await watched.forget(
    advertiserId,
    'audience',
    [...known.keys()].filter((id) => !there.has(id)),
  );
  await endRound(look, ROUND);
}

async function readAudiences(look: Look): Promise<CustomAudience[]> {
  const { deps, account, signal } = look;
  const { advertiserId } = account;
  const audiences = new Map<string, CustomAudience>();
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const query = { advertiserId, page, pageSize: PAGE_SIZE };
    const answer = await asGrant(look, (grant) => listAudiencePage(deps.tiktok, grant, query, signal));
    for (const audience of answer.audiences) audiences.set(audience.customAudienceId, audience);
    if (page >= answer.totalPages || answer.audiences.length === 0) break;
  }
  return [...audiences.values()];
}

function isMadeAfter({ createTime }: CustomAudience, at: number): boolean {
  const madeAt = parseTikTokTime(createTime);
  return madeAt !== null && madeAt > at;
}

/** Those that an export worked on since the last look: it follows its audience to the end and tells by itself. */
async function followedByExports(
  look: Look,
  audiences: readonly CustomAudience[],
  since: number,
): Promise<Set<string>> {
  if (audiences.length === 0) return new Set();
  const { deps, workspaceId, account } = look;
  const ids = audiences.map(({ customAudienceId }) => customAudienceId);
  const exported = await deps.store.workspace(workspaceId).exports.listByAudiences(account.advertiserId, ids);
  const recent = exported.filter(
    ({ state, updatedAt }) => state === 'processing' || state === 'uploading' || updatedAt >= since,
  );
  return new Set(recent.flatMap(({ customAudienceId }) => customAudienceId ?? []));
}

function readyDraft(look: Look, audience: CustomAudience, seenAt: number): EventDraft {
  const { customAudienceId, coverNum } = audience;
  return {
    ...common(look, audience),
    type: 'audience.ready',
    key: `audience.ready:${customAudienceId}:${seenAt}`,
    data: { customAudienceId, coverNum, peopleSent: null, exportId: null },
  };
}

function expiringDraft(look: Look, audience: CustomAudience, now: number): EventDraft[] {
  const { customAudienceId } = audience;
  const expiresAt = parseTikTokTime(audience.expiredTime);
  if (expiresAt === null || expiresAt <= now) return [];
  const stage = STAGES.find((days) => expiresAt - now <= days * DAY_MS);
  if (stage === undefined) return [];
  return [
    {
      ...common(look, audience),
      type: 'audience.expiring',
      // Whoever uses the audience moves its end, and with that the next telling.
      key: `audience.expiring:${customAudienceId}:${expiresAt}:${stage}`,
      data: {
        customAudienceId,
        expiresAt: toInstant(expiresAt),
        daysLeft: Math.floor((expiresAt - now) / DAY_MS),
      },
    },
  ];
}

function common({ account }: Look, { customAudienceId, name }: CustomAudience) {
  const { advertiserId, name: accountName, connectionId } = account;
  return {
    advertiserId,
    accountName,
    connectionId,
    subject: { kind: 'audience', id: customAudienceId, name },
  } as const;
}

function toSighting({ deps, account }: Look, { customAudienceId, name, isValid }: CustomAudience): Sighting {
  return {
    advertiserId: account.advertiserId,
    kind: 'audience',
    id: customAudienceId,
    name,
    status: isValid ? VALID : NOT_VALID,
    campaignId: null,
    adgroupId: null,
    seenAt: deps.clock.now(),
  };
}
