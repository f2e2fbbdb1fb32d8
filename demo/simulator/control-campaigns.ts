import { Hono } from 'hono';
import { announceAd, announceAdgroup, announceSuspension } from './campaigns/announce.ts';
import {
  MAX_ADGROUPS_PER_CAMPAIGN,
  MAX_ADS_PER_ADGROUP,
  type Ad,
  type Adgroup,
  type Decision,
} from './campaigns/entities.ts';
import { adStatus } from './campaigns/statuses.ts';
import { readBody } from './control-body.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';

const DECISIONS: readonly Decision[] = ['approve', 'reject', 'review'];
const OPERATION_STATUSES = ['ENABLE', 'DISABLE', 'DELETE'] as const;
const MAX_NEW_ADS = MAX_ADGROUPS_PER_CAMPAIGN * MAX_ADS_PER_ADGROUP;
const REASON = 'The landing page does not match the ad.';

/** Control calls about ads and the ad accounts they run in: what TikTok's reviewers and its enforcement do. */
export function campaignControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/ads', (c) => {
    const advertiser = state.world.advertisers.get(c.req.query('advertiserId') ?? '');
    if (advertiser === undefined) return c.json({ error: 'no such ad account' }, 404);
    const account = state.campaigns.account(advertiser.advertiserId);
    return c.json({
      ads: [...account.ads.values()].map((ad) => ({
        adId: ad.adId,
        name: ad.name,
        adgroupId: ad.adgroup.adgroupId,
        adgroupName: ad.adgroup.name,
        campaignId: ad.adgroup.campaign.campaignId,
        campaignName: ad.adgroup.campaign.name,
        operationStatus: ad.operationStatus,
        secondaryStatus: adStatus(ad, advertiser, state.clock.now()).secondary,
        decision: ad.review.decision,
        reason: ad.review.reason,
      })),
    });
  });

  routes.post('/ads/review', async (c) => {
    const fields = ['advertiserId', 'adId', 'adgroupId', 'decision', 'reason', 'count'];
    const input = await readBody(c.req.raw, fields);
    const decision = DECISIONS.find((each) => each === input['decision']);
    if (decision === undefined) throw new TypeError(`decision must be one of ${DECISIONS.join(', ')}`);
    const reason = optionalText(input, 'reason') ?? REASON;
    const found = readReviewed(state, input, decision);
    if (typeof found === 'string') return c.json({ error: found }, 404);
    let notified = 0;
    for (const entity of [...found.ads, ...found.adgroups]) {
      state.campaigns.decide(entity, decision, reason);
      // Subscribers hear results: being looked at (again) is none [inferred].
      if (decision === 'review') continue;
      notified += 'adId' in entity ? announceAd(state, entity) : announceAdgroup(state, entity);
    }
    return c.json({
      decision,
      adIds: found.ads.map(({ adId }) => adId),
      adgroupIds: found.adgroups.map(({ adgroupId }) => adgroupId),
      notified,
    });
  });

  routes.post('/ads/create', async (c) => {
    const input = await readBody(c.req.raw, ['advertiserId', 'count', 'name']);
    const { advertiserId } = input;
    if (!state.world.advertisers.has(String(advertiserId))) return c.json({ error: 'no such ad account' }, 404);
    const count = readCount(input) ?? 1;
    return c.json(createAds(state, String(advertiserId), count, optionalText(input, 'name') ?? 'New ad'), 201);
  });

  routes.post('/campaigns/status', async (c) => {
    const { campaignId, status } = await readBody(c.req.raw, ['campaignId', 'status']);
    const operationStatus = OPERATION_STATUSES.find((each) => each === status);
    if (operationStatus === undefined) throw new TypeError(`status must be one of ${OPERATION_STATUSES.join(', ')}`);
    const campaign = state.campaigns.findCampaign(String(campaignId));
    if (campaign === undefined) return c.json({ error: 'no such campaign' }, 404);
    if (campaign.operationStatus === 'DELETE' && operationStatus !== 'DELETE')
      throw new TypeError('the campaign is deleted, which is final');
    state.campaigns.setStatus(campaign, operationStatus);
    return c.json({ campaignId, status });
  });

  routes.post('/advertisers/status', async (c) => {
    const input = await readBody(c.req.raw, ['advertiserId', 'status', 'reason', 'rejectionReason']);
    const { advertiserId, status } = input;
    if (typeof status !== 'string' || !/^STATUS_[A-Z_]+$/.test(status))
      throw new TypeError("status must be one of TikTok's STATUS_ words");
    const given = optionalText(input, 'reason') ?? optionalText(input, 'rejectionReason');
    const advertiser = state.world.advertisers.get(String(advertiserId));
    if (advertiser === undefined) return c.json({ error: 'no such ad account' }, 404);
    const before = advertiser.status;
    const reason = given ?? (status === 'STATUS_LIMIT' ? 'Suspended by the simulator.' : '-');
    advertiser.status = status;
    advertiser.rejectionReason = reason;
    const isSuspension = status === 'STATUS_LIMIT' && before !== 'STATUS_LIMIT';
    const isRestoration = status === 'STATUS_ENABLE' && before === 'STATUS_LIMIT';
    const notified = isSuspension || isRestoration ? announceSuspension(state, advertiser, reason) : 0;
    return c.json({ advertiserId, status, before, notified });
  });

  return routes;
}

/** What a decision is about; a sentence when there is no such thing. */
function readReviewed(
  state: SimulatorState,
  input: Record<string, unknown>,
  decision: Decision,
): { ads: Ad[]; adgroups: Adgroup[] } | string {
  const advertiserId = optionalId(input, 'advertiserId');
  const adId = optionalId(input, 'adId');
  const adgroupId = optionalId(input, 'adgroupId');
  if (adId !== null && adgroupId !== null) throw new TypeError('adId and adgroupId exclude each other');
  const count = readCount(input);
  if (adId !== null || adgroupId !== null) {
    if (count !== null) throw new TypeError('count goes with advertiserId alone');
    const ad = adId === null ? undefined : state.campaigns.findAd(adId);
    const adgroup = adgroupId === null ? undefined : state.campaigns.findAdgroup(adgroupId);
    const owner = (ad?.adgroup ?? adgroup)?.campaign.advertiserId;
    if (owner === undefined || (advertiserId !== null && owner !== advertiserId))
      return adId === null ? 'no such ad group' : 'no such ad';
    return { ads: ad === undefined ? [] : [ad], adgroups: adgroup === undefined ? [] : [adgroup] };
  }
  const advertiser = state.world.advertisers.get(advertiserId ?? '');
  if (advertiser === undefined) return 'no such ad account';
  const ads = [...state.campaigns.account(advertiser.advertiserId).ads.values()].filter(
    (ad) => ad.review.decision !== decision && adStatus(ad, advertiser, state.clock.now()).primary !== 'STATUS_DELETE',
  );
  // Those that wait for a decision come first.
  const ordered = [
    ...ads.filter(({ review }) => review.decision === 'review'),
    ...ads.filter(({ review }) => review.decision !== 'review'),
  ];
  return { ads: ordered.slice(0, count ?? ordered.length), adgroups: [] };
}

/** A campaign of its own with as many ad groups as the ads need; the ad groups are approved, the ads are in review. */
function createAds(
  state: SimulatorState,
  advertiserId: string,
  count: number,
  name: string,
): { campaignId: string; adgroupIds: string[]; adIds: string[] } {
  const budget = { budgetMode: 'BUDGET_MODE_DAY' as const, budget: 100, operationStatus: 'ENABLE' as const };
  const campaign = state.campaigns.addCampaign(advertiserId, { name, objectiveType: 'TRAFFIC', ...budget });
  const adIds: string[] = [];
  while (adIds.length < count) {
    const adgroup = state.campaigns.addAdgroup(
      campaign,
      {
        name: `${name} ${campaign.adgroups.length + 1}`,
        optimizationGoal: 'CLICK',
        billingEvent: 'CPC',
        ...budget,
      },
      'approve',
    );
    while (adIds.length < count && adgroup.ads.length < MAX_ADS_PER_ADGROUP) {
      const ad = state.campaigns.addAd(adgroup, {
        name: `${name} ${adIds.length + 1}`,
        text: '',
        videoId: `v10033g50000${state.random.hex(20)}`,
        landingPageUrl: 'https://shop.example/',
        callToAction: 'SHOP_NOW',
        operationStatus: 'ENABLE',
      });
      adIds.push(ad.adId);
    }
  }
  return { campaignId: campaign.campaignId, adgroupIds: campaign.adgroups.map(({ adgroupId }) => adgroupId), adIds };
}

function readCount(input: Record<string, unknown>): number | null {
  const { count } = input;
  if (count === undefined) return null;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > MAX_NEW_ADS)
    throw new TypeError(`count must be a whole number from 1 to ${MAX_NEW_ADS}`);
  return count;
}

function optionalId(input: Record<string, unknown>, key: string): string | null {
  const value = optionalText(input, key);
  if (value !== null && !/^\d{1,20}$/.test(value)) throw new TypeError(`${key} must be an id`);
  return value;
}

function optionalText(input: Record<string, unknown>, key: string): string | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new TypeError(`${key} must be a text`);
  return value;
}
