import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ATTRIBUTES,
  type Attribute,
  prepareIdentifier,
  type PrepareOptions,
  REJECT_REASONS,
} from '../../../shared/identifiers/index.ts';
import { RECORD_REJECT_REASONS } from '../../../shared/records/index.ts';

const page = readFileSync(new URL('../../../docs/identifiers.md', import.meta.url), 'utf8');

/** Rows of the table whose header starts with the given cell, code marks taken off. */
function table(firstHeader: string): string[][] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${firstHeader} |`));
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );
  }
  return rows;
}

describe('docs/identifiers.md', () => {
  // The rules come first and their table starts with the same word, so the vectors are told by their second header.
  const vectors = page.slice(page.indexOf('## Test vectors'));
  const rows = vectors
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Attribute') && !line.startsWith('| ---'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
    );

  it.each(rows)('%s of %s (%s) gives %s', (attribute, input, option, result, hash) => {
    const [name = '', value = ''] = option.split('=');
    const options: PrepareOptions = name === '' ? {} : { [name]: value };
    const outcome = prepareIdentifier(attribute as Attribute, JSON.parse(input) as string, options);
    if (hash === 'rejected') {
      expect(outcome).toEqual({ ok: false, reason: result });
    } else if (hash === 'as given') {
      expect(outcome).toMatchObject({ ok: true, normalized: result, alreadyHashed: true });
    } else {
      expect(createHash('sha256').update(result).digest('hex')).toBe(hash);
      expect(outcome).toMatchObject({ ok: true, normalized: result, sha256: hash, alreadyHashed: false });
    }
  });

  it('shows every attribute at work', () => {
    expect([...new Set(rows.map(([attribute]) => attribute))].sort()).toEqual([...ATTRIBUTES].sort());
  });

  it('explains every reason and no other', () => {
    expect(table('Reason').map(([reason]) => reason)).toEqual([...REJECT_REASONS]);
    for (const reason of RECORD_REJECT_REASONS) expect(page).toContain(`\`${reason}\``);
  });
});
