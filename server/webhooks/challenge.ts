/** What a handshake wants to have back. */
export type Challenge = string | number;

/** Short, and harmless wherever it is shown. */
const SANE = /^[A-Za-z0-9_.~+/=-]{1,256}$/;
const LONGEST_BODY = 1024;

/**
 * The challenge of a handshake, `{"challenge": …}` as the whole body or `?challenge=…` with an empty one; null for anything else. TikTok documents none for these callbacks, but its sister
 * platform's receivers, which know the same signature header, have to echo one.
 */
export function readChallenge({ body, challenge }: { body: Buffer; challenge: string | undefined }): Challenge | null {
  if (body.length === 0) return challenge !== undefined && SANE.test(challenge) ? challenge : null;
  if (body.length > LONGEST_BODY) return null;
  if (!body.includes('"challenge"')) return null;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return null;
    const given = (value as Record<string, unknown>)['challenge'];
    if (typeof given === 'number') return Number.isSafeInteger(given) ? given : null;
    return typeof given === 'string' && SANE.test(given) ? given : null;
  } catch {
    return null;
  }
}
