/** A call that could spend, in a way that cannot be added up. `reason` ends a sentence that begins "because". */
export class Unprovable extends Error {
  override readonly name = 'Unprovable';
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** Text, or a number as text: an id may be either. Null for anything else and for nothing. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** Whether it is an id as TikTok writes it. One with zeros in front may be the same to TikTok, and is another one here. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[1-9]\d{0,23}$/.test(value);
}

/** @throws {Unprovable} when it is no id */
export function idOf(value: unknown, name: string): string {
  const id = textOf(value);
  if (!isId(id)) throw new Unprovable(`its ${name} cannot be read`);
  return id;
}

/** @throws {Unprovable} when it is no list of ids */
export function idsOf(value: unknown, name: string): string[] {
  return listOf(value, name).map((item) => idOf(item, name));
}

/** TikTok takes 20 in most calls, and never so many: they need not be looked up. */
const MAX_ITEMS = 1000;

/** @throws {Unprovable} when it is no list, or longer than any that TikTok takes */
export function listOf(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new Unprovable(`its ${name} is not a list`);
  if (value.length > MAX_ITEMS) throw new Unprovable(`its ${name} is longer than TikTok takes`);
  return value;
}

/** The members of an item of a list; none where it has none. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
