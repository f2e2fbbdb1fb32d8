import { Hono } from 'hono';
import type { Audience, AudienceType } from './audiences/audience.ts';
import { AUDIENCE_TYPES } from './audiences/calculate-type.ts';
import type { IdentifierKind } from './audiences/identifier-list.ts';
import type { IdentifierSet } from './audiences/identifier-set.ts';
import { readBody } from './control-body.ts';
import { isRecord } from './exact-json.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

/** Identifiers per piece of a members answer. */
const PIECE = 2_000;
const TYPES: readonly AudienceType[] = ['Customer File Audience', 'Partner', 'Lookalike Audience'];
const MEMBER_LISTS: readonly [name: string, kinds: readonly IdentifierKind[]][] = [
  ['email', ['email']],
  ['phone', ['phone']],
  ['maid', ['maidSha256', 'maidMd5', 'maidRaw']],
];

/** Control calls about audiences: what they hold, which TikTok tells nobody. */
export function audienceControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/audiences', async (c) => {
    const audiences = state.audiences.list(c.req.query('advertiserId') ?? '');
    await Promise.all(audiences.map(({ members }) => members.settled()));
    return c.json({
      audiences: audiences.map((audience) => ({
        customAudienceId: audience.audienceId,
        name: audience.name,
        type: audience.type,
        calculateType: audience.calculateType,
        people: audience.members.identifiers.people,
        identifiers: audience.members.identifiers.size,
        readyAt: audience.processing === null ? null : new Date(audience.processing.readyAt).toISOString(),
        ...state.audiences.view(audience),
      })),
    });
  });

  routes.post('/audiences', async (c) => {
    const { advertiserId, audiences } = await readBody(c.req.raw, ['advertiserId', 'audiences']);
    if (!state.world.advertisers.has(String(advertiserId))) return c.json({ error: 'no such ad account' }, 404);
    if (!Array.isArray(audiences)) throw new TypeError('audiences must be a list');
    const planted = audiences.map((input) =>
      state.audiences.plant({ advertiserId: String(advertiserId), ...readPlanted(input) }),
    );
    return c.json({ customAudienceIds: planted.map(({ audienceId }) => audienceId) }, 201);
  });

  routes.get('/audiences/:audienceId/members', async (c) => {
    const audience = state.audiences.find(c.req.param('audienceId'));
    if (audience === undefined) return c.json({ error: 'no such audience' }, 404);
    const identifiers = await audience.members.settled();
    if (c.req.query('summary') === 'true') return c.json(membersSummary(identifiers));
    return new Response(streamOf(membersBody(identifiers, readLimit(c.req.query('limit')))), {
      headers: { 'content-type': 'application/json' },
    });
  });

  return routes;
}

type PlantedAudience = Pick<Audience, 'type' | 'name' | 'calculateType' | 'retentionDays'> & {
  people: number;
  ageDays: number;
};

/** @throws {TypeError} with a sentence saying which field is wrong */
function readPlanted(input: unknown): PlantedAudience {
  if (!isRecord(input)) throw new TypeError('each audience must be a JSON object');
  const { name, people, ageDays = 30, retentionDays = null } = input;
  const type = TYPES.find((each) => each === (input['type'] ?? TYPES[0]));
  if (type === undefined) throw new TypeError(`type must be one of ${TYPES.join(', ')}`);
  if (typeof name !== 'string' || name === '') throw new TypeError('name must be a text');
  if (typeof people !== 'number' || !Number.isInteger(people) || people < 0)
    throw new TypeError('people must be a whole number from 0');
  const calculateType = input['calculateType'] ?? (type === 'Lookalike Audience' ? null : 'MULTIPLE_TYPES');
  if (calculateType !== null && !(typeof calculateType === 'string' && AUDIENCE_TYPES.includes(calculateType)))
    throw new TypeError(`calculateType must be one of ${AUDIENCE_TYPES.join(', ')}`);
  if (typeof ageDays !== 'number' || ageDays < 0) throw new TypeError('ageDays must be a number from 0');
  if (retentionDays !== null && !(typeof retentionDays === 'number' && retentionDays >= 1 && retentionDays <= 365))
    throw new TypeError('retentionDays must be a number from 1 to 365');
  return { type, name, people, calculateType, ageDays, retentionDays };
}

function readLimit(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new TypeError('limit must be a whole number from 0');
  return Number(text);
}

/** How many there are and a digest of which, per list: enough to compare ten million members with what is expected. */
function membersSummary(identifiers: IdentifierSet): Record<string, unknown> {
  const lists = MEMBER_LISTS.map(([name, kinds]) => [name, identifiers.summary(kinds)]);
  return { total: identifiers.size, people: identifiers.people, ...Object.fromEntries(lists) };
}

/**
 * `{total, email, phone, maid}` in pieces: an audience of millions never becomes one string. `total` counts distinct
 * identifiers, also those beyond the limit.
 */
function* membersBody(identifiers: IdentifierSet, limit: number | null): Generator<string> {
  yield `{"total":${identifiers.size}`;
  for (const [name, kinds] of MEMBER_LISTS) {
    yield `,"${name}":[`;
    const values = limit === null ? identifiers.values(kinds) : identifiers.someValues(kinds, limit);
    for (let start = 0; start < values.length; start += PIECE) {
      yield `${start === 0 ? '' : ','}"${values.slice(start, start + PIECE).join('","')}"`;
    }
    yield ']';
  }
  yield '}';
}

function streamOf(pieces: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const next = pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
  });
}
