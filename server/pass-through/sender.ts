import type { Readable } from 'node:stream';
import { confirmGrant, type ConnectionGrant, noteMissingScope } from '../connections/index.ts';
import { AppError } from '../errors.ts';
import {
  type Admission,
  isScopeMissing,
  isTokenRejected,
  type PacedCall,
  scrub,
  TikTokApiError,
} from '../tiktok/index.ts';
import { toAppError } from '../tiktok-failure/index.ts';
import type { PassThroughContext, Presence } from './context.ts';
import { NO_ENVELOPE, type Peeked, peekBeginning, peekWhole } from './envelope-peek.ts';
import { Exchange, type Exchanged } from './exchange.ts';

/** One call, as far as sending it matters. */
export interface SentCall {
  readonly workspaceId: string;
  readonly method: string;
  readonly path: string;
  readonly search: string;
  /** The one ad account it is about; '' for none or several: they take turns by it. */
  readonly advertiserId: string;
  readonly purpose: 'read' | 'write';
}

/** What goes with one try. */
export interface Try {
  /** In undici's flat form, credential included. */
  readonly headers: (accessToken: string) => string[];
  /** One that streams is opened when it is its turn; it may give the try up. */
  readonly body: Buffer | { open(giveUp: (reason: Error) => void): Readable } | null;
  /** Answers up to this size are given whole. */
  readonly collectBytes: number;
  /** Longer ones are a failure. */
  readonly collectsAll?: boolean;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  /** From sending to the end of the answer, where there is such a limit. */
  readonly timeoutMs?: number;
  /** From the end of a body that streams to the beginning of the answer. */
  readonly answerTimeoutMs?: number;
  /** Asked when its turn has come: false, and nothing is sent. */
  readonly isStillHeld?: () => Promise<boolean>;
}

export interface Tried {
  readonly exchanged: Exchanged;
  readonly peeked: Peeked;
  readonly admission: Admission;
  /** Where TikTok limits whoever asked. */
  readonly retryAfterMs: number | null;
  /** Hands a streaming answer on. */
  readonly exchange: Exchange;
}

/** What the tries of one call have come to, for the log and the counters. */
export interface SendTally {
  waitMs: number;
  tries: number;
  tiktokCode: number | null;
  upstreamMs: number;
  /** Of the last try: it knows what the limits leave. */
  admission: Admission | null;
}

/** TikTok's reports take their time; its edge gives up after two minutes. */
export const HEADERS_TIMEOUT_MS = 120_000;
export const BODY_IDLE_TIMEOUT_MS = 60_000;

/** Sends calls of one caller through one connection, each try in its turn. */
export class Sender {
  readonly #context: PassThroughContext;
  readonly #call: SentCall;
  readonly #tally: SendTally;
  readonly #presence: Presence | null;
  readonly #isUntilSent: boolean;
  #grant: ConnectionGrant;

  /**
   * @param presence ends waiting, sending and receiving when the caller goes; null where nobody waits
   * @param options.untilSent what has been sent once goes on to its end, whoever has gone
   */
  constructor(
    context: PassThroughContext,
    call: SentCall,
    grant: ConnectionGrant,
    tally: SendTally,
    presence: Presence | null,
    options: { untilSent?: boolean } = {},
  ) {
    this.#isUntilSent = options.untilSent ?? false;
    this.#context = context;
    this.#call = call;
    this.#grant = grant;
    this.#tally = tally;
    this.#presence = presence;
  }

  /**
   * Waits for the turn and sends once.
   *
   * @throws {AppError} tiktok_rate_limited - no turn within `maxWaitMs`; tiktok_unavailable - given up, or not the caller's to send any more
   */
  async send(wanted: Try, maxWaitMs: number): Promise<Tried> {
    const admission = this.#admitNow() ?? (await this.#admit(maxWaitMs));
    if (wanted.isStillHeld !== undefined && !(await wanted.isStillHeld())) throw takenOver();
    const { deps } = this.#context;
    const { method, path, search } = this.#call;
    const exchange = new Exchange({ bytes: wanted.collectBytes, all: wanted.collectsAll ?? false });
    if (this.#presence !== null && !this.#isUntilSent) this.#presence.underWay = () => exchange.abort();
    const timer =
      wanted.timeoutMs === undefined ? undefined : setTimeout(() => exchange.abort(noAnswer()), wanted.timeoutMs);
    const sentAt = performance.now();
    this.#tally.tries += 1;
    this.#tally.admission = admission;
    if (!exchange.isOver)
      deps.tiktok.dispatch(
        this.#grant.environment,
        {
          method,
          path: `/open_api/v1.3${path}${search === '' ? '' : `?${search}`}`,
          headers: wanted.headers(this.#grant.accessToken),
          body: bodyOf(wanted, exchange),
          headersTimeout: wanted.headersTimeoutMs,
          bodyTimeout: wanted.bodyTimeoutMs,
        },
        exchange,
      );
    const exchanged = withoutToken(await exchange.settled, this.#grant);
    clearTimeout(timer);
    if (exchanged.kind !== 'streaming' && this.#presence !== null) this.#presence.underWay = null;
    this.#tally.upstreamMs += performance.now() - sentAt;
    const peeked = withoutSecrets(peek(exchanged), this.#grant.accessToken);
    this.#tally.tiktokCode = peeked.code;
    return { exchanged, peeked, admission, retryAfterMs: settle(admission, exchanged, peeked), exchange };
  }

  /**
   * As `send`, and once more with another token where TikTok refuses the first: so only for what can be sent twice. Where it is this
   * call alone that the token is refused for, TikTok's answer is the answer.
   *
   * @throws {AppError} also connection_disconnected
   */
  async sendRenewing(wanted: Try, maxWaitMs: number): Promise<Tried> {
    const startedAt = performance.now();
    let tried = await this.send(wanted, maxWaitMs);
    // Nearly always: not even a promise is made for it.
    if (tried.peeked.code === 0) return tried;
    // Twice: whoever signed in meanwhile brought a token that may have ended since.
    for (let turn = 0; turn < 2; turn += 1) {
      if (!(await this.#isRefused(tried)) || !(await this.#renew())) return tried;
      tried = await this.send(wanted, Math.max(0, maxWaitMs - (performance.now() - startedAt)));
    }
    return tried;
  }

  /**
   * For what cannot be sent twice: a refused token is renewed for the next call.
   *
   * @throws {AppError} connection_disconnected - TikTok refuses the token, and it cannot be renewed
   */
  async noteRefusal(tried: Tried): Promise<void> {
    if (await this.#isRefused(tried)) await this.#renew();
  }

  /** @returns whether there is another token now. @throws {AppError} connection_disconnected */
  async #renew(): Promise<boolean> {
    const { deps, grants } = this.#context;
    const { tokenVersion } = this.#grant;
    this.#grant = await confirmGrant(deps, this.#grant, this.#call.purpose);
    grants.keep(this.#grant);
    return this.#grant.tokenVersion !== tokenVersion;
  }

  /** Whether TikTok refuses the token. A permission that is missing is noted on the way. */
  async #isRefused({ exchanged, peeked: { code, message, tiktokRequestId } }: Tried): Promise<boolean> {
    if (code === null || code === 0 || exchanged.kind !== 'whole') return false;
    if (isTokenRejected(code, message)) return true;
    if (!isScopeMissing(code, message)) return false;
    const refusal = new TikTokApiError({
      kind: 'refused',
      message: `TikTok ${this.#call.method} ${this.#call.path}: code ${code}`,
      code,
      path: this.#call.path,
      httpStatus: exchanged.head.status,
      tiktokMessage: message,
      tiktokRequestId: tiktokRequestId ?? logIdOf(exchanged),
      mayHaveHappened: false,
    });
    await noteMissingScope(this.#context.deps, this.#grant, refusal);
    return false;
  }

  /** Asked again after a wait, it may have changed. */
  #isGone(presence: Presence | null): boolean {
    return presence?.isGone ?? false;
  }

  #paced(): PacedCall {
    const { environment, appId, accessToken } = this.#grant;
    const { workspaceId, advertiserId, method, path } = this.#call;
    return { environment, appId, accessToken, workspaceId, advertiserId, method, path };
  }

  #admitNow(): Admission | null {
    return this.#presence?.isGone === true ? null : this.#context.deps.tiktok.admitNow(this.#paced());
  }

  async #admit(maxWaitMs: number): Promise<Admission> {
    const { deps } = this.#context;
    const presence = this.#isUntilSent && this.#tally.tries > 0 ? null : this.#presence;
    if (this.#isGone(presence)) throw gone();
    const ending = new AbortController();
    if (presence !== null) presence.underWay = () => ending.abort();
    const startedAt = performance.now();
    try {
      return await deps.tiktok.admit(this.#paced(), { signal: ending.signal, maxWaitMs });
    } catch (error) {
      if (this.#isGone(presence)) throw gone();
      if (error instanceof TikTokApiError) throw toAppError(error);
      throw error;
    } finally {
      this.#tally.waitMs += performance.now() - startedAt;
      if (presence !== null) presence.underWay = null;
    }
  }
}

function bodyOf({ body, answerTimeoutMs }: Try, exchange: Exchange): Buffer | Readable | null {
  if (body === null || Buffer.isBuffer(body)) return body;
  const stream = body.open((reason) => exchange.abort(reason));
  if (answerTimeoutMs === undefined) return stream;
  stream.once('end', () => {
    const timer = setTimeout(() => exchange.abort(noAnswer()), answerTimeoutMs);
    void exchange.settled.then(() => clearTimeout(timer));
  });
  return stream;
}

/** Somebody else goes on with the call, or has ended it: two of them would do it twice. */
function takenOver(): AppError {
  return new AppError(
    'tiktok_unavailable',
    'The server stood still for so long that the call was taken from it before it was sent. Send it again, with the same Idempotency-Key.',
  );
}

/** By its name it is told from a connection that broke. */
function noAnswer(): Error {
  return Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });
}

/** Nobody reads it, but the log. */
export function gone(): AppError {
  return new AppError('tiktok_unavailable', 'The caller went away.');
}

function peek(exchanged: Exchanged): Peeked {
  if (exchanged.kind === 'failed') return NO_ENVELOPE;
  if (exchanged.head.headers['content-encoding'] !== undefined) return NO_ENVELOPE;
  return exchanged.kind === 'whole' ? peekWhole(exchanged.body) : peekBeginning(exchanged.beginning);
}

/** Callers never see the token, not even where TikTok's answer quotes it. As long as it was, so that all lengths stay true. */
function withoutToken(exchanged: Exchanged, grant: ConnectionGrant): Exchanged {
  if (exchanged.kind !== 'whole' || !exchanged.body.includes(bytesOf(grant))) return exchanged;
  const { accessToken } = grant;
  const body = exchanged.body.toString('latin1').replaceAll(accessToken, '*'.repeat(accessToken.length));
  return { ...exchanged, body: Buffer.from(body, 'latin1') };
}

const tokenBytes = new WeakMap<ConnectionGrant, Buffer>();

/** The token as it would stand in an answer: looked for in each, so made once for as long as the grant is kept. */
function bytesOf(grant: ConnectionGrant): Buffer {
  let bytes = tokenBytes.get(grant);
  if (bytes === undefined) tokenBytes.set(grant, (bytes = Buffer.from(grant.accessToken)));
  return bytes;
}

/** TikTok's message as it may be written down. */
function withoutSecrets(peeked: Peeked, accessToken: string): Peeked {
  const isQuiet = peeked.code === 0 || peeked.message === '';
  return isQuiet ? peeked : { ...peeked, message: scrub(peeked.message, { accessToken }) };
}

/** Tells whoever paces calls what TikTok said. @returns after how long asking again makes sense, null where it is not limited */
function settle(admission: Admission, exchanged: Exchanged, { code, message }: Peeked): number | null {
  if (exchanged.kind === 'failed') return null;
  const { status, headers } = exchanged.head;
  return admission.settle({ code, message, httpStatus: status, retryAfter: headers['retry-after'] ?? null });
}

/** TikTok's log id, which its support can look up where there is no envelope. */
export function logIdOf(exchanged: Exchanged): string | null {
  if (exchanged.kind === 'failed') return null;
  const logId = exchanged.head.headers['x-tt-logid'];
  return typeof logId === 'string' ? logId : null;
}
