// What each way in costs before the first lazy chunk, as a CDN sends it (brotli, best quality), and that what is meant to load
// on first use does. Part of `npm run check:package`; alone, after `npm run build`:
// `node --import tsx test/package/sizes.ts`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { EmbedManifest } from '../../shared/embed.ts';
import { doors } from '../../widget/labels/locales.ts';
import { buildEmbed, readManifest } from '../support/embed-build.ts';
import { ENTRY_BUDGET_BYTES, entrySize } from '../support/entry-size.ts';

interface Entry {
  readonly name: string;
  readonly source: string;
  /** Bytes of brotli, Lit included. A larger one is a decision: say why in the commit, and in docs/performance.md. */
  readonly budget: number;
}

const ENTRIES: readonly Entry[] = [
  { name: 'script tag, every element', source: 'widget/define.ts', budget: ENTRY_BUDGET_BYTES },
  { name: 'provider/define', source: 'widget/provider/define.ts', budget: 9_000 },
  { name: 'connect-button/define', source: 'widget/connect-button/define.ts', budget: 17_750 },
  { name: 'ad-account-list/define', source: 'widget/ad-account-list/define.ts', budget: 18_750 },
  { name: 'mapping-table/define', source: 'widget/mapping-table/define.ts', budget: 16_250 },
  { name: 'audience-exporter/define', source: 'widget/audience-exporter/define.ts', budget: 18_750 },
  { name: 'event-feed/define', source: 'widget/event-feed/define.ts', budget: 18_750 },
  { name: 'controls/define', source: 'widget/controls/define.ts', budget: 16_250 },
  { name: 'settings/define', source: 'widget/settings/define.ts', budget: 19_250 },
];

/** What no entry may hold: it comes with the first use. */
const LAZY: Readonly<Record<string, RegExp>> = {
  'the hashing worker': /\/widget\/worker\//,
  'phone metadata': /libphonenumber-js/,
  'identifier rules': /\/shared\/identifiers\/(?!attributes\.ts)/,
  dialogs: /\/widget\/.*dialog[\w-]*\.ts$/,
  'words of other languages': new RegExp(`/widget/labels/(?:${Object.keys(doors).join('|')})(?:/|\\.ts)`),
  'English beyond the first paint': /\/widget\/labels\/en\.ts$/,
  'the table of calls': /\/shared\/endpoints\.ts$/,
  'the live stream': /\/widget\/client\/live\//,
  'the insides of large elements': /-view\.ts$/,
};
/** What no file of a page may hold at all. */
const NOWHERE: Readonly<Record<string, RegExp>> = { 'schemas of the contract (zod)': /\/node_modules\/zod\// };

/** Module ids of the files that an entry needs at once, and of all. */
interface Modules {
  core: readonly string[];
  all: readonly string[];
}

/**
 * Builds every entry, prints the table and checks it, and that a second build makes the same bytes as the first.
 *
 * @param built folder of the script tag that `npm run build` made
 * @returns one line for each budget or promise that is broken
 */
export async function checkSizes(built: string): Promise<string[]> {
  const problems: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'tiktok-ads-connect-sizes-'));
  try {
    process.stdout.write(`before the first lazy chunk           brotli   budget\n`);
    for (const { name, source, budget } of ENTRIES) {
      let modules: Modules = { core: [], all: [] };
      const onlooker = lookAtModules((seen) => (modules = seen));
      const outDir = join(folder, name.replace(/\W+/g, '-'));
      const manifest = await buildEmbed(outDir, { entry: source, onlooker });
      const bytes = entrySize(outDir);
      process.stdout.write(`  ${name.padEnd(34)}${whole(bytes)}${whole(budget)}\n`);
      if (bytes > budget) problems.push(`${name} is ${bytes} bytes of brotli, over its budget of ${budget}`);
      problems.push(...findMisplaced(name, modules));
      if (source === 'widget/define.ts') problems.push(...findMissing(manifest), ...findDifferences(manifest, built));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return problems;
}

function lookAtModules(take: (modules: Modules) => void): Plugin {
  return {
    name: 'look-at-modules',
    writeBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const core = new Set(chunks.filter(({ isEntry }) => isEntry));
      for (const chunk of core) for (const other of chunks) if (chunk.imports.includes(other.fileName)) core.add(other);
      take({
        core: [...core].flatMap(({ moduleIds }) => moduleIds),
        all: chunks.flatMap(({ moduleIds }) => moduleIds),
      });
    },
  };
}

function findMisplaced(entry: string, { core, all }: Modules): string[] {
  const found: string[] = [];
  for (const [what, pattern] of Object.entries(LAZY)) {
    const module = core.find((id) => pattern.test(id));
    if (module !== undefined) found.push(`${entry} holds ${what}, which should load on first use: ${shortly(module)}`);
  }
  for (const [what, pattern] of Object.entries(NOWHERE)) {
    const module = all.find((id) => pattern.test(id));
    if (module !== undefined) found.push(`${entry} loads ${what}: ${shortly(module)}`);
  }
  return found;
}

/** A promise about what is lazy holds too when the thing is gone; these are there. */
function findMissing({ files }: EmbedManifest): string[] {
  const kinds = ['core', 'chunk', 'locale', 'worker'] as const;
  return kinds
    .filter((kind) => !files.some((file) => file.kind === kind))
    .map((kind) => `the script tag has no file of kind ${kind}`);
}

/** A tag's hash is promised to be that of the sources: whoever builds the same release has the same files. */
function findDifferences(manifest: EmbedManifest, built: string): string[] {
  const first = new Map(readManifest(built).files.map(({ name, integrity }) => [name, integrity]));
  const differing = manifest.files.filter(({ name, integrity }) => first.get(name) !== integrity);
  if (differing.length === 0) return [];
  const names = differing.map(({ name }) => name).join(', ');
  return [
    `${built} was made of other sources, or the build is not the same twice: ${differing.length} of ${manifest.files.length} files differ: ${names}`,
  ];
}

const shortly = (id: string): string => id.replace(/^.*\/(?=widget\/|shared\/|node_modules\/)/, '');
const whole = (value: number): string => value.toLocaleString('en').padStart(9);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = await checkSizes(process.argv[2] ?? 'dist/embed/v1');
  for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
