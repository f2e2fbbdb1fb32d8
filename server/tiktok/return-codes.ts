import { findReturnCode } from './outcomes.ts';

// Questions about a return code, answered from the table in outcomes.ts. Null is a failure without a code.

/**
 * Whether the grant is over: only a new sign-in helps, whatever is asked. A scope that was not granted (40130, 40131) is
 * another matter: the token goes on working for everything else. False for null.
 *
 * @param message TikTok's text, which alone tells that a 40000 means a token of another app
 */
export function isTokenRejected(code: number | null, message = ''): boolean {
  return code !== null && findReturnCode(code, message).error === 'tiktok_token_rejected';
}

/** Whether the access token's time is over, while a refresh token may still get another one. False for null. */
export function isTokenExpired(code: number | null): boolean {
  return code === 40102;
}

/** Whether TikTok refused this one thing to the grant, which goes on working elsewhere. False for null. */
export function isPermissionDenied(code: number | null): boolean {
  return code !== null && findReturnCode(code, '').error === 'tiktok_permission_denied';
}

/** Whether a permission is missing that the person can grant by signing in again. False for null. */
export function isScopeMissing(code: number | null, message: string): boolean {
  if (code === null) return false;
  const { outcome, error } = findReturnCode(code, message);
  return outcome === 'reconnect' && error === 'tiktok_permission_denied';
}

/** Whether the same call may well be taken later: TikTok wants a pause, or something broke inside it for the moment. */
export function isPassingCode(code: number, message: string): boolean {
  const { outcome } = findReturnCode(code, message);
  return outcome === 'retry' || outcome === 'wait';
}

/** ROUTE_NOT_FOUND / NOT_IMPLEMENTED / not available in the sandbox. False for null. */
export function isUnsupported(code: number | null): boolean {
  return code !== null && findReturnCode(code, '').isUnsupported === true;
}

/**
 * Whether something broke behind TikTok's interface: SYS_ERROR, SYS_TIMEOUT, an internal service, a database. What was
 * asked may have been done before it broke.
 */
export function isInternalFailure(code: number, message: string): boolean {
  return findReturnCode(code, message).pace === 'back_off';
}
