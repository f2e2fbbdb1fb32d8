// The line between a scene's page and its server: passes calls on as they are, except where the scene bends it.

import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { ERROR_TITLES, type ErrorCode } from '../../shared/index.ts';
import type { BendCounter } from './bends.ts';
import type { Bend } from './scene.ts';

export type GalleryEnv = { Bindings: Partial<HttpBindings> };
export type GalleryContext = Context<GalleryEnv>;

/** What stands in every bent answer: a support team’s first question, the same in every picture. */
const REQUEST_ID = 'req_8d1f0c2a5b7e4936';
/** They are about one connection, not about the call. */
const HOP_HEADERS = ['connection', 'keep-alive', 'host', 'transfer-encoding', 'upgrade', 'expect', 'content-length'];

/**
 * Answers one call of a page.
 * @param target the call's address at the server of the stage
 * @param path as bends name it, such as `/v1/ad-accounts`
 * @param now the stage's time, for answers that are rewritten
 */
export async function passOn(
  c: GalleryContext,
  target: string,
  path: string,
  bends: BendCounter,
  now: () => number = Date.now,
): Promise<Response> {
  const bend = bends.take(c.req.method, path);
  if (bend !== null) {
    const bent = await applyBend(c, bend);
    if (bent !== null) return bent;
  }
  const response = await forward(c, target);
  return bend?.kind === 'rewrite' ? rewrite(response, (body) => bend.change(body, now())) : response;
}

/** The bent answer; null when the call goes on. */
export async function applyBend(c: GalleryContext, bend: Bend): Promise<Response | null> {
  switch (bend.kind) {
    case 'hold':
      await endOf(c.req.raw.signal);
      return c.body(null, 204);
    case 'delay':
      await Promise.race([
        endOf(c.req.raw.signal),
        new Promise((resolve) => void setTimeout(resolve, bend.ms).unref()),
      ]);
      return null;
    case 'cut':
      return cut(c);
    case 'problem':
      return problem(bend);
    case 'rewrite':
      return null;
  }
}

function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Tears the connection down, as a lost network does. Without a socket (`app.request`) there is only an error to give. */
function cut(c: GalleryContext): Response {
  const socket = c.env?.incoming?.socket;
  if (socket === undefined) return Response.error();
  socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

function problem({ status, code, detail, tiktokRequestId, retryAfter }: Extract<Bend, { kind: 'problem' }>): Response {
  const title = code in ERROR_TITLES ? ERROR_TITLES[code as ErrorCode] : code;
  const body = {
    type: `/docs/errors#${code}`,
    title,
    status,
    code,
    detail: detail ?? `${title}.`,
    requestId: REQUEST_ID,
    ...(tiktokRequestId === undefined ? {} : { tiktokRequestId }),
  };
  return Response.json(body, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-request-id': REQUEST_ID,
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
  });
}

async function forward(c: GalleryContext, target: string): Promise<Response> {
  const headers = new Headers(c.req.raw.headers);
  for (const name of HOP_HEADERS) headers.delete(name);
  // To a page of the same origin browsers say it only with calls that change something; across origins, always.
  if (!headers.has('origin')) headers.set('origin', new URL(c.req.url).origin);
  const { method } = c.req;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers,
    redirect: 'manual',
    signal: c.req.raw.signal,
    ...(hasBody && c.req.raw.body !== null ? { body: c.req.raw.body, duplex: 'half' } : {}),
  };
  try {
    const response = await fetch(target, init);
    const streamed = response.body === null ? null : endQuietly(response.body, c.req.raw.signal);
    return new Response(streamed, { status: response.status, headers: passedHeaders(response.headers) });
  } catch (error) {
    if (c.req.raw.signal.aborted) return c.body(null, 204);
    throw error;
  }
}

/** The same bytes. A page that goes ends the stream that it was reading, and that is nobody's error. */
function endQuietly(body: ReadableStream<Uint8Array>, page: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        if (page.aborted) controller.close();
        else controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function passedHeaders(from: Headers): Headers {
  const headers = new Headers(from);
  for (const name of [...HOP_HEADERS, 'content-encoding']) headers.delete(name);
  return headers;
}

async function rewrite(response: Response, change: (body: never) => unknown): Promise<Response> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return response;
  const body = (await response.json()) as never;
  return new Response(JSON.stringify(change(body)), { status: response.status, headers: response.headers });
}
