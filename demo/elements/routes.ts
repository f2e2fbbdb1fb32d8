// A live page for each element, `/elements/<tag>`, and the list of them. What they show is written from the custom elements
// manifest (`npm run docs:elements`); what they run is the widget against the demo's server.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { escapeHtml } from '../script-tag.ts';
import { EXAMPLES } from './examples.ts';
import type { LiveElement } from './live-element.ts';

export interface ElementPagesOptions {
  /** Folder of the built pages: `elements/index.html` and `elements/element.html`. */
  readonly pageFolder: string;
  /** For `server-url`. */
  readonly serverUrl: string;
}

const ELEMENTS = JSON.parse(readFileSync(new URL('./elements.json', import.meta.url), 'utf8')) as LiveElement[];

/** To be mounted at `/elements`. */
export function elementPages({ pageFolder, serverUrl }: ElementPagesOptions): Hono {
  const app = new Hono();
  const read = (name: string): Promise<string> => readFile(join(pageFolder, 'elements', name), 'utf8');
  const headers = { 'cache-control': 'no-store' };

  app.get('/', async (c) =>
    c.html((await read('index.html')).replace('{{cards}}', ELEMENTS.map(renderCard).join('\n')), 200, headers),
  );
  app.get('/:tag', async (c) => {
    const element = ELEMENTS.find(({ tag }) => tag === c.req.param('tag'));
    if (element === undefined) return c.notFound();
    const words = {
      tag: element.tag,
      summary: element.summary,
      element: JSON.stringify(element),
      'server-url': serverUrl,
    };
    const page = await read('element.html');
    const filled = Object.entries(words).reduce(
      (text, [name, word]) => text.replaceAll(`{{${name}}}`, () => escapeHtml(word)),
      page,
    );
    // Our own markup, not text: trusted types leave the page no way to make it from a string.
    return c.html(
      filled.replace('{{content}}', () => (EXAMPLES[element.tag]?.content ?? []).join('')),
      200,
      headers,
    );
  });
  return app;
}

const renderCard = ({ tag, summary }: LiveElement): string =>
  `<li><a href="/elements/${tag}"><code>&lt;${tag}&gt;</code></a><p>${escapeHtml(summary)}</p></li>`;
