import { fileURLToPath } from 'node:url';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

// The worker that hashes a file is one file without imports: then every bundler takes it along as it is, as an asset, and no tool has to
// know how a worker is built. A `new Worker(new URL(…))` that tools would recognise takes no Trusted Types. As a configuration of Vite,
// this writes the file into the package.

const ENTRY = fileURLToPath(new URL('widget/worker/hash-csv.worker.ts', import.meta.url));
const REFERENCE = "new URL('./hash-csv.worker.js', import.meta.url)";

const config: InlineConfig = {
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    outDir: 'dist/widget/worker',
    emptyOutDir: false,
    sourcemap: true,
    reportCompressedSize: false,
    lib: { entry: ENTRY, formats: ['es'], fileName: () => 'hash-csv.worker.js' },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
};

/** The whole worker as one script. */
async function bundleWorker(): Promise<string> {
  const result = await build({ ...config, build: { ...config.build, write: false, sourcemap: false } });
  const [output] = Array.isArray(result) ? result : [result];
  const file = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (file?.type !== 'chunk' || file.imports.length > 0) throw new Error('The worker is not one file');
  return file.code;
}

/** For builds from the sources: the worker goes along, under a name of its own. */
export function bundledWorker(): Plugin {
  return {
    name: 'bundled-worker',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/widget\/worker\/hash-csv\.ts$/ },
      async handler(code) {
        if (!code.includes(REFERENCE)) this.error(`${REFERENCE} is not in this file any more`);
        const worker = this.emitFile({ type: 'asset', name: 'hash-csv.worker.js', source: await bundleWorker() });
        return {
          code: code.replace(REFERENCE, `new URL(import.meta.ROLLUP_FILE_URL_${worker}, import.meta.url)`),
          map: null,
        };
      },
    },
  };
}

// oxlint-disable-next-line import/no-default-export -- where Vite looks for a configuration
export default defineConfig(config);
