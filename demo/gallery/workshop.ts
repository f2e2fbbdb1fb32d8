import type { ActorKind } from '../../shared/index.ts';
import type { Server } from '../../server/index.ts';
import type { Simulator } from '../simulator/index.ts';
import { type Call, callsTo } from './stage-calls.ts';
import type { StageClock } from './stage-clock.ts';

/** The one workspace of a stage. */
export const WORKSPACE_ID = 'fernhill';
export const SIGNED_IN_USER = 'demo-marketer';
const HOUR_MS = 3_600_000;

/** The tools a stage is built with. */
export interface Workshop {
  /** As the host's back end, for the stage's one workspace. */
  readonly host: Call;
  /** As the person who is signed in at the host. */
  readonly person: Call;
  /** As any person of the workspace, or as what acts for one. */
  as(userId: string, actorKind?: ActorKind): Call;
  /** The simulator's control calls. */
  readonly simulator: Call;
  /** The id of an ad account, by its name. @throws {Error} when nobody has one of that name */
  advertiserId(name: string): string;
  /** Lets time pass for everybody: server, TikTok and page. */
  advance(hours: number): Promise<void>;
  /** Has the server look for due work at once instead of within two seconds. */
  wakeJobs(): void;
}

interface Parts {
  readonly server: Server;
  readonly serverUrl: string;
  readonly simulator: Simulator;
  readonly simulatorUrl: string;
  readonly hostKey: string;
  readonly clock: StageClock;
}

/** Puts the tools together around a running server and simulator. */
export function createWorkshop({ server, serverUrl, simulator, simulatorUrl, hostKey, clock }: Parts): Workshop {
  const toServer = callsTo(serverUrl);
  const toSimulator = callsTo(simulatorUrl);
  const host: Call = (method, path, options) =>
    toServer(method, path, { token: hostKey, workspaceId: WORKSPACE_ID, ...options });
  const as =
    (userId: string, actorKind: ActorKind = 'person'): Call =>
    async (method, path, options) => {
      const minted = await host('POST', '/v1/sessions', { json: { workspaceId: WORKSPACE_ID, userId, actorKind } });
      return toServer(method, path, { token: (minted as { token: string }).token, ...options });
    };
  return {
    host,
    as,
    person: as(SIGNED_IN_USER),
    simulator: toSimulator,
    wakeJobs: () => server.jobs.wake(),
    advertiserId(name) {
      for (const [advertiserId, advertiser] of simulator.world.advertisers) {
        if (advertiser.name === name) return advertiserId;
      }
      throw new Error(`No ad account of this stage is called ${name}.`);
    },
    async advance(hours) {
      clock.add(hours * HOUR_MS);
      await toSimulator('POST', '/_simulator/clock', { json: { advanceSeconds: hours * 3_600 } });
      server.jobs.wake();
    },
  };
}
