// The `RateLimit` fields of draft-ietf-httpapi-ratelimit-headers: lists of items with parameters (RFC 9651).

/** What one limit leaves a caller at the moment. */
export interface RateView {
  /** `second`, `minute`, `day`, `advertiser`, or the name of an endpoint's own limit. */
  readonly name: string;
  /** Calls in a window, by TikTok's limit. */
  readonly quota: number;
  readonly windowSeconds: number;
  /** Calls that may still go within the next `resetSeconds`. */
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** `RateLimit-Policy`: `"minute";q=600;w=60, "second";q=10;w=1`. Empty without limits. */
export function rateLimitPolicy(views: readonly RateView[]): string {
  let list = '';
  for (const { name, quota, windowSeconds } of views)
    list += `${list === '' ? '' : ', '}${quoted(name)};q=${quota};w=${windowSeconds}`;
  return list;
}

/** `RateLimit`: `"second";r=1;t=1, "minute";r=118;t=15`. Empty without limits. */
export function rateLimit(views: readonly RateView[]): string {
  let list = '';
  for (const { name, remaining, resetSeconds } of views)
    list += `${list === '' ? '' : ', '}${quoted(name)};r=${remaining};t=${resetSeconds}`;
  return list;
}

/** There are as many names as limits: a handful. */
const quotedNames = new Map<string, string>();

/** A string of RFC 9651: printable ASCII in quotes. */
function quoted(name: string): string {
  const known = quotedNames.get(name);
  if (known !== undefined) return known;
  const made = `"${name.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  quotedNames.set(name, made);
  return made;
}
