// The return codes that steer something here, after the official SDK's list (portal page "Return codes", id 1737172488964097).

/**
 * The token itself is dead or unusable, whatever is asked with it: the person must sign in again. 40130 and 40131 (a scope
 * was not granted) are not among them: the token goes on working for everything else.
 */
const TOKEN_CODES: ReadonlySet<number> = new Set([
  40102, 40103, 40104, 40105, 40106, 40107, 40110, 40114, 40119, 40120, 40309,
]);

/** Whether the grant is over: only a new sign-in helps. False for null, a failure without a code. */
export function isTokenRejected(code: number | null): boolean {
  return code !== null && TOKEN_CODES.has(code);
}

/** No right on the ad account or asset, or a scope that was not granted. */
const PERMISSION_CODES: ReadonlySet<number> = new Set([
  40001, 40003, 40117, 40118, 40125, 40130, 40131, 40300, 40301, 40302,
]);

/** Whether TikTok refused this one thing to the grant, which goes on working elsewhere. False for null. */
export function isPermissionDenied(code: number | null): boolean {
  return code !== null && PERMISSION_CODES.has(code);
}

/** REQUEST_TOO_FREQUENT: a limit of the whole developer app. */
export const APP_LIMIT = 40100;

/** Limits narrower than the app's (a field, an advertiser), and frequency control: over after a short pause. */
const NARROW_LIMIT_CODES: ReadonlySet<number> = new Set([40016, 40132, 40133]);
const THROTTLE_TEXT = /too (?:many|frequent)|frequen|throttl|rate.?limit/i;

/** Whether `code` is a limit that concerns not the whole app; `message` is TikTok's text. */
export function isNarrowLimit(code: number, message: string): boolean {
  // 40000 is the generic INVALID_PARAMS; only its text tells a throttle from a bad argument.
  return NARROW_LIMIT_CODES.has(code) || (code === 40000 && THROTTLE_TEXT.test(message));
}

/** Whether `code` is any of TikTok's limits, the app's or a narrower one. False for null. */
export function isRateLimited(code: number | null, message: string): boolean {
  return code !== null && (code === APP_LIMIT || code === 61000 || isNarrowLimit(code, message));
}

/** MAINTENANCE and TOO_MANY_REQUESTS_BL: worth asking again, but slowly. */
export function isSlowlyRetryable(code: number): boolean {
  return code === 60001 || code === 61000;
}

/** Task error, task not ready, write conflict: refused now, likely taken a moment later. */
export function isBusy(code: number): boolean {
  return code >= 40200 && code <= 40202;
}

/** TikTok could not fetch a URL that was given to it. */
export function isFetchFailure(code: number): boolean {
  return code === 40902 || code === 40903 || code === 40913 || code === 40914;
}

/**
 * Something broke behind TikTok's interface: SYS_ERROR, SYS_TIMEOUT, an internal service, a database, and an
 * RPC_VALIDATION_ERROR whose text speaks of a time-out. What was asked may have been done before it broke.
 */
export function isInternalFailure(code: number, message: string): boolean {
  return (code >= 50000 && code < 54000) || (code === 40700 && /time.?out/i.test(message));
}

/** NOT_EXIST / ROUTE_NOT_FOUND / NOT_IMPLEMENTED / not available in the sandbox. */
export function isUnsupported(code: number | null): boolean {
  return code === 40008 || code === 40009 || code === 40400;
}
