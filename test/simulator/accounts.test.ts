import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
const rows = (data: Record<string, unknown>): Record<string, unknown>[] => data['list'] as Record<string, unknown>[];

beforeAll(async () => {
  harness = await SimulatorHarness.start();
  await harness.connect();
});
afterAll(() => harness.stop());

describe('/advertiser/info/', () => {
  it('gives exactly the fields asked for', async () => {
    const answer = await harness.get('/advertiser/info/', {
      advertiser_ids: harness.advertiserIds(),
      fields: [
        'advertiser_id',
        'name',
        'status',
        'currency',
        'timezone',
        'display_timezone',
        'language',
        'owner_bc_id',
      ],
    });
    expect(answer.code).toBe(0);
    const [first, second] = rows(answer.data);
    expect(Object.keys(first ?? {})).toEqual([
      'advertiser_id',
      'name',
      'status',
      'currency',
      'timezone',
      'display_timezone',
      'language',
      'owner_bc_id',
    ]);
    expect(second).toMatchObject({
      name: "O'Hara Outfitters <US & Canada>",
      timezone: 'Etc/GMT+5',
      display_timezone: 'America/New_York',
    });
    expect(new Set(rows(answer.data).map((row) => row['currency'])).size).toBeGreaterThanOrEqual(6);
  });

  it('shows one suspended account, and one outside any Business Center that has no owner_bc_id', async () => {
    const answer = await harness.get('/advertiser/info/', { advertiser_ids: harness.advertiserIds() });
    const list = rows(answer.data);
    expect(list.filter((row) => row['status'] === 'STATUS_LIMIT')).toHaveLength(1);
    expect(list.find((row) => row['status'] === 'STATUS_LIMIT')?.['rejection_reason']).not.toBe('-');
    expect(list.filter((row) => !('owner_bc_id' in row))).toHaveLength(1);
    expect(list[0]?.['email']).toContain('*');
    expect(list[0]).not.toHaveProperty('company_name_editable');
  });

  it('returns company_name_editable alone with the id', async () => {
    const answer = await harness.get('/advertiser/info/', {
      advertiser_ids: [harness.advertiser(0)],
      fields: ['name', 'company_name_editable'],
    });
    expect(rows(answer.data)).toEqual([{ advertiser_id: harness.advertiser(0), company_name_editable: true }]);
  });

  it('takes ids as bare numbers too', async () => {
    const answer = await harness.get('/advertiser/info/', {
      advertiser_ids: `[${harness.advertiser(0)}]`,
      fields: ['advertiser_id'],
    });
    expect(rows(answer.data)).toEqual([{ advertiser_id: harness.advertiser(0) }]);
  });

  it('refuses an account of another person, comma lists, unknown fields and more than 100 ids', async () => {
    const foreign = harness.advertiser(0, 1);
    const refused = await harness.get('/advertiser/info/', { advertiser_ids: [harness.advertiser(0), foreign] });
    expect([refused.code, refused.message]).toEqual([40001, `No permission to operate advertiser ${foreign}.`]);
    expect((await harness.get('/advertiser/info/', { advertiser_ids: harness.advertiserIds().join(',') })).code).toBe(
      40002,
    );
    expect(
      (await harness.get('/advertiser/info/', { advertiser_ids: [harness.advertiser(0)], fields: ['nope'] })).code,
    ).toBe(40002);
    expect(
      (await harness.get('/advertiser/info/', { advertiser_ids: Array(101).fill(harness.advertiser(0)) })).code,
    ).toBe(40011);
    expect((await harness.get('/advertiser/info/')).code).toBe(40002);
  });

  it('does not show an account the consent left out', async () => {
    const narrow = await SimulatorHarness.start();
    await narrow.connect([narrow.advertiser(0)]);
    expect((await narrow.get('/advertiser/info/', { advertiser_ids: [narrow.advertiser(1)] })).code).toBe(40001);
    await narrow.stop();
  });
});

describe('/bc/get/ and /bc/asset/get/', () => {
  const firstBc = async (): Promise<string> => {
    const list = rows((await harness.get('/bc/get/', { page: 1, page_size: 50 })).data);
    return (list[0]?.['bc_info'] as Record<string, string> | undefined)?.['bc_id'] ?? '';
  };

  it('give the role on every ad account of the Business Center', async () => {
    const answer = await harness.get('/bc/asset/get/', {
      bc_id: await firstBc(),
      asset_type: 'ADVERTISER',
      page: 1,
      page_size: 50,
    });
    expect(rows(answer.data).map((row) => row['advertiser_role'])).toEqual([
      'ADMIN',
      'ADMIN',
      'ADMIN',
      'ADMIN',
      'ANALYST',
      'OPERATOR',
      'ADMIN',
    ]);
    expect(rows(answer.data)[0]).toEqual({
      asset_type: 'ADVERTISER',
      asset_id: harness.advertiser(0),
      asset_name: 'Nordlicht Schuhe EU',
      advertiser_account_type: 'AUCTION',
      advertiser_role: 'ADMIN',
      catalog_role: null,
      store_role: null,
      tt_account_roles: null,
      owner_bc_name: 'Nordlicht Gruppe',
    });
    expect(answer.data['page_info']).toEqual({ page: 1, page_size: 50, total_number: 7, total_page: 1 });
  });

  it('page, filter and bound their pages at 50', async () => {
    const bcId = await firstBc();
    const paged = await harness.get('/bc/asset/get/', { bc_id: bcId, asset_type: 'ADVERTISER', page: 2, page_size: 3 });
    expect(rows(paged.data).map((row) => row['asset_id'])).toEqual(harness.advertiserIds().slice(3, 6));
    const found = await harness.get('/bc/asset/get/', {
      bc_id: bcId,
      asset_type: 'ADVERTISER',
      filtering: { keyword: 'thistle' },
    });
    expect(rows(found.data)).toHaveLength(1);
    expect((await harness.get('/bc/asset/get/', { bc_id: bcId, asset_type: 'ADVERTISER', page_size: 51 })).code).toBe(
      40002,
    );
    expect((await harness.get('/bc/asset/get/', { bc_id: bcId, asset_type: 'NONSENSE' })).code).toBe(40002);
    expect((await harness.get('/bc/get/', { page_size: 51 })).code).toBe(40002);
    expect(rows((await harness.get('/bc/asset/get/', { bc_id: bcId, asset_type: 'PIXEL' })).data)).toEqual([]);
  });

  it('keep other people’s Business Centers closed', async () => {
    const foreign = harness.simulator.world.users[1]?.businessCenters[0]?.bcId ?? '';
    expect((await harness.get('/bc/asset/get/', { bc_id: foreign, asset_type: 'ADVERTISER' })).code).toBe(40001);
    expect(rows((await harness.get('/bc/get/', { bc_id: foreign })).data)).toEqual([]);
  });
});

describe('control calls about accounts', () => {
  it('change a role, take an account away and suspend one', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const [first, second, third] = own.advertiserIds();
    await own.control('/roles', { advertiserId: first, role: 'ANALYST' });
    const body = { advertiser_id: first, custom_audience_name: 'x', file_paths: ['0'], calculate_type: 'EMAIL_SHA256' };
    expect((await own.post('/dmp/custom_audience/create/', body)).code).toBe(40001);
    expect((await own.get('/dmp/custom_audience/list/', { advertiser_id: first })).code).toBe(0);

    await own.control('/roles', { advertiserId: second, role: null });
    expect((await own.get('/dmp/custom_audience/list/', { advertiser_id: second })).code).toBe(40001);

    await own.control('/advertisers/status', { advertiserId: third, status: 'STATUS_LIMIT' });
    const info = await own.get('/advertiser/info/', { advertiser_ids: [third], fields: ['status'] });
    expect(rows(info.data)).toEqual([{ status: 'STATUS_LIMIT' }]);
    expect((await own.post('/dmp/custom_audience/create/', { ...body, advertiser_id: third })).code).toBe(40001);
    expect((await own.control('/roles', { advertiserId: '1', role: 'ADMIN' })).status).toBe(404);
    expect((await own.control('/roles', { advertiserId: first, role: 'OWNER' })).status).toBe(400);
    await own.stop();
  });

  it('refuse a token without the audience permission', async () => {
    const narrow = await SimulatorHarness.start({ scope: ['1'] });
    await narrow.connect();
    const answer = await narrow.get('/dmp/custom_audience/list/', { advertiser_id: narrow.advertiser(0) });
    expect([answer.code, answer.message]).toEqual([
      40001,
      'Permission error: The access token lacks the required scope for endpoint.',
    ]);
    await narrow.stop();
  });
});

describe('the agency profile', () => {
  it('has 3,000 accounts that can be consented to at once and read in pages', async () => {
    const agency = await SimulatorHarness.start({ profile: 'agency' });
    expect(agency.advertiserIds()).toHaveLength(3_000);
    await agency.connect();
    const { appId, appSecret } = agency.simulator.info();
    const authorized = await agency.get('/oauth2/advertiser/get/', { app_id: appId, secret: appSecret });
    expect(rows(authorized.data)).toHaveLength(3_000);

    const roles = new Map<unknown, unknown>();
    for (const center of rows((await agency.get('/bc/get/', { page_size: 50 })).data)) {
      const bcId = (center['bc_info'] as Record<string, string>)['bc_id'];
      for (let page = 1; ; page += 1) {
        const answer = await agency.get('/bc/asset/get/', {
          bc_id: bcId ?? '',
          asset_type: 'ADVERTISER',
          page,
          page_size: 50,
        });
        for (const row of rows(answer.data)) roles.set(row['asset_id'], row['advertiser_role']);
        if (page >= Number((answer.data['page_info'] as Record<string, number>)['total_page'])) break;
      }
    }
    expect(roles.size).toBe(2_990);
    expect(new Set(roles.values())).toEqual(new Set(['ADMIN', 'OPERATOR', 'ANALYST']));

    const hundred = await agency.get('/advertiser/info/', { advertiser_ids: agency.advertiserIds().slice(0, 100) });
    expect(rows(hundred.data)).toHaveLength(100);
    await agency.stop();
  });

  it('is the same world for the same seed and another for another', async () => {
    const worlds = [1, 1, 2].map(async (seed) => {
      const one = await SimulatorHarness.start({ profile: 'agency', seed });
      const ids = one.advertiserIds();
      await one.stop();
      return ids;
    });
    const [first, same, other] = await Promise.all(worlds);
    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
  });
});
