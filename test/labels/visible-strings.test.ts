import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { describe, expect, it } from 'vitest';

// Every word that a person sees or hears comes from the tables in widget/labels/, or it stays English in eight languages. This reads the
// templates of the widget and finds the words that do not.

const WIDGET = 'widget';
/** Names of things, of formats and of a key: the same in every language. */
const NAMES = new Set(['TikTok', 'SHA', 'CSV', 'ID', 'UTC', 'MD', 'Esc']);
const SPOKEN_ATTRIBUTES =
  /\b(?:aria-label|aria-description|aria-roledescription|title|placeholder|alt)="([^"$\0]*[A-Za-z]{2,}[^"\0]*)"/g;

const sources = readdirSync(WIDGET, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.startsWith('labels/'),
);

interface Node {
  type?: string;
  [key: string]: unknown;
}

/** The texts of all `html` and `svg` literals, with a zero character for each expression. */
function templatesIn(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const each of node) templatesIn(each, found);
  else if (typeof node === 'object' && node !== null) {
    const { type, tag, template } = node as Node & {
      tag?: Node;
      template?: { quasis: { cooked?: string; raw: string }[] };
    };
    if (
      type === 'TaggedTemplateExpression' &&
      ['html', 'svg'].includes(String(tag?.['value'])) &&
      template !== undefined
    )
      found.push(template.quasis.map(({ cooked, raw }) => cooked ?? raw).join('\0'));
    for (const value of Object.values(node)) templatesIn(value, found);
  }
  return found;
}

function wordsOutsideTags(template: string): string[] {
  const text = template
    .replace(/<!--[^]*?-->/g, ' ')
    .replace(/<\/?[a-z\0][^>]*>?/gi, ' ')
    .replace(/&[a-z#0-9]+;/gi, ' ');
  return (text.match(/\p{L}{2,}/gu) ?? []).filter((word) => !NAMES.has(word));
}

function spokenAttributes(template: string): string[] {
  return [...template.matchAll(SPOKEN_ATTRIBUTES)].map(([, words = '']) => words);
}

describe('the words of the widget', () => {
  it('stand in the tables of labels, none in a template', () => {
    const strays = sources.flatMap((path) => {
      const code = readFileSync(join(WIDGET, path), 'utf8');
      const templates = templatesIn(parseSync(code, { syntax: 'typescript', target: 'es2022' }));
      return templates
        .flatMap((template) => [...wordsOutsideTags(template), ...spokenAttributes(template)])
        .map((words) => `${path}: ${words}`);
    });
    expect(sources.length).toBeGreaterThan(100);
    expect(strays).toEqual([]);
  });
});
