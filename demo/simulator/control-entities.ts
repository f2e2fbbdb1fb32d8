import { Hono } from 'hono';
import type { AccountCampaigns, Adgroup, Campaign } from './campaigns/entities.ts';
import { adgroupStatus, adStatus, campaignStatus } from './campaigns/statuses.ts';
import { formatAmount } from './campaigns/money.ts';
import { readBody } from './control-body.ts';
import type { SimulatorState } from './state.ts';
import type { SimulatorEnv } from './transport.ts';
import type { Advertiser } from './world.ts';

/** Control calls about campaigns, ad groups and ads: what there is, whatever its state, and what it has spent. */
export function entityControlRoutes(state: SimulatorState): Hono<SimulatorEnv> {
  const routes = new Hono<SimulatorEnv>();

  routes.get('/entities', (c) => {
    const advertiser = findAdvertiser(state, c.req.query('advertiserId'));
    if (advertiser === undefined) return c.json({ error: 'no such ad account' }, 404);
    const account = state.campaigns.account(advertiser.advertiserId);
    return c.json({ advertiserId: advertiser.advertiserId, ...entitiesView(account, advertiser, state.clock.now()) });
  });

  routes.post('/spend', async (c) => {
    const { advertiserId, campaignId, adgroupId, spent } = await readBody(c.req.raw, [
      'advertiserId',
      'campaignId',
      'adgroupId',
      'spent',
    ]);
    if (typeof spent !== 'number' || !(spent >= 0 && spent < 1e12))
      throw new TypeError("spent must be a number from 0, in the ad account's currency");
    const adgroup = typeof adgroupId === 'string' ? state.campaigns.findAdgroup(adgroupId) : undefined;
    const campaign = typeof campaignId === 'string' ? state.campaigns.findCampaign(campaignId) : undefined;
    const owner =
      (adgroup?.campaign ?? campaign)?.advertiserId ?? (typeof advertiserId === 'string' ? advertiserId : undefined);
    const advertiser = findAdvertiser(state, owner);
    if (
      advertiser === undefined ||
      (adgroupId !== undefined && adgroup === undefined) ||
      (campaignId !== undefined && campaign === undefined)
    )
      return c.json({ error: 'no such ad account, campaign or ad group' }, 404);
    if (adgroup !== undefined) spendInAdgroup(adgroup, spent);
    else if (campaign !== undefined) spendInCampaign(campaign, spent, advertiser);
    else {
      const living = [...state.campaigns.account(advertiser.advertiserId).campaigns.values()].filter(isAlive);
      share(spent, living.length, advertiser).forEach((part, index) => {
        const each = living[index];
        if (each !== undefined) spendInCampaign(each, part, advertiser);
      });
    }
    const account = state.campaigns.account(advertiser.advertiserId);
    const total = [...account.campaigns.values()].reduce((sum, each) => sum + each.spent, 0);
    return c.json({ advertiserId: advertiser.advertiserId, spent: Number(formatAmount(total, advertiser.currency)) });
  });

  return routes;
}

function findAdvertiser(state: SimulatorState, advertiserId: string | undefined): Advertiser | undefined {
  const { advertisers, sandbox } = state.world;
  return advertiserId === sandbox.advertiserId ? sandbox.advertiser : advertisers.get(advertiserId ?? '');
}

function isAlive({ operationStatus }: Campaign | Adgroup): boolean {
  return operationStatus !== 'DELETE';
}

/** An amount in equal parts that add up to it. */
function share(amount: number, parts: number, { currency }: Advertiser): number[] {
  const shares: number[] = [];
  let rest = amount;
  for (let left = parts; left > 0; left -= 1) {
    const part = Number(formatAmount(rest / left, currency));
    shares.push(part);
    rest -= part;
  }
  return shares;
}

function spendInCampaign(campaign: Campaign, spent: number, advertiser: Advertiser): void {
  campaign.spent = spent;
  const living = campaign.adgroups.filter(isAlive);
  share(spent, living.length, advertiser).forEach((part, index) => {
    const adgroup = living[index];
    if (adgroup !== undefined) adgroup.spent = part;
  });
}

/** A campaign has spent at least what its ad groups have. */
function spendInAdgroup(adgroup: Adgroup, spent: number): void {
  adgroup.spent = spent;
  const { campaign } = adgroup;
  campaign.spent = campaign.adgroups.reduce((sum, each) => sum + each.spent, 0);
}

function entitiesView({ campaigns, adgroups, ads }: AccountCampaigns, advertiser: Advertiser, nowMs: number): object {
  return {
    campaigns: [...campaigns.values()].map((campaign) => ({
      campaignId: campaign.campaignId,
      name: campaign.name,
      objectiveType: campaign.objectiveType,
      budgetMode: campaign.budgetMode,
      budget: campaign.budget,
      spent: campaign.spent,
      operationStatus: campaign.operationStatus,
      secondaryStatus: campaignStatus(campaign, advertiser).secondary,
      requestId: campaign.requestId,
      origin: campaign.origin,
      createdAt: iso(campaign.createdAt),
      modifiedAt: iso(campaign.modifiedAt),
    })),
    adgroups: [...adgroups.values()].map((adgroup) => ({
      adgroupId: adgroup.adgroupId,
      campaignId: adgroup.campaign.campaignId,
      name: adgroup.name,
      budgetMode: adgroup.budgetMode,
      budget: adgroup.budget,
      nextBudget: adgroup.nextBudget?.budget ?? null,
      spent: adgroup.spent,
      operationStatus: adgroup.operationStatus,
      secondaryStatus: adgroupStatus(adgroup, advertiser, nowMs).secondary,
      requestId: adgroup.requestId,
      origin: adgroup.origin,
      createdAt: iso(adgroup.createdAt),
      modifiedAt: iso(adgroup.modifiedAt),
    })),
    ads: [...ads.values()].map((ad) => ({
      adId: ad.adId,
      adgroupId: ad.adgroup.adgroupId,
      campaignId: ad.adgroup.campaign.campaignId,
      name: ad.name,
      operationStatus: ad.operationStatus,
      secondaryStatus: adStatus(ad, advertiser, nowMs).secondary,
      decision: ad.review.decision,
      origin: ad.origin,
      createdAt: iso(ad.createdAt),
      modifiedAt: iso(ad.modifiedAt),
    })),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
