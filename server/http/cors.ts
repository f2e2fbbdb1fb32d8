import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env.ts';

const ALLOWED_METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'If-Match',
  'If-None-Match',
  'Upload-Offset',
  'X-Workspace-Id',
  'X-Request-Id',
  'Last-Event-ID',
  'Idempotency-Key',
].join(', ');
const EXPOSED_HEADERS = 'ETag, Upload-Offset, X-Request-Id, Retry-After, Content-Disposition';
const PREFLIGHT_MAX_AGE_SECONDS = 7200;

/**
 * Any page may call, since the credential is a token that the page must hold and never a cookie: credentials are not
 * allowed, so a browser adds nothing on its own.
 */
export function cors(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined) {
      return new Response(null, {
        status: 204,
        headers: {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Methods': ALLOWED_METHODS,
          'Access-Control-Allow-Headers': ALLOWED_HEADERS,
          'Access-Control-Max-Age': String(PREFLIGHT_MAX_AGE_SECONDS),
        },
      });
    }
    await next();
    c.res.headers.set('Access-Control-Allow-Origin', '*');
    c.res.headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    return undefined;
  };
}
