import type { Deps } from '../deps.ts';
import type { GrantRun } from '../guard-shapes/index.ts';
import type { CallRecord } from '../store/calls.ts';
import {
  type EntityLevelName,
  type Grant,
  listAllAudiences,
  listCreatedSince,
  parseTikTokTime,
} from '../tiktok/index.ts';
import { CLOCK_SKEW_MS } from './limits.ts';
import { type FoundEntity, matchEntities, type Wanted } from './match.ts';

/** No clock is wrong by more than that. */
const DOUBT_MS = 24 * 60 * 60_000;
const LONGEST_CALL_MS = 24 * 60 * 60_000;

/** What a look-up came to. */
export interface LookedUp {
  /** For each that the call would make, in its order. */
  readonly found: readonly (FoundEntity | null)[];
  /**
   * False when that it is not among them proves nothing: there was too much to look through, or somebody has made one of the same name
   * just before, as it also looks when this server's clock is ahead of TikTok's.
   */
  readonly isCertain: boolean;
  readonly tiktokRequestId: string | null;
}

/**
 * Looks for what a create has made, under the leases of its names: what is found is its own, unless another call has made it.
 *
 * @param sent what each was to be, in the order of the call; null when that is not known any more
 * @throws {AppError} the connection cannot be used
 * @throws {TikTokApiError} TikTok does not tell
 */
export async function lookFor(
  deps: Deps,
  record: CallRecord,
  sent: readonly Readonly<Record<string, unknown>>[] | null,
  grantRun: GrantRun,
  signal: AbortSignal,
): Promise<LookedUp> {
  const { lookUp, advertiserId } = record;
  if (lookUp === null || advertiserId === null) throw new Error('this call has nothing to look for');
  const madeSince = record.at - CLOCK_SKEW_MS;
  const { workspaceId, ...listed } = await grantRun(async (grant) => ({
    workspaceId: grant.workspaceId ?? '',
    ...(await list(deps, grant, record, madeSince - DOUBT_MS, signal)),
  }));
  const entities = listed.entities.filter(({ name }) => lookUp.names.includes(name));
  const takenIds = await takenBy(
    deps,
    workspaceId,
    record,
    entities.map(({ id }) => id),
    madeSince,
  );
  const wanted: Wanted[] = lookUp.names.map((name, index) => ({ name, sent: sent?.[index] ?? null }));
  const found = matchEntities(wanted, entities, { madeSince, takenIds });
  const doubtful = matchEntities(wanted, entities, { madeSince: madeSince - DOUBT_MS, takenIds });
  const isDoubtful = found.some((entity, index) => entity === null && doubtful[index] !== null);
  const { tiktokRequestId, isWhole } = listed;
  return { found, isCertain: isWhole && !isDoubtful, tiktokRequestId };
}

async function list(
  deps: Deps,
  grant: Grant,
  { lookUp, advertiserId }: CallRecord,
  since: number,
  signal: AbortSignal,
): Promise<{ entities: FoundEntity[]; isWhole: boolean; tiktokRequestId: string | null }> {
  const { level, parentId } = lookUp ?? { level: 'campaign', parentId: null };
  if (level === 'audience') {
    const audiences = await listAllAudiences(deps.tiktok, grant, advertiserId ?? '', signal);
    const own = audiences.filter(({ isCreator }) => isCreator);
    const entities = own.map(({ customAudienceId: id, name, createTime }) => ({
      id,
      name,
      // Older than anything where TikTok does not say: audiences may bear any name twice.
      createdAt: parseTikTokTime(createTime) ?? 0,
      row: {},
    }));
    return { entities, isWhole: true, tiktokRequestId: null };
  }
  const listed = await listCreatedSince(
    deps.tiktok,
    grant,
    level satisfies EntityLevelName,
    { advertiserId: advertiserId ?? '', since, parentId },
    signal,
  );
  return {
    ...listed,
    entities: listed.entities.map(({ id, name, createTime, row }) => ({
      id,
      name,
      createdAt: parseTikTokTime(createTime),
      row,
    })),
  };
}

/** Which of them other calls, of whatever workspace, or exports have made. */
async function takenBy(
  deps: Deps,
  workspaceId: string,
  { id, path, advertiserId, lookUp }: CallRecord,
  entityIds: readonly string[],
  since: number,
): Promise<ReadonlySet<string>> {
  if (entityIds.length === 0 || advertiserId === null) return new Set();
  // A call may have begun long before it made something: one that goes on after a crash.
  const made = await deps.store.calls.listMade({
    advertiserId,
    path,
    since: since - DOUBT_MS - LONGEST_CALL_MS,
    entityIds,
    exceptCallId: id,
  });
  if (lookUp?.level !== 'audience') return new Set(made);
  const exported = await deps.store.workspace(workspaceId).exports.listByAudiences(advertiserId, entityIds);
  return new Set([...made, ...exported.flatMap(({ customAudienceId }) => customAudienceId ?? [])]);
}
