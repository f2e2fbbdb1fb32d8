import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../shared/errors.ts';

// docs/troubleshooting.md answers for everything that can be met: each error code, and each line that the widget writes to the console.

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const page = read('docs/troubleshooting.md');
const widget = readdirSync(new URL('widget', ROOT), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(`widget/${name}`));

/** What a client's error may be besides the server's, from the type that lists it. */
function clientCodes(): string[] {
  const [, union = ''] = /ClientErrorCode =([^;]+);/.exec(read('widget/client/errors.ts')) ?? [];
  return [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
}

/** The longest part of each console text that does not depend on what is filled in. */
function consoleTexts(): string[] {
  return widget.flatMap((source) => {
    const calls = source.split(/console\.(?:warn|error)\(/).slice(1);
    return calls.map((call) => {
      const [, , text = ''] = /^\s*(['`])((?:(?!\1)[^])*)\1/.exec(call) ?? [];
      const plain = text.replace(/\$\{[^}]*\}/g, '\n').split('\n');
      return plain.reduce((longest, part) => (part.length > longest.length ? part : longest), '').trim();
    });
  });
}

describe('docs/troubleshooting.md', () => {
  it('has every error code of the server, linked to its entry', () => {
    const linked = ERROR_CODES.filter((code) => !page.includes(`[\`${code}\`](errors.md`));
    expect(linked).toEqual([]);
  });

  it('has every code that arises in the page itself', () => {
    expect(clientCodes().length).toBeGreaterThan(3);
    expect(clientCodes().filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('has every line that the widget writes to the console', () => {
    const texts = consoleTexts();
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.filter((text) => text.length < 15)).toEqual([]);
    expect(texts.filter((text) => !page.includes(text))).toEqual([]);
  });

  it('links to files that are there', () => {
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !exists(`docs/${path}`))).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    return read(path) !== '';
  } catch {
    return false;
  }
}
