import { type CallBody, refusal } from '../call-catalogue/index.ts';
import { type CallHead, readHead, refuse } from './call-head.ts';
import type { PassThroughContext, Presence } from './context.ts';
import type { Incoming, Outgoing } from './edges.ts';
import { holdBody } from '../http/index.ts';
import { bodyKindOf, encodeJson, readJsonBody } from './json-body.ts';
import { collectFromJson } from './named-ids.ts';
import { passForm } from './pass-form.ts';
import { passRead } from './pass-read.ts';
import { passWrite } from './pass-write.ts';
import type { CallTally } from './call-tally.ts';

/**
 * One call from its first header to the end of its answer.
 *
 * @throws {AppError} whatever keeps it from TikTok, before anything has gone out
 */
export async function passCall(
  context: PassThroughContext,
  incoming: Incoming,
  outgoing: Outgoing,
  presence: Presence,
  tally: CallTally,
): Promise<void> {
  const head = await readHead(context, incoming, tally);
  if (head.isRead && !incoming.hasBody) return passRead(context, head, null, incoming, outgoing, presence, tally);
  const kind = bodyKindOf(incoming);
  tally.isForm = kind === 'form';
  if (kind === 'form') return passForm(context, head, incoming, outgoing, presence, tally);
  // Until it is over: a call that waits for its turn holds its body, and many could wait.
  const held = holdBody(context.bodies);
  try {
    const body: CallBody = kind === 'none' ? { kind } : { kind, value: await readJsonBody(context, incoming, held) };
    lookInto(head, body);
    if (!head.isRead) return await passWrite(context, head, body, incoming, outgoing, presence, tally);
    const bytes = body.kind === 'json' ? encodeJson(body.value) : null;
    return await passRead(context, head, bytes, incoming, outgoing, presence, tally);
  } finally {
    held.release();
  }
}

/** @throws {AppError} invalid_request, tiktok_endpoint_refused */
function lookInto({ ids, path, query }: CallHead, body: CallBody): void {
  if (body.kind !== 'json') return;
  collectFromJson(ids, body.value);
  refuse(refusal({ path, query, body }));
}
