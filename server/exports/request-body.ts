import { IncomingMessage } from 'node:http';

/**
 * A request's body, piece by piece, at the pace of whoever reads. On Node's own server it is read from the socket's stream:
 * the web stream around it counts pieces instead of bytes and would take in a gigabyte ahead of us. Reading less than all of
 * it leaves the connection whole for the answer.
 *
 * @param bindings what the platform hands in beside the request, if anything
 */
export function readBody(request: Request, bindings: unknown): AsyncIterable<Uint8Array> {
  const incoming =
    typeof bindings === 'object' && bindings !== null && 'incoming' in bindings ? bindings.incoming : null;
  if (incoming instanceof IncomingMessage && isUntouched(incoming)) {
    return { [Symbol.asyncIterator]: () => incoming.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() };
  }
  return readStream(request.body);
}

/** Whoever asked for `request.body` before has wrapped the stream by now, and its bytes only come out of there. */
function isUntouched(incoming: IncomingMessage): boolean {
  return (
    !incoming.readableDidRead &&
    incoming.listenerCount('data') === 0 &&
    incoming.listenerCount('readable') === 0 &&
    !('rawBody' in incoming)
  );
}

async function* readStream(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (stream === null) return;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
