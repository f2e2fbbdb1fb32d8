import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { keepRegistrations } from '../vite.config.ts';
import { bundledWorker } from '../vite.worker.ts';

/** The demo's two pages, the gallery's, and those of the elements. */
const PAGES = [
  'index.html',
  'script-tag.html',
  'gallery/index.html',
  'gallery/scene.html',
  'elements/index.html',
  'elements/element.html',
] as const;
const ROOT = fileURLToPath(new URL('.', import.meta.url));

interface PageBuild {
  /** Ends watching; nothing to do for a build that is done. */
  stop(): Promise<void>;
}

/** Bundles the pages with their scripts, styles, fonts and the widget into a folder, and says nothing unless it fails. */
export async function buildPage(outDir: string, { watch }: { watch: boolean }): Promise<PageBuild> {
  const result = await build({
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [keepRegistrations(), bundledWorker()],
    // Lit’s shipped build, also where NODE_ENV says something else (a test runner sets it to "test").
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: {
      outDir,
      // While watching, a reload in the middle of a build still finds the page before.
      emptyOutDir: !watch,
      target: 'es2022',
      // A data: address would need a hole in the page's content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: PAGES.map((page) => join(ROOT, page)) },
      reportCompressedSize: false,
      watch: watch ? {} : null,
    },
  });
  if (Array.isArray(result) || !('close' in result)) return { stop: async () => {} };
  await firstBuild(result);
  return { stop: () => result.close() };
}

type Watcher = Extract<Awaited<ReturnType<typeof build>>, { close(): Promise<void> }>;

function firstBuild(watcher: Watcher): Promise<void> {
  return new Promise((resolve, reject) => {
    watcher.on('event', (event) => {
      if (event.code === 'END') resolve();
      if (event.code === 'ERROR') reject(event.error);
    });
  });
}
