import { Agent, request } from 'undici';
import { VERSION } from '../http/version.ts';
import type { EpochMs } from '../store/types.ts';
import { askedPause } from './retry-plan.ts';

const ANSWER_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** What is under way when the server stops gets so long to end well: cut off, it would be sent twice. */
const STOP_GRACE_MS = 5000;
/** Nobody reads what a receiver answers; a short answer is taken in so that the connection can be used again. */
const READ_BYTES = 64 * 1024;
/** An answer that has not ended by then is cut off: its status is known, and the next event waits. */
const READ_MS = 1000;
const CONNECTIONS = 16;

export type Answer =
  | { kind: 'answered'; status: number; askedMs: number | null }
  /** `reason` names no address and no secret. */
  | { kind: 'unanswered'; reason: string };

/** The host's back end, as far as it can be posted to. */
export interface Receiver {
  /** Never rejects. A redirect is not followed: its status is the answer. */
  post(body: string, headers: Readonly<Record<string, string>>, now: EpochMs, signal: AbortSignal): Promise<Answer>;
  /** Ends its connections; the next `post` opens new ones. */
  close(): Promise<void>;
}

/** @param options.timeoutMs how long an answer may take, default 15 s */
export function createReceiver(address: string, options: { timeoutMs?: number } = {}): Receiver {
  const timeoutMs = options.timeoutMs ?? ANSWER_TIMEOUT_MS;
  const { url, authorization } = takeApart(address);
  let agent: Agent | null = null;

  return {
    async post(body, headers, now, signal) {
      agent ??= new Agent({
        connections: CONNECTIONS,
        pipelining: 1,
        connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
      });
      const limit = limitOf(timeoutMs, signal);
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': `tiktok-ads-connect/${VERSION}`,
            ...authorization,
            ...headers,
          },
          body,
          // The limit below is the one that counts, also for an answer that drips.
          headersTimeout: 0,
          bodyTimeout: 0,
          signal: limit.signal,
        });
        // The status is the whole answer. What follows is read to its end or cut off, and changes nothing any more.
        const late = setTimeout(() => answer.body.destroy(), READ_MS);
        await answer.body.dump({ limit: READ_BYTES }).catch(() => undefined);
        clearTimeout(late);
        const askedMs = askedPause(answer.headers['retry-after'], now);
        return { kind: 'answered', status: answer.statusCode, askedMs };
      } catch (error) {
        if (limit.isOver()) return { kind: 'unanswered', reason: `No answer within ${timeoutMs / 1000} s.` };
        if (signal.aborted) return { kind: 'unanswered', reason: 'The server stopped before the answer came.' };
        return { kind: 'unanswered', reason: explain(error) };
      } finally {
        limit.end();
      }
    },

    async close() {
      const open = agent;
      agent = null;
      await open?.destroy();
    },
  };
}

/** A user and password in the address become the header that they stand for. */
function takeApart(address: string): { url: string; authorization: { authorization?: string } } {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  if (username === '' && password === '') return { url: url.href, authorization: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { url: url.href, authorization: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } };
}

/** Aborts when the time is over, or a while after the other signal does. */
function limitOf(timeoutMs: number, stopping: AbortSignal) {
  const controller = new AbortController();
  let isOver = false;
  let grace: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort();
  }, timeoutMs);
  const stop = () => {
    grace = setTimeout(() => controller.abort(), STOP_GRACE_MS);
  };
  if (stopping.aborted) stop();
  else stopping.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    end() {
      clearTimeout(timer);
      clearTimeout(grace);
      stopping.removeEventListener('abort', stop);
    },
  };
}

const EXPLAINED: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name in HOST_WEBHOOK_URL is not known to DNS.',
  EAI_AGAIN: 'The name in HOST_WEBHOOK_URL could not be looked up: DNS did not answer.',
  ECONNREFUSED: 'Nothing listens at HOST_WEBHOOK_URL.',
  ECONNRESET: 'The connection was cut off before an answer came.',
  EPIPE: 'The connection was cut off before an answer came.',
  UND_ERR_SOCKET: 'The connection was cut off before an answer came.',
  EHOSTUNREACH: 'The network does not reach HOST_WEBHOOK_URL.',
  ENETUNREACH: 'The network does not reach HOST_WEBHOOK_URL.',
  ETIMEDOUT: 'No connection could be made in time.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time.',
  UND_ERR_HEADERS_TIMEOUT: 'No answer came in time.',
  CERT_HAS_EXPIRED: 'TLS: the certificate of HOST_WEBHOOK_URL has expired.',
  CERT_NOT_YET_VALID: 'TLS: the certificate of HOST_WEBHOOK_URL is not valid yet.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'TLS: the certificate of HOST_WEBHOOK_URL is signed by itself, which nobody vouches for.',
  SELF_SIGNED_CERT_IN_CHAIN: 'TLS: the certificate of HOST_WEBHOOK_URL comes from an authority that is not known here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'TLS: the certificate of HOST_WEBHOOK_URL cannot be checked; the ones between it and its authority may be missing.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'TLS: the certificate of HOST_WEBHOOK_URL comes from an authority that is not known here.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'TLS: the certificate is not for the name in HOST_WEBHOOK_URL.',
  EPROTO: 'TLS could not be agreed on; the address may speak plain HTTP.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'TLS could not be agreed on; the address may speak plain HTTP.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'TLS could not be agreed on; the address may speak plain HTTP.',
};

/** By the code alone: an error's message may hold the address. */
function explain(error: unknown): string {
  const code = codeOf(error);
  if (code === null) return 'The request failed before an answer came.';
  const words = EXPLAINED[code];
  return words === undefined ? `The request failed before an answer came (${code}).` : `${words} (${code})`;
}

function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError) {
      const inner = at.errors.map(codeOf).find((found) => found !== null);
      if (inner !== undefined) return inner;
    }
    if ('code' in at && typeof at.code === 'string' && /^[A-Z0-9_]{2,60}$/.test(at.code)) return at.code;
  }
  return null;
}
