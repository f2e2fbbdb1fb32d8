// The gallery's addresses: the index, a bare page for every scene, and below each scene the stage it plays on.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono, type MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { ATTRIBUTES, type Permission } from '../../shared/index.ts';
import { applyBend, type GalleryContext, type GalleryEnv, passOn } from './gateway.ts';
import type { Turn } from './scene.ts';
import { findScene, type FoundScene } from './scenes/index.ts';
import { createStages, type Playing, type Stages, type StagesOptions } from './stages.ts';

export interface GalleryOptions {
  /** Folder of the built pages: `gallery/index.html`, `gallery/scene.html` and `assets/`. */
  readonly pageFolder: string;
  /** Origins its pages are opened under; asked at each request, since the port may come later. */
  readonly origins: () => readonly string[];
  readonly stages?: StagesOptions;
}

export interface Gallery {
  /** To be mounted at `/gallery`. */
  readonly app: Hono<GalleryEnv>;
  readonly stages: Stages;
  stop(): Promise<void>;
}

/** What the page learns about its stage. */
export interface StageTicket {
  readonly ticket: string;
  /** For `server-url`. */
  readonly serverUrl: string;
  /** The stage’s time now, in milliseconds since the epoch. */
  readonly now: number;
}

const DEFAULT_PERMISSIONS: readonly Permission[] = ['read', 'connect', 'map', 'export'];
/** By this path a scene can bend the page’s own call for a session token. */
const SESSION_PATH = '/api/tiktok-session';

const allowSchema = z.strictObject({
  authorizeUrl: z.url({ protocol: /^https?$/ }),
  share: z.union([z.literal('all'), z.null(), z.array(z.string())]),
});
const mappingSchema = z.strictObject({ attributes: z.partialRecord(z.enum(ATTRIBUTES), z.string()) });
const TURNS = [
  'revoke',
  'suspend',
  'restore',
  'role',
  'wait',
  'fault',
  'subscribe',
  'review',
  'told',
  'check',
  'send',
  'decide',
  'rules',
  'cap',
] as const satisfies readonly Turn['do'][];
const turnSchema = z.looseObject({
  do: z.enum(TURNS),
});

export function createGallery(options: GalleryOptions): Gallery {
  const { pageFolder } = options;
  const stages = createStages(options.stages);
  const app = new Hono<GalleryEnv>();
  const ownPagesOnly: MiddlewareHandler<GalleryEnv> = async (c, next) => {
    const origin = c.req.header('origin');
    if (origin === undefined || !options.origins().includes(origin))
      return c.json({ error: 'This call is for the pages of the gallery only.' }, 403);
    await next();
    return undefined;
  };
  /** A ticket is good for the scene it was handed to. */
  const playingFor = (c: GalleryContext): Playing | null => {
    const playing = stages.find(c.req.param('ticket') ?? '');
    return playing !== null && sceneOf(c)?.scene === playing.scene ? playing : null;
  };
  app.onError((error, c) => {
    const isTheirs = error instanceof z.ZodError || error instanceof SyntaxError;
    return c.json({ error: error.message }, isTheirs ? 400 : 500);
  });
  app.use(async (c, next) => {
    await next();
    // The host that mounts the gallery has set its own policy, which allows calls to the demo’s server and no frame.
    c.header('content-security-policy', CONTENT_SECURITY_POLICY);
  });

  const sendPage = async (c: GalleryContext, file: string, status: 200 | 404 = 200): Promise<Response> => {
    const page = await readFile(join(pageFolder, 'gallery', file), 'utf8');
    return c.html(page, status, { 'cache-control': 'no-store' });
  };
  app.get('/', (c) => sendPage(c, 'index.html'));

  app.get('/:element/:scene', async (c) => {
    const found = sceneOf(c);
    if (found === null) return c.text('There is no such scene. The gallery lists all of them: /gallery\n', 404);
    return sendPage(c, 'scene.html');
  });

  app.post('/:element/:scene/stage', ownPagesOnly, async (c) => {
    const found = sceneOf(c);
    if (found === null) return c.json({ error: 'There is no such scene.' }, 404);
    const { ticket, stage } = await stages.open(found);
    const serverUrl = `/gallery/${found.group.element}/${found.scene.id}/server/${ticket}`;
    const answer: StageTicket = { ticket, serverUrl, now: stage.now() };
    return c.json(answer, 201);
  });

  const onStage = (path: string, act: (playing: Playing, c: GalleryContext) => Promise<Response>): void => {
    app.post(`/:element/:scene/stage/:ticket/${path}`, ownPagesOnly, async (c) => {
      const playing = playingFor(c);
      return playing === null ? c.json(STAGE_GONE, 410) : act(playing, c);
    });
  };
  onStage('session', async ({ stage, scene, bends }, c) => {
    const bend = bends.take('POST', SESSION_PATH);
    const bent = bend === null ? null : await applyBend(c, bend);
    if (bent !== null) return bent;
    const origin = c.req.header('origin') ?? '';
    return c.json(await stage.session({ origin, permissions: scene.permissions ?? DEFAULT_PERMISSIONS }), 201);
  });
  onStage('allow', async ({ stage }, c) => {
    const { authorizeUrl, share } = allowSchema.parse(await c.req.json());
    if (new URL(authorizeUrl).origin !== stage.simulatorUrl)
      return c.json({ error: 'This is not the consent page.' }, 400);
    await stage.allow(authorizeUrl, share);
    return c.json({ now: stage.now() });
  });
  onStage('turn', async ({ stage }, c) => {
    await stage.take(turnSchema.parse(await c.req.json()) as unknown as Turn);
    return c.json({ now: stage.now() });
  });
  onStage('mapping', async ({ stage }, c) => {
    const { attributes } = mappingSchema.parse(await c.req.json());
    await stage.map(withoutBlanks(attributes));
    return c.json({ now: stage.now() });
  });

  app.all('/:element/:scene/server/:ticket/*', async (c) => {
    const playing = playingFor(c);
    if (playing === null) return c.json(STAGE_GONE, 410);
    const { pathname, search } = new URL(c.req.url);
    const path = pathBelow(pathname, [
      'gallery',
      c.req.param('element'),
      c.req.param('scene'),
      'server',
      playing.ticket,
    ]);
    if (path === null) return c.json({ error: 'There is nothing at this address.' }, 404);
    return passOn(c, playing.stage.serverUrl + path + search, path, playing.bends, () => playing.stage.now());
  });

  return { app, stages, stop: () => stages.stop() };
}

const STAGE_GONE = { error: 'The stage of this page has closed, since others were opened. Reload the page.' };

/** As strict as the demo's, except that the index shows the scenes in a frame. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html tiktok-ads-connect',
  "frame-ancestors 'self'",
].join('; ');

function sceneOf(c: GalleryContext): FoundScene | null {
  return findScene(c.req.param('element') ?? '', c.req.param('scene') ?? '');
}

/**
 * What stands below a folder, from its slash on; null when the folder is not spelled exactly so. Escapes in it would let the rest
 * begin somewhere else, and with it the address that a call goes to.
 */
function pathBelow(pathname: string, folder: readonly string[]): string | null {
  const start = `/${folder.join('/')}`;
  return pathname.startsWith(`${start}/`) ? pathname.slice(start.length) : null;
}

function withoutBlanks<Key extends string>(
  given: Partial<Record<Key, string | undefined>>,
): Partial<Record<Key, string>> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<
    Record<Key, string>
  >;
}
