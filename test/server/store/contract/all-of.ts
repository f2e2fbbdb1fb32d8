import { expect } from 'vitest';
import type { Slice, SliceQuery } from '../../../../server/store/store.ts';

/** Every item of a list, read in small pages. */
export async function allOf<Item>(list: (query: SliceQuery) => Promise<Slice<Item>>, limit: number): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  do {
    const slice: Slice<Item> = await list({ after, limit });
    expect(slice.items.length).toBeLessThanOrEqual(limit);
    items.push(...slice.items);
    after = slice.nextAfter;
  } while (after !== null);
  return items;
}
