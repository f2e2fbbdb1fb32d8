import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// docs/theming.md is the promise, the sources are what is kept: the two may not differ.

const ROOT = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/theming.md', ROOT), 'utf8');
const sources = new Map(
  readdirSync(new URL('widget', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [name, readFileSync(new URL(`widget/${name}`, ROOT), 'utf8')]),
);
const ELEMENTS = {
  'connect-button': 'tiktok-connect-button',
  'ad-account-list': 'tiktok-ad-account-list',
  'mapping-table': 'tiktok-mapping-table',
  'audience-exporter': 'tiktok-audience-exporter',
  'event-feed': 'tiktok-event-feed',
  controls: 'tiktok-controls',
  settings: 'tiktok-ads-settings',
} as const;
/** Parts of small pieces, many of them in modules that elements share: the package's check follows their imports. */
const EVERYWHERE = ['trigger', 'button', 'primary-button', 'danger-button', 'icon-button', 'input', 'badge', 'status'];
type Folder = keyof typeof ELEMENTS;
const FOLDERS = Object.keys(ELEMENTS) as Folder[];

const sourceOf = (folder: string): string => sources.get(`${folder}/${folder}.ts`) ?? '';
const inFolder = (folder: string): string =>
  [...sources].flatMap(([name, text]) => (name.startsWith(`${folder}/`) ? [text] : [])).join('\n');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/** Rows of all tables with this header, code marks taken off. */
function tables(header: string): string[][] {
  const rows: string[][] = [];
  let isIn = false;
  for (const line of page.split('\n')) {
    if (line.startsWith(header)) isIn = true;
    else if (!line.startsWith('|')) isIn = false;
    else if (isIn && !line.startsWith('| ---'))
      rows.push(
        line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      );
  }
  return rows;
}

/** Public tokens that the code reads, each with the default it falls back to. */
function readTokens(): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const text of sources.values()) {
    for (const match of text.matchAll(/var\(\s*--(tiktok-[\w-]+)\s*(,?)/g)) {
      const start = match.index + match[0].length;
      let end = start;
      for (let depth = 1; depth > 0; end += 1) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
      const name = match[1] ?? '';
      const fallback = text.slice(start, end - 1).replace(/\s+/g, ' ');
      // The first is the usual one; dialogs read some again, a step lighter.
      if (!tokens.has(name)) tokens.set(name, fallback.trim());
    }
  }
  return tokens;
}

/** As the page writes it: a pair of colours as two, everything else as it stands. */
function written(fallback: string): string {
  const pair = /^light-dark\(((?:[^(),]|\([^)]*\))+), ((?:[^(),]|\([^)]*\))+)\)$/.exec(fallback);
  return pair === null ? `\`${fallback}\`` : `\`${pair[1]}\`, dark \`${pair[2]}\``;
}

describe('docs/theming.md', () => {
  const tokens = readTokens();
  const listed = tables('| Token |');

  it('lists exactly the tokens that the elements read', () => {
    expect(listed.map(([name]) => name?.replaceAll('`', ''))).toEqual([
      ...new Set(listed.map(([name]) => name?.replaceAll('`', ''))),
    ]);
    expect(sorted(listed.map(([name = '']) => name.replaceAll('`', '')))).toEqual(
      sorted([...tokens.keys()].map((name) => `--${name}`)),
    );
  });

  it('gives the defaults that the code has', () => {
    for (const [name = '', value] of listed) {
      const fallback = tokens.get(name.replaceAll('`', '').slice(2)) ?? '';
      // Derived from another token, and told in words.
      if (!value?.startsWith('`')) continue;
      expect(value, name).toBe(written(fallback));
    }
  });

  it('uses no token in an example, a skin or a class comment that does not exist', () => {
    const skins = readdirSync(new URL('demo/page/skins', ROOT)).map((name) =>
      readFileSync(new URL(`demo/page/skins/${name}`, ROOT), 'utf8'),
    );
    const comments = [...sources.values()].flatMap((text) => found(text, /@cssproperty (--tiktok-[\w-]+)/g));
    const used = [...found([page, ...skins].join('\n'), /(--tiktok-[\w-]+)\s*:/g), ...comments];
    expect(used.filter((name) => !tokens.has(name.slice(2)))).toEqual([]);
  });

  it.each(FOLDERS)('lists exactly the parts and slots of %s', (folder) => {
    const tag = `\`<${ELEMENTS[folder]}>\``;
    const rowsOf = (header: string) =>
      tables(header).flatMap(([element, name = '', use = '']) =>
        element === tag ? [`${name.replaceAll('`', '')} - ${use}`] : [],
      );
    const comment = sourceOf(folder);
    expect(rowsOf('| Element | Part |')).toEqual(found(comment, /@csspart (.+)/g));
    expect(rowsOf('| Element | Slot |')).toEqual(found(comment, /@slot (.+)/g));
  });

  it.each(FOLDERS)('has a class comment that lists exactly the parts and slots in the code of %s', (folder) => {
    const code = inFolder(folder);
    // From shared pieces: the dialog, the centred block with its slot for help, and the banner.
    const parts = found(code, /[^t]part="([\w -]+)"/g).flatMap((names) => names.split(' '));
    if (/new DialogController\(/.test(code)) parts.push('dialog');
    // Of an element inside. The settings hand on all there are, and tell so in one sentence.
    parts.push(...found(code, /exportparts="([^"]+)"/g).flatMap((names) => names.split(/,\s*/)));
    const hasState = /\b(?:stateBlock|failureBlock)\(/.test(code);
    if (hasState) parts.push('state');
    if (/\bfailureBanner\(/.test(code)) parts.push('banner');
    const slots = found(code, /<slot name="([\w-]+)"/g);
    if (hasState) slots.push('help');
    const listedParts = found(sourceOf(folder), /@csspart ([\w-]+) /g);
    const notEverywhere = (name: string): boolean => !EVERYWHERE.includes(name);
    expect(sorted(listedParts.filter(notEverywhere)), 'parts').toEqual(sorted(parts.filter(notEverywhere)));
    expect(sorted(found(sourceOf(folder), /@slot ([\w-]+) /g)), 'slots').toEqual(sorted(slots));
  });

  it('finds every part of the elements inside through the settings as well', () => {
    const exported = /const PARTS =\s+'([^']+)'/.exec(inFolder('settings'))?.[1]?.split(', ') ?? [];
    const inside = FOLDERS.filter((folder) => folder !== 'settings');
    const wanted = inside.flatMap((folder) => found(sourceOf(folder), /@csspart ([\w-]+) /g));
    expect(sorted(exported)).toEqual(sorted(wanted));
  });
});
