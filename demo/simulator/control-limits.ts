import { Hono } from 'hono';
import { OWN_LIMITS, type OwnLimit } from './apps.ts';
import { readBody } from './control-body.ts';
import { isRecord } from './exact-json.ts';
import { OWN_LIMIT_FIGURES } from './options.ts';
import { RATE_TIERS, type RateLimits } from './rate-limit.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

/** Control calls about request limits: the app's, those endpoints have for themselves, and that of an ad account. */
export function limitControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/limits', (c) => c.json(limitsView(state)));

  routes.post('/limits', async (c) => {
    const input = await readBody(c.req.raw, ['app', 'advertiser', ...OWN_LIMITS]);
    const { app, advertiser } = input;
    // Read everything first: a mistake changes nothing.
    const appLimits = app === undefined ? undefined : readLimits('app', app, RATE_TIERS.basic);
    const advertiserLimits = advertiser === undefined ? undefined : readLimits('advertiser', advertiser, null);
    const own = OWN_LIMITS.filter((name) => input[name] !== undefined).map((name): [OwnLimit, RateLimits | null] => [
      name,
      readLimits(name, input[name], OWN_LIMIT_FIGURES[name]),
    ]);
    if (appLimits !== undefined) state.apps.change('all', appLimits);
    if (advertiserLimits !== undefined) state.advertiserLimits.change(advertiserLimits);
    for (const [name, limits] of own) state.apps.change(name, limits);
    return c.json(limitsView(state));
  });

  return routes;
}

/** `off`, `default`, one of the tiers, or figures of one's own; what is left out has no limit. */
function readLimits(name: string, value: unknown, fallback: RateLimits | null): RateLimits | null {
  if (value === 'off' || (value === 'default' && fallback === null)) return null;
  if (value === 'default') return fallback;
  const tier = Object.entries(RATE_TIERS).find(([each]) => each === value)?.[1];
  if (name === 'app' && tier !== undefined) return tier;
  if (!isRecord(value)) throw new TypeError(`${name} must be off, default, or figures {qps, qpm, qpd}`);
  const unknown = Object.keys(value).find((key) => !['qps', 'qpm', 'qpd'].includes(key));
  if (unknown !== undefined) throw new TypeError(`unknown field "${unknown}" in ${name}`);
  return { qps: figure(value, 'qps'), qpm: figure(value, 'qpm'), qpd: figure(value, 'qpd') };
}

function figure(value: Record<string, unknown>, key: string): number {
  const number = value[key];
  if (number === undefined || number === null) return Number.MAX_SAFE_INTEGER;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1)
    throw new TypeError(`${key} must be a whole number from 1`);
  return number;
}

function limitsView(state: SimulatorState): Record<string, unknown> {
  const own = OWN_LIMITS.map((name) => [name, view(state.apps.limits[name])]);
  return {
    app: view(state.apps.limits.all),
    ...Object.fromEntries(own),
    advertiser: view(state.advertiserLimits.limits),
  };
}

/** Null for what has no limit. */
function view(limits: RateLimits | null): unknown {
  if (limits === null) return 'off';
  const shown = (figureOf: number): number | null => (figureOf >= Number.MAX_SAFE_INTEGER ? null : figureOf);
  return { qps: shown(limits.qps), qpm: shown(limits.qpm), qpd: shown(limits.qpd) };
}
