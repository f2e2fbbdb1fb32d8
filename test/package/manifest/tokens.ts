import { readFileSync } from 'node:fs';
import type { CssProperty } from './schema.ts';

const THEMING_DOC = 'docs/theming.md';

const SYNTAX: readonly [pattern: RegExp, syntax: string][] = [
  [/^--tiktok-(?:accent$|color-)/, '<color>'],
  [/^--tiktok-(?:radius|space|text|font-size|control-height|hit)/, '<length>'],
  [/^--tiktok-weight-/, '<number>'],
  [/^--tiktok-motion-/, '<time>'],
];

/** The public custom properties, from the tables of docs/theming.md, which a test holds to what the styles read. */
export function readTokens(): CssProperty[] {
  const rows = readFileSync(THEMING_DOC, 'utf8').matchAll(/^\| `(--tiktok-[\w-]+)` \| (.+?) \| (.+?) \|$/gm);
  return [...rows].map(([, name = '', told = '', use = '']) => {
    const syntax = SYNTAX.find(([pattern]) => pattern.test(name))?.[1];
    return {
      name,
      description: sentence(use),
      default: told.replaceAll('`', ''),
      ...(syntax === undefined ? {} : { syntax }),
    };
  });
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
