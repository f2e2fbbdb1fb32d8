import { Hono } from 'hono';
import { readBody } from './control-body.ts';
import type { ReportSettings } from './reports/tasks.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

/** Control calls about asynchronous reports: how long they take and how long they are. */
export function reportControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/reports', (c) => c.json(state.reports.settings));

  routes.post('/reports', async (c) => {
    const { rows, readySeconds } = await readBody(c.req.raw, ['rows', 'readySeconds']);
    const changes: Partial<ReportSettings> = {};
    if (rows !== undefined) {
      if (rows !== null && !isCount(rows, 1e9)) throw new TypeError('rows must be a whole number from 0, or null');
      changes.rows = rows;
    }
    if (readySeconds !== undefined) {
      if (!isCount(readySeconds, 1e9)) throw new TypeError('readySeconds must be a whole number from 0');
      changes.readySeconds = readySeconds;
    }
    state.reports.settings = { ...state.reports.settings, ...changes };
    return c.json(state.reports.settings);
  });

  return routes;
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}
