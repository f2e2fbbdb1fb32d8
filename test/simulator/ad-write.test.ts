import { describe, expect, it } from 'vitest';
import { type Fields, openAdDesk } from './ad-desk.ts';
import type { Answer } from './harness.ts';

const desk = openAdDesk();
const { campaignId, createAdgroup, adgroupId, creative, createAds, adId, post, setStatus, get } = desk;

describe('an ad', () => {
  it('is answered whole, with its siblings, and goes into review', async () => {
    const adgroup = await adgroupId({ adgroup_name: 'DE 25-44' });
    const answer = await createAds([creative({ ad_name: 'Video A' }), creative({ ad_name: 'Video B' })], adgroup);
    expect(answer.data).toMatchObject({
      ad_ids: [expect.stringMatching(/^\d{19}$/), expect.stringMatching(/^\d{19}$/)],
      need_audit: true,
      creatives: [
        {
          ...creative({ ad_name: 'Video A' }),
          ad_id: (answer.data['ad_ids'] as string[])[0],
          advertiser_id: desk.advertiserId,
          adgroup_id: adgroup,
          adgroup_name: 'DE 25-44',
          display_name: 'Account USD',
          operation_status: 'ENABLE',
          is_aco: false,
          is_new_structure: true,
          creative_authorized: false,
          tracking_pixel_id: 0,
          deeplink: '',
          deeplink_type: 'NORMAL',
          app_name: '',
          playable_url: '',
          page_id: null,
          card_id: null,
          ad_texts: null,
          landing_page_urls: null,
          create_time: '2026-03-12 10:11:12',
        },
        { ad_name: 'Video B' },
      ],
    });
    expect(await get('ad', { ad_name: 'video a' })).toMatchObject([{ secondary_status: 'AD_STATUS_AUDIT' }]);
  });

  it('may have the name of another', async () => {
    const adgroup = await adgroupId();
    const twice = [creative({ ad_name: 'Twice' }), creative({ ad_name: 'Twice' })];
    expect((await createAds(twice, adgroup)).code).toBe(0);
    expect((await createAds([creative({ ad_name: 'Twice' })], adgroup)).code).toBe(0);
    expect(await get('ad', { adgroup_ids: [adgroup] })).toHaveLength(3);
  });

  it.each<[string, Fields, number]>([
    ['no name', { ad_name: undefined }, 40002],
    ['no format', { ad_format: undefined }, 40002],
    ['an unknown format', { ad_format: 'HOLOGRAM' }, 40002],
    ['an unknown identity', { identity_type: 'NOBODY' }, 40002],
    ['no video', { video_id: undefined }, 40002],
    ['no cover', { image_ids: undefined }, 40002],
    ['a post of TikTok', { video_id: undefined, image_ids: undefined, tiktok_item_id: '7' }, 0],
    ['an image', { ad_format: 'SINGLE_IMAGE', video_id: undefined }, 0],
    ['a carousel of one', { ad_format: 'CAROUSEL_ADS', video_id: undefined }, 40002],
    ['a carousel of two', { ad_format: 'CAROUSEL_ADS', video_id: undefined, image_ids: ['a/1', 'a/2'] }, 0],
    ['an unknown status', { operation_status: 'DELETE' }, 40002],
  ])('with %s is taken or refused as it should be', async (_, more, code) => {
    expect((await createAds([creative(more)])).code).toBe(code);
  });

  it('comes with others or not at all: at most 20 in a call and 50 in an ad group', async () => {
    const adgroup = await adgroupId();
    const several = (count: number): Fields[] => Array.from({ length: count }, () => creative());
    expect((await createAds(several(21), adgroup)).code).toBe(40002);
    expect((await createAds([], adgroup)).code).toBe(40002);
    expect((await createAds([...several(2), creative({ ad_name: '' })], adgroup)).code).toBe(40002);
    for (const count of [20, 20, 10]) expect((await createAds(several(count), adgroup)).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(40502);
    expect(await get('ad', { adgroup_ids: [adgroup] })).toHaveLength(10);
  });

  it('takes the place of one that was deleted in a full ad group', async () => {
    const adgroup = await adgroupId();
    const several = (count: number): Fields[] => Array.from({ length: count }, () => creative());
    for (const count of [20, 20, 9]) await createAds(several(count), adgroup);
    const { data } = await createAds(several(1), adgroup);
    const { ad_ids } = data as { ad_ids: string[] };
    expect((await post('/ad/status/update/', { ad_ids, operation_status: 'DELETE' })).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(0);
    expect((await createAds(several(1), adgroup)).code).toBe(40502);
  });

  it('is replaced by an update, or changed in part when so asked', async () => {
    const adgroup = await adgroupId();
    const id = await adId(adgroup, { display_name: 'Shoes', ad_name: 'Before' });
    const update = (change: Fields, more: Fields = {}): Promise<Answer> =>
      post('/ad/update/', { adgroup_id: adgroup, creatives: [{ ad_id: id, ...change }], ...more });
    const patched = await update({ ad_text: 'Patched' }, { patch_update: true });
    expect(patched.data).toMatchObject({
      ad_ids: [id],
      need_audit: true,
      creatives: [{ ad_name: 'Before', ad_text: 'Patched', display_name: 'Shoes', call_to_action: 'SHOP_NOW' }],
    });
    expect((await update({ ad_text: 'Patched' }, { patch_update: true })).code).toBe(40012);
    expect((await update({ ad_text: 'Alone' })).code).toBe(40002);
    const replaced = await update(creative({ ad_name: 'After', call_to_action: undefined }));
    expect(replaced.data).toMatchObject({
      creatives: [
        { ad_name: 'After', ad_text: 'New season, new shoes', display_name: 'Account USD', call_to_action: null },
      ],
    });
    expect((await update({ ad_name: 'Renamed' }, { patch_update: true })).data).toMatchObject({ need_audit: false });
    expect((await update(creative(), { adgroup_id: await adgroupId() })).code).toBe(40002);
  });

  it('is looked at again after a change', async () => {
    const adgroup = await adgroupId({ schedule_start_time: '2026-03-12 10:00:00' });
    const id = await adId(adgroup);
    await desk.harness.control('/ads/review', { adId: id, decision: 'approve' });
    const status = async (): Promise<unknown> => (await get('ad', { ad_ids: [id] }))[0]?.['secondary_status'];
    expect(await status()).toBe('AD_STATUS_DELIVERY_OK');
    await post('/ad/update/', {
      adgroup_id: adgroup,
      patch_update: true,
      creatives: [{ ad_id: id, landing_page_url: 'https://shop.example/summer' }],
    });
    expect(await status()).toBe('AD_STATUS_REAUDIT');
  });

  it('has its review told to those who watch it', async () => {
    const id = await adId();
    const { appId, appSecret } = desk.harness.simulator.info();
    const subscribed = await desk.harness.post(
      '/subscription/subscribe/',
      {
        app_id: appId,
        secret: appSecret,
        subscribe_entity: 'AD',
        callback_url: 'http://127.0.0.1:9/hooks',
        subscription_detail: { access_token: desk.harness.accessToken, advertiser_id: desk.advertiserId, ad_id: id },
      },
      null,
    );
    expect(subscribed.code).toBe(0);
    const { body } = await desk.harness.control('/ads/review', { adId: id, decision: 'reject', reason: 'Too loud.' });
    expect(body).toMatchObject({ adIds: [id], notified: 1 });
    const info = await desk.harness.get('/ad/review_info/', { advertiser_id: desk.advertiserId, ad_ids: [id] });
    expect(info.data['ad_review_map']).toMatchObject({ [id]: { is_approved: false } });
  });

  it('is paused and deleted', async () => {
    const id = await adId();
    expect((await setStatus('ad', [id], 'DISABLE')).data).toEqual({ status: 'DISABLE', ad_ids: [id], aco_ad_ids: [] });
    expect((await setStatus('ad', [id], 'DELETE')).code).toBe(0);
    expect((await setStatus('ad', [id], 'ENABLE')).code).toBe(40002);
    expect(await get('ad', { ad_ids: [id] })).toEqual([]);
    expect((await post('/ad/status/update/', { operation_status: 'ENABLE' })).code).toBe(40002);
    expect((await post('/ad/status/update/', { operation_status: 'ENABLE', aco_ad_ids: ['1'] })).code).toBe(40002);
  });
});

describe('what is below a deleted parent', () => {
  it('cannot be made or changed any more', async () => {
    const campaign = await campaignId();
    const adgroup = await adgroupId({}, campaign);
    const ad = await adId(adgroup);
    await setStatus('campaign', [campaign], 'DELETE');
    const answers = await Promise.all([
      createAdgroup({}, campaign),
      createAds([creative()], adgroup),
      post('/adgroup/update/', { adgroup_id: adgroup, budget: 90 }),
      post('/adgroup/budget/update/', { budget: [{ adgroup_id: adgroup, budget: 90 }] }),
      setStatus('adgroup', [adgroup], 'ENABLE'),
      setStatus('ad', [ad], 'DISABLE'),
      post('/ad/update/', { adgroup_id: adgroup, creatives: [creative({ ad_id: ad })] }),
    ]);
    expect(answers.map(({ code }) => code)).toEqual(Array(7).fill(40002));
    expect(answers[0]?.message).toContain('has been deleted');
    expect(await get('ad', { ad_ids: [ad], primary_status: 'STATUS_DELETE' })).toMatchObject([
      { secondary_status: 'AD_STATUS_CAMPAIGN_DELETE' },
    ]);
  });
});
