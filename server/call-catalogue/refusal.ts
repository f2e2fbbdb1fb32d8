import { eachField, textFields } from './call-signs.ts';
import type { GuardedCall } from './guarded-call.ts';
import { factsOf } from './path-facts.ts';

/** Names without what separates their words: `app_secret`, `Access-Token`, `clientSecret` are all meant. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'secret',
  'appsecret',
  'clientsecret',
  'accesstoken',
  'refreshtoken',
  'authcode',
]);

const SUSPICIOUS = /secret|token|code/i;
const SEPARATORS = /[-_.\s]/g;

/** Spark Ads call the code by which a creator lends a video `auth_code`: it opens no account. */
const VIDEO_CODES = '/tt_video/';

/**
 * Why a call is not passed on at all, as a sentence for people; null where nothing speaks against it. Refused are the
 * calls and the fields that carry app secrets or tokens: callers have none, and must get none.
 */
export function refusal(call: Pick<GuardedCall, 'path' | 'query' | 'body'>): string | null {
  const { path, query, body } = call;
  if (factsOf(path).isRefused) return HANDLES_SECRETS;
  let found: string | null = null;
  const look = (name: string): void => {
    if (found === null && isSecretField(name, path)) found = name;
  };
  eachField(textFields(query), look);
  if (body.kind === 'json') eachField(body.value, look);
  if (body.kind === 'form') eachField(textFields(body.fields), look);
  return found === null ? null : carriesSecret(found);
}

/** Whether a field of that name may not be in a call to `path`. For what `refusal` cannot see: fields behind the first file of a form. */
export function isSecretField(name: string, path: string): boolean {
  // A list of people holds thousands of names; few come past here.
  if (!SUSPICIOUS.test(name)) return false;
  const plain = name.replace(SEPARATORS, '').toLowerCase();
  return SECRET_NAMES.has(plain) && !(plain === 'authcode' && path.startsWith(VIDEO_CODES));
}

const HANDLES_SECRETS =
  'Calls that take or give app secrets or tokens are not passed on. This server keeps sign-ins and subscriptions itself: ask GET /v1/connections and GET /v1/ad-accounts.';

/** The sentence for a field that `isSecretField` found. */
export function carriesSecret(name: string): string {
  return `The field ${name.slice(0, 80)} carries an app secret or a token. Leave it out: this server adds what TikTok needs.`;
}
