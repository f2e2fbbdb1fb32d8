import { isUtf8 } from 'node:buffer';
import { secretContext, type Sealer } from '../crypto/index.ts';
import type { CallAnswer } from '../guard-shapes/index.ts';
import type { StoredAnswer } from '../store/calls.ts';
import { parseExactJson } from '../tiktok/index.ts';

/** Whose a stored answer is. */
export interface AnswerOwner {
  workspaceId: string;
  /** The Idempotency-Key. */
  key: string;
}

const TEXT = 't';
const BASE64 = 'b';

/** An answer as it is kept: names and budgets are nobody else's business, so its bytes are sealed. */
export function sealAnswer(sealer: Sealer, owner: AnswerOwner, answer: CallAnswer): StoredAnswer {
  const { httpStatus, contentType, tiktokRequestId, body } = answer;
  // What is sealed is text: bytes that are none, which nobody has seen TikTok send, take a detour.
  const text = isUtf8(body) ? `${TEXT}${body.toString('utf8')}` : `${BASE64}${body.toString('base64')}`;
  return { httpStatus, contentType, tiktokRequestId, sealedAnswer: sealer.seal(text, contextOf(owner)) };
}

/**
 * The answer, byte for byte.
 *
 * @throws {SealError} no key of this server opens it any more
 */
export function openAnswer(sealer: Sealer, owner: AnswerOwner, stored: StoredAnswer): CallAnswer {
  const { httpStatus, contentType, tiktokRequestId, sealedAnswer } = stored;
  const text = sealer.open(sealedAnswer, contextOf(owner));
  const body = Buffer.from(text.slice(1), text.startsWith(TEXT) ? 'utf8' : 'base64');
  return { httpStatus, contentType, body, ...readEnvelopeHead(body), tiktokRequestId, retryAfterMs: null };
}

/** Code and message of TikTok's envelope, null and empty where it is none. */
function readEnvelopeHead(body: Buffer): Pick<CallAnswer, 'tiktokCode' | 'tiktokMessage'> {
  try {
    const envelope = parseExactJson(body.toString('utf8')) as Record<string, unknown> | null;
    const code = envelope?.['code'];
    const message = envelope?.['message'];
    return {
      tiktokCode: typeof code === 'number' && Number.isInteger(code) ? code : null,
      tiktokMessage: typeof message === 'string' ? message : '',
    };
  } catch {
    // No envelope: it is replayed as it is.
    return { tiktokCode: null, tiktokMessage: '' };
  }
}

function contextOf({ workspaceId, key }: AnswerOwner): ReturnType<typeof secretContext> {
  return secretContext({ workspaceId, kind: 'call-answer', id: key });
}
