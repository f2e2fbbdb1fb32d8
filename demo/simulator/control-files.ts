import { Hono } from 'hono';
import { readBody } from './control-body.ts';
import type { FileSettings, ImageAsset, VideoAsset } from './files/asset-store.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

const NUMBERS = ['maxImageBytes', 'maxVideoBytes', 'chunkBytes', 'visibleAfterSeconds'] as const;
const FLAWS = ['LOW_RESOLUTION', 'ILLEGAL_VIDEO_SIZE'];

/** Control calls about images and videos: what arrived, and how uploads behave. */
export function fileControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/files', (c) => {
    const { assets } = state.files;
    const advertiserId = c.req.query('advertiserId');
    if (advertiserId === undefined) return c.json(assets.settings);
    if (!state.world.advertisers.has(advertiserId)) return c.json({ error: 'no such ad account' }, 404);
    return c.json({
      images: assets.images(advertiserId).map((image) => ({ imageId: image.imageId, ...common(image) })),
      videos: assets.videos(advertiserId).map((video) => ({ videoId: video.videoId, ...common(video) })),
    });
  });

  routes.post('/files', async (c) => {
    const { assets } = state.files;
    const changes = readSettings(await readBody(c.req.raw, [...NUMBERS, 'flaws']));
    assets.settings = { ...assets.settings, ...changes };
    return c.json(assets.settings);
  });

  return routes;
}

function common({ materialId, fileName, format, bytes, md5 }: ImageAsset | VideoAsset): object {
  return { materialId, fileName, format, bytes, md5 };
}

/** @throws {TypeError} with a sentence saying which field is wrong */
function readSettings(input: Record<string, unknown>): Partial<FileSettings> {
  const changes: Partial<FileSettings> = {};
  for (const name of NUMBERS) {
    const value = input[name];
    if (value === undefined) continue;
    const min = name === 'visibleAfterSeconds' ? 0 : 1;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min)
      throw new TypeError(`${name} must be a whole number from ${min}`);
    changes[name] = value;
  }
  const { flaws } = input;
  if (flaws === undefined) return changes;
  if (!Array.isArray(flaws) || !flaws.every((flaw) => FLAWS.includes(flaw as string)))
    throw new TypeError(`flaws must be a list of ${FLAWS.join(', ')}`);
  return { ...changes, flaws: flaws as string[] };
}
