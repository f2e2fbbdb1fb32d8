interface Named {
  advertiserId: string;
  name: string;
}

const folded = new WeakMap<object, string>();
/** For a comparison without regard to case and accents. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those whose name or ID contains the query, ignoring case and accents; all of them for a blank query. */
export function findByNameOrId<Item extends Named>(items: readonly Item[], query: string): readonly Item[] {
  const wanted = fold(query.trim());
  if (wanted === '') return items;
  return items.filter((item) => {
    let text = folded.get(item);
    if (text === undefined) folded.set(item, (text = `${fold(item.name)} ${item.advertiserId}`));
    return text.includes(wanted);
  });
}
