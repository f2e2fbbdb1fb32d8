import { createRandom, type SeededRandom } from '../random.ts';
import type { Advertiser, Profile } from '../world.ts';
import type { AccountCampaigns, Adgroup, Campaign, Review } from './entities.ts';

/** Names from several scripts, so that a client meets accents and wide characters early. */
const CAMPAIGN_NAMES = [
  'Frühling',
  'Spring launch',
  '新商品キャンペーン',
  'Rentrée',
  'تخفيضات الصيف',
  'Volta às aulas',
];
const ADGROUP_NAMES = ['DE 25–44', 'Lookalike 1 %', '東京 18–34', 'Retargeting – 30 días', 'Broad'];
const AD_NAMES = ['Vidéo A', 'Video B', '動画 C', 'Größenberater', 'Unboxing'];
const OBJECTIVES = ['TRAFFIC', 'WEB_CONVERSIONS', 'VIDEO_VIEWS', 'REACH'];
const DAY_MS = 86_400_000;

/** What an ad account of the seed advertises with from the start; the same for the same seed. */
export function seededCampaigns(seed: string, profile: Profile, advertiser: Advertiser): AccountCampaigns {
  const random = createRandom(`ads:${seed}:${advertiser.advertiserId}`);
  const account: AccountCampaigns = {
    advertiserId: advertiser.advertiserId,
    campaigns: new Map(),
    adgroups: new Map(),
    ads: new Map(),
  };
  const startedAt = advertiser.createdAtSeconds * 1000;
  if (profile === 'small') {
    // One campaign that runs, with an ad that is still in review, and one that is paused.
    const running = addCampaign(account, random, 0, startedAt, true);
    for (let index = 0; index < 2; index += 1) addAds(account, random, addAdgroup(account, random, running, index), 2);
    const newest = [...account.ads.values()].at(-1);
    if (newest !== undefined) newest.review = { decision: 'review', reason: '', decidedAt: null };
    addAds(account, random, addAdgroup(account, random, addCampaign(account, random, 1, startedAt, false), 2), 1);
    return account;
  }
  const campaigns = random.int(1, 6);
  for (let index = 0; index < campaigns; index += 1) {
    const campaign = addCampaign(account, random, index, startedAt, random.next() < 0.8);
    const adgroups = random.int(1, 3);
    for (let each = 0; each < adgroups; each += 1)
      addAds(account, random, addAdgroup(account, random, campaign, index + each), random.int(1, 4));
  }
  for (const ad of account.ads.values()) {
    const fate = random.next();
    if (fate < 0.05) ad.review = { decision: 'review', reason: '', decidedAt: null };
    else if (fate < 0.1)
      ad.review = { decision: 'reject', reason: 'The landing page does not match the ad.', decidedAt: ad.createdAt };
  }
  return account;
}

function addCampaign(
  account: AccountCampaigns,
  random: SeededRandom,
  index: number,
  startedAt: number,
  isRunning: boolean,
): Campaign {
  const createdAt = startedAt + random.int(1, 60) * DAY_MS;
  const campaign: Campaign = {
    campaignId: random.id(19, '17'),
    advertiserId: account.advertiserId,
    name: CAMPAIGN_NAMES[index % CAMPAIGN_NAMES.length] ?? '',
    objectiveType: random.pick(OBJECTIVES),
    budgetMode: 'BUDGET_MODE_DAY',
    budget: random.int(5, 100) * 20,
    spent: 0,
    operationStatus: isRunning ? 'ENABLE' : 'DISABLE',
    extras: {},
    origin: 'seed',
    requestId: null,
    createdAt,
    modifiedAt: createdAt,
    adgroups: [],
  };
  account.campaigns.set(campaign.campaignId, campaign);
  return campaign;
}

function addAdgroup(account: AccountCampaigns, random: SeededRandom, campaign: Campaign, index: number): Adgroup {
  const createdAt = campaign.createdAt + random.int(1, 600) * 1000;
  const adgroup: Adgroup = {
    adgroupId: random.id(19, '17'),
    campaign,
    name: ADGROUP_NAMES[index % ADGROUP_NAMES.length] ?? '',
    budgetMode: 'BUDGET_MODE_DAY',
    budget: random.int(2, 40) * 20,
    nextBudget: null,
    spent: 0,
    optimizationGoal: 'CLICK',
    billingEvent: 'CPC',
    operationStatus: 'ENABLE',
    schedule: null,
    extras: {},
    origin: 'seed',
    requestId: null,
    review: approved(createdAt),
    createdAt,
    modifiedAt: createdAt,
    ads: [],
  };
  campaign.adgroups.push(adgroup);
  account.adgroups.set(adgroup.adgroupId, adgroup);
  return adgroup;
}

function addAds(account: AccountCampaigns, random: SeededRandom, adgroup: Adgroup, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const createdAt = adgroup.createdAt + random.int(1, 600) * 1000;
    const ad = {
      adId: random.id(19, '17'),
      adgroup,
      name: AD_NAMES[(index + adgroup.name.length) % AD_NAMES.length] ?? '',
      text: '',
      videoId: `v10033g50000${random.hex(20)}`,
      landingPageUrl: 'https://shop.example/',
      callToAction: 'SHOP_NOW',
      operationStatus: 'ENABLE' as const,
      extras: {},
      origin: 'seed' as const,
      review: approved(createdAt),
      createdAt,
      modifiedAt: createdAt,
    };
    adgroup.ads.push(ad);
    account.ads.set(ad.adId, ad);
  }
}

function approved(at: number): Review {
  return { decision: 'approve', reason: '', decidedAt: at + 3_600_000 };
}
