// The other way to embed: one tag in the page, from the server's own address, with the hash of the release it means.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { embedManifestSchema, snippetOf } from '../shared/index.ts';

/** A host copies the tag into its page once. This page has to follow the server, so it asks. */
export async function readSnippet(serverUrl: string): Promise<{ tag: string | null; text: string }> {
  const answer = await fetch(`${serverUrl}/embed/v1/manifest.json`, { signal: AbortSignal.timeout(10_000) }).catch(
    () => null,
  );
  if (answer === null) return { tag: null, text: 'The server did not answer. Reload the page.' };
  const body: unknown = await answer.json();
  if (!answer.ok) return { tag: null, text: (body as { detail: string }).detail };
  const tag = snippetOf(embedManifestSchema.parse(body), serverUrl);
  return { tag, text: tag };
}

/** To be mounted at `/script-tag`: a page without a bundle, in which the widget comes from another origin. */
export function scriptTagRoutes(serverUrl: string, pageFolder: string, policy: string): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const page = await readFile(join(pageFolder, 'script-tag.html'), 'utf8');
    const { tag, text } = await readSnippet(serverUrl);
    const html = page
      .replaceAll('{{server-url}}', escapeHtml(serverUrl))
      .replaceAll('{{snippet}}', escapeHtml(text))
      .replaceAll('{{policy}}', escapeHtml(policy))
      .replace('<!-- script tag -->', tag ?? '');
    return c.html(html, 200, { 'cache-control': 'no-store', 'content-security-policy': policy });
  });
  return app;
}

/** For text between tags and inside attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
