import type { TikTokRequest } from './request.ts';

const MAX_LENGTH = 500;
/** How people are named to TikTok. */
const SHA_256 = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;
const SECRET_FIELDS = ['secret', 'client_secret', 'auth_code', 'access_token', 'refresh_token'];

/** The secrets of a request, however deep in its body: `subscription_detail` holds a token, too. */
function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    typeof each === 'string' ? (SECRET_FIELDS.includes(name) ? [each] : []) : secretsIn(each),
  );
}

/** TikTok's own words, with the request's secrets and whatever looks like an address or a hash of one taken out, should TikTok echo them. */
export function scrub(
  message: string,
  request: Pick<TikTokRequest<unknown>, 'accessToken' | 'query' | 'json'>,
): string {
  const secrets = [request.accessToken ?? '', ...secretsIn(request.query), ...secretsIn(request.json)];
  let text = message;
  for (const secret of secrets) {
    if (secret !== '') text = text.replaceAll(secret, '[hidden]');
  }
  return text
    .replace(/[^\s@<>]{1,64}@[^\s@<>]{1,255}\.[a-z]{2,}/gi, '[hidden]')
    .replace(SHA_256, '[hidden]')
    .slice(0, MAX_LENGTH);
}
