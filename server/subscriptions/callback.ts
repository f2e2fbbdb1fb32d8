import type { Config } from '../config.ts';

const PATH = '/v1/webhooks/tiktok';

/**
 * Where TikTok sends notices: one address for the server's app; that of a workspace's own app names the app, so that the receiver
 * knows whose secret signed.
 */
export function callbackUrl({ publicUrl }: Pick<Config, 'publicUrl'>, appId: string, isOwnApp: boolean): string {
  const url = `${publicUrl}${PATH}`;
  return isOwnApp ? `${url}?app=${encodeURIComponent(appId)}` : url;
}

/** False where TikTok surely cannot call back: this server is on a loopback address, and TikTok is not. */
export function canBeCalled({ publicUrl, tiktokApiUrl }: Pick<Config, 'publicUrl' | 'tiktokApiUrl'>): boolean {
  return !isLoopback(publicUrl) || isLoopback(tiktokApiUrl);
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  );
}
