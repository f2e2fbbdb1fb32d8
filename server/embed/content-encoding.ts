/** What a file of the build lies on disk as, best first. */
export type Encoding = 'br' | 'gzip' | 'identity';

export const SUFFIX: Readonly<Record<Encoding, string>> = { br: '.br', gzip: '.gz', identity: '' };

const BEST_FIRST = ['br', 'gzip'] as const;

/** The smallest form that a request takes (RFC 9110, section 12.5.3). Without the header nothing is compressed. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined) return 'identity';
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((text) => /^q\s*=/.test(text));
    weights.set(name, weight === undefined ? 1 : Number(weight.replace(/^q\s*=/, '')) || 0);
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const taken = BEST_FIRST.filter((name) => weightOf(name) > 0);
  // Among equals the smaller; whoever weighs gzip higher gets it.
  return taken.toSorted((one, other) => weightOf(other) - weightOf(one))[0] ?? 'identity';
}

/** Whether `If-None-Match` names what the client has already (RFC 9110, section 13.1.2: weak comparison). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((text) => text.trim() === '*' || text.trim().replace(/^W\//, '') === etag);
}
