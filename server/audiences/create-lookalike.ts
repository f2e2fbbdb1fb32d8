import { z } from 'zod';
import type { CreateLookalike, LookalikeCreated } from '../../shared/audiences.ts';
import { writeAudit } from '../audit/index.ts';
import type { Actor, Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { requirePermission } from '../sessions/index.ts';
import {
  createLookalike as create,
  type CustomAudience,
  type CustomAudienceDetails,
  getAudience,
  type Grant,
  listAllAudiences,
  LOOKALIKE_AUDIENCE,
  LOOKALIKE_MIN_SOURCE,
  MAX_AUDIENCES,
  parseTikTokTime,
  TikTokApiError,
} from '../tiktok/index.ts';
import { type AudiencePlace, atTikTok, requireAlive, requireAudience } from './at-tiktok.ts';
import { unanswered } from './make-sure.ts';

/** One that cannot be compared in its details is taken for the one that was asked for when it is this young. */
const RECENT_MS = 3_600_000;

/** Lookalikes being made, per server and ad account: two at once could not find each other. */
const lines = new WeakMap<Deps, Map<string, Promise<unknown>>>();

/**
 * Makes a lookalike of an audience. One of the same name and the same wishes that exists already is the answer instead of a second one:
 * so a call whose answer was lost, here or at TikTok, can be made again without harm.
 *
 * @throws {AppError} permission_denied, invalid_request, account_not_imported and why it cannot be written to
 * @throws {AppError} audience_not_found, audience_expired, audience_too_small, audience_limit_reached, and TikTok's failures
 */
export async function createLookalike(
  deps: Deps,
  actor: Actor,
  place: AudiencePlace,
  input: CreateLookalike,
): Promise<LookalikeCreated> {
  requirePermission(actor, 'export');
  const { workspaceId } = actor;
  const { advertiserId } = place;
  const { customAudienceId, isNew } = await inLine(deps, advertiserId, () =>
    atTikTok(deps, workspaceId, advertiserId, 'write', (grant) => findOrCreate(deps, grant, place, input)),
  );
  if (isNew) {
    await writeAudit(deps, workspaceId, actor, {
      action: 'audience.lookalike_created',
      subjectId: customAudienceId,
      detail: {
        advertiserId,
        sourceAudienceId: place.customAudienceId,
        audienceSize: input.audienceSize,
        locations: input.locationIds.length,
      },
    });
  }
  return { customAudienceId };
}

async function inLine<Result>(deps: Deps, advertiserId: string, work: () => Promise<Result>): Promise<Result> {
  const line = lines.get(deps) ?? new Map<string, Promise<unknown>>();
  lines.set(deps, line);
  const turn = (line.get(advertiserId) ?? Promise.resolve()).then(work, work);
  line.set(advertiserId, turn);
  try {
    return await turn;
  } finally {
    if (line.get(advertiserId) === turn) line.delete(advertiserId);
  }
}

async function findOrCreate(
  deps: Deps,
  grant: Grant,
  place: AudiencePlace,
  input: CreateLookalike,
): Promise<{ customAudienceId: string; isNew: boolean }> {
  const { advertiserId } = place;
  requireSource(deps, await requireAudience(deps, grant, place));
  const existing = await listAllAudiences(deps.tiktok, grant, advertiserId);
  const same = await findSame(deps, grant, place, input, existing);
  if (same !== null) return { customAudienceId: same, isNew: false };
  if (existing.length >= MAX_AUDIENCES) {
    throw new AppError(
      'audience_limit_reached',
      `The ad account already holds ${existing.length} custom audiences, as many as TikTok allows. Delete one first.`,
    );
  }
  try {
    const customAudienceId = await create(deps.tiktok, grant, {
      ...wishes(place, input),
      advertiserId,
      name: input.name,
    });
    return { customAudienceId, isNew: true };
  } catch (error) {
    if (!(error instanceof TikTokApiError) || !error.mayHaveHappened) throw error;
    const made = await look(deps, grant, place, input, existing, error);
    if (made !== null) return { customAudienceId: made, isNew: true };
    throw unanswered(
      'TikTok did not answer whether it made the lookalike, and does not list it yet. Try again in a minute: it is looked for first, so that there are never two.',
      error,
    );
  }
}

/** @throws {AppError} invalid_request, audience_expired, audience_too_small */
function requireSource(deps: Deps, source: CustomAudienceDetails): void {
  if (source.audienceType === LOOKALIKE_AUDIENCE) {
    throw new AppError(
      'invalid_request',
      'TikTok makes no lookalike of a lookalike. Choose the audience it was made from.',
    );
  }
  requireAlive(deps, source);
  if (source.coverNum < LOOKALIKE_MIN_SOURCE) {
    throw new AppError(
      'audience_too_small',
      `A lookalike needs at least ${LOOKALIKE_MIN_SOURCE} people in its source, and TikTok has matched ${source.coverNum} in this audience so far. Add people, or wait until TikTok has processed it.`,
    );
  }
}

/** The one that was made although the answer was lost: it bears the name and was not there before. */
async function look(
  deps: Deps,
  grant: Grant,
  place: AudiencePlace,
  { name }: CreateLookalike,
  before: readonly CustomAudience[],
  cause: TikTokApiError,
): Promise<string | null> {
  const known = new Set(before.map(({ customAudienceId }) => customAudienceId));
  try {
    const now = await listAllAudiences(deps.tiktok, grant, place.advertiserId);
    const made = now.find((each) => isNamesake(each, name) && !known.has(each.customAudienceId));
    return made?.customAudienceId ?? null;
  } catch (error) {
    if (!(error instanceof TikTokApiError)) throw error;
    throw unanswered(
      'TikTok did not answer whether it made the lookalike, and cannot be asked at the moment. Try again in a minute: it is looked for first, so that there are never two.',
      cause,
    );
  }
}

async function findSame(
  deps: Deps,
  grant: Grant,
  place: AudiencePlace,
  input: CreateLookalike,
  existing: readonly CustomAudience[],
): Promise<string | null> {
  const wanted = wishes(place, input);
  for (const { customAudienceId, createTime } of existing.filter((each) => isNamesake(each, input.name))) {
    const details = await getAudience(deps.tiktok, grant, { advertiserId: place.advertiserId, customAudienceId });
    const spec = readSpec(details?.lookalikeSpec);
    const madeAt = parseTikTokTime(createTime);
    const isSame =
      spec === null
        ? madeAt !== null && Math.abs(deps.clock.now() - madeAt) < RECENT_MS
        : fingerprint(spec) === fingerprint(wanted);
    if (isSame) return customAudienceId;
  }
  return null;
}

function isNamesake(audience: CustomAudience, name: string): boolean {
  return audience.name === name && audience.isCreator && audience.audienceType === LOOKALIKE_AUDIENCE;
}

interface Wishes {
  sourceAudienceId: string;
  includeSource: boolean;
  mobileOs: 'ALL' | 'ANDROID' | 'IOS';
  locationIds: readonly string[];
  audienceSize: CreateLookalike['audienceSize'];
}

function wishes(place: AudiencePlace, input: CreateLookalike): Wishes {
  return {
    sourceAudienceId: place.customAudienceId,
    includeSource: input.includeSource ?? false,
    mobileOs: input.mobileOs ?? 'ALL',
    locationIds: [...new Set(input.locationIds)],
    audienceSize: input.audienceSize,
  };
}

const id = z.union([z.string(), z.number()]).transform(String);
const specSchema = z.object({
  source_audience_id: id,
  include_source: z.boolean(),
  mobile_os: z.enum(['ALL', 'ANDROID', 'IOS']),
  location_ids: z.array(id),
  audience_size: z.enum(['NARROW', 'BALANCED', 'BROAD']),
});

/** TikTok's `lookalike_spec`, which no page describes for answers; null when it is not what was sent. */
function readSpec(value: unknown): Wishes | null {
  const parsed = specSchema.safeParse(value);
  if (!parsed.success) return null;
  const { data } = parsed;
  return {
    sourceAudienceId: data.source_audience_id,
    includeSource: data.include_source,
    mobileOs: data.mobile_os,
    locationIds: data.location_ids,
    audienceSize: data.audience_size,
  };
}

function fingerprint({ sourceAudienceId, includeSource, mobileOs, locationIds, audienceSize }: Wishes): string {
  return JSON.stringify([sourceAudienceId, includeSource, mobileOs, [...locationIds].sort(), audienceSize]);
}
