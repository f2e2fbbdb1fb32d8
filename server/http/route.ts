import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { type ErrorCode, problemSchema } from '../../shared/errors.ts';
import { AppError, ERROR_STATUS, notFound } from '../errors.ts';
import type { AppEnv } from './app-env.ts';
import { fieldErrors } from './zod-errors.ts';

export { createRoute } from '@hono/zod-openapi';

/** `security` of a route that takes a session token or a host key with `X-Workspace-Id`. */
export const BOTH = [{ session: [] }, { hostKey: [], workspace: [] }];
/** `security` of a route that only the host's back end may call, for one workspace. */
export const HOST = [{ hostKey: [], workspace: [] }];
/** `security` of a route that only the host's back end may call, for no particular workspace. */
export const HOST_ONLY = [{ hostKey: [] }];

/** What any call behind the auth middleware may answer. */
const ALWAYS: readonly ErrorCode[] = [
  'missing_credentials',
  'invalid_session',
  'session_expired',
  'invalid_host_key',
  'workspace_required',
  'origin_mismatch',
  'internal_error',
];

/**
 * A router whose refused input becomes a problem document naming each path. A path parameter that cannot be an id is
 * answered like an id that does not exist, unless `badParameter` says otherwise (for ids that the caller makes up).
 */
export function newRouter(options: { badParameter?: 'not_found' | 'invalid_request' } = {}): OpenAPIHono<AppEnv> {
  const badParameter = options.badParameter ?? 'not_found';
  return new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return;
      if (result.target === 'param' && badParameter === 'not_found') throw notFound();
      const errors = fieldErrors(result.error.issues);
      throw new AppError('invalid_request', summary(result.target, errors), { errors: errors.slice(0, MAX_TOLD) });
    },
  });
}

/** How many problems of one request are told: a megabyte of wrong fields is not answered with four. */
const MAX_TOLD = 100;

const PLACES: Readonly<Record<string, string>> = { json: 'body', query: 'query', param: 'path', header: 'headers' };

function summary(target: string, errors: readonly { path: string; message: string }[]): string {
  const [first] = errors;
  const place = PLACES[target] ?? target;
  if (first === undefined) return `The ${place} of the request cannot be used.`;
  const where = first.path === '' ? `the ${place}` : `${first.path} in the ${place}`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  return `The request cannot be used: ${where}: ${first.message}${more}.`;
}

/** What a call with `jsonBody` may answer about its body, besides what the call itself says. */
export const JSON_BODY_PROBLEMS = [
  'invalid_request',
  'invalid_json',
  'unsupported_media_type',
  'payload_too_large',
  'request_timeout',
] as const satisfies readonly ErrorCode[];

/** `request.body` of a call that takes JSON. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** `request.body` of a call that takes JSON or nothing; its route has `emptyIsNone` as `middleware`. */
export function optionalJsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: false, content: { 'application/json': { schema } } } as const;
}

/** Clients that name a Content-Type with every POST mean nothing by it when the body is empty: then there is none. */
export const emptyIsNone: MiddlewareHandler<AppEnv> = async (c, next) => {
  // A body that breaks off or is too large fails again, and is answered, where the route reads it.
  const text = await c.req.text().catch(() => null);
  if (text === '') {
    const headers = new Headers(c.req.raw.headers);
    for (const name of ['Content-Type', 'Content-Length', 'Transfer-Encoding']) headers.delete(name);
    c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers });
  }
  await next();
};

/** One of the `responses`: a JSON answer. */
export function jsonAnswer<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { 'application/json': { schema } } } as const;
}

/**
 * The `responses` of the failures a route can end in, grouped by HTTP status, for `createRoute`. Those that any call
 * may end in are added.
 */
export function problemResponses(...codes: readonly ErrorCode[]) {
  return problemsOf([...codes, ...ALWAYS]);
}

/** As `problemResponses`, for a route that the auth middleware leaves alone. */
export function openProblemResponses(...codes: readonly ErrorCode[]) {
  return problemsOf([...codes, 'internal_error']);
}

function problemsOf(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const status = ERROR_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, names]) => [
        status,
        {
          description: names.map((name) => `\`${name}\``).join(', '),
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      ]),
  ) as object;
}
