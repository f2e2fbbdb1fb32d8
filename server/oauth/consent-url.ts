import type { ConnectionKind } from '../../shared/connections.ts';
import type { Config } from '../config.ts';
import { callbackUrl } from './callback-url.ts';

/**
 * What a TikTok account's holder is asked for: the one permission that every app has, the account's name and picture. TikTok
 * turns a consent away whole when it asks for a permission the app was not approved for, so nothing is asked for that
 * nothing here needs.
 */
const ACCOUNT_SCOPES: readonly string[] = ['user.info.basic'];

/** TikTok's consent page for a kind of sign-in. Both send the browser back to the same callback. */
export function consentUrl(config: Config, kind: ConnectionKind, appId: string, state: string): string {
  const url =
    kind === 'tiktok_account'
      ? new URL(`${config.tiktokAccountAuthUrl}/v2/auth/authorize`)
      : new URL(`${config.tiktokAuthUrl}/portal/auth`);
  const query =
    kind === 'tiktok_account'
      ? { client_key: appId, response_type: 'code', scope: ACCOUNT_SCOPES.join(',') }
      : { app_id: appId };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set('state', state);
  url.searchParams.set('redirect_uri', callbackUrl(config));
  return url.href;
}
