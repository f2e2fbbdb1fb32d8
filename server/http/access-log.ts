import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import type { Clock } from '../deps.ts';
import type { AppEnv } from './app-env.ts';

/**
 * One line a request: who, what, how it ended, how long it took. Only the path is logged. A query may hold an
 * `auth_code` or a `state`, headers hold tokens, and bodies hold people.
 *
 * @param record counts the request for /metrics, under the route's pattern
 */
export function accessLog(
  log: Logger,
  clock: Clock,
  record: (request: { method: string; route: string; status: number; durationMs: number }) => void,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const startedAt = clock.now();
    await next();
    const durationMs = clock.now() - startedAt;
    const status = c.res.status;
    record({ method: c.req.method, route: routeOf(c.req.matchedRoutes, status), status, durationMs });
    const line = { requestId: c.get('requestId'), method: c.req.method, path: c.req.path, status, durationMs };
    const actor = c.var.actor as typeof c.var.actor | undefined;
    log.info(actor === undefined ? line : { ...line, caller: actor.kind, workspaceId: actor.workspaceId }, 'request');
  };
}

/** The pattern, so that ids in paths do not become a series each. */
function routeOf(matched: readonly { path: string; method: string }[], status: number): string {
  const route = matched.filter(({ path, method }) => method !== 'ALL' && !path.includes('*')).at(-1);
  return route?.path ?? (status === 404 ? 'unknown' : 'other');
}
