import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ERROR_STATUS } from '../../server/errors.ts';
import { ERROR_CODES, ERROR_TITLES } from '../../shared/errors.ts';

describe('docs/errors.md', () => {
  it('lists every code in order, with its status and meaning, and says what to do', async () => {
    const rows = (await readFile('docs/errors.md', 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, 5),
      );
    expect(rows.map((cells) => cells.slice(0, 3))).toEqual(
      ERROR_CODES.map((code) => [`\`${code}\``, String(ERROR_STATUS[code]), ERROR_TITLES[code]]),
    );
    for (const [code, , , advice] of rows) expect(advice?.length, code).toBeGreaterThan(10);
  });
});
