/**
 * The `request_id` of a create (portal pages "Create a campaign" and "Create an ad group"). It does two things:
 *
 * - Of several calls with one value within 10 seconds one succeeds. The others answer 40050 [inferred].
 * - A name that is taken can be used again by a call with a value of its own. Without one it is refused [inferred].
 *
 * Ads have no such field, and it has nothing to do with the `request_id` of an answer.
 */
import { TikTokFailure } from '../envelope.ts';
import { badArgument, type Arguments } from '../input.ts';

const WINDOW_MS = 10_000;
const MAX_VALUE = 2n ** 63n - 1n;

/** The value a call brings, or null. @throws {TikTokFailure} 40002 - not a 64-bit integer */
export function readRequestId(args: Arguments): string | null {
  const value = args['request_id'];
  if (value === undefined || value === null) return null;
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{1,19}$/.test(text) || BigInt(text) > MAX_VALUE)
    throw badArgument('request_id: Not a valid 64-bit integer.');
  return text;
}

/** Remembers which values succeeded, for ten seconds of real time. */
export class RequestIds {
  readonly #pace: () => number;
  /** When each value last succeeded, oldest first. */
  readonly #succeeded = new Map<string, number>();

  constructor(pace: () => number) {
    this.#pace = pace;
  }

  /**
   * Whether a create may go on. Refused calls leave no trace, so the same value may be sent again after a mistake.
   *
   * @param input.scope what the value counts in: the level and the ad account
   * @param input.namesakes the `request_id`s of what has the same name already
   * @throws {TikTokFailure} 40050 - a repeat; 40002 - the name is taken
   */
  check(input: {
    scope: string;
    requestId: string | null;
    field: string;
    namesakes: readonly (string | null)[];
  }): void {
    const { scope, requestId, field, namesakes } = input;
    this.#forgetOld();
    if (requestId !== null && this.#succeeded.has(`${scope} ${requestId}`))
      throw new TikTokFailure(40050, 'Duplicated request. The request_id has been used within 10 seconds.');
    if (namesakes.length > 0 && (requestId === null || namesakes.includes(requestId)))
      throw badArgument(`${field}: The name already exists. Use another name, or a new request_id.`);
  }

  remember(scope: string, requestId: string | null): void {
    if (requestId === null) return;
    const key = `${scope} ${requestId}`;
    this.#succeeded.delete(key);
    this.#succeeded.set(key, this.#pace());
  }

  #forgetOld(): void {
    const now = this.#pace();
    for (const [key, at] of this.#succeeded) {
      if (now - at < WINDOW_MS) return;
      this.#succeeded.delete(key);
    }
  }
}
