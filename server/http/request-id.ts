import type { MiddlewareHandler } from 'hono';
import type { Random } from '../deps.ts';
import type { AppEnv } from './app-env.ts';

/** What a proxy in front may send: long enough for any of the usual forms, and harmless in a log line. */
const SANE = /^[A-Za-z0-9_.:-]{8,128}$/;

/** Gives each request an id, the caller's own where it is usable, and says it in the answer. */
export function requestId(random: Random): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = requestIdOf(c.req.header('X-Request-Id'), random);
    c.set('requestId', id);
    await next();
    c.res.headers.set('X-Request-Id', id);
  };
}

/** The caller's own id where it is usable, otherwise a new one. */
export function requestIdOf(given: string | undefined, random: Random): string {
  return given !== undefined && SANE.test(given) ? given : random.id('req');
}
