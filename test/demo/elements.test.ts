import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EXAMPLES, markupOf } from '../../demo/elements/examples.ts';
import type { LiveElement } from '../../demo/elements/live-element.ts';
import { elementPages } from '../../demo/elements/routes.ts';

const ELEMENTS = JSON.parse(
  readFileSync(new URL('../../demo/elements/elements.json', import.meta.url), 'utf8'),
) as LiveElement[];
const pageFolder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-elements-'));
mkdirSync(join(pageFolder, 'elements'));
for (const name of ['index.html', 'element.html'])
  writeFileSync(
    join(pageFolder, 'elements', name),
    readFileSync(new URL(`../../demo/elements/${name}`, import.meta.url), 'utf8'),
  );
afterAll(() => rmSync(pageFolder, { recursive: true }));

const pages = elementPages({ pageFolder, serverUrl: 'http://127.0.0.1:9/?a&b' });

describe('the demo’s pages of the elements', () => {
  it('lists every element', async () => {
    const index = await (await pages.request('/')).text();
    for (const { tag } of ELEMENTS) expect(index).toContain(`<a href="/elements/${tag}">`);
    expect(index).not.toContain('{{');
  });

  it('gives each a page that knows its server, its attributes and what stands in it', async () => {
    for (const { tag } of ELEMENTS) {
      const response = await pages.request(`/${tag}`);
      const page = await response.text();
      expect(response.status).toBe(200);
      expect(page).toContain('data-server-url="http://127.0.0.1:9/?a&#38;b"');
      const told = /data-element="([^"]*)"/.exec(page)?.[1] ?? '';
      const unescaped = told.replace(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)));
      expect(JSON.parse(unescaped)).toMatchObject({ tag });
      for (const line of EXAMPLES[tag]?.content ?? []) expect(page).toContain(line);
      expect(page).not.toContain('{{');
    }
  });

  it('knows no page of another tag', async () => {
    expect((await pages.request('/tiktok-nothing')).status).toBe(404);
  });

  it('has an example of every element, with attributes that it knows', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(ELEMENTS.map(({ tag }) => tag).sort());
    for (const { tag, attributes } of ELEMENTS) {
      const known = attributes.map(({ name }) => name);
      for (const { name } of EXAMPLES[tag]?.attributes ?? []) expect(known, tag).toContain(name);
    }
  });

  it('writes the markup as a page would, with the provider around it', () => {
    const values = [
      { name: 'allow-token', value: '' },
      { name: 'connection-id', value: 'a "b" & c' },
    ];
    expect(markupOf('tiktok-connect-button', values, 'https://ads.example')).toBe(
      [
        '<tiktok-ads-provider server-url="https://ads.example">',
        '  <tiktok-connect-button allow-token connection-id="a &quot;b&quot; &amp; c"></tiktok-connect-button>',
        '</tiktok-ads-provider>',
      ].join('\n'),
    );
  });
});
