import { OAUTH_WINDOW_NAME, RETURN_ATTEMPT_PARAMETER } from '../../shared/oauth-message.ts';

// What cannot wait for the rest of the sign-in to be fetched.

/** In the session's storage: the attempt that is under way. */
export const ATTEMPT_KEY = 'tiktok-ads-connect:attempt';

/**
 * A window of a login page's size, centred over this one; null when the browser refuses. Must run inside the click.
 *
 * @param text shown until TikTok's page is there; left out, a window that is there already stays as it is
 */
export function openWindow(text?: string): Window | null {
  const width = Math.min(600, screen.availWidth);
  const height = Math.min(760, screen.availHeight);
  const left = Math.round(window.screenX + (window.outerWidth - width) / 2);
  const top = Math.round(window.screenY + Math.max(0, (window.outerHeight - height) / 2));
  const opened = window.open('', OAUTH_WINDOW_NAME, `popup,width=${width},height=${height},left=${left},top=${top}`);
  if (opened === null || opened.closed) return null;
  if (text !== undefined) {
    try {
      opened.document.title = text;
      opened.document.body.textContent = text;
    } catch {
      // A window of that name may still show another origin's page; it is on its way elsewhere anyhow.
    }
  }
  return opened;
}

/** This tab may have come back from TikTok, or been loaded anew while somebody was there. */
export function mayResume(): boolean {
  try {
    return location.search.includes(RETURN_ATTEMPT_PARAMETER) || sessionStorage.getItem(ATTEMPT_KEY) !== null;
  } catch {
    return false;
  }
}
