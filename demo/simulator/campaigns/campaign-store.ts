import type { SeededRandom } from '../random.ts';
import type { Advertiser, Profile } from '../world.ts';
import {
  MAX_ADS_PER_ADGROUP,
  type AccountCampaigns,
  type Ad,
  type Adgroup,
  type Campaign,
  type Decision,
  type OperationStatus,
} from './entities.ts';
import { seededCampaigns } from './seeded-campaigns.ts';

export interface CampaignStoreInput {
  seed: string;
  profile: Profile;
  /** Ids of what is made later. */
  random: SeededRandom;
  now: () => number;
  /** The sandbox's among them. */
  advertisers: ReadonlyMap<string, Advertiser>;
}

export type NewCampaign = Pick<Campaign, 'name' | 'objectiveType' | 'budgetMode' | 'budget' | 'operationStatus'>;
export type NewAdgroup = Pick<
  Adgroup,
  'name' | 'budgetMode' | 'budget' | 'optimizationGoal' | 'billingEvent' | 'operationStatus'
>;
export type NewAd = Pick<Ad, 'name' | 'text' | 'videoId' | 'landingPageUrl' | 'callToAction' | 'operationStatus'>;

/** What every ad account advertises with. An account's part is made from the seed when somebody first looks at it. */
export class CampaignStore {
  readonly #input: CampaignStoreInput;
  readonly #accounts = new Map<string, AccountCampaigns>();

  constructor(input: CampaignStoreInput) {
    this.#input = input;
  }

  /** Empty for an id the world does not know. */
  account(advertiserId: string): AccountCampaigns {
    const known = this.#accounts.get(advertiserId);
    if (known !== undefined) return known;
    const { seed, profile, advertisers } = this.#input;
    const advertiser = advertisers.get(advertiserId);
    const account =
      advertiser === undefined
        ? { advertiserId, campaigns: new Map(), adgroups: new Map(), ads: new Map() }
        : seededCampaigns(seed, profile, advertiser);
    this.#accounts.set(advertiserId, account);
    return account;
  }

  findCampaign(campaignId: string): Campaign | undefined {
    return this.#find((account) => account.campaigns.get(campaignId));
  }

  findAdgroup(adgroupId: string): Adgroup | undefined {
    return this.#find((account) => account.adgroups.get(adgroupId));
  }

  findAd(adId: string): Ad | undefined {
    return this.#find((account) => account.ads.get(adId));
  }

  addCampaign(advertiserId: string, input: NewCampaign): Campaign {
    const at = this.#input.now();
    const campaignId = this.#input.random.id(19, '17');
    const campaign = { campaignId, advertiserId, ...input, createdAt: at, modifiedAt: at, adgroups: [] };
    this.account(advertiserId).campaigns.set(campaignId, campaign);
    return campaign;
  }

  addAdgroup(campaign: Campaign, input: NewAdgroup, decision: Decision = 'review'): Adgroup {
    const at = this.#input.now();
    const adgroupId = this.#input.random.id(19, '17');
    const review = { decision, reason: '', decidedAt: decision === 'review' ? null : at };
    const adgroup = { adgroupId, campaign, ...input, review, createdAt: at, modifiedAt: at, ads: [] };
    campaign.adgroups.push(adgroup);
    this.account(campaign.advertiserId).adgroups.set(adgroupId, adgroup);
    return adgroup;
  }

  /**
   * A new ad, in review.
   *
   * @throws {RangeError} when the ad group is full
   */
  addAd(adgroup: Adgroup, input: NewAd): Ad {
    if (adgroup.ads.length >= MAX_ADS_PER_ADGROUP) throw new RangeError('the ad group is full');
    const at = this.#input.now();
    const adId = this.#input.random.id(19, '17');
    const review = { decision: 'review' as const, reason: '', decidedAt: null };
    const ad = { adId, adgroup, ...input, review, createdAt: at, modifiedAt: at };
    adgroup.ads.push(ad);
    this.account(adgroup.campaign.advertiserId).ads.set(adId, ad);
    return ad;
  }

  /** What a reviewer says of an ad or an ad group. */
  decide(entity: Ad | Adgroup, decision: Decision, reason: string): void {
    const at = this.#input.now();
    entity.review = {
      decision,
      reason: decision === 'reject' ? reason : '',
      decidedAt: decision === 'review' ? entity.review.decidedAt : at,
    };
    entity.modifiedAt = at;
  }

  /** Deleting is final: it is the caller's to refuse what follows a deletion. */
  setStatus(entity: Campaign | Adgroup | Ad, operationStatus: OperationStatus): void {
    entity.operationStatus = operationStatus;
    entity.modifiedAt = this.#input.now();
  }

  /** Ids name no account: when none of those seen so far has it, the rest is looked at too. */
  #find<T>(look: (account: AccountCampaigns) => T | undefined): T | undefined {
    for (const account of this.#accounts.values()) {
      const found = look(account);
      if (found !== undefined) return found;
    }
    for (const advertiserId of this.#input.advertisers.keys()) {
      if (this.#accounts.has(advertiserId)) continue;
      const found = look(this.account(advertiserId));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
