/** An event as the server told this product of it. */
export interface ToldEvent {
  /** The event's own id: the same however often it is told. */
  readonly id: string;
  readonly type: string;
  readonly at: string;
}

export interface ToldEvents {
  /** One that was told before is not counted again. */
  take(id: string, body: string): void;
  latest(): { count: number; last: ToldEvent | null };
}

const MOST_REMEMBERED = 1_000;

/** What the server has told since this product started. A real one keeps the ids in its database, for as long as it is told again. */
export function toldEvents(): ToldEvents {
  const known = new Map<string, ToldEvent>();
  let count = 0;
  return {
    take(id, body) {
      if (known.has(id)) return;
      known.set(id, { id, type: typeOf(body), at: new Date().toISOString() });
      count += 1;
      const [oldest] = known.keys();
      if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    },
    latest: () => ({ count, last: [...known.values()].at(-1) ?? null }),
  };
}

function typeOf(body: string): string {
  try {
    const { type } = JSON.parse(body) as { type?: unknown };
    return typeof type === 'string' ? type : 'unknown';
  } catch {
    return 'unknown';
  }
}
