import type { Config } from '../config.ts';

/** Where TikTok sends the browser back to, for both kinds of sign-in; one of the app's redirect URLs. */
export function callbackUrl(config: Config): string {
  return `${config.publicUrl}/v1/oauth/callback`;
}
