import { afterAll, beforeAll } from 'vitest';
import { type Answer, SimulatorHarness } from './harness.ts';

/** When the desk's clock starts, in epoch milliseconds. */
export const NOW = Date.UTC(2026, 2, 12, 10, 11, 12);

export type Fields = Record<string, unknown>;
type Level = 'campaign' | 'adgroup' | 'ad';

/** A simulator for the tests of one file, with what they need to make campaigns, ad groups and ads. Call it where hooks may be called. */
export function openAdDesk(): AdDesk {
  const desk = new AdDesk();
  beforeAll(() => desk.open());
  afterAll(() => desk.harness.stop());
  return desk;
}

export class AdDesk {
  realMs = NOW;
  /** An ad account in US dollars that nobody else advertises with. */
  advertiserId = '';
  #harness: SimulatorHarness | undefined;
  #names = 0;

  get harness(): SimulatorHarness {
    if (this.#harness === undefined) throw new Error('The desk is open only while tests run.');
    return this.#harness;
  }

  async open(): Promise<void> {
    this.#harness = await SimulatorHarness.start({ clock: () => this.realMs });
    await this.harness.connect();
    this.advertiserId = await this.newAccount('USD');
  }

  readonly newAccount = async (currency: string, more: Fields = {}): Promise<string> => {
    const { body } = await this.harness.control('/advertisers/create', {
      currency,
      name: `Account ${currency}`,
      ...more,
    });
    return String(body['advertiserId']);
  };

  readonly newName = (): string => `Name ${(this.#names += 1)}`;

  readonly campaignBody = (more: Fields = {}): Fields => ({
    advertiser_id: this.advertiserId,
    campaign_name: this.newName(),
    objective_type: 'TRAFFIC',
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 100,
    ...more,
  });
  readonly createCampaign = (more?: Fields): Promise<Answer> =>
    this.harness.post('/campaign/create/', this.campaignBody(more));
  readonly campaignId = async (more?: Fields): Promise<string> => idOf(await this.createCampaign(more), 'campaign_id');

  readonly adgroupBody = (campaign: string, more: Fields = {}): Fields => ({
    advertiser_id: this.advertiserId,
    campaign_id: campaign,
    adgroup_name: this.newName(),
    promotion_type: 'WEBSITE',
    placement_type: 'PLACEMENT_TYPE_NORMAL',
    placements: ['PLACEMENT_TIKTOK'],
    location_ids: ['2921044'],
    age_groups: ['AGE_25_34', 'AGE_35_44'],
    gender: 'GENDER_UNLIMITED',
    audience_ids: ['198765432101234567'],
    excluded_audience_ids: [],
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 50,
    schedule_type: 'SCHEDULE_START_END',
    schedule_start_time: '2026-03-20 00:00:00',
    schedule_end_time: '2026-04-20 00:00:00',
    optimization_goal: 'CLICK',
    billing_event: 'CPC',
    bid_type: 'BID_TYPE_NO_BID',
    pacing: 'PACING_MODE_SMOOTH',
    ...more,
  });
  readonly createAdgroup = async (more: Fields = {}, campaign?: string): Promise<Answer> =>
    this.harness.post('/adgroup/create/', this.adgroupBody(campaign ?? (await this.campaignId()), more));
  readonly adgroupId = async (more?: Fields, campaign?: string): Promise<string> =>
    idOf(await this.createAdgroup(more, campaign), 'adgroup_id');

  readonly creative = (more: Fields = {}): Fields => ({
    ad_name: this.newName(),
    ad_format: 'SINGLE_VIDEO',
    ad_text: 'New season, new shoes',
    identity_type: 'CUSTOMIZED_USER',
    identity_id: '7123000000000000129',
    video_id: 'v10033g50000csynthetic0000000001',
    image_ids: ['tos-synthetic-p-0000/0f1e2d3c4b5a69788796a5b4c3d2e1f0'],
    call_to_action: 'SHOP_NOW',
    landing_page_url: 'https://shop.example/spring',
    ...more,
  });
  readonly createAds = async (creatives: Fields[], adgroup?: string): Promise<Answer> =>
    this.harness.post('/ad/create/', {
      advertiser_id: this.advertiserId,
      adgroup_id: adgroup ?? (await this.adgroupId()),
      creatives,
    });
  readonly adId = async (adgroup?: string, more?: Fields): Promise<string> =>
    (((await this.createAds([this.creative(more)], adgroup)).data['ad_ids'] as string[]) ?? [])[0] ?? '';

  readonly post = (path: string, body: Fields): Promise<Answer> =>
    this.harness.post(path, { advertiser_id: this.advertiserId, ...body });
  readonly setStatus = (level: Level, ids: string[], status: string, more?: Fields): Promise<Answer> =>
    this.post(`/${level}/status/update/`, { [`${level}_ids`]: ids, operation_status: status, ...more });
  readonly get = async (level: Level, filtering: Fields): Promise<Fields[]> =>
    (await this.harness.get(`/${level}/get/`, { advertiser_id: this.advertiserId, filtering })).data[
      'list'
    ] as Fields[];
}

/** The id of what was made; throws what TikTok answered otherwise. */
export function idOf(answer: Answer, field: string): string {
  if (answer.code !== 0) throw new Error(answer.message);
  return String(answer.data[field]);
}
