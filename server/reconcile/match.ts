// Which of the entities that a look-up has found are those that a call has made. Pure.

/** An entity as TikTok's list tells it, with the words of its level. */
export interface FoundEntity {
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds; null where TikTok does not say. */
  readonly createdAt: number | null;
  readonly row: Readonly<Record<string, unknown>>;
}

export interface Wanted {
  readonly name: string;
  /** What was sent: of several of one name the one that agrees with it best is taken. Null when that is not known any more. */
  readonly sent: Readonly<Record<string, unknown>> | null;
}

/**
 * For each that is wanted, in its order, the one that is it, or null. TikTok may match parts of a name, so names are compared again,
 * exactly. What another call has made is not this one's, and nothing is taken twice.
 *
 * @param madeSince epoch milliseconds; one that is older was there before
 */
export function matchEntities(
  wanted: readonly Wanted[],
  found: readonly FoundEntity[],
  { madeSince, takenIds }: { madeSince: number; takenIds: ReadonlySet<string> },
): (FoundEntity | null)[] {
  const left = found
    .filter(({ id, createdAt }) => !takenIds.has(id) && (createdAt === null || createdAt >= madeSince))
    .toSorted(byAge);
  return wanted.map(({ name, sent }) => {
    const candidates = left.filter((entity) => entity.name === name);
    const [best] = candidates.toSorted((a, b) => agreement(b.row, sent) - agreement(a.row, sent));
    if (best === undefined) return null;
    left.splice(left.indexOf(best), 1);
    return best;
  });
}

function byAge(a: FoundEntity, b: FoundEntity): number {
  return (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1);
}

/** In how many plain fields the entity is what was sent. It only decides between several: TikTok reads some values back otherwise. */
function agreement(row: FoundEntity['row'], sent: Wanted['sent']): number {
  if (sent === null) return 0;
  return Object.entries(sent).filter(
    ([field, value]) => typeof value !== 'object' && textOf(row[field]) === textOf(value),
  ).length;
}

/** A plain value as text: TikTok gives some numbers back as text, and takes text for numbers. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
