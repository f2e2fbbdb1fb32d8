import type { SourceRow } from './source.ts';
import { sha256 } from './world.ts';

// What must be at TikTok after a sequence of exports, told without any of the server's code: sets of identifiers.

export const ATTRIBUTES = ['email', 'phone', 'googleAdvertisingId'] as const;
export type ModelAttribute = (typeof ATTRIBUTES)[number];

/** Somebody of the host's, by the numbers that their identifiers are made of; null: has none. */
export interface Person {
  email: number | null;
  phone: number | null;
  device: number | null;
  consent: 'yes' | 'no' | '';
}

const emailOf = (number: number): string => `person${number}@example.com`;
const phoneOf = (number: number): string => `+49151${20_000_000 + number}`;
const deviceOf = (number: number): string =>
  `${(number + 1).toString(16).padStart(8, '0')}-1111-4222-8333-444444444444`;

/** What the host has of somebody. */
export function rowOf({ email, phone, device, consent }: Person): SourceRow {
  return {
    Email: email === null ? null : emailOf(email),
    Phone: phone === null ? null : phoneOf(phone),
    GAID: device === null ? null : deviceOf(device),
    Consent: consent,
  };
}

export function csvOf(people: readonly Person[]): string {
  const lines = people.map((person) =>
    Object.values(rowOf(person))
      .map((value) => value ?? '')
      .join(','),
  );
  return ['Email,Phone,GAID,Consent', ...lines, ''].join('\n');
}

const hashes = new Map<string, string>();
function hashed(text: string): string {
  const known = hashes.get(text) ?? sha256(text);
  hashes.set(text, known);
  return known;
}

/** Somebody's identifiers as TikTok holds them. */
export function idsOf({ email, phone, device }: Person, attributes: readonly ModelAttribute[]): string[] {
  const has = (attribute: ModelAttribute) => attributes.includes(attribute);
  return [
    ...(email === null || !has('email') ? [] : [`email:${hashed(emailOf(email))}`]),
    ...(phone === null || !has('phone') ? [] : [`phone:${hashed(phoneOf(phone))}`]),
    ...(device === null || !has('googleAdvertisingId') ? [] : [`maid:${hashed(deviceOf(device))}`]),
  ];
}

/** What one export does to an audience once it is through. */
export interface Change {
  readonly adds: ReadonlySet<string>;
  /** Never among `adds`. `everybody`: all that is neither added nor kept. */
  readonly removes: ReadonlySet<string> | 'everybody';
  /** What stays as it is because TikTok refused to take it in or out. */
  readonly keeps: ReadonlySet<string>;
}

export type Action = 'CREATE' | 'APPEND' | 'REMOVE' | 'REPLACE' | 'MIRROR';

/** @param bad identifiers that spoil every row of a stream they are in */
export function changeOf(
  action: Action,
  people: readonly Person[],
  attributes: readonly ModelAttribute[],
  { readsConsent, bad }: { readsConsent: boolean; bad: ReadonlySet<string> },
): Change {
  const rows = people.map((person) => ({ ids: idsOf(person, attributes), says: person.consent === 'yes' }));
  const isRead = readsConsent && action !== 'REMOVE';
  const wanted = rows.filter(({ says }) => !isRead || says);
  const isGood = ({ ids }: { ids: string[] }) => ids.every((id) => !bad.has(id));
  const sent = new Set(wanted.filter(isGood).flatMap(({ ids }) => ids));
  const all = new Set(wanted.flatMap(({ ids }) => ids));
  const keeps = new Set([...all, ...bad].filter((id) => !sent.has(id)));
  if (action === 'REMOVE') return { adds: new Set(), removes: sent, keeps };
  if (action === 'REPLACE' || action === 'MIRROR') return { adds: sent, removes: 'everybody', keeps };
  const withdrawn = rows.filter(({ says }) => isRead && !says).flatMap(({ ids }) => ids);
  return { adds: sent, removes: new Set(withdrawn.filter((id) => !all.has(id) && !bad.has(id))), keeps };
}

/** Who is in an audience: surely, or perhaps, after something that was broken off. */
export class AudienceModel {
  #sure = new Set<string>();
  #maybe = new Set<string>();

  get size(): number {
    return this.#sure.size;
  }

  /** The export is through. */
  apply({ adds, removes, keeps }: Change): void {
    const goes = (id: string) => !adds.has(id) && (removes === 'everybody' ? !keeps.has(id) : removes.has(id));
    this.#sure = new Set([...[...this.#sure].filter((id) => !goes(id)), ...adds]);
    this.#maybe = new Set([...this.#maybe].filter((id) => !goes(id) && !adds.has(id)));
  }

  /** The export was broken off, nobody knows where. */
  applyPerhaps({ adds, removes, keeps }: Change): void {
    const before = [...this.#sure];
    const goes = (id: string) => removes === 'everybody' || removes.has(id);
    for (const id of before) {
      if (!goes(id)) continue;
      this.#sure.delete(id);
      this.#maybe.add(id);
    }
    for (const id of [...adds, ...keeps]) if (!this.#sure.has(id)) this.#maybe.add(id);
  }

  /** These may or may not be in it. */
  loosen(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#sure.delete(id);
      this.#maybe.add(id);
    }
  }

  /** Where what TikTok holds differs, for a person; null when it is as it must be. What was open is settled by it. */
  compare(held: ReadonlySet<string>): string | null {
    const missing = [...this.#sure].filter((id) => !held.has(id));
    const extra = [...held].filter((id) => !this.#sure.has(id) && !this.#maybe.has(id));
    this.#sure = new Set(held);
    this.#maybe.clear();
    if (missing.length === 0 && extra.length === 0) return null;
    return `missing ${missing.length} (${missing.slice(0, 4).map(nameOf).join(' ')}), extra ${extra.length} (${extra.slice(0, 4).map(nameOf).join(' ')})`;
  }
}

/** A hash as what it was made of, where this run has made it. */
function nameOf(id: string): string {
  const [kind, hash] = id.split(':');
  for (const [text, known] of hashes) if (known === hash) return `${kind}:${text}`;
  return id;
}
