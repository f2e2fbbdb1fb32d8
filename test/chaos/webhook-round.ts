import { setTimeout } from 'node:timers/promises';
import type { ActivityEvent } from '../../shared/events.ts';
import type { SimulatedAd } from '../support/simulator.ts';
import { followStream, type FollowedStream } from './webhook-stream.ts';
import { WebhookWorld } from './webhook-world.ts';

export interface KillSetting {
  /** Ads whose review ends, spread over three ad accounts. */
  ads: number;
  /** Notices of a kind nobody knows. */
  unknown: number;
  /** Notices that tell the same reviews again in other bodies, ten in each. */
  repeats: number;
  kills: number;
  /** How long a server lives at most before it is killed. */
  longestLifeMs: number;
  seed: number;
  onProgress?: (line: string) => void;
}

export interface KillOutcome {
  kills: number;
  /** Notices TikTok sent, and attempts it made until each had its 200. */
  deliveries: number;
  attempts: number;
  /** Events in the feed. */
  events: number;
  /** Requests to the host beyond the first for an event. */
  hostRepeats: number;
  streamOpened: number;
  seconds: number;
  /** What is missing, doubled or out of order; empty when all is well. */
  wrong: string[];
}

/** How long may pass after the last kill until everything has arrived everywhere. */
const PATIENCE_MS = 15 * 60_000;

/**
 * TikTok delivers notices with its retries while the server is killed at random moments. In the end every event is once in the feed,
 * once in the stream, and once with the host under its id.
 */
export async function killWebhooks(setting: KillSetting): Promise<KillOutcome> {
  const say = setting.onProgress ?? (() => undefined);
  const random = numbersFrom(setting.seed);
  const beganAt = performance.now();
  const world = await WebhookWorld.start();
  let stream: FollowedStream | null = null;
  try {
    const usable = world.simulator
      .person()
      .advertisers.filter(({ status, role }) => status === 'STATUS_ENABLE' && role !== 'ANALYST')
      .map(({ advertiserId }) => advertiserId);
    const [suspended = '', ...advertising] = usable.slice(0, 4);
    const ads = await makeAds(world, advertising, setting.ads);
    await world.connect(usable.slice(0, 4));
    stream = followStream(world.url, world.headers());

    for (const advertiserId of advertising)
      await world.simulator.control('ads/review', { advertiserId, decision: 'reject', reason: 'No sound.' });
    const reviewed = (await Promise.all(advertising.map((id) => world.simulator.ads(id))))
      .flatMap((all, index) => all.map((ad) => ({ advertiserId: advertising[index] ?? '', ad })))
      .filter(({ ad }) => ads.has(ad.adId));
    const entries = reviewed.map(({ advertiserId, ad }, index) => toEntry(advertiserId, ad, index));
    const unknown = Array.from({ length: setting.unknown }, (_, index) => ({
      changed_metrics_values: { [advertising[index % advertising.length] ?? '']: { spend: `${index}.01` } },
    }));
    await world.simulator.control('advertisers/status', { advertiserId: suspended, status: 'STATUS_LIMIT' });

    say(`${entries.length} ads, ${setting.unknown} others`);
    // Without an id to go on from, a stream that breaks begins with what comes next.
    const suspension = [{ advertiser_id: suspended, status: 'STATUS_LIMIT' }];
    await emit(world, 'AD_ACCOUNT_SUSPENSION', suspension, 1);
    while (stream.ids.length === 0) await setTimeout(10);
    const rounds = setting.kills + 1;
    for (let round = 0; round < rounds; round += 1) {
      const share = <Item>(all: readonly Item[]) => all.filter((_, index) => index % rounds === round);
      const again = shuffled(entries, random).slice(0, Math.floor((setting.repeats * 10) / rounds));
      const delivered = await world.countDelivered();
      const arrive = async (half: 0 | 1): Promise<void> => {
        const part = <Item>(all: readonly Item[]) => all.filter((_, index) => index % 2 === half);
        await emit(world, 'AD', part(share(entries)), 1);
        await emit(world, 'REPORT_DATA_CHANGE', part(share(unknown)), 1);
        await emit(world, 'AD', part(again), 10);
        await emit(world, 'AD_ACCOUNT_SUSPENSION', suspension, 1);
      };
      const arriving = arrive(0);
      if (round === setting.kills) {
        await arriving;
        await arrive(1);
        break;
      }
      const lifeMs = 100 + random() * setting.longestLifeMs;
      // By turns in the middle of what arrives, and at any moment of what comes after.
      if (round % 2 === 0) await world.untilDelivered(delivered + 1 + random() * share(entries).length * 0.4, lifeMs);
      else await setTimeout(lifeMs);
      await world.kill();
      await arriving;
      // These find nobody there, and come again.
      await arrive(1);
      await setTimeout(random() * 300);
      await world.up();
      say(`kill ${round + 1}: ${progress(await world.countActivity(), world, stream)}`);
    }

    const expected = reviewed.length + setting.unknown + 1;
    const isThere = async () =>
      (await world.countActivity()) >= expected &&
      world.host.first.size >= expected &&
      (stream?.ids.length ?? 0) >= expected;
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let looks = 1; performance.now() < giveUpAt && !((await isThere()) && (await isQuiet(world))); looks += 1) {
      await setTimeout(200);
      if (looks % 50 === 0) say(progress(await world.countActivity(), world, stream));
    }
    say('everything has arrived');
    const { counts } = await world.simulator.webhooks();
    const events = await world.activity();
    return {
      kills: world.kills,
      deliveries: counts.total,
      attempts: counts.attempts,
      events: events.length,
      hostRepeats: world.host.repeats,
      streamOpened: stream.opened,
      seconds: (performance.now() - beganAt) / 1000,
      wrong: [
        ...(counts.delivered === counts.total
          ? []
          : [`${counts.total - counts.delivered} notices never got their 200`]),
        ...compareEvents(
          events,
          reviewed.map(({ ad }) => ad.adId),
          setting.unknown,
          suspended,
        ),
        ...compareIds(events, world, stream),
      ],
    };
  } finally {
    await stream?.stop();
    await world.stop();
  }
}

function progress(events: number, { host }: WebhookWorld, stream: FollowedStream): string {
  return `${events} events, ${host.first.size} with the host, ${stream.ids.length} in the stream`;
}

/** TikTok has nothing left to deliver, and the server nothing to look into. */
async function isQuiet(world: WebhookWorld): Promise<boolean> {
  const { counts } = await world.simulator.webhooks();
  return counts.queued + counts.sending + counts.waiting + counts.gathering === 0 && (await world.pending()) === 0;
}

async function makeAds(world: WebhookWorld, advertisers: readonly string[], count: number): Promise<Set<string>> {
  const made = new Set<string>();
  for (const [index, advertiserId] of advertisers.entries()) {
    let left = Math.floor((count + index) / advertisers.length);
    for (; left > 0; left -= 1000) {
      const answer = await world.simulator.control('ads/create', { advertiserId, count: Math.min(left, 1000) });
      for (const id of (answer as { adIds: string[] }).adIds) made.add(id);
    }
  }
  return made;
}

function toEntry(advertiserId: string, ad: SimulatedAd, index: number): Record<string, unknown> {
  return {
    log_id: `20260312101112${String(index).padStart(6, '0')}`,
    adv_id: advertiserId,
    campaign_id: ad.campaignId,
    campaign_name: ad.campaignName,
    adgroup_id: ad.adgroupId,
    adgroup_name: ad.adgroupName,
    ad_id: ad.adId,
    ad_name: ad.name,
    reject_reason: 'No sound.',
  };
}

/** Leaves notices to TikTok's delivery with its retries. */
async function emit(world: WebhookWorld, entity: string, entries: readonly object[], batchSize: number): Promise<void> {
  if (entries.length === 0) return;
  await world.simulator.control('webhooks/settings', { batchSize });
  const callbackUrl = `${world.url}/v1/webhooks/tiktok`;
  await world.simulator.control('webhooks/emit', { callbackUrl, entity, entries, deliver: 'retry' });
  await world.simulator.control('webhooks/settings', { batchSize: 1 });
}

function compareEvents(
  events: readonly ActivityEvent[],
  adIds: readonly string[],
  unknown: number,
  suspended: string,
): string[] {
  const told = new Map<string, number>();
  for (const { type, subject } of events) {
    const key = type === 'tiktok.unknown' ? type : `${type} ${subject.id}`;
    told.set(key, (told.get(key) ?? 0) + 1);
  }
  const wanted = new Map<string, number>(adIds.map((id) => [`ad.disapproved ${id}`, 1]));
  wanted.set('tiktok.unknown', unknown).set(`account.suspended ${suspended}`, 1);
  const wrong = [...wanted].flatMap(([key, times]) =>
    told.get(key) === times ? [] : [`${key}: ${told.get(key) ?? 0} times`],
  );
  const more = [...told.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: not expected`);
  const doubled = events.length - new Set(events.map(({ id }) => id)).size;
  return [...summary(wrong), ...summary(more), ...(doubled === 0 ? [] : [`${doubled} events twice in the feed`])];
}

function compareIds(events: readonly ActivityEvent[], world: WebhookWorld, stream: FollowedStream): string[] {
  const ids = new Set(events.map(({ id }) => id));
  const missing = (of: string, has: ReadonlySet<string>): string[] =>
    summary([...ids].filter((id) => !has.has(id)).map((id) => `${of}: ${id} is missing`));
  const streamed = new Set(stream.ids);
  const hosted = new Set(world.host.first.keys());
  const foreign = [...streamed, ...hosted].filter((id) => !ids.has(id)).map((id) => `${id} is not in the feed`);
  return [
    ...missing('stream', streamed),
    ...missing('host', hosted),
    ...summary(foreign),
    ...summary(stream.wrong),
    ...summary(world.host.wrong),
    ...summary(outOfOrder(events, world)),
  ];
}

/** The events of an ad account reach the host in the order of the feed. */
function outOfOrder(events: readonly ActivityEvent[], { host }: WebhookWorld): string[] {
  const place = new Map(events.map(({ id }, index) => [id, events.length - index]));
  const last = new Map<string, number>();
  const wrong: string[] = [];
  for (const [id, { line }] of host.first) {
    const at = place.get(id) ?? 0;
    if (at < (last.get(line) ?? 0)) wrong.push(`host: ${id} came after a later one of ${line}`);
    last.set(line, at);
  }
  return wrong;
}

/** The first of many, and how many there are. */
function summary(all: readonly string[]): string[] {
  return all.length <= 5 ? [...all] : [...all.slice(0, 5), `and ${all.length - 5} more of these`];
}

function shuffled<Item>(all: readonly Item[], random: () => number): Item[] {
  return all
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Numbers from 0 to 1 that look random and are the same for a seed. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
