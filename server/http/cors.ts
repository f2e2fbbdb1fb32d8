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
  'Access-Token',
  'X-Actor-Kind',
  'X-Approval-Id',
  'X-Tiktok-Connection',
  'X-Max-Wait-Seconds',
].join(', ');
const EXPOSED_HEADERS = [
  'ETag',
  'Upload-Offset',
  'X-Request-Id',
  'X-Tiktok-Request-Id',
  'X-Tt-Logid',
  'X-Tt-Ads-Throttle',
  'X-Call-Id',
  'X-Reconciled',
  'Idempotency-Replayed',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Content-Disposition',
].join(', ');
const PREFLIGHT_MAX_AGE_SECONDS = 7200;

/** What every answer carries, so that pages may read it. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': EXPOSED_HEADERS,
};

/** The answer to the question of a browser whether a page may send a request. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': ALLOWED_METHODS,
  'Access-Control-Allow-Headers': ALLOWED_HEADERS,
  'Access-Control-Max-Age': String(PREFLIGHT_MAX_AGE_SECONDS),
};

/**
 * Any page may call, since the credential is a token that the page must hold and never a cookie: credentials are not
 * allowed, so a browser adds nothing on its own.
 */
export function cors(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined) {
      return new Response(null, { status: 204, headers: PREFLIGHT_HEADERS });
    }
    await next();
    for (const [name, value] of Object.entries(CORS_HEADERS)) c.res.headers.set(name, value);
    return undefined;
  };
}
