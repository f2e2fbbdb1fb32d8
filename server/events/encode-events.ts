import { STREAM_RESET } from '../../shared/event-types.ts';
import type { ActivityEvent } from '../../shared/events.ts';

// The stream's text (https://html.spec.whatwg.org/multipage/server-sent-events.html). JSON holds no line break of its own, so
// one `data` line is enough.

const encoder = new TextEncoder();

/** How long a client is to wait before it connects again, by itself or as EventSource does. */
export const RECONNECT_MS = 2000;

/** What a stream begins with. */
export const GREETING = encoder.encode(`retry: ${RECONNECT_MS}\n\n`);

/** Says nothing, but keeps proxies and watchdogs content. */
export const HEARTBEAT = encoder.encode(':\n\n');

/** What was asked for is no longer kept. The empty id makes a client forget the one it holds, which would only lead here again. */
export const RESET = encoder.encode(`event: ${STREAM_RESET}\nid:\ndata: {}\n\n`);

/** One event as a message. */
export function encodeEvent(event: ActivityEvent): Uint8Array {
  return encoder.encode(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}
