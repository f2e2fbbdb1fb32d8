/** So many calls of one listing run at once: enough to hide the waiting, few enough to leave turns to everybody else. */
const WIDTH = 4;

/** Results in the order of `items`. The first failure rejects, and nothing more is started. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  let hasFailed = false;
  async function work(): Promise<void> {
    for (let index = next++; index < items.length && !hasFailed; index = next++) {
      try {
        results[index] = await run(items[index] as Item);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(WIDTH, items.length) }, work));
  return results;
}
