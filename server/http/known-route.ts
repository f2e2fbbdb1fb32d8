import type { MiddlewareHandler } from 'hono';
import { AppError } from '../errors.ts';
import type { AppEnv } from './app-env.ts';

interface Route {
  method: string;
  path: string;
}

/**
 * Answers paths and methods that do not exist before anything asks for a credential, so that a wrong path reads as one.
 *
 * @param routes every route of the finished app; read at the first request
 */
export function knownRoute(routes: () => readonly Route[]): MiddlewareHandler<AppEnv> {
  let table: readonly { method: string; pattern: RegExp }[] | null = null;
  return async (c, next) => {
    table ??= routes()
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => ({ method: method.toUpperCase(), pattern: toPattern(path) }));
    const path = c.req.path;
    const methods = new Set(table.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (methods.has('GET')) methods.add('HEAD');
    if (methods.has(c.req.method)) return next();
    if (methods.size === 0) throw new AppError('not_found', `There is no ${path} here. ${whereInstead(path)}`);
    const allowed = [...methods].sort();
    throw new AppError('method_not_allowed', `${path} takes ${allowed.join(', ')}.`, { members: { allow: allowed } });
  };
}

/** The pass-through is the one place where people leave out a part of the path. */
function whereInstead(path: string): string {
  return path.startsWith('/v1/tiktok/')
    ? 'TikTok’s own calls are under /v1/tiktok/open_api/v1.3/, such as /v1/tiktok/open_api/v1.3/campaign/get/.'
    : '/docs lists every call.';
}

function toPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+');
  return new RegExp(`^${escaped}$`);
}
