import { readdirSync, readFileSync } from 'node:fs';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

// What the analyzer makes of the sources, before anything is chosen or left out. It reads doc comments, fields, defaults
// in constructors, Lit's `static properties` and inheritance; our own `define()` it would not know for a registration.

/** Loosely what the analyzer answers; `tidy.ts` takes from it what it needs. */
export interface RawMember {
  kind: string;
  name: string;
  static?: boolean;
  privacy?: string;
  type?: { text: string };
  default?: string;
  description?: string;
  attribute?: string;
  reflects?: boolean;
  readonly?: boolean;
  parameters?: { name: string; type?: { text: string }; default?: string; description?: string; optional?: boolean }[];
  return?: { type: { text: string } };
  inheritedFrom?: { name: string; module: string };
}
export interface RawNamed {
  name: string;
  description?: string;
  type?: { text: string };
}
export interface RawClass {
  kind: string;
  name: string;
  summary?: string;
  description?: string;
  members?: RawMember[];
  events?: RawNamed[];
  slots?: RawNamed[];
  cssParts?: RawNamed[];
  cssProperties?: RawNamed[];
}
interface RawPackage {
  modules: { path: string; declarations: RawClass[] }[];
}

export interface Analysis {
  /** Class → its module in the sources and what is known of it. */
  readonly classes: ReadonlyMap<string, { path: string; declaration: RawClass }>;
  /** In the order in which `widget/define.ts` registers them. */
  readonly registrations: readonly { tag: string; className: string; definePath: string; path: string }[];
}

const BASES = ['widget/element/tiktok-element.ts', 'widget/element/lazy-element.ts'];

/** Paths are of the sources, relative to the project's folder, which is the current one. */
export function analyseWidget(): Analysis {
  const registrations = [
    ...readFileSync('widget/define.ts', 'utf8').matchAll(/import '\.\/([\w-]+)\/define\.ts'/g),
  ].map(([, folder = '']) => {
    const definePath = `widget/${folder}/define.ts`;
    const text = readFileSync(definePath, 'utf8');
    const [, tag, className] = /\bdefine\('([\w-]+)', (\w+)\)/.exec(text) ?? [];
    if (tag === undefined || className === undefined) throw new Error(`${definePath} registers nothing`);
    return { tag, className, definePath, path: `widget/${folder}/${folder}.ts` };
  });
  const events = readdirSync('widget/events')
    .filter((name) => name !== 'index.ts')
    .sort()
    .map((name) => `widget/events/${name}`);
  const paths = [...BASES, ...registrations.map(({ path }) => path), ...events];
  const modules = paths.map((path) =>
    ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true),
  );
  const { modules: found } = create({ modules, plugins: litPlugin() }) as RawPackage;
  const classes = new Map(
    found.flatMap(({ path, declarations }) =>
      declarations
        .filter(({ kind }) => kind === 'class')
        .map((declaration) => [declaration.name, { path, declaration }] as const),
    ),
  );
  return { classes, registrations };
}
