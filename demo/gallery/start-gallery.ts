import { Hono } from 'hono';
import { assetRoutes } from '../assets.ts';
import { buildPage } from '../build-page.ts';
import { listen } from '../listen.ts';
import type { GalleryEnv } from './gateway.ts';
import { createGallery } from './routes.ts';
import type { Stages, StagesOptions } from './stages.ts';

export interface RunningGallery {
  /** Origin; the gallery is at `/gallery`. */
  readonly url: string;
  readonly stages: Stages;
  stop(): Promise<void>;
}

/**
 * The gallery alone, without the demo around it, on a free port of 127.0.0.1.
 * @param pageFolder where the pages are built; null for those that are there already
 */
export async function startGallery(
  pageFolder: string,
  options: { readonly build?: boolean; readonly stages?: StagesOptions } = {},
): Promise<RunningGallery> {
  if (options.build !== false) await buildPage(pageFolder, { watch: false });
  let origins: readonly string[] = [];
  const gallery = createGallery({
    pageFolder,
    origins: () => origins,
    ...(options.stages === undefined ? {} : { stages: options.stages }),
  });
  const app = new Hono<GalleryEnv>();
  app.route('/gallery', gallery.app);
  app.route('/assets', assetRoutes(pageFolder));
  const listening = await listen(app, 0);
  origins = [listening.url];
  return {
    url: listening.url,
    stages: gallery.stages,
    async stop() {
      // Calls that a scene holds end with their connections; only then can the stages behind them.
      await listening.stop();
      await gallery.stop();
    },
  };
}
