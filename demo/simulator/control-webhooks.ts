import { Hono } from 'hono';
import { readBody } from './control-body.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import { DELIVERY_STATES, deliveryView } from './webhooks/delivery.ts';
import { emitWebhook } from './webhooks/emit.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 2_000;
const MAX_SUBSCRIPTIONS_SHOWN = 10_000;

/** Control calls about webhooks going out: what is on its way, and how. */
export function webhookControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.post('/webhooks/emit', async (c) => {
    const answer = await emitWebhook(state, await readBody(c.req.raw));
    return c.json(answer, 'queued' in answer ? 202 : 200);
  });

  routes.get('/webhooks', (c) => {
    const { webhooks } = state;
    const wanted = c.req.query('state');
    const deliveryState = DELIVERY_STATES.find((each) => each === wanted) ?? null;
    if (wanted !== undefined && deliveryState === null)
      throw new TypeError(`state must be one of ${DELIVERY_STATES.join(', ')}`);
    const limit = Number(c.req.query('limit') ?? DEFAULT_LIMIT);
    if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT)
      throw new TypeError(`limit must be a whole number from 0 to ${MAX_LIMIT}`);
    return c.json({
      counts: { ...webhooks.engine.counts, gathering: webhooks.gathering },
      deliveries: webhooks.engine.list(deliveryState, limit).map(deliveryView),
    });
  });

  routes.get('/webhooks/settings', (c) => c.json(state.webhooks.settings));
  routes.post('/webhooks/settings', async (c) => c.json(state.webhooks.change(await readBody(c.req.raw))));

  // Unlike TikTok's own list this one holds every app's, also the dead ones, and no tokens.
  routes.get('/webhooks/subscriptions', (c) => {
    const { subscriptions } = state.webhooks;
    const all = subscriptions.all();
    return c.json({
      total: all.length,
      subscriptions: all.slice(-MAX_SUBSCRIPTIONS_SHOWN).map((subscription) => {
        const { access_token: _token, ...detail } = subscription.detail;
        return {
          subscriptionId: subscription.subscriptionId,
          appId: subscription.appId,
          entity: subscription.entity,
          callbackUrl: subscription.callbackUrl,
          detail,
          isAlive: subscriptions.isAlive(subscription),
          createdAt: new Date(subscription.createdAtMs).toISOString(),
        };
      }),
    });
  });

  return routes;
}
