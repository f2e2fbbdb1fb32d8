/**
 * Control calls under `/_simulator/`: how tests and demos bend the simulated world. Never part of TikTok's surface, so
 * they speak plain HTTP: a problem is a 400 with `{error}`, an unknown thing a 404.
 */
import { Hono } from 'hono';
import { advertiserControlRoutes } from './control-advertisers.ts';
import { audienceControlRoutes } from './control-audiences.ts';
import { readBody } from './control-body.ts';
import { campaignControlRoutes } from './control-campaigns.ts';
import { entityControlRoutes } from './control-entities.ts';
import { fileControlRoutes } from './control-files.ts';
import { limitControlRoutes } from './control-limits.ts';
import { reportControlRoutes } from './control-reports.ts';
import { tokenControlRoutes } from './control-tokens.ts';
import { webhookControlRoutes } from './control-webhooks.ts';
import { simulatorInfo } from './info.ts';
import { advanceClock, resetState, type SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import type { Role } from './world.ts';

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
    if (typeof advanceSeconds === 'number') advanceClock(state, advanceSeconds);
    return c.json({ now: new Date(state.clock.now()).toISOString(), rate: state.clock.rate() });
  });

  routes.get('/faults', (c) => c.json({ faults: state.faults.list() }));
  routes.post('/faults', async (c) => c.json(state.faults.add(await readBody(c.req.raw)), 201));
  routes.delete('/faults', (c) => {
    state.faults.clear();
    return c.body(null, 204);
  });

  routes.get('/requests', (c) => {
    const { total, open } = state.log;
    return c.json({ total, inFlight: open.length, open, requests: state.log.list(c.req.query('path')) });
  });
  // Unlike the list, these count everything since the start.
  routes.get('/requests/codes', (c) => c.json({ total: state.log.total, codes: state.log.codes }));

  routes.route('/', audienceControlRoutes(state));
  routes.route('/', tokenControlRoutes(state));

  routes.route('/', webhookControlRoutes(state));
  routes.route('/', campaignControlRoutes(state));
  routes.route('/', entityControlRoutes(state));
  routes.route('/', limitControlRoutes(state));
  routes.route('/', fileControlRoutes(state));
  routes.route('/', reportControlRoutes(state));
  routes.route('/', advertiserControlRoutes(state));

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

  routes.post('/consent', async (c) => {
    const { severOpener } = await readBody(c.req.raw, ['severOpener']);
    if (typeof severOpener !== 'boolean') throw new TypeError('severOpener must be true or false');
    state.severOpener = severOpener;
    return c.json({ severOpener });
  });

  return routes;
}
