import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/**
 * What the app runs with: Node's own request and answer behind a real socket, nothing when called through
 * `app.request`.
 */
export type SimulatorEnv = { Bindings: Partial<HttpBindings> };
export type SimulatorContext = Context<SimulatorEnv>;

/** The raw body, chunk by chunk. */
export function bodyOf(c: SimulatorContext): AsyncIterable<Uint8Array> {
  const incoming = c.env?.incoming;
  if (incoming !== undefined) return incoming;
  return c.req.raw.body ?? emptyBody();
}

/** Reads what is left of a body and forgets it, so that a client still sending gets its answer. */
export async function drain(c: SimulatorContext): Promise<void> {
  const incoming = c.env?.incoming;
  if (incoming === undefined || incoming.readableEnded || incoming.destroyed || incoming.method === 'GET') return;
  await new Promise<void>((resolve) => {
    incoming.once('end', resolve).once('error', resolve).once('close', resolve);
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

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // Nothing was sent.
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
