import { describe, expect, it } from 'vitest';
import { type FindingSentence, findingSentenceSchema } from '../../shared/finding-sentences.ts';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { doors } from '../../widget/labels/locales.ts';

// What the check before an export says in other languages: every sentence, with counts whose forms differ. That none is missing is a
// matter of types; here they are said.

const COUNTS = [0, 1, 2, 3, 11, 100, 24_112, 1_000_000];
const AT = '3 April 2026';
const NAME = '\u2068Kopi Pagi\u2069';

/** A sentence with that count in the place of every figure. */
function withCount(says: string, figures: readonly string[], count: number, isSet: boolean): Record<string, unknown> {
  const values: Record<string, unknown> = { says };
  for (const figure of figures) {
    values[figure] = count;
    if (figure === 'at') values[figure] = AT;
    if (figure === 'name') values[figure] = NAME;
    if (figure === 'kind' || figure === 'type') values[figure] = 'EMAIL_SHA256';
    if (figure === 'takes' || figure === 'sends') values[figure] = ['Email', 'Phone'].slice(0, isSet ? 1 : 2);
    if (figure === 'isAtMost') values[figure] = isSet;
  }
  return values;
}

const SENTENCES = findingSentenceSchema.options
  .map((option) => ({
    says: option.shape.says.value,
    figures: Object.keys(option.shape).filter((key) => key !== 'says'),
  }))
  .filter(({ says }) => says !== 'failure');

const CASES = SENTENCES.flatMap(({ says, figures }) => {
  const counts = figures.length === 0 ? [0] : COUNTS;
  const cases = counts.flatMap((count) => [true, false].map((isSet) => withCount(says, figures, count, isSet)));
  // TikTok may not have counted them.
  return says === 'takes_out_first' ? [...cases, { says, people: null }] : cases;
});

/** What the marks of a sentence must be, and what must not stand in it. */
function faultOf(text: unknown, values: Record<string, unknown>): string | null {
  if (typeof text !== 'string' || !/[.。]$/u.test(text.trim())) return 'does not end as a sentence does';
  if (/undefined|null|NaN|\[object|#|,{2}|\s{2}/u.test(text)) return 'holds what is no word';
  const lists = [values['takes'], values['sends']].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : []));
  const wanted = [values['at'], values['name'], values['kind'], values['type'], ...lists].filter(
    (one) => typeof one === 'string',
  );
  return wanted.every((one) => text.includes(one)) ? null : 'lacks a figure';
}

describe.each(Object.keys(doors))('what the check before an export says in %s', (code) => {
  it('is said with every count, and differs where the counts do', async () => {
    await loadLabels(code);
    const texts = labelsFor(code).labels.audienceExporter.findingSentences;
    const faults = CASES.flatMap((values) => {
      const tell = texts[values['says'] as Exclude<FindingSentence['says'], 'failure'>] as (all: unknown) => unknown;
      const text = tell(values);
      const fault = faultOf(text, values);
      return fault === null ? [] : [`${fault}: ${JSON.stringify(values)}: ${String(text)}`];
    });
    expect(faults).toEqual([]);
    for (const { says, figures } of SENTENCES) {
      const tell = texts[says as Exclude<FindingSentence['says'], 'failure'>] as (all: unknown) => string;
      for (const figure of figures) {
        if (typeof withCount(says, figures, 5, true)[figure] !== 'number') continue;
        const base = withCount(says, figures, 5, true);
        expect(tell({ ...base, [figure]: 7 }), `${code} ${says} says its ${figure}`).not.toBe(tell(base));
      }
    }
  });
});

describe('what the server says in English', () => {
  it('can be said by the page, too, and what no string is named changes nothing', async () => {
    await loadLabels('en');
    const own = { findingSentences: { send_more: () => 'More, please.', toString: () => 'mine' } };
    const texts = labelsFor('en', { audienceExporter: own }).labels.audienceExporter.findingSentences;
    expect(texts.send_more?.({})).toBe('More, please.');
    expect(texts.list_empty).toBeUndefined();
    expect(Object.hasOwn(texts, 'toString') ? (texts.toString as () => unknown)() : '').not.toBe('mine');
    const broken = { findingSentences: { send_more: () => undefined as unknown as string } };
    const { send_more } = labelsFor('en', { audienceExporter: broken }).labels.audienceExporter.findingSentences;
    // Without a text of the page's, the server's own is shown.
    expect(send_more?.({})).toBe('');
  });
});
