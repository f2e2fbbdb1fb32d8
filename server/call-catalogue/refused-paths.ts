/**
 * Folders whose calls take or give an app's secret or a token. Most take `secret` beside `app_id`; what they give would
 * let whoever asks act without this server. Sources: the reference of each endpoint, and the lists of the public SDKs.
 */
const REFUSED_FOLDERS: ReadonlySet<string> = new Set([
  'oauth',
  'oauth2',
  'access_token',
  'refresh_token',
  'revoke_token',
  'token',
  'token_info',
  'tt_user',
]);

/** Subscriptions are made with the app's secret, and carry a token inside; this server makes its own. */
const REFUSED_STARTS: readonly string[] = ['/subscription/', '/business/webhook/', '/business/property/'];

/** Whether calls to a path handle an app's secret or a token, whatever they carry. */
export function isRefusedPath(path: string): boolean {
  return (
    path.split('/').some((folder) => REFUSED_FOLDERS.has(folder)) ||
    REFUSED_STARTS.some((start) => path.startsWith(start))
  );
}
