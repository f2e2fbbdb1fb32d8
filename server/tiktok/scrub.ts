import type { TikTokRequest } from './request.ts';

const MAX_LENGTH = 500;
const SECRET_FIELDS = ['secret', 'client_secret', 'auth_code', 'access_token', 'refresh_token'];

/** TikTok's own words, with the request's secrets and whatever looks like an address taken out, should TikTok echo them. */
export function scrub(
  message: string,
  request: Pick<TikTokRequest<unknown>, 'accessToken' | 'query' | 'json'>,
): string {
  const secrets = [
    request.accessToken,
    ...SECRET_FIELDS.flatMap((field) => [request.query?.[field], request.json?.[field]]),
  ];
  let text = message;
  for (const secret of secrets) {
    if (typeof secret === 'string' && secret !== '') text = text.replaceAll(secret, '[hidden]');
  }
  return text.replace(/[^\s@<>]{1,64}@[^\s@<>]{1,255}\.[a-z]{2,}/gi, '[hidden]').slice(0, MAX_LENGTH);
}
