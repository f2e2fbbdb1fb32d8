import { describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

const hour = 3_600;

describe('the expiry of an audience', () => {
  it('counts a fixed retention from creation, whatever is edited', async () => {
    const own = await SimulatorHarness.start({ clock: () => Date.UTC(2026, 2, 12, 10, 11, 12) });
    await own.connect();
    const target = own.advertiser(0);
    const path = await own.uploadEmails(target, 0, 1_000);
    const created = await own.post('/dmp/custom_audience/create/', {
      advertiser_id: target,
      custom_audience_name: 'A',
      file_paths: [path],
      calculate_type: 'EMAIL_SHA256',
      retention_in_days: 180,
    });
    const id = String(created.data['custom_audience_id']);
    expect((await own.details(target, id)).details).toMatchObject({
      create_time: '2026-03-12 10:11:12',
      expired_time: '2026-09-08 10:11:12',
      is_expiring: false,
    });
    own.simulator.advance(121 * 24 * hour);
    await own.post('/dmp/custom_audience/update/', {
      advertiser_id: target,
      custom_audience_id: id,
      custom_audience_name: 'B',
    });
    expect((await own.details(target, id)).details).toMatchObject({
      expired_time: '2026-09-08 10:11:12',
      is_expiring: true,
      is_valid: true,
    });
    own.simulator.advance(60 * 24 * hour);
    expect((await own.details(target, id)).details).toMatchObject({ is_valid: false, is_expiring: false });
    expect(
      (
        await own.post('/dmp/custom_audience/update/', {
          advertiser_id: target,
          custom_audience_id: id,
          custom_audience_name: 'C',
        })
      ).code,
    ).toBe(40002);
    expect(
      (await own.post('/dmp/custom_audience/delete/', { advertiser_id: target, custom_audience_ids: [id] })).code,
    ).toBe(0);
    await own.stop();
  });

  it('leaves an audience that can only be deleted', async () => {
    const own = await SimulatorHarness.start();
    await own.connect();
    const [target = '', receiver = ''] = own.advertiserIds();
    const id = await own.createAudience(target, 0, 1_000);
    const share = { advertiser_id: target, custom_audience_ids: [id], shared_advertiser_ids: [receiver] };
    own.simulator.advance(366 * 24 * hour);
    const { details } = await own.details(target, id);
    expect(details).toMatchObject({ is_valid: false, is_expiring: false, msg: 'The audience has expired.' });
    const path = await own.uploadEmails(target, 0, 1_000);
    const one = { advertiser_id: target, custom_audience_id: id };
    const use = { ...one, adgroup_ids: ['1'], action_mode: 'Apply', usage_mode: 'Include' };
    const calls: [path: string, body: Record<string, unknown>][] = [
      ['update/', { ...one, file_paths: [path], action: 'APPEND' }],
      ['update/', { ...one, custom_audience_name: 'Other' }],
      ['update/', { ...one, audience_sub_type: 'REACH_FREQUENCY' }],
      ['share/', share],
      ['apply/', use],
    ];
    for (const [call, body] of calls) expect((await own.post(`/dmp/custom_audience/${call}`, body)).code).toBe(40002);
    const deletion = { advertiser_id: target, custom_audience_ids: [id] };
    expect((await own.post('/dmp/custom_audience/delete/', deletion)).code).toBe(0);
    await own.stop();
  });

  it('counts 365 days from the last edit otherwise', async () => {
    const own = await SimulatorHarness.start({ clock: () => Date.UTC(2026, 0, 1) });
    await own.connect();
    const target = own.advertiser(0);
    const id = await own.createAudience(target, 0, 1_000);
    expect((await own.details(target, id)).details['expired_time']).toBe('2027-01-01 00:00:00');
    own.simulator.advance(31 * 24 * hour);
    await own.post('/dmp/custom_audience/update/', {
      advertiser_id: target,
      custom_audience_id: id,
      custom_audience_name: 'B',
    });
    expect((await own.details(target, id)).details['expired_time']).toBe('2027-02-01 00:00:00');
    await own.stop();
  });
});
