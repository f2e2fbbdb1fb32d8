import type { SeededRandom } from '../random.ts';
import type { Advertiser, Profile } from '../world.ts';
import {
  MAX_ADS_PER_ADGROUP,
  type AccountCampaigns,
  type Ad,
  type Adgroup,
  type Campaign,
  type Decision,
  type Extras,
  type OperationStatus,
  type Origin,
  type Schedule,
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

/** What an entity has when nobody says otherwise: it was made by a control call. */
interface Made {
  extras?: Extras;
  origin?: Origin;
  requestId?: string | null;
}

export type NewCampaign = Pick<Campaign, 'name' | 'objectiveType' | 'budgetMode' | 'budget' | 'operationStatus'> & Made;
export type NewAdgroup = Pick<
  Adgroup,
  'name' | 'budgetMode' | 'budget' | 'optimizationGoal' | 'billingEvent' | 'operationStatus'
> &
  Made & { schedule?: Schedule };
export type NewAd = Pick<Ad, 'name' | 'text' | 'videoId' | 'landingPageUrl' | 'callToAction' | 'operationStatus'> &
  Omit<Made, 'requestId'>;

const DEFAULTS = { spent: 0, extras: {}, origin: 'control', requestId: null } as const;

/** What every ad account advertises with. An account's part is made from the seed when somebody first looks at it. */
export class CampaignStore {
  readonly #input: CampaignStoreInput;
  readonly #accounts = new Map<string, AccountCampaigns>();
  /** Ad groups with a budget that takes effect later. */
  readonly #scheduled = new Set<Adgroup>();

  constructor(input: CampaignStoreInput) {
    this.#input = input;
  }

  /** Makes room for an ad account the seed knows nothing of; it has no campaign yet. */
  open(advertiserId: string): void {
    this.#accounts.set(advertiserId, {
      advertiserId,
      campaigns: new Map(),
      adgroups: new Map(),
      ads: new Map(),
    });
  }

  /** Empty for an id the world does not know. */
  account(advertiserId: string): AccountCampaigns {
    this.#applyScheduledBudgets();
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
    const campaign: Campaign = {
      campaignId,
      advertiserId,
      ...DEFAULTS,
      ...input,
      createdAt: at,
      modifiedAt: at,
      adgroups: [],
    };
    this.account(advertiserId).campaigns.set(campaignId, campaign);
    return campaign;
  }

  addAdgroup(campaign: Campaign, input: NewAdgroup, decision: Decision = 'review'): Adgroup {
    const at = this.#input.now();
    const adgroupId = this.#input.random.id(19, '17');
    const review = { decision, reason: '', decidedAt: decision === 'review' ? null : at };
    const adgroup: Adgroup = {
      adgroupId,
      campaign,
      ...DEFAULTS,
      nextBudget: null,
      schedule: null,
      ...input,
      review,
      createdAt: at,
      modifiedAt: at,
      ads: [],
    };
    campaign.adgroups.push(adgroup);
    this.account(campaign.advertiserId).adgroups.set(adgroupId, adgroup);
    return adgroup;
  }

  /**
   * A new ad, in review. Deleted ones leave their place.
   *
   * @throws {RangeError} when the ad group is full
   */
  addAd(adgroup: Adgroup, input: NewAd): Ad {
    const living = adgroup.ads.filter((each) => each.operationStatus !== 'DELETE');
    if (living.length >= MAX_ADS_PER_ADGROUP) throw new RangeError('the ad group is full');
    const at = this.#input.now();
    const adId = this.#input.random.id(19, '17');
    const review = { decision: 'review' as const, reason: '', decidedAt: null };
    const { extras = {}, origin = 'control', ...given } = input;
    const ad: Ad = { adId, adgroup, ...given, extras, origin, review, createdAt: at, modifiedAt: at };
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

  /** Changes some of what an entity is; says when. */
  change<T extends Campaign | Adgroup | Ad>(entity: T, changes: Partial<T>): void {
    Object.assign(entity, changes, { modifiedAt: this.#input.now() });
  }

  /** Lets a budget take effect later. */
  scheduleBudget(adgroup: Adgroup, budget: number, at: number): void {
    this.change(adgroup, { nextBudget: { budget, at } });
    this.#scheduled.add(adgroup);
  }

  /** Deleting is final: it is the caller's to refuse what follows a deletion. */
  setStatus(entity: Campaign | Adgroup | Ad, operationStatus: OperationStatus): void {
    entity.operationStatus = operationStatus;
    entity.modifiedAt = this.#input.now();
  }

  #applyScheduledBudgets(): void {
    const now = this.#input.now();
    for (const adgroup of this.#scheduled) {
      if (adgroup.nextBudget !== null && now < adgroup.nextBudget.at) continue;
      if (adgroup.nextBudget !== null) adgroup.budget = adgroup.nextBudget.budget;
      adgroup.nextBudget = null;
      this.#scheduled.delete(adgroup);
    }
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
