import { APPROVAL_HEADER } from '../../shared/control-kinds.ts';
import { isJudgedByFields, refusal } from '../call-catalogue/index.ts';
import { createFormDigest, readIdempotencyKey } from '../call-log/index.ts';
import { AppError } from '../errors.ts';
import { holdBody } from '../http/index.ts';
import { requestHeaders } from './answer-headers.ts';
import { MAX_ANSWER_BYTES, toSent } from './call-answer.ts';
import { type CallHead, readApprovalId, refuse } from './call-head.ts';
import type { CallTally } from './call-tally.ts';
import type { PassThroughContext, Presence } from './context.ts';
import type { Incoming, Outgoing } from './edges.ts';
import { FormBody } from './form-body.ts';
import { guardCall, type WriteOutcome } from './guard-call.ts';
import type { CallAnswer, CallHandle, Sent } from '../guard-shapes/index.ts';
import { collectFromText } from './named-ids.ts';
import { throughConnection, toGuardedCall } from './pass-write.ts';
import { gone, Sender } from './sender.ts';
import { answerWrite } from './write-answer.ts';

/** From the last byte of an upload to the beginning of the answer: TikTok looks through videos first. */
const ANSWER_TIMEOUT_MS = 300_000;

/** Passes an upload on while it arrives. */
export async function passForm(
  context: PassThroughContext,
  head: CallHead,
  incoming: Incoming,
  outgoing: Outgoing,
  presence: Presence,
  tally: CallTally,
): Promise<void> {
  const { method, path, search, query, ids } = head;
  const idempotencyKey = readIdempotencyKey(incoming.header('idempotency-key'));
  const digest =
    idempotencyKey === null ? null : createFormDigest({ method, path, search: throughConnection(search, incoming) });
  let form: FormBody | null = null;
  const held = holdBody(context.bodies);
  try {
    const claimedId = readApprovalId(incoming.header(APPROVAL_HEADER.toLowerCase()));
    form = await FormBody.open(incoming, path, { digest, endsWithFile: claimedId !== null, held });
    if (form.hasFile && isJudgedByFields(head)) throw noFiles();
    const { fields } = form;
    for (const name in fields) collectFromText(ids, name, fields[name] ?? '');
    const body = { kind: 'form', fields } as const;
    refuse(refusal({ path, query, body }));
    const outcome = await upload(context, head, form, { incoming, presence, tally, idempotencyKey, claimedId });
    // TikTok may have answered before it had all.
    if (!form.isHandedOver) await form.drop();
    answerWrite(outgoing, outcome, tally);
  } catch (error) {
    if (!presence.isGone) await form?.drop();
    throw error;
  } finally {
    held.release();
  }
}

async function upload(
  context: PassThroughContext,
  head: CallHead,
  form: FormBody,
  about: {
    incoming: Incoming;
    presence: Presence;
    tally: CallTally;
    idempotencyKey: string | null;
    claimedId: string | null;
  },
): Promise<WriteOutcome> {
  const { incoming, presence, tally, idempotencyKey, claimedId } = about;
  const { actor } = head;
  const call = await toGuardedCall(context, head, { kind: 'form', fields: form.fields }, incoming);
  const guardedAbout = {
    idempotencyKey,
    fingerprint: null,
    approvedId: null,
    claimedId,
    onRecorded: (callId: string) => void (tally.callId = callId),
  };
  return guardCall(context, actor, call, guardedAbout, {
    maxWaitMs: head.maxWaitMs,
    async send(guarded, handle, _grantRun, isStillHeld, maxWaitMs) {
      const { workspaceId } = actor;
      const target = await context.storeOf(workspaceId).callTargets.ofConnection(guarded.connectionId);
      if (target === null) throw new AppError('connection_disconnected', 'The connection was removed meanwhile.');
      const grant = await context.grants.of(workspaceId, target, 'write');
      const { method, path, search, advertiserId } = guarded;
      const sent = { workspaceId, method, path, search, advertiserId: advertiserId ?? '', purpose: 'write' } as const;
      const sender = new Sender(context, sent, grant, tally, presence);
      const answer = await sendForm(context, sender, form, incoming, handle, isStillHeld, presence, maxWaitMs);
      const fingerprint = form.fingerprint();
      return { answer, isReconciled: false, ...(fingerprint === null ? {} : { fingerprint }) };
    },
    fingerprint: () => form.readToEnd(),
  });
}

/**
 * Sends a form once. It is never repeated: its bytes are gone.
 *
 * @throws {AppError} call_outcome_unknown; RefusedInTheMiddle; what kept it from being sent
 */
async function sendForm(
  { deps }: PassThroughContext,
  sender: Sender,
  form: FormBody,
  incoming: Incoming,
  handle: CallHandle,
  isStillHeld: () => Promise<boolean>,
  presence: Presence,
  maxWaitMs: number,
): Promise<CallAnswer> {
  const at = deps.clock.now();
  const startedAt = performance.now();
  const sent = await takeSent();
  const purpose = { at, durationMs: Math.round(performance.now() - startedAt), purpose: 'send' } as const;
  const nothing = { httpStatus: null, tiktokCode: null, tiktokRequestId: null };
  switch (sent.kind) {
    case 'answered': {
      const { httpStatus, tiktokCode, tiktokRequestId } = sent.answer;
      await handle.attempted({
        ...purpose,
        outcome: 'answered',
        httpStatus,
        tiktokCode,
        tiktokRequestId,
        detail: null,
      });
      return sent.answer;
    }
    case 'not_sent':
      await handle.attempted({ ...purpose, ...nothing, outcome: 'not_sent', detail: sent.error.code });
      throw sent.error;
    case 'lost':
      await handle.attempted({ ...purpose, ...nothing, outcome: 'lost', detail: sent.detail });
      throw new AppError(
        'call_outcome_unknown',
        'TikTok got all of the upload and did not answer. It may be there: look for it before it is sent again.',
        { members: { callId: handle.callId } },
      );
  }

  async function takeSent(): Promise<Sent> {
    try {
      const tried = await sender.send(
        {
          headers: (accessToken) => [
            ...requestHeaders((name) => incoming.header(name), accessToken),
            'content-type',
            form.contentType,
            'content-length',
            String(form.contentLength),
          ],
          body: { open: (giveUp) => form.stream(() => giveUp(new Error('TikTok takes nothing'))) },
          collectBytes: MAX_ANSWER_BYTES,
          collectsAll: true,
          headersTimeoutMs: 0,
          bodyTimeoutMs: ANSWER_TIMEOUT_MS,
          answerTimeoutMs: ANSWER_TIMEOUT_MS,
          isStillHeld,
        },
        maxWaitMs,
      );
      const result = toSent(tried);
      if (result.kind !== 'lost') {
        await sender.noteRefusal(tried);
        return result;
      }
      // Without its end TikTok has no upload.
      if (form.failure !== null) return { kind: 'not_sent', error: form.failure };
      if (!form.isHandedOver)
        return { kind: 'not_sent', error: presence.isGone ? gone() : brokenByTikTok(result.detail) };
      return result;
    } catch (error) {
      if (error instanceof AppError) return { kind: 'not_sent', error };
      throw error;
    }
  }
}

function brokenByTikTok(detail: string): AppError {
  return new AppError('tiktok_unavailable', `TikTok broke the upload off in the middle (${detail}). Send it again.`);
}

/** What comes behind a file nobody has looked at when TikTok gets the file. */
function noFiles(): AppError {
  return new AppError('invalid_request', 'TikTok takes no files there: send the fields as JSON.');
}
