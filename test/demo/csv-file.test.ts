import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { profileAt, writeCsv } from '../../demo/data/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes people as a spreadsheet would save them: BOM, semicolons, CRLF, quotes around what needs them', async () => {
  const path = join(folder, 'people.csv');
  await writeCsv(path, { from: 400, size: 1_300 });
  const text = readFileSync(path, 'utf8');
  expect(text.startsWith('\ufeffcustomer_id;first_name;last_name;email;')).toBe(true);
  expect(text).toMatch(/"Said ""call me, maybe"""/);
  expect(text).toMatch(/"Two lines\nof notes"/);

  const lines = text.slice(1).split('\r\n');
  expect(lines.pop()).toBe('');
  expect(lines).toHaveLength(1_301);
  const ids = lines.slice(1).map((line) => line.split(';')[0]?.replaceAll('"', ''));
  expect(ids).toEqual(Array.from({ length: 1_300 }, (_, index) => profileAt(400 + index).record['customer_id']));
});
