import { RETURN_ATTEMPT_PARAMETER } from '../../shared/oauth-message.ts';
import type { Attempt } from './connect-state.ts';

// The sign-in in the page's own tab: what must survive while the tab is at TikTok, and the way back in.

const STORAGE_KEY = 'tiktok-ads-connect:attempt';

/** Remembers the attempt while this tab goes to TikTok. Where storage is refused, the address alone brings it back. */
export function keepAttempt(attempt: Attempt): void {
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(attempt));
  } catch {
    // A page without storage (sandboxed frame, private mode) still gets the attempt id from the address.
  }
}

/** The page's address without an earlier attempt: where TikTok's callback sends the tab back to. */
export function returnUrl(): string {
  const url = new URL(location.href);
  url.searchParams.delete(RETURN_ATTEMPT_PARAMETER);
  return url.href;
}

/**
 * The attempt this page came back from, once: it leaves the address and the storage, so that a reload starts clean and
 * only one of several connect buttons goes on with it.
 * @param lifeMs how long to look after an attempt of which only the id is known
 */
export function takeReturnedAttempt(now: number, lifeMs: number): Attempt | undefined {
  const url = new URL(location.href);
  const attemptId = url.searchParams.get(RETURN_ATTEMPT_PARAMETER);
  if (attemptId !== null) {
    url.searchParams.delete(RETURN_ATTEMPT_PARAMETER);
    history.replaceState(history.state, '', url);
  }
  const kept = takeKept();
  if (attemptId === null) return kept !== undefined && kept.deadline > now ? { ...kept, startedAt: now } : undefined;
  const deadline = kept?.attemptId === attemptId ? kept.deadline : now + lifeMs;
  return { attemptId, authorizeUrl: '', startedAt: now, deadline };
}

function takeKept(): Attempt | undefined {
  try {
    const text = sessionStorage.getItem(STORAGE_KEY);
    if (text === null) return undefined;
    sessionStorage.removeItem(STORAGE_KEY);
    const kept = JSON.parse(text) as Partial<Attempt>;
    return typeof kept.attemptId === 'string' && typeof kept.deadline === 'number' ? (kept as Attempt) : undefined;
  } catch {
    return undefined;
  }
}
