import { createHash, type Hash } from 'node:crypto';

// What tells whether a repeated call with an Idempotency-Key is the same call: SHA-256 over method, path, query and body, of what the
// caller sent and not of what the server made of it. The order of members and of parameters means nothing to TikTok, so it means
// nothing here; of a form the parts count in the order they come, which a program that repeats itself keeps.

export interface CallHead {
  method: string;
  path: string;
  /** The query as it came, without the question mark. */
  search: string;
}

/** The fingerprint of a call with a JSON body or none, as hex. `json` is the parsed body; null without one. */
export function fingerprintOf(head: CallHead, json: unknown): string {
  return createHash('sha256')
    .update(`json\n${canonicalHead(head)}\n${canonicalJson(json)}`)
    .digest('hex');
}

/** Takes in a form while it passes. */
export interface FormDigest {
  /** A part begins; the one before has ended. Never called for a body that is no form. */
  part(name: string, fileName: string | null): void;
  /** The next bytes of the part, or of a body that is no form. */
  bytes(chunk: Uint8Array): void;
  /** Once. The fingerprint, as hex. */
  end(): string;
}

/** Of a form the boundary does not count, only what it holds. */
export function createFormDigest(head: CallHead): FormDigest {
  const whole = createHash('sha256').update(`form\n${canonicalHead(head)}\n`);
  let part: Hash = createHash('sha256');
  const close = (): void => void whole.update(part.digest());
  return {
    part(name, fileName) {
      close();
      whole.update(JSON.stringify([name, fileName]));
      part = createHash('sha256');
    },
    bytes(chunk) {
      part.update(chunk);
    },
    end() {
      close();
      return whole.digest('hex');
    },
  };
}

function canonicalHead({ method, path, search }: CallHead): string {
  const pairs = [...new URLSearchParams(search)].toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return JSON.stringify([method, path, pairs]);
}

/** JSON with the members of every object in order of their names. Two texts of one value give the same. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
