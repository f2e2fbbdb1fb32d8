import { defineConfig, type Plugin } from 'vite';

// The script-tag build in dist/embed/v1: one entry that registers every element, chunks that load on first use, and the
// worker. Everything else is compiled by tsc, file by file.

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** The package's own `sideEffects` names the compiled files; in the sources, too, importing a `define.ts` registers. */
function keepRegistrations(): Plugin {
  return {
    name: 'keep-registrations',
    transform: (code, id) =>
      /\/widget\/(?:.*\/)?define\.ts$/.test(id) ? { code, map: null, moduleSideEffects: true } : undefined,
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

export default defineConfig({
  base: './',
  logLevel: 'warn',
  publicDir: false,
  plugins: [keepRegistrations(), minifyLiterals()],
  worker: { format: 'es', rolldownOptions: { output: { minify: true, entryFileNames: '[name]-[hash].js' } } },
  build: {
    target: 'es2022',
    outDir: 'dist/embed/v1',
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: { entry: 'widget/define.ts', formats: ['es'], fileName: () => 'tiktok-ads-connect.js' },
    rolldownOptions: {
      // What the entry shares with lazy chunks stays in the entry: one file before the first of them.
      preserveEntrySignatures: 'allow-extension',
      // Library mode skips the whitespace of ES output unless told.
      output: { minify: true, chunkFileNames: '[name]-[hash].js', assetFileNames: '[name]-[hash][extname]' },
    },
  },
});
