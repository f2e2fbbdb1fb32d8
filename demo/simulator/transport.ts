import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/**
 * What the app runs with: Node's own request and answer behind a real socket, nothing when called through
 * `app.request`.
 */
export type SimulatorEnv = { Bindings: Partial<HttpBindings> };
export type SimulatorContext = Context<SimulatorEnv>;

/** The raw body, chunk by chunk; `count` hears how many bytes came. */
export async function* bodyOf(c: SimulatorContext, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const incoming = c.env?.incoming;
  // Whoever stops reading half-way still owes the client an answer: the connection has to stay.
  const chunks: AsyncIterable<Uint8Array> | null =
    incoming === undefined ? c.req.raw.body : incoming.iterator({ destroyOnReturn: false });
  if (chunks === null) return;
  for await (const chunk of chunks) {
    count(chunk.byteLength);
    yield chunk;
  }
}

/** Reads what is left of a body and forgets it, so that a client still sending gets its answer. */
export async function drain(c: SimulatorContext, count: (bytes: number) => void): Promise<void> {
  const incoming = c.env?.incoming;
  if (incoming === undefined || incoming.readableEnded || incoming.destroyed || incoming.method === 'GET') return;
  await new Promise<void>((resolve) => {
    incoming.once('end', resolve).once('error', resolve).once('close', resolve);
    incoming.on('data', (chunk: Uint8Array) => count(chunk.byteLength));
    incoming.resume();
  });
}

/** Tears the connection down without an answer. False when there is no connection to tear. */
export function resetConnection(c: SimulatorContext): boolean {
  const socket = c.env?.incoming?.socket;
  if (socket === undefined) return false;
  socket.resetAndDestroy();
  return true;
}

/** The body as text, or null when it is longer than the limit in bytes. */
export async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  return bytes > maxBytes ? null : Buffer.concat(chunks).toString('utf8');
}

/** Says once when the connection's part in this call is over, and whether it ended before the answer was out. */
export function whenOver(c: SimulatorContext, settle: (isCutOff: boolean) => void): void {
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) return;
  if (outgoing.closed) settle(!outgoing.writableFinished);
  else outgoing.once('close', () => settle(!outgoing.writableFinished));
}

/** Whether the client went away before its body was complete, or before it had an answer. */
export function hasHungUp(c: SimulatorContext): boolean {
  const { incoming, outgoing } = c.env ?? {};
  if (incoming === undefined || outgoing === undefined) return false;
  return (incoming.destroyed && !incoming.complete) || (outgoing.closed && !outgoing.writableFinished);
}

/** Waits, but no longer than somebody is there to wait for. A wait alone keeps no process alive. */
export async function pause(c: SimulatorContext, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    whenOver(c, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Closes the connection in the middle of an answer. False when there is no connection. */
export function cutConnection(c: SimulatorContext): boolean {
  const outgoing = c.env?.outgoing;
  outgoing?.destroy();
  return outgoing !== undefined;
}

/** Passes an answer on and counts its bytes; after `limit` of them it ends with `cut`, or with an error. */
export function countedAnswer(
  answer: Response,
  count: (bytes: number) => void,
  limit: number = Number.MAX_SAFE_INTEGER,
  cut: () => boolean = () => false,
): Response {
  const reader = answer.body?.getReader();
  if (reader === undefined) return answer;
  let left = limit;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) {
        controller.close();
        return;
      }
      const sent = value.byteLength > left ? value.subarray(0, left) : value;
      left -= sent.byteLength;
      count(sent.byteLength);
      if (sent.byteLength > 0) controller.enqueue(sent);
      if (left > 0) return;
      await reader.cancel();
      // Given a moment, what was enqueued is out before the connection is closed.
      await new Promise((resolve) => void setTimeout(resolve, 20));
      if (!cut()) controller.error(new Error('the answer is cut off'));
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: answer.status, headers: answer.headers });
}

/** Says once whether the answer went out whole. Without a socket it always does. */
export function whenDelivered(c: SimulatorContext, settle: (isDelivered: boolean) => void): void {
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) {
    settle(true);
    return;
  }
  if (outgoing.closed) settle(outgoing.writableFinished);
  else outgoing.once('close', () => settle(outgoing.writableFinished));
}
