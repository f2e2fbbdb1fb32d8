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
    case 'review':
      await review(workshop, turn);
      return;
    case 'told':
      await waitForEvents(workshop, turn.type, turn.times ?? 1);
      return;
    case 'check':
      await checkConnections(workshop);
  }
}

async function review(
  workshop: Workshop,
  { account, decision, reason }: Extract<Turn, { do: 'review' }>,
): Promise<void> {
  const { simulator } = workshop;
  const advertiserId = workshop.advertiserId(account);
  const { ads } = (await simulator('GET', `/_simulator/ads?advertiserId=${advertiserId}`)) as {
    ads: readonly { adId: string; decision: string }[];
  };
  const adId = await until('a subscription to the reviews of an ad', async () => {
    workshop.wakeJobs();
    const known = JSON.stringify(await simulator('GET', '/_simulator/webhooks/subscriptions'));
    const ad = ads.find((each) => known.includes(`"${each.adId}"`) && each.decision !== decision);
    return ad?.adId ?? null;
  });
  await simulator('POST', '/_simulator/ads/review', {
    json: { adId, decision, ...(reason === undefined ? {} : { reason }) },
  });
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
