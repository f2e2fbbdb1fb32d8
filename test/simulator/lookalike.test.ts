import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness, type Answer } from './harness.ts';

let harness: SimulatorHarness;
let advertiserId: string;
let source: string;
let germany: string;
const hour = 3_600;

interface Region {
  location_id: string;
  region_code: string;
  level: string;
}

const regions = (query: Record<string, unknown> = {}): Promise<Answer> =>
  harness.get('/tool/region/', {
    advertiser_id: advertiserId,
    placements: ['PLACEMENT_TIKTOK'],
    objective_type: 'TRAFFIC',
    ...query,
  });

beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
  advertiserId = harness.advertiser(0);
  source = await harness.createAudience(advertiserId, 0, 1_000);
  harness.simulator.advance(48 * hour);
  const list = (await regions()).data['region_info'] as Region[];
  germany = list.find((region) => region.region_code === 'DE')?.location_id ?? '';
});
afterAll(() => harness.stop());

const create = (spec: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): Promise<Answer> =>
  harness.post('/dmp/custom_audience/lookalike/create/', {
    advertiser_id: advertiserId,
    custom_audience_name: 'Like buyers',
    lookalike_spec: {
      source_audience_id: source,
      include_source: false,
      mobile_os: 'ALL',
      placements: ['TikTok'],
      location_ids: [germany],
      audience_size: 'BALANCED',
      ...spec,
    },
    ...rest,
  });

const created = async (spec: Record<string, unknown> = {}): Promise<string> => {
  const answer = await create(spec);
  if (answer.code !== 0) throw new Error(answer.message);
  return String(answer.data['custom_audience_id']);
};

describe('the locations', () => {
  it('are countries with ids as text', async () => {
    const { data } = await regions();
    const list = data['region_info'] as Region[];
    expect(data['region_list']).toEqual(list.map((region) => region.region_code));
    for (const region of list) {
      expect(region).toMatchObject({
        location_id: expect.stringMatching(/^\d+$/),
        parent_id: '0',
        level: 'COUNTRY',
        area_type: 'ADMIN',
        next_level_ids: [],
      });
    }
  });

  it('need placements, an objective and a level that exists', async () => {
    expect((await regions({ placements: [] })).code).toBe(40002);
    expect((await regions({ objective_type: '' })).code).toBe(40002);
    expect((await regions({ level_range: 'TO_MOON' })).code).toBe(40002);
    expect((await regions({ level_range: 'TO_COUNTRY' })).code).toBe(0);
    expect((await regions({ advertiser_id: '7100000000000000001' })).code).toBe(40001);
  });
});

describe('a lookalike', () => {
  it('reads back with its spec, without a calculate_type, and is processed like others', async () => {
    const id = await created();
    const fresh = await harness.details(advertiserId, id);
    expect(fresh.details).toMatchObject({
      type: 'Lookalike Audience',
      name: 'Like buyers',
      calculate_type: null,
      is_valid: false,
      cover_num: 0,
      lookalike_spec: {
        source_audience_id: source,
        include_source: false,
        mobile_os: 'ALL',
        placements: ['TikTok'],
        location_ids: [germany],
        audience_size: 'BALANCED',
      },
    });
    expect(fresh.history).toMatchObject([{ action: 'create', action_detail: '0' }]);
    harness.simulator.advance(48 * hour);
    const ready = await harness.details(advertiserId, id);
    expect(ready.details['is_valid']).toBe(true);
    expect(Number(ready.details['cover_num'])).toBeGreaterThan(1_000);
  });

  it('is larger from NARROW over BALANCED to BROAD', async () => {
    const ids = await Promise.all(['NARROW', 'BALANCED', 'BROAD'].map((size) => created({ audience_size: size })));
    harness.simulator.advance(48 * hour);
    const sizes = await Promise.all(
      ids.map(async (id) => Number((await harness.details(advertiserId, id)).details['cover_num'])),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(new Set(sizes).size).toBe(3);
  });

  it('needs a source of 100 users that was processed', async () => {
    const small = await harness.createAudience(advertiserId, 0, 99);
    const enough = await harness.createAudience(advertiserId, 0, 100);
    expect((await create({ source_audience_id: enough })).code).toBe(40002);
    harness.simulator.advance(48 * hour);
    expect((await create({ source_audience_id: small })).code).toBe(40002);
    expect((await create({ source_audience_id: enough })).code).toBe(0);
  });

  it.each<[string, Record<string, unknown>]>([
    ['an unknown source', { source_audience_id: '100000000000000001' }],
    ['no source', { source_audience_id: undefined }],
    ['no size', { audience_size: undefined }],
    ['another size', { audience_size: 'HUGE' }],
    ['no locations', { location_ids: [] }],
    ['an unknown location', { location_ids: ['1'] }],
    ['an unknown system', { mobile_os: 'SYMBIAN' }],
    ['placements that are numbers', { placements: [1] }],
  ])('is refused with %s', async (_, spec) => {
    expect((await create(spec)).code).toBe(40002);
  });

  it('is refused without a spec, with a lookalike as its source, and to an ANALYST', async () => {
    expect((await create({}, { lookalike_spec: undefined })).code).toBe(40002);
    const lookalike = await created();
    harness.simulator.advance(48 * hour);
    expect((await create({ source_audience_id: lookalike })).code).toBe(40002);
    expect((await create({}, { advertiser_id: harness.advertiser(4) })).code).toBe(40001);
    expect((await create({}, { custom_audience_name: 'x'.repeat(129) })).code).toBe(40002);
  });

  it('can be renamed and deleted, but takes no files and no other sub type', async () => {
    const id = await created();
    const update = (body: Record<string, unknown>): Promise<Answer> =>
      harness.post('/dmp/custom_audience/update/', { advertiser_id: advertiserId, custom_audience_id: id, ...body });
    expect((await update({ custom_audience_name: 'Other' })).code).toBe(0);
    expect((await update({ audience_sub_type: 'REACH_FREQUENCY' })).code).toBe(40002);
    expect((await update({ file_paths: [await harness.uploadEmails(advertiserId, 0, 1_000)] })).code).toBe(40002);
    const deletion = { advertiser_id: advertiserId, custom_audience_ids: [id] };
    expect((await harness.post('/dmp/custom_audience/delete/', deletion)).code).toBe(0);
  });

  it('for reach and frequency cannot be applied to ad groups', async () => {
    const answer = await create({}, { audience_sub_type: 'REACH_FREQUENCY' });
    const id = String(answer.data['custom_audience_id']);
    expect((await harness.details(advertiserId, id)).details['audience_sub_type']).toBe('REACH_FREQUENCY');
    const use = { advertiser_id: advertiserId, custom_audience_id: id, adgroup_ids: ['1'] };
    const applied = { ...use, action_mode: 'Apply', usage_mode: 'Include' };
    expect((await harness.post('/dmp/custom_audience/apply/', applied)).code).toBe(40002);
  });
});
