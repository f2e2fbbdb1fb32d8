import { describe, expect, it } from 'vitest';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { doors } from '../../widget/labels/locales.ts';
import { entries } from './table-entries.ts';

// WCAG 2.5.3: who says aloud what is written on a button presses it, so its name holds what is written. `signIn` is written, and
// `signInName` is the name.

/** A dialog's button and the bin that opens it: two controls, each with its own. */
const TWO_CONTROLS = new Set(['adAccountList.remove']);

const spoken = (text: string): string =>
  text
    .replace(/[\u2066-\u2069…]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

describe.each(['en', ...Object.keys(doors)])('the names of controls in %s', (code) => {
  it('hold what is written on them', async () => {
    await loadLabels(code);
    const table = new Map(entries(labelsFor(code).labels));
    const faults: string[] = [];
    let pairs = 0;
    for (const [path, written] of table) {
      const nameOf = table.get(`${path}Name`);
      if (typeof written !== 'string' || typeof nameOf !== 'function' || TWO_CONTROLS.has(path)) continue;
      pairs += 1;
      const name = String((nameOf as (name: string) => unknown)('Kopi Pagi'));
      if (!spoken(name).includes(spoken(written))) faults.push(`${path}: “${written}” is not in “${name}”`);
    }
    // The one that counts.
    const { fresh, freshName } = labelsFor(code).labels.eventFeed;
    for (const count of [1, 2, 3, 11, 100])
      if (!spoken(freshName(count)).includes(spoken(fresh(count)))) faults.push(`fresh(${count})`);
    expect(faults).toEqual([]);
    expect(pairs).toBeGreaterThan(8);
  });
});
