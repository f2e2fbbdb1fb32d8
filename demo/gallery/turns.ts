import type { Turn } from './scene.ts';
import { until } from './stage-calls.ts';
import type { Workshop } from './workshop.ts';

/** Lets something happen to the world. */
export async function takeTurn(workshop: Workshop, turn: Turn): Promise<void> {
  const { simulator } = workshop;
  switch (turn.do) {
    case 'revoke':
      await simulator('POST', '/_simulator/tokens/revoke', {
        json: { advertiserId: workshop.advertiserId(turn.account) },
      });
      return;
    case 'suspend':
    case 'restore': {
      const status = turn.do === 'suspend' ? 'STATUS_LIMIT' : 'STATUS_ENABLE';
      const json = { advertiserId: workshop.advertiserId(turn.account), status };
      await simulator('POST', '/_simulator/advertisers/status', { json });
      return;
    }
    case 'role':
      await simulator('POST', '/_simulator/roles', {
        json: { advertiserId: workshop.advertiserId(turn.account), role: turn.role },
      });
      return;
    case 'wait':
      await workshop.advance(turn.hours);
      return;
    case 'fault':
      await simulator('POST', '/_simulator/faults', { json: turn.fault });
      return;
    case 'subscribe':
      await waitForSubscriptions(workshop, turn.account);
      return;
    case 'review':
      await review(workshop, turn);
      return;
    case 'told':
      await waitForEvents(workshop, turn.type, turn.times ?? 1);
      return;
    case 'send':
      await send(workshop, turn);
      return;
    case 'decide':
      await decide(workshop, turn);
      return;
    case 'rules': {
      const advertiserId = turn.account === undefined ? null : workshop.advertiserId(turn.account);
      await workshop.as(MANAGER)('PUT', '/v1/controls', { json: { advertiserId, cells: turn.cells } });
      return;
    }
    case 'cap': {
      const { daily, lifetime } = turn;
      const json = { advertiserId: workshop.advertiserId(turn.account), daily, lifetime };
      await workshop.as(MANAGER)('PUT', '/v1/spend-caps', { json });
      return;
    }
    case 'check':
      await checkConnections(workshop);
  }
}

/** Who decides, and changes rules, while the page's person looks. */
const MANAGER = 'demo-manager';
/** For whom the model acts. */
const COLLEAGUE = 'demo-colleague';

async function send(workshop: Workshop, { as, account, path, json }: Extract<Turn, { do: 'send' }>): Promise<void> {
  const body = { advertiser_id: workshop.advertiserId(account), ...json };
  const call = as === 'agent' ? workshop.as(COLLEAGUE, 'agent') : workshop.host;
  await call('POST', `/v1/tiktok/open_api/v1.3${path}`, { json: body }).catch(ignoreRefusal);
}

async function decide(workshop: Workshop, { as, note }: Extract<Turn, { do: 'decide' }>): Promise<void> {
  const manager = workshop.as(MANAGER);
  const page = (await manager('GET', '/v1/approvals?status=pending')) as { items: readonly { id: string }[] };
  for (const { id } of page.items)
    await manager('POST', `/v1/approvals/${id}/${as}`, { json: note === undefined ? {} : { note } });
}

const SUBSCRIBING_HOURS = 2;
const STEPS = 4;
const LOOKS = 40;
const BETWEEN_LOOKS_MS = 50;

/** Hours that pass on the stage with a turn. */
export function hoursOf(turn: Turn): number {
  if (turn.do === 'wait') return turn.hours;
  return turn.do === 'subscribe' ? SUBSCRIBING_HOURS : 0;
}

interface AdView {
  readonly adId: string;
  readonly decision: string;
}

/** The ads of an ad account whose reviews the server hears of. */
async function heardAds({ simulator }: Workshop, advertiserId: string): Promise<readonly AdView[]> {
  const { ads } = (await simulator('GET', `/_simulator/ads?advertiserId=${advertiserId}`)) as {
    ads: readonly AdView[];
  };
  const known = JSON.stringify(await simulator('GET', '/_simulator/webhooks/subscriptions'));
  return ads.filter(({ adId }) => known.includes(`"${adId}"`));
}

/** The server looks for ads first, and gathers what it finds for a while before it subscribes: each takes a step in time. */
async function waitForSubscriptions(workshop: Workshop, account: string): Promise<void> {
  const advertiserId = workshop.advertiserId(account);
  let isHeard = false;
  for (let step = 0; step < STEPS; step += 1) {
    await workshop.advance(SUBSCRIBING_HOURS / STEPS);
    for (let look = 0; look < LOOKS && !isHeard; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
      workshop.wakeJobs();
      // The one whose review has still to come, which `review` decides on.
      isHeard = (await heardAds(workshop, advertiserId)).some(({ decision }) => decision === 'review');
    }
  }
  if (!isHeard) throw new Error(`The server of this stage has not subscribed to the ads of ${account}.`);
}

async function review(
  workshop: Workshop,
  { account, decision, reason }: Extract<Turn, { do: 'review' }>,
): Promise<void> {
  const ads = await heardAds(workshop, workshop.advertiserId(account));
  // The one in review, where there is one: which others the server has got to by now is chance.
  const ad = ads.find((each) => each.decision === 'review') ?? ads.find((each) => each.decision !== decision);
  if (ad === undefined) throw new Error(`No ad of ${account} that the server hears of is there to ${decision}.`);
  const json = { adId: ad.adId, decision, ...(reason === undefined ? {} : { reason }) };
  await workshop.simulator('POST', '/_simulator/ads/review', { json });
}

async function waitForEvents(workshop: Workshop, type: string, times: number): Promise<void> {
  await until(`${times} of ${type}`, async () => {
    workshop.wakeJobs();
    const page = (await workshop.host('GET', `/v1/activity?type=${type}`)) as { items: readonly unknown[] };
    return page.items.length >= times ? true : null;
  });
}

interface ConnectionView {
  readonly id: string;
}

/** The server looks at every connection. What it finds is written down, also where the call itself fails. */
export async function checkConnections({ host }: Workshop): Promise<void> {
  const { items } = (await host('GET', '/v1/connections')) as { items: readonly ConnectionView[] };
  for (const { id } of items) await host('POST', `/v1/connections/${id}/check`).catch(ignoreRefusal);
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error) || !/ answered \d/.test(error.message)) throw error;
}
