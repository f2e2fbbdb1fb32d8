import { RETURN_ATTEMPT_PARAMETER } from '../../shared/oauth-message.ts';
import type { Attempt } from './connect-state.ts';
import { ATTEMPT_KEY } from './connect-window.ts';

// The sign-in in the page's own tab: what must survive while the tab is at TikTok, and the way back in.

/**
 * Remembers the attempt over a reload, and while this tab goes to TikTok. Where storage is refused, the address alone
 * brings it back.
 */
export function keepAttempt(attempt: Attempt): void {
  try {
    sessionStorage.setItem(ATTEMPT_KEY, JSON.stringify(attempt));
  } catch {
    // A page without storage (sandboxed frame, private mode) still gets the attempt id from the address.
  }
}

/** This attempt has ended: a reload starts clean. Another one that is kept by now stays. */
export function dropAttempt(attemptId: string | undefined): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(ATTEMPT_KEY) ?? '{}') as Partial<Attempt>;
    if (kept.attemptId === attemptId) sessionStorage.removeItem(ATTEMPT_KEY);
  } catch {
    // Nothing was kept either.
  }
}

/** The page's address without an earlier attempt: where TikTok's callback sends the tab back to. */
export function returnUrl(): string {
  const url = new URL(location.href);
  if (url.searchParams.has(RETURN_ATTEMPT_PARAMETER)) url.searchParams.delete(RETURN_ATTEMPT_PARAMETER);
  return url.href;
}

/**
 * The attempt this page came back from, once: it leaves the address and the storage, so that a reload starts clean and
 * only one of several connect buttons goes on with it.
 * @param lifeMs how long to look after an attempt of which only the id is known
 * @param followed ids of attempts that an element of this page looks after already
 */
export function takeReturnedAttempt(
  now: number,
  lifeMs: number,
  followed: ReadonlySet<string> = new Set(),
): Attempt | undefined {
  const attemptId = new URL(location.href).searchParams.get(RETURN_ATTEMPT_PARAMETER);
  const kept = takeKept(followed);
  if (attemptId !== null) {
    // Parsed and written anew, a query would read `?tab=` where the page had `?tab`.
    const before = kept?.attemptId === attemptId ? kept.place?.href : undefined;
    history.replaceState(history.state, '', before ?? returnUrl());
  }
  const resumed = { startedAt: now, isResumed: true };
  if (attemptId === null) {
    // A reload: the browser keeps the place by itself.
    return kept !== undefined && kept.deadline > now ? { ...kept, ...resumed, place: undefined } : undefined;
  }
  if (kept?.attemptId === attemptId) return { ...kept, ...resumed, isWindow: false };
  return { attemptId, authorizeUrl: '', deadline: now + lifeMs, ...resumed };
}

function takeKept(followed: ReadonlySet<string>): Attempt | undefined {
  try {
    const text = sessionStorage.getItem(ATTEMPT_KEY);
    if (text === null) return undefined;
    const kept = JSON.parse(text) as Partial<Attempt>;
    if (followed.has(kept.attemptId ?? '')) return undefined;
    dropAttempt(kept.attemptId);
    return typeof kept.attemptId === 'string' && typeof kept.deadline === 'number' ? (kept as Attempt) : undefined;
  } catch {
    return undefined;
  }
}
