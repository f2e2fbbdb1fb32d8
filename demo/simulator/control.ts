/**
 * Control calls under `/_simulator/`: how tests and demos bend the simulated world. Never part of TikTok's surface, so
 * they speak plain HTTP: a problem is a 400 with `{error}`, an unknown thing a 404.
 */
import { Hono } from 'hono';
import { AUDIENCE_TYPES } from './audiences/calculate-type.ts';
import type { IdentifierKind, IdentifierSet } from './audiences/identifier-set.ts';
import { readBody } from './control-body.ts';
import { tokenControlRoutes } from './control-tokens.ts';
import { isRecord } from './exact-json.ts';
import { simulatorInfo } from './info.ts';
import { resetState, type SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import { emitWebhook } from './webhooks.ts';
import type { Role } from './world.ts';

/** Identifiers per piece of a members answer. */
const PIECE = 2_000;
const ROLES: readonly unknown[] = ['ADMIN', 'OPERATOR', 'ANALYST', null];

/** Everything under `/_simulator`. */
export function controlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.onError((error, c) => {
    if (error instanceof TypeError || error instanceof SyntaxError) return c.json({ error: error.message }, 400);
    return c.json({ error: error.message }, 500);
  });
  routes.notFound((c) => c.json({ error: `no such control call: ${c.req.method} ${c.req.path}` }, 404));

  routes.get('/info', (c) => c.json(simulatorInfo(state)));

  routes.get('/world', (c) => {
    const { world } = state;
    return c.json({
      users: world.users.map((user) => ({
        email: user.email,
        password: user.password,
        displayName: user.displayName,
        coreUserId: user.coreUserId,
        businessCenters: user.businessCenters,
        advertisers: [...user.roles].map(([advertiserId, role]) => ({ ...world.advertisers.get(advertiserId), role })),
      })),
      businessCenters: [...world.businessCenters.values()],
    });
  });

  routes.post('/reset', (c) => {
    resetState(state);
    return c.json(simulatorInfo(state));
  });

  routes.post('/clock', async (c) => {
    const input = await readBody(c.req.raw, ['advanceSeconds', 'rate']);
    const { advanceSeconds, rate } = input;
    if (advanceSeconds === undefined && rate === undefined) throw new TypeError('advanceSeconds or rate must be given');
    if (
      advanceSeconds !== undefined &&
      !(typeof advanceSeconds === 'number' && advanceSeconds >= 0 && advanceSeconds <= 1e10)
    )
      throw new TypeError('advanceSeconds must be a number of seconds from 0');
    if (rate !== undefined && !(typeof rate === 'number' && rate > 0 && rate <= 1e7))
      throw new TypeError('rate must be a number above 0');
    if (typeof rate === 'number') state.clock.setRate(rate);
    if (typeof advanceSeconds === 'number') state.clock.advance(advanceSeconds);
    return c.json({ now: new Date(state.clock.now()).toISOString(), rate: state.clock.rate() });
  });

  routes.get('/faults', (c) => c.json({ faults: state.faults.list() }));
  routes.post('/faults', async (c) => c.json(state.faults.add(await readBody(c.req.raw)), 201));
  routes.delete('/faults', (c) => {
    state.faults.clear();
    return c.body(null, 204);
  });

  routes.get('/requests', (c) =>
    c.json({ total: state.log.total, requests: state.log.list(c.req.query('path')) }, 200),
  );
  // Unlike the list, these count everything since the start.
  routes.get('/requests/codes', (c) => c.json({ total: state.log.total, codes: state.log.codes }));

  routes.get('/audiences', (c) => {
    const advertiserId = c.req.query('advertiserId') ?? '';
    return c.json({
      audiences: state.audiences.list(advertiserId).map((audience) => ({
        customAudienceId: audience.audienceId,
        name: audience.name,
        calculateType: audience.calculateType,
        people: audience.identifiers.countPeople(),
        identifiers: audience.identifiers.size,
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

  routes.get('/audiences/:audienceId/members', (c) => {
    const audience = state.audiences.find(c.req.param('audienceId'));
    if (audience === undefined) return c.json({ error: 'no such audience' }, 404);
    return new Response(streamOf(membersBody(audience.identifiers)), {
      headers: { 'content-type': 'application/json' },
    });
  });

  routes.route('/', tokenControlRoutes(state));

  routes.post('/webhooks/emit', async (c) => c.json(await emitWebhook(state, await readBody(c.req.raw))));

  routes.post('/roles', async (c) => {
    const { advertiserId, role, email } = await readBody(c.req.raw, ['advertiserId', 'role', 'email']);
    if (!ROLES.includes(role))
      throw new TypeError('role must be ADMIN, OPERATOR, ANALYST, or null to take the ad account away');
    const users = state.world.users.filter((user) =>
      email === undefined ? user.roles.has(String(advertiserId)) : user.email === email,
    );
    if (!state.world.advertisers.has(String(advertiserId)) || users.length === 0)
      return c.json({ error: 'no such ad account or user' }, 404);
    for (const user of users) {
      if (role === null) user.roles.delete(String(advertiserId));
      else user.roles.set(String(advertiserId), role as Role);
    }
    return c.json({ advertiserId, role, users: users.map((user) => user.email) });
  });

  routes.post('/advertisers/status', async (c) => {
    const { advertiserId, status, rejectionReason } = await readBody(c.req.raw, [
      'advertiserId',
      'status',
      'rejectionReason',
    ]);
    if (typeof status !== 'string' || !/^STATUS_[A-Z_]+$/.test(status))
      throw new TypeError("status must be one of TikTok's STATUS_ words");
    const advertiser = state.world.advertisers.get(String(advertiserId));
    if (advertiser === undefined) return c.json({ error: 'no such ad account' }, 404);
    advertiser.status = status;
    advertiser.rejectionReason =
      typeof rejectionReason === 'string'
        ? rejectionReason
        : status === 'STATUS_LIMIT'
          ? 'Suspended by the simulator.'
          : '-';
    return c.json({ advertiserId, status });
  });

  routes.post('/consent', async (c) => {
    const { severOpener } = await readBody(c.req.raw, ['severOpener']);
    if (typeof severOpener !== 'boolean') throw new TypeError('severOpener must be true or false');
    state.severOpener = severOpener;
    return c.json({ severOpener });
  });

  return routes;
}

/** @throws {TypeError} with a sentence saying which field is wrong */
function readPlanted(input: unknown): { name: string; people: number; calculateType: string; ageDays: number } {
  if (!isRecord(input)) throw new TypeError('each audience must be a JSON object');
  const { name, people, calculateType = 'MULTIPLE_TYPES', ageDays = 30 } = input;
  if (typeof name !== 'string' || name === '') throw new TypeError('name must be a text');
  if (typeof people !== 'number' || !Number.isInteger(people) || people < 0)
    throw new TypeError('people must be a whole number from 0');
  if (typeof calculateType !== 'string' || !AUDIENCE_TYPES.includes(calculateType))
    throw new TypeError(`calculateType must be one of ${AUDIENCE_TYPES.join(', ')}`);
  if (typeof ageDays !== 'number' || ageDays < 0) throw new TypeError('ageDays must be a number from 0');
  return { name, people, calculateType, ageDays };
}

/**
 * `{total, email, phone, maid}` in pieces: an audience of millions never becomes one string. `total` counts distinct
 * identifiers.
 */
function* membersBody(identifiers: IdentifierSet): Generator<string> {
  yield `{"total":${identifiers.size}`;
  const lists: [name: string, kinds: IdentifierKind[]][] = [
    ['email', ['email']],
    ['phone', ['phone']],
    ['maid', ['maidSha256', 'maidMd5', 'maidRaw']],
  ];
  for (const [name, kinds] of lists) {
    yield `,"${name}":[`;
    const values = identifiers.values(kinds);
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
