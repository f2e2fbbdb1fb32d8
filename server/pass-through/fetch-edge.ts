import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { type BodyLimits, readLimitedBody } from '../http/index.ts';
import type { Incoming, Outgoing } from './edges.ts';

/** A request as `fetch` handlers get it. @param bindings what the platform hands in beside it */
export function fetchIncoming(request: Request, bindings: unknown): Incoming {
  const { headers, method, url } = request;
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  return {
    // Whose server it is sees to what is left of a body.
    drop: () => Promise.resolve(),
    method,
    target: url.slice(pathAt),
    header: (name) => headers.get(name) ?? undefined,
    // Platforms drop the body of a GET before anybody sees it; its headers tell.
    hasBody:
      (headers.get('content-length') ?? '0') !== '0' ||
      headers.has('transfer-encoding') ||
      (request.body !== null && !headers.has('content-length')),
    readWhole: (limits: BodyLimits) => readLimitedBody(request, bindings, limits),
    stream: () =>
      request.body === null ? Readable.from([]) : Readable.fromWeb(request.body as NodeReadableStream<Uint8Array>),
  };
}

/** So much lies ready for a reader that is slower than TikTok. */
const READY_BYTES = 64 * 1024;

/** An answer as `fetch` handlers give it: a Response that begins with the headers, while the body goes on. */
export function fetchOutgoing(request: Request): { outgoing: Outgoing; response: Promise<Response> } {
  const isHead = request.method === 'HEAD';
  let give: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    give = resolve;
  });
  let isOver = false;
  let body: ReadableStreamDefaultController<Uint8Array> | null = null;
  let onDrain: (() => void) | null = null;
  let onGone: (() => void) | null = null;
  let onClose: (() => void) | null = null;

  const close = (): void => {
    if (isOver) return;
    isOver = true;
    request.signal.removeEventListener('abort', gone);
    onClose?.();
  };
  const gone = (): void => {
    if (isOver) return;
    isOver = true;
    if (!outgoing.isStarted) give(new Response(null, { status: 499 }));
    else errorBody(body);
    onGone?.();
    onClose?.();
  };
  request.signal.addEventListener('abort', gone, { once: true });

  // Not Readable.toWeb: in Node 20 a reader that cancels makes that one throw where nobody catches it.
  const stream = (): ReadableStream<Uint8Array> =>
    new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          body = controller;
        },
        pull: () => onDrain?.(),
        cancel: gone,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: READY_BYTES }),
    );

  const outgoing: Outgoing & { isStarted: boolean } = {
    isStarted: false,
    start(status, headers) {
      if (isOver || outgoing.isStarted) return;
      outgoing.isStarted = true;
      const all = new Headers();
      for (let at = 0; at + 1 < headers.length; at += 2) all.append(headers[at] ?? '', headers[at + 1] ?? '');
      const isEmpty = isHead || status === 204 || status === 304;
      give(new Response(isEmpty ? null : stream(), { status, headers: all }));
    },
    write(chunk) {
      if (isOver || body === null) return true;
      body.enqueue(chunk);
      return (body.desiredSize ?? 0) > 0;
    },
    end(last) {
      if (isOver) return;
      if (last !== undefined && last.length > 0) body?.enqueue(last);
      body?.close();
      close();
    },
    cut() {
      if (isOver) return;
      isOver = true;
      errorBody(body);
      onClose?.();
    },
    onDrain(listener) {
      onDrain = listener;
    },
    onGone(listener) {
      onGone = listener;
      if (request.signal.aborted) gone();
    },
    onClose(listener) {
      onClose = listener;
    },
  };
  return { outgoing, response };
}

/** Whoever reads on sees the body break off. */
function errorBody(body: ReadableStreamDefaultController<Uint8Array> | null): void {
  try {
    body?.error(new Error('The answer broke off.'));
  } catch {
    // It has ended already.
  }
}
