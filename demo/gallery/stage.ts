// The server's side of a scene: a simulated TikTok and a server of its own, brought to the state that the scene asks for.

import { randomBytes } from 'node:crypto';
import type { Attribute, Permission } from '../../shared/index.ts';
import { createSimulator, type Simulator } from '../simulator/index.ts';
import { walkConsent } from './consent.ts';
import { hoursFor } from './exports.ts';
import { type Allow, fillStage, saveMapping } from './fill-stage.ts';
import { servePeople } from './people.ts';
import type { Scene, Stage, Turn } from './scene.ts';
import { createStageClock } from './stage-clock.ts';
import { type Ending, startServer } from './stage-server.ts';
import { hoursOf, takeTurn } from './turns.ts';
import { createWorkshop, SIGNED_IN_USER, WORKSPACE_ID } from './workshop.ts';

export interface StageOptions {
  /** The moment at which the scene opens, in milliseconds since the epoch. Default: the real one. */
  readonly opensAt?: number;
}

export interface SessionFor {
  readonly origin: string;
  readonly permissions: readonly Permission[];
}

export interface OpenStage {
  readonly serverUrl: string;
  readonly simulatorUrl: string;
  /** The stage's own time, in milliseconds since the epoch. */
  now(): number;
  /** A session token for a page of that origin, as `POST /v1/sessions` answers it. */
  session(wanted: SessionFor): Promise<unknown>;
  /** Signs in at TikTok from a consent page's address. */
  readonly allow: Allow;
  take(turn: Turn): Promise<void>;
  /** Somebody else saves the mapping. */
  map(attributes: Readonly<Partial<Record<Attribute, string>>>): Promise<void>;
  close(): Promise<void>;
}

const OTHER_USER = 'demo-colleague';
const HOUR_MS = 3_600_000;

/**
 * Starts the parts of a scene and brings its workspace to `scene.stage`.
 * @throws {Error} when it cannot be reached; nothing is left running then
 */
export async function openStage(scene: Pick<Scene, 'stage'>, options: StageOptions = {}): Promise<OpenStage> {
  const endings: Ending[] = [];
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= endAll(endings));
  try {
    return await build(scene.stage ?? {}, options, endings, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function build(
  stage: Stage,
  options: StageOptions,
  endings: Ending[],
  close: () => Promise<void>,
): Promise<OpenStage> {
  const clock = createStageClock((options.opensAt ?? Date.now()) - hoursBefore(stage) * HOUR_MS);
  const simulator = createSimulator({
    seed: 1,
    rateLimits: 'off',
    clock: clock.running,
    profile: stage.profile ?? 'small',
    ...(stage.advertisers === undefined ? {} : { advertisers: stage.advertisers }),
  });
  const tiktok = await simulator.start({ port: 0 });
  endings.push(() => tiktok.stop());
  const people = await servePeople();
  endings.push(() => people.stop());

  const hostKey = `gallery_${randomBytes(24).toString('hex')}`;
  const { server, serverUrl } = await startServer(simulator.info(), hostKey, clock, endings);
  const workshop = createWorkshop({ server, serverUrl, simulator, simulatorUrl: tiktok.url, hostKey, clock });

  const allow: Allow = async (authorizeUrl, share) => {
    const names = share === 'all' || share === null ? null : share.map((name) => workshop.advertiserId(name));
    const advertiserIds = share === null ? null : (names ?? firstPersonsIds(simulator));
    await walkConsent(authorizeUrl, { advertiserIds });
  };
  await fillStage(stage, workshop, allow, people.url);

  return {
    serverUrl,
    simulatorUrl: tiktok.url,
    now: clock.now,
    close,
    allow,
    session: ({ origin, permissions }) =>
      workshop.host('POST', '/v1/sessions', {
        json: { workspaceId: WORKSPACE_ID, userId: SIGNED_IN_USER, origin, permissions },
      }),
    take: (turn) => takeTurn(workshop, turn),
    async map(attributes) {
      await saveMapping(workshop.as(OTHER_USER), attributes);
    },
  };
}

/** Hours that pass on the stage before the page opens. */
function hoursBefore({ exports = [], turns = [] }: Stage): number {
  return hoursFor(exports) + turns.reduce((sum, turn) => sum + hoursOf(turn), 0);
}

function firstPersonsIds(simulator: Simulator): readonly string[] {
  return [...(simulator.world.users[0]?.roles.keys() ?? [])];
}

async function endAll(endings: readonly Ending[]): Promise<void> {
  for (const end of endings.toReversed()) await end();
}
