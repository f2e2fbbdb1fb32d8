import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';
import type { NewNotice } from '../store/webhooks.ts';
import { findAppSecrets } from '../tiktok-apps/index.ts';
import { type Challenge, readChallenge } from './challenge.ts';
import type { KeyRing } from './key-ring.ts';
import { noticeContext } from './notice-context.ts';
import { noticeKey } from './notice-key.ts';
import { type SignatureHeaders, verifySignature } from './verify-signature.ts';
import type { NoticeWriter } from './write-notices.ts';

/** A notice as it came over the line. */
export interface IncomingNotice extends SignatureHeaders {
  readonly body: Buffer;
  /** `?app=`: the workspace's own developer app that signed it; undefined for the server's. */
  readonly appId: string | undefined;
  /** `?challenge=` */
  readonly challenge: string | undefined;
}

export type Received =
  | { readonly outcome: 'accepted' | 'duplicate' }
  | { readonly outcome: 'challenge'; readonly challenge: Challenge }
  | { readonly outcome: 'missing' | 'malformed' | 'wrong' | 'stale' | 'invalid_json' };

/**
 * Verifies a notice and has it on the disk when this resolves; nothing is kept of one that is not signed. A challenge is
 * answered signed or not, since whoever asks for one has no key yet, and nothing comes of it.
 *
 * @throws {AppError} storage_failed - the notice is right, but not on the disk
 */
export async function receiveNotice(
  deps: Pick<Deps, 'config' | 'clock' | 'store' | 'sealer'>,
  parts: { keyRing: KeyRing; writer: NoticeWriter },
  incoming: IncomingNotice,
): Promise<Received> {
  const { body, appId } = incoming;
  const keys = await keysOf(deps, parts.keyRing, appId);
  const now = deps.clock.now();
  const verdict = verifySignature(incoming, body, keys.length === 0 ? DECOYS : keys, now);
  if (!verdict.ok && verdict.reason !== 'missing') return { outcome: verdict.reason };

  const challenge = readChallenge(incoming);
  if (challenge !== null) return { outcome: 'challenge', challenge };
  if (!verdict.ok) return { outcome: verdict.reason };

  const parsed = isUtf8(body) ? parseObject(body.toString('utf8')) : null;
  if (parsed === null) return { outcome: 'invalid_json' };
  const signedBy = appId ?? deps.config.tiktokAppId ?? '';
  const hash = noticeKey(signedBy, body, parsed['time']);
  const notice: NewNotice = {
    hash,
    receivedAt: now,
    scheme: verdict.scheme,
    appId: signedBy,
    sealedBody: deps.sealer.seal(body, noticeContext(hash)),
  };
  return { outcome: (await parts.writer.write(notice)) ? 'accepted' : 'duplicate' };
}

/** Compared with where there is no key, so that the time does not tell which apps are known here. */
const DECOYS: readonly string[] = [randomBytes(32).toString('hex')];

/** The keys that may have signed it. Workspaces that bring the same app may know different secrets of it: any of them counts. */
async function keysOf(
  deps: Pick<Deps, 'config' | 'store' | 'sealer'>,
  keyRing: KeyRing,
  appId: string | undefined,
): Promise<readonly string[]> {
  if (appId === undefined) return keyRing.accepted();
  const secrets = await findAppSecrets(deps, appId);
  return appId === deps.config.tiktokAppId ? [...(await keyRing.accepted()), ...secrets] : secrets;
}

/**
 * A replayed `t.body` of one scheme is a rightly signed body of the other, but no JSON; and all that TikTok sends is an object.
 */
function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
