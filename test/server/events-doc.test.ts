import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { EVENTS_DOC, withCatalogue } from '../package/events-doc.ts';
import { EVENT_TYPES, type EventTypeEntry } from '../../shared/event-types.ts';

describe('docs/events.md', () => {
  it('holds the catalogue as the contract has it; `npm run docs:events` writes it', async () => {
    const document = await readFile(EVENTS_DOC, 'utf8');
    expect(document).toBe(withCatalogue(document));
  });
});

describe('the catalogue of events', () => {
  it('resolves only types that there are, and says what each means in a sentence', () => {
    const types: Readonly<Record<string, EventTypeEntry>> = EVENT_TYPES;
    for (const [type, { resolves, meaning }] of Object.entries(types)) {
      expect(
        resolves.filter((each) => types[each] === undefined),
        type,
      ).toEqual([]);
      expect(meaning, type).toMatch(/\.$/);
      expect(meaning, type).not.toContain('|');
    }
  });
});
