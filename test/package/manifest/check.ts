import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type ElementDeclaration, elementsOf, folderOf, type Manifest } from './schema.ts';

// Holds the manifest to the code by another way than the one it was made by: attributes are asked of the compiled classes,
// and parts, slots and events are looked for in every module that an element's own reaches.

/** As much of a Lit element's class as tells its attributes. */
interface LitClass {
  readonly observedAttributes: readonly string[];
  readonly elementProperties: ReadonlyMap<string, { attribute?: string | boolean; state?: boolean }>;
}
/** What the code of an element draws and fires. */
interface Found {
  parts: Set<string>;
  slots: Set<string>;
  /** Event → its class. */
  events: Map<string, string>;
}

/** What differs, in words; nothing when the two are one. @param widget the compiled `tiktok-ads-connect/widget` */
export function checkManifest(manifest: Manifest, widget: Readonly<Record<string, unknown>>): string[] {
  const elements = elementsOf(manifest);
  const eventNames = readEventNames();
  const found = new Map<string, Found>();
  const problems = compare(
    'registered tags',
    readTags(),
    elements.map(({ tagName }) => tagName),
  );
  for (const element of elements) {
    const folder = folderOf(manifest, element);
    const about = (what: string) => `<${element.tagName}>: ${what}`;
    const code = findInCode(folder, eventNames, found);
    found.set(folder, code);
    problems.push(
      ...checkAttributes(element, widget[element.name] as LitClass),
      ...compare(
        about('parts'),
        code.parts,
        element.cssParts.map(({ name }) => name),
      ),
      ...compare(
        about('slots'),
        code.slots,
        element.slots.map(({ name }) => name),
      ),
      ...compare(
        about('events'),
        [...code.events].map(([name, className]) => `${name} (${className})`),
        element.events.map(({ name, type }) => `${name} (${type.text})`),
      ),
      ...checkWords(element),
    );
    if (element.events.some(({ type }) => type.text !== 'Event' && widget[type.text] === undefined))
      problems.push(about('an event’s class is not exported'));
  }
  const styled = elements.filter(({ cssProperties }) => cssProperties.length > 0);
  for (const { tagName, cssProperties } of styled) {
    problems.push(
      ...compare(
        `<${tagName}>: custom properties`,
        readTokens(),
        cssProperties.map(({ name }) => name),
      ),
    );
  }
  return problems;
}

function checkAttributes(element: ElementDeclaration, litClass: LitClass): string[] {
  const { observedAttributes, elementProperties } = litClass;
  const properties = [...elementProperties].filter(([, { state }]) => state !== true).map(([name]) => name);
  const fields = element.members.filter((member) => member.kind === 'field' && member.readonly !== true);
  return [
    ...compare(
      `<${element.tagName}>: attributes`,
      observedAttributes,
      element.attributes.map(({ name }) => name),
    ),
    ...compare(
      `<${element.tagName}>: properties`,
      properties,
      fields.map(({ name }) => name),
    ),
  ];
}

/** Everything has words, and nothing is told that is nobody's business. */
function checkWords({ tagName, summary, members, events, slots, cssParts }: ElementDeclaration): string[] {
  const items = [...members, ...events, ...slots, ...cssParts];
  return [
    ...(summary === '' ? [`<${tagName}> has no summary`] : []),
    ...items
      .filter(({ description }) => description === undefined)
      .map(({ name }) => `<${tagName}>: ${name} is not described`),
    ...members.filter(({ name }) => /^[#_]/.test(name)).map(({ name }) => `<${tagName}>: ${name} is private`),
  ];
}

function compare(what: string, inCode: Iterable<string>, documented: readonly string[]): string[] {
  const code = new Set(inCode);
  const missing = [...code].filter((name) => !documented.includes(name));
  const extra = documented.filter((name) => !code.has(name));
  return [
    ...missing.map((name) => `manifest, ${what}: ${name === '' ? 'the default one' : name} is in the code only`),
    ...extra.map((name) => `manifest, ${what}: ${name === '' ? 'the default one' : name} is in the manifest only`),
  ];
}

const widgetFiles = (): string[] =>
  readdirSync('widget', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join('widget', name));

const readTags = (): string[] =>
  widgetFiles().flatMap((path) => matches(readFileSync(path, 'utf8'), /\bdefine\(\s*'([\w-]+)'/g));

const readTokens = (): string[] =>
  widgetFiles().flatMap((path) => matches(readFileSync(path, 'utf8'), /var\(\s*(--tiktok-[\w-]+)/g));

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

/** Class of an event → its name. */
function readEventNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const path of widgetFiles().filter((each) => each.startsWith(join('widget', 'events')))) {
    const [, className, name] =
      /export class (\w+) extends Event[^]*?super\('([\w-]+)'/.exec(readFileSync(path, 'utf8')) ?? [];
    if (className !== undefined && name !== undefined) names.set(className, name);
  }
  return names;
}

function findInCode(folder: string, eventNames: ReadonlyMap<string, string>, done: ReadonlyMap<string, Found>): Found {
  const found: Found = { parts: new Set(), slots: new Set(), events: new Map() };
  const texts = new Map(
    [...modulesFrom(join('widget', folder, `${folder}.ts`))].map((path) => [path, readFileSync(path, 'utf8')]),
  );
  for (const [path, whole] of texts) {
    const text = path.startsWith(join('widget', 'element')) ? usedOf(path, texts) : whole;
    for (const list of matches(text, /[^t]part="([\w -]+)"/g))
      for (const part of list.split(' ')) found.parts.add(part);
    // One of several, by an expression.
    for (const chosen of matches(text, /[^t]part=\$\{([^}]+)\}/g))
      for (const list of matches(chosen, /[?:] '([\w -]+)'/g))
        for (const part of list.split(' ')) found.parts.add(part);
    for (const list of [...matches(text, /exportparts="([^"]+)"/g), ...matches(text, /const PARTS =\s+'([^']+)'/g)])
      for (const part of list.split(/,\s*/)) found.parts.add(part);
    for (const slot of matches(text, /<slot name="([\w-]+)"/g)) found.slots.add(slot);
    if (/<slot>/.test(text)) found.slots.add('');
    for (const className of matches(text, /new (\w+Event)\(/g)) {
      const name = eventNames.get(className);
      if (name !== undefined) found.events.set(name, className);
    }
    if (/new Event\('change'/.test(text)) found.events.set('change', 'Event');
  }
  // What it registers beside itself stands in its shadow root, and our events cross that.
  for (const inner of matches(
    readFileSync(join('widget', folder, 'define.ts'), 'utf8'),
    /import '\.\.\/([\w-]+)\/define/g,
  ))
    for (const [name, className] of done.get(inner)?.events ?? [])
      if (name.startsWith('tiktok-')) found.events.set(name, className);
  return found;
}

/** Of a module that all elements share, what this one uses: the exports whose names are in another of its modules. */
function usedOf(path: string, texts: ReadonlyMap<string, string>): string {
  const others = [...texts].filter(([other]) => other !== path).map(([, text]) => text);
  const pieces = (texts.get(path) ?? '').split(/^(?=export )/m);
  const isUsed = (name: string): boolean => others.some((text) => new RegExp(`\\b${name}\\b`).test(text));
  return pieces
    .filter((piece) => {
      const name = /^export (?:abstract |async )*(?:const|function|class) (\w+)/.exec(piece)?.[1];
      return name === undefined || isUsed(name);
    })
    .join('');
}

/** The module and all that it imports, at once or on first use; another element is none of its own. */
function modulesFrom(entry: string): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path) || path.endsWith('/define.ts') || !path.startsWith('widget') || !existsSync(path)) return;
    seen.add(path);
    const text = readFileSync(path, 'utf8').replaceAll(/import type [^;]*;|export type [^;]*;/g, '');
    for (const to of matches(text, /(?:from|import\(|import)\s*'(\.{1,2}\/[^']+\.ts)'/g))
      visit(normalize(join(dirname(path), to)));
  };
  visit(entry);
  return seen;
}
