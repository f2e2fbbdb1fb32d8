import { AccountGrantStore } from './account-grants.ts';
import { AdvertiserLimits } from './advertiser-limits.ts';
import { AppRegistry } from './apps.ts';
import { AudienceStore } from './audiences/audience-store.ts';
import { createClock, type SimulatedClock } from './clock.ts';
import { ConsentDesk } from './consent/desk.ts';
import { FaultBoard } from './faults.ts';
import { AssetStore } from './files/asset-store.ts';
import { ChunkedUploads } from './files/chunked-uploads.ts';
import { GrantStore, type Grant } from './grants.ts';
import type { Settings } from './options.ts';
import { CampaignStore } from './campaigns/campaign-store.ts';
import { RequestIds } from './campaigns/request-ids.ts';
import { createRandom, type SeededRandom } from './random.ts';
import { ReportTasks } from './reports/tasks.ts';
import { RequestLog } from './request-log.ts';
import { SubscriptionStore } from './webhooks/subscriptions.ts';
import { WebhookDesk } from './webhooks/webhook-desk.ts';
import { createWorld, type World } from './world.ts';

/** Everything the simulator knows; all of it in memory, all of it replaced by a reset. */
export interface SimulatorState {
  readonly settings: Settings;
  readonly clock: SimulatedClock;
  /** The app a client is told about; `apps` holds it and any others. */
  developerApp: { appId: string; appSecret: string };
  apps: AppRegistry;
  advertiserLimits: AdvertiserLimits;
  world: World;
  grants: GrantStore;
  accountGrants: AccountGrantStore;
  consent: ConsentDesk;
  audiences: AudienceStore;
  campaigns: CampaignStore;
  requestIds: RequestIds;
  files: { assets: AssetStore; chunks: ChunkedUploads };
  reports: ReportTasks;
  webhooks: WebhookDesk;
  faults: FaultBoard;
  log: RequestLog;
  /** Ids of answers. */
  random: SeededRandom;
  severOpener: boolean;
  /** How often it was reset. */
  generation: number;
  /** Where the servers listen, once they do. */
  origins: { production: string | null; sandbox: string | null };
}

/** A fresh simulator. */
export function createState(settings: Settings): SimulatorState {
  const clock = createClock(settings.clock, settings.clockRate);
  const state: SimulatorState = {
    settings,
    clock,
    generation: 0,
    origins: { production: null, sandbox: null },
    ...freshParts(settings, clock, 0),
  };
  return state;
}

/** Moves every clock forward; what falls due by it happens now. */
export function advanceClock(state: SimulatorState, seconds: number): void {
  state.clock.advance(seconds);
  state.webhooks.wake();
}

/**
 * Back to the beginning: same accounts, but no consents, audiences, subscriptions, faults, requests or advanced time.
 */
export function resetState(state: SimulatorState): void {
  state.generation += 1;
  void state.webhooks.cancel();
  state.clock.reset();
  Object.assign(state, freshParts(state.settings, state.clock, state.generation));
}

type FreshParts = Omit<SimulatorState, 'settings' | 'clock' | 'origins' | 'generation'>;

function freshParts(settings: Settings, clock: SimulatedClock, generation: number): FreshParts {
  const { seed } = settings;
  const world = createWorld(settings.profile, seed, settings.advertisers);
  const appRandom = createRandom(`app:${seed}`);
  // Tokens and ids differ after a reset, so that one from before cannot come back to life.
  const random = createRandom(`run:${seed}:${generation}`);
  const pace = (): number => clock.pace();
  const now = (): number => clock.now();
  const apps = new AppRegistry({ all: settings.rateLimits, ...settings.ownLimits }, pace);
  const { appId, appSecret } = apps.register(
    settings.appId ?? appRandom.id(19, '70'),
    settings.appSecret ?? appRandom.hex(40),
  );
  const grants = new GrantStore(createRandom(`grants:${seed}:${generation}`), { now, pace });
  grants.admitToken(world.sandbox.accessToken, sandboxGrant(world, appId, settings.scope));
  const accountGrants = new AccountGrantStore(
    seed,
    createRandom(`account grants:${seed}:${generation}`),
    { now, pace },
    settings.refreshTokens,
  );
  const subscriptions = new SubscriptionStore(
    createRandom(`subscriptions:${seed}:${generation}`),
    (accessToken) => grants.find(accessToken) !== undefined || accountGrants.isAlive(accessToken),
  );
  return {
    developerApp: { appId, appSecret },
    apps,
    advertiserLimits: new AdvertiserLimits(settings.advertiserLimits, pace),
    world,
    grants,
    accountGrants,
    consent: new ConsentDesk(createRandom(`consent:${seed}:${generation}`), pace),
    audiences: new AudienceStore({
      seed,
      random: createRandom(`audiences:${seed}:${generation}`),
      now,
      pace,
      matchRate: settings.matchRate,
    }),
    campaigns: new CampaignStore({
      seed,
      profile: settings.profile,
      random: createRandom(`campaigns:${seed}:${generation}`),
      now,
      advertisers: new Map([...world.advertisers, [world.sandbox.advertiserId, world.sandbox.advertiser]]),
    }),
    requestIds: new RequestIds(pace),
    files: {
      assets: new AssetStore(seed, createRandom(`assets:${seed}:${generation}`), { now, pace }),
      chunks: new ChunkedUploads(createRandom(`chunks:${seed}:${generation}`)),
    },
    reports: new ReportTasks(createRandom(`reports:${seed}:${generation}`), now),
    webhooks: new WebhookDesk({
      settings: settings.webhooks,
      random: createRandom(`webhooks:${seed}:${generation}`),
      clock,
      apps,
      subscriptions,
    }),
    faults: new FaultBoard(createRandom(`faults:${seed}:${generation}`)),
    log: new RequestLog(),
    random,
    severOpener: settings.severOpener,
  };
}

/**
 * The developer portal hands out the sandbox token; no consent is involved (portal page on the sandbox, id
 * 1738855331457026).
 */
function sandboxGrant(world: World, appId: string, scope: readonly string[]): Grant {
  const { advertiserId } = world.sandbox;
  const user = {
    email: 'sandbox@example.com',
    password: '',
    displayName: 'Sandbox',
    coreUserId: world.users[0]?.coreUserId ?? advertiserId,
    createdAtSeconds: 1_672_531_200,
    roles: new Map([[advertiserId, 'ADMIN' as const]]),
    businessCenters: [],
  };
  return { kind: 'advertiser', environment: 'sandbox', appId, user, advertiserIds: [advertiserId], scope };
}
