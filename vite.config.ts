import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { describeEmbed } from './vite.embed.ts';
import { bundledWorker } from './vite.worker.ts';

// The script-tag build in dist/embed/v1: one entry that registers every element, chunks that load on first use, and the
// worker. Everything else is compiled by tsc, file by file. Each name holds a hash of the content, so that a file never changes.

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/**
 * For builds from the sources: importing a `define.ts` registers. The package's own `sideEffects` names the compiled files
 * in dist/, so these would be taken for idle ones and left out.
 */
export function keepRegistrations(): Plugin {
  return {
    name: 'keep-registrations',
    enforce: 'pre',
    transform: {
      filter: { id: /\/widget\/(?:[\w-]+\/)?define\.ts$/ },
      handler: (code) => ({ code, map: null, moduleSideEffects: true }),
    },
  };
}

/** Squeezes the whitespace of `html` and `css` literals, which a JavaScript minifier must leave alone. */
function minifyLiterals(): Plugin {
  return {
    name: 'minify-literals',
    enforce: 'post',
    transform(code, id) {
      if (!/\/widget\/.*\.ts$/.test(id) || !/\b(?:html|svg|css)`/.test(code)) return undefined;
      const edits: { start: number; end: number; text: string }[] = [];
      const visit = (node: Node): void => {
        if (node.type === 'TaggedTemplateExpression') {
          const tag = (node['tag'] as Node)['name'];
          const squeeze = tag === 'css' ? squeezeCss : tag === 'html' || tag === 'svg' ? squeezeHtml : undefined;
          for (const part of (node['quasi'] as Node)['quasis'] as Node[]) {
            // The range may or may not hold the backtick and the `${`: the raw text says where it really lies.
            const { raw } = part['value'] as { raw: string };
            const start = code.indexOf(raw, part.start);
            if (squeeze !== undefined && raw !== '' && start >= 0)
              edits.push({ start, end: start + raw.length, text: squeeze(raw) });
          }
        }
        for (const value of Object.values(node)) {
          if (Array.isArray(value)) for (const item of value) visitIfNode(item);
          else visitIfNode(value);
        }
      };
      const visitIfNode = (value: unknown): void => {
        if (typeof value === 'object' && value !== null && typeof (value as Node).type === 'string')
          visit(value as Node);
      };
      visit(this.parse(code) as unknown as Node);
      let result = code;
      for (const { start, end, text } of edits.sort((one, other) => other.start - one.start)) {
        result = result.slice(0, start) + text + result.slice(end);
      }
      return { code: result, map: null };
    },
  };
}

const squeezeHtml = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

const squeezeCss = (text: string): string =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}')
    .trim();

interface EmbedOptions {
  /** Instead of the package's own, for tests of two versions on one page. */
  version?: string;
  /** Instead of every element: where one is weighed alone, or comes from npm in a test. */
  entry?: string;
  /** Compresses a little and at once, for builds whose sizes nobody reads. Default false. */
  isQuick?: boolean;
}

/** The configuration of the script-tag build. */
export function embedConfig({ version, entry = 'widget/define.ts', isQuick = false }: EmbedOptions = {}): UserConfig {
  const own = (JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string })
    .version;
  const name = `tiktok-ads-connect-${version ?? own}-[hash].js`;
  return {
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      keepRegistrations(),
      minifyLiterals(),
      bundledWorker(),
      ...(version === undefined ? [] : [otherVersion(version)]),
      describeEmbed(version ?? own, isQuick),
    ],
    // Lit’s shipped build, also where NODE_ENV says something else (a test runner sets it to "test").
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      target: 'es2022',
      outDir: 'dist/embed/v1',
      emptyOutDir: true,
      reportCompressedSize: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        // What the entry shares with lazy chunks stays in the entry: one file before the first of them.
        preserveEntrySignatures: 'allow-extension',
        output: {
          // Library mode skips the whitespace of ES output unless told.
          minify: true,
          entryFileNames: name,
          chunkFileNames: ({ facadeModuleId }) => `${localeOf(facadeModuleId) ?? '[name]'}-[hash].js`,
          assetFileNames: '[name]-[hash][extname]',
        },
      },
    },
  };
}

/** The files of each language have the same names; what is loaded from one is named after its folder. */
function localeOf(module: string | null): string | undefined {
  const found = /\/widget\/labels\/(?:([\w-]+)\/[\w-]+|([a-z]{2}(?:-[A-Z]{2})?))\.ts$/.exec(module ?? '');
  const code = found?.[1] ?? found?.[2];
  return code === undefined ? undefined : `locale-${code}`;
}

function otherVersion(version: string): Plugin {
  return {
    name: 'other-version',
    enforce: 'pre',
    transform: (_code, id) =>
      id.endsWith('/widget/element/version.ts')
        ? { code: `export const VERSION = ${JSON.stringify(version)};`, map: null }
        : undefined,
  };
}

export default defineConfig(embedConfig());
