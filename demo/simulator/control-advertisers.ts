import { Hono } from 'hono';
import { readBody } from './control-body.ts';
import { formatLocal } from './local-days.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import type { Advertiser, Role } from './world.ts';

const FIELDS = ['currency', 'name', 'country', 'timezone', 'status', 'email', 'role', 'bcId', 'inGrants'];
const ROLES: readonly Role[] = ['ADMIN', 'OPERATOR', 'ANALYST'];

/** Control calls that make ad accounts the seed knows nothing of. */
export function advertiserControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.post('/advertisers/create', async (c) => {
    const input = await readBody(c.req.raw, FIELDS);
    const { world } = state;
    const email = text(input, 'email', world.users[0]?.email ?? '');
    const user = world.users.find((each) => each.email === email);
    if (user === undefined) return c.json({ error: 'no such user' }, 404);
    const role = ROLES.find((each) => each === (input['role'] ?? 'ADMIN'));
    if (role === undefined) throw new TypeError(`role must be one of ${ROLES.join(', ')}`);
    const inGrants = input['inGrants'] ?? true;
    if (typeof inGrants !== 'boolean') throw new TypeError('inGrants must be true or false');
    const advertiser = readAdvertiser(state, input);
    world.advertisers.set(advertiser.advertiserId, advertiser);
    state.campaigns.open(advertiser.advertiserId);
    user.roles.set(advertiser.advertiserId, role);
    const grants = inGrants ? state.grants.extend(user, advertiser.advertiserId) : 0;
    return c.json({ ...advertiser, role, email, grants }, 201);
  });

  return routes;
}

/** @throws {TypeError} with a sentence saying which field is wrong */
function readAdvertiser(state: SimulatorState, input: Record<string, unknown>): Advertiser {
  const currency = text(input, 'currency', 'USD');
  if (!/^[A-Z]{3}$/.test(currency)) throw new TypeError('currency must be three capital letters');
  const timezone = text(input, 'timezone', 'Etc/UTC');
  const bcId = input['bcId'] ?? null;
  if (bcId !== null && !(typeof bcId === 'string' && state.world.businessCenters.has(bcId)))
    throw new TypeError('bcId must be the id of a Business Center');
  const now = state.clock.now();
  try {
    formatLocal(now, timezone);
  } catch {
    throw new TypeError(`there is no time zone ${timezone}`);
  }
  return {
    advertiserId: state.random.id(19, '71'),
    name: text(input, 'name', `New ad account ${currency}`),
    status: text(input, 'status', 'STATUS_ENABLE'),
    rejectionReason: '-',
    country: text(input, 'country', 'US'),
    currency,
    timezone,
    displayTimezone: timezone,
    language: 'en',
    balance: 0,
    createdAtSeconds: Math.floor(now / 1000),
    ownerBcId: bcId,
  };
}

function text(input: Record<string, unknown>, key: string, fallback: string): string {
  const value = input[key] ?? fallback;
  if (typeof value !== 'string' || value === '') throw new TypeError(`${key} must be a text`);
  return value;
}
