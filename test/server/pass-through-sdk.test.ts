import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTogether, type Together } from '../support/connected.ts';
import { sdkFailure, type TikTokSdk, tiktokSdk } from '../support/tiktok-sdk.ts';

const WORKSPACE = 'workspace-1';

let together: Together;
let advertiserId: string;
let token: string;
/** The SDK as a host's page or program uses it: our address, and a session token as its access token. */
let sdk: TikTokSdk;

beforeAll(async () => {
  together = await startTogether();
  const { server, simulator } = together;
  token = await together.session();
  const connectionId = await together.connect(token);
  advertiserId =
    simulator.person().advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE')
      ?.advertiserId ?? '';
  const json = { connectionId, advertiserIds: [advertiserId] };
  const imported = await server.call('POST', '/v1/ad-accounts', { as: token, json });
  expect(imported.status, imported.text).toBe(201);
  sdk = tiktokSdk(`${server.url}/v1/tiktok`);
});
afterAll(() => together.stop());

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

describe("TikTok's own SDK, pointed at this server with a session token", () => {
  test('reads ad accounts', async () => {
    const { data, requestId, headers } = await sdk('accounts', 'advertiserInfo', [advertiserId], token, {
      fields: ['advertiser_id', 'name', 'currency'],
    });
    const name = together.simulator.person().advertisers.find((each) => each.advertiserId === advertiserId)?.name;
    expect(data['list']).toEqual([
      { advertiser_id: advertiserId, name, currency: expect.stringMatching(/^[A-Z]{3}$/) },
    ]);
    expect(headers['x-tiktok-request-id']).toBe(requestId);
    expect(headers['x-request-id']).toMatch(/^[\w-]{8,}$/);
    expect(headers['ratelimit']).toBeDefined();
  });

  test('reads Business Centers, and what is in one that only its id names', async () => {
    const { data } = await sdk('businessCenters', 'bcGet', token, { page: 1, page_size: 10 });
    const [first] = data['list'] as { bc_info: { bc_id: string } }[];
    const bcId = first?.bc_info.bc_id ?? '';
    const assets = await sdk('businessCenters', 'bcAssetGet', bcId, 'ADVERTISER', token, { page: 1, page_size: 10 });
    expect((assets.data['list'] as unknown[]).length).toBeGreaterThan(0);
    const foreign = sdk('businessCenters', 'bcAssetGet', '7000000000000000003', 'ADVERTISER', token, {});
    expect((await sdkFailure(foreign)).body).toMatchObject({ code: 'business_center_not_reachable' });
  });

  test('creates, reads, changes, pauses, starts and removes campaigns', async () => {
    const made = await sdk('campaigns', 'campaignCreate', token, { body: campaign('Spring') });
    const campaignId = String(made.data['campaign_id']);
    expect(made.headers['x-call-id']).toMatch(/^call_/);
    expect(await entity('campaigns', 'campaignGet', 'campaign_ids', campaignId)).toMatchObject({
      campaign_name: 'Spring',
      operation_status: 'DISABLE',
    });
    await sdk('campaigns', 'campaignUpdate', token, {
      body: { advertiser_id: advertiserId, campaign_id: campaignId, campaign_name: 'Summer', budget: 90 },
    });
    for (const operation_status of ['ENABLE', 'DISABLE', 'DELETE']) {
      await sdk('campaigns', 'campaignStatusUpdate', token, {
        body: { advertiser_id: advertiserId, campaign_ids: [campaignId], operation_status },
      });
      expect(await entity('campaigns', 'campaignGet', 'campaign_ids', campaignId)).toMatchObject({
        campaign_name: 'Summer',
        budget: 90,
        operation_status,
      });
    }
  });

  test('creates, reads, changes and removes ad groups and ads', async () => {
    const made = await sdk('campaigns', 'campaignCreate', token, { body: campaign('With ad groups') });
    const campaign_id = String(made.data['campaign_id']);
    const adgroup = await sdk('adgroups', 'adgroupCreate', token, { body: adgroupOf(campaign_id) });
    const adgroup_id = String(adgroup.data['adgroup_id']);
    expect(await entity('adgroups', 'adgroupGet', 'adgroup_ids', adgroup_id)).toMatchObject({
      operation_status: 'DISABLE',
    });
    await sdk('adgroups', 'adgroupUpdate', token, {
      body: { advertiser_id: advertiserId, adgroup_id, adgroup_name: 'Renamed' },
    });
    await sdk('adgroups', 'adgroupStatusUpdate', token, {
      body: { advertiser_id: advertiserId, adgroup_ids: [adgroup_id], operation_status: 'ENABLE' },
    });
    expect(await entity('adgroups', 'adgroupGet', 'adgroup_ids', adgroup_id)).toMatchObject({
      adgroup_name: 'Renamed',
      operation_status: 'ENABLE',
    });

    const creatives = ['First', 'Second'].map((ad_name) => ({ ...CREATIVE, ad_name }));
    const ads = await sdk('ads', 'adCreate', token, { body: { advertiser_id: advertiserId, adgroup_id, creatives } });
    const [first, second] = ads.data['ad_ids'] as string[];
    expect(await entity('ads', 'adGet', 'ad_ids', first ?? '')).toMatchObject({ operation_status: 'DISABLE' });
    await sdk('ads', 'adUpdate', token, {
      body: {
        advertiser_id: advertiserId,
        adgroup_id,
        patch_update: true,
        creatives: [{ ad_id: first, ad_name: 'Better' }],
      },
    });
    await sdk('ads', 'adStatusUpdate', token, {
      body: { advertiser_id: advertiserId, ad_ids: [second], operation_status: 'DELETE' },
    });
    expect(await entity('ads', 'adGet', 'ad_ids', first ?? '')).toMatchObject({ ad_name: 'Better' });
    expect(await entity('ads', 'adGet', 'ad_ids', second ?? '')).toMatchObject({ operation_status: 'DELETE' });
  });

  test('uploads images and videos, and reads them again', async () => {
    const picture = pngBytes();
    const image = await sdk('files', 'adImageUpload', token, {
      advertiser_id: advertiserId,
      upload_type: 'UPLOAD_BY_FILE',
      file_name: 'spring.png',
      image_file: picture,
      image_signature: md5(picture),
    });
    expect(image.data).toMatchObject({ file_name: 'spring.png', signature: md5(picture) });
    const images = await sdk('files', 'fileImageAdInfo', advertiserId, [String(image.data['image_id'])], token);
    expect(images.data['list']).toHaveLength(1);

    const film = Buffer.concat([Buffer.from('....ftypmp42'), Buffer.alloc(300_000, 7)]);
    const video = await sdk('files', 'adVideoUpload', token, {
      advertiser_id: advertiserId,
      upload_type: 'UPLOAD_BY_FILE',
      file_name: 'spring.mp4',
      video_file: film,
      video_signature: md5(film),
      flaw_detect: false,
    });
    const [uploaded] = video.data as unknown as { video_id: string; signature: string }[];
    expect(uploaded?.signature).toBe(md5(film));
    const videos = await sdk('files', 'adVideoInfo', advertiserId, [uploaded?.video_id], token);
    expect(videos.data['list']).toHaveLength(1);
    const found = await sdk('files', 'adVideoSearch', advertiserId, token, { page: 1, page_size: 20 });
    expect(JSON.stringify(found.data['list'])).toContain(uploaded?.video_id);
  });

  test('uploads, creates, reads, lists, changes and deletes audiences', async () => {
    const file = Buffer.from(
      Array.from({ length: 1_200 }, (_, number) => createHash('sha256').update(`p${number}@x.test`).digest('hex')).join(
        '\n',
      ),
    );
    const uploaded = await sdk('audiences', 'dmpCustomAudienceFileUpload', token, {
      advertiser_id: advertiserId,
      calculate_type: 'EMAIL_SHA256',
      // The SDK names a file after its path, and one without a path after its field, which TikTok would not take for a CSV.
      file: Object.assign(file, { path: 'people.csv' }),
      file_signature: md5(file),
    });
    const created = await sdk('audiences', 'dmpCustomAudienceCreate', token, {
      body: {
        advertiser_id: advertiserId,
        custom_audience_name: 'Made with the SDK',
        calculate_type: 'EMAIL_SHA256',
        file_paths: [uploaded.data['file_path']],
      },
    });
    const id = String(created.data['custom_audience_id']);
    await sdk('audiences', 'dmpCustomAudienceUpdate', token, {
      body: { advertiser_id: advertiserId, custom_audience_id: id, custom_audience_name: 'Renamed with the SDK' },
    });
    const got = await sdk('audiences', 'dmpCustomAudienceGet', advertiserId, [id], token, {});
    expect(JSON.stringify(got.data)).toContain('Renamed with the SDK');
    const listed = async (): Promise<string> =>
      JSON.stringify(
        (await sdk('audiences', 'dmpCustomAudienceList', advertiserId, token, { page: 1, page_size: 100 })).data,
      );
    expect(await listed()).toContain(id);
    await sdk('audiences', 'dmpCustomAudienceDelete', token, {
      body: { advertiser_id: advertiserId, custom_audience_ids: [id] },
    });
    expect(await listed()).not.toContain(id);
  });

  test('reads reports, and makes, checks and cancels report tasks, all of it with a session that may only read', async () => {
    const reader = await together.session({ userId: 'reader', permissions: ['read'] });
    const report = await sdk('reports', 'reportIntegratedGet', 'BASIC', reader, {
      advertiser_id: advertiserId,
      data_level: 'AUCTION_CAMPAIGN',
      dimensions: ['campaign_id'],
      metrics: ['spend', 'impressions'],
      query_lifetime: true,
      page: 1,
      page_size: 10,
    });
    expect(report.data).toHaveProperty('page_info');
    const task = await sdk('reports', 'reportTaskCreate', reader, {
      body: {
        advertiser_id: advertiserId,
        report_type: 'BASIC',
        data_level: 'AUCTION_CAMPAIGN',
        dimensions: ['campaign_id'],
        metrics: ['spend'],
        query_lifetime: true,
      },
    });
    const taskId = String(task.data['task_id']);
    const checked = await sdk('reports', 'reportTaskCheck', taskId, advertiserId, reader);
    expect(checked.data['status']).toMatch(/^(QUEUING|PROCESSING|SUCCESS)$/);
    const body = { advertiser_id: advertiserId, task_id: taskId };
    await sdk('reports', 'reportTaskCancel', reader, { body });
    const cancelled = await sdk('reports', 'reportTaskCheck', taskId, advertiserId, reader);
    expect(cancelled.data['status']).toBe('CANCELED');
  });

  test('works with a host key and the workspace among its headers', async () => {
    const { server } = together;
    const asHost = tiktokSdk(`${server.url}/v1/tiktok`, { 'X-Workspace-Id': WORKSPACE });
    const { data } = await asHost('campaigns', 'campaignGet', advertiserId, server.hostKey, { page: 1, page_size: 1 });
    expect(data).toHaveProperty('page_info');
    const without = await sdkFailure(sdk('campaigns', 'campaignGet', advertiserId, server.hostKey, {}));
    expect(without.body).toMatchObject({ code: 'workspace_required' });
  });
});

describe('what goes wrong comes out of the SDK as an error', () => {
  test("TikTok's refusals, in TikTok's words", async () => {
    const failure = await sdkFailure(
      sdk('campaigns', 'campaignCreate', token, { body: { ...campaign('Odd'), objective_type: 'NO_SUCH_THING' } }),
    );
    expect(failure.message).toMatch(/code: 40002/);
    expect(failure.status).toBe(200);
    expect(failure.headers['x-tiktok-request-id']).toBe(failure.body.request_id);
  });

  test('a token that is none, and one that may not do it', async () => {
    const nobody = await sdkFailure(sdk('campaigns', 'campaignGet', advertiserId, `${token}x`, {}));
    expect(nobody).toMatchObject({ status: 401, body: { code: 'invalid_session' } });
    const reader = await together.session({ permissions: ['read'] });
    const refused = await sdkFailure(sdk('campaigns', 'campaignCreate', reader, { body: campaign('Not mine') }));
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission_denied' } });
  });

  test('ad accounts that are not imported here', async () => {
    const failure = await sdkFailure(sdk('campaigns', 'campaignGet', '7000000000000000001', token, {}));
    expect(failure).toMatchObject({ status: 404, body: { code: 'account_not_imported' } });
  });

  test('calls that take secrets: nothing of them reaches TikTok', async () => {
    const before = (await together.simulator.requests()).length;
    const exchange = sdk('authentication', 'oauth2AccessToken', {
      body: { app_id: '1', secret: 'not-for-you', auth_code: 'x' },
    });
    expect((await sdkFailure(exchange)).body).toMatchObject({ code: expect.stringMatching(/./) });
    const accounts = await sdkFailure(sdk('authentication', 'oauth2AdvertiserGet', '1', 'not-for-you', token));
    expect(accounts).toMatchObject({ status: 403, body: { code: 'tiktok_endpoint_refused' } });
    expect(together.log()).not.toContain('not-for-you');
    expect((await together.simulator.requests()).length).toBe(before);
  });

  test('what the controls deny, and what they ask a person about: a 202 is no success', async () => {
    const cells = [{ actorKind: 'agent', action: 'create', decision: 'deny' }];
    const { server } = together;
    const put = await server.call('PUT', '/v1/controls', { as: token, json: { cells } });
    expect(put.status, put.text).toBe(200);
    const agent = await together.session({ userId: 'helper', actorKind: 'agent' });
    const denied = await sdkFailure(sdk('campaigns', 'campaignCreate', agent, { body: campaign('Denied') }));
    expect(denied).toMatchObject({ status: 403, body: { code: 'call_denied' } });

    await server.call('PUT', '/v1/controls', {
      as: token,
      json: { cells: [{ actorKind: 'agent', action: 'create', decision: null }] },
    });
    const asked = await sdkFailure(sdk('campaigns', 'campaignCreate', agent, { body: campaign('Asked for') }));
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ code: 'approval_pending', approvalId: expect.stringMatching(/^apr_/) });
    expect(asked.headers['location']).toBe(`/v1/approvals/${asked.body.approvalId}`);
    const read = await sdk('campaigns', 'campaignGet', advertiserId, agent, { page: 1, page_size: 100 });
    expect(JSON.stringify(read.data)).not.toContain('Asked for');

    // It sends the file's MD5 behind the file: nobody could say what is approved.
    const picture = pngBytes();
    const upload = sdk('files', 'adImageUpload', agent, {
      advertiser_id: advertiserId,
      upload_type: 'UPLOAD_BY_FILE',
      file_name: 'asked.png',
      image_file: picture,
      image_signature: md5(picture),
    });
    expect(await sdkFailure(upload)).toMatchObject({ status: 422, body: { code: 'invalid_request' } });
  });
});

function campaign(campaign_name: string): Record<string, unknown> {
  return {
    advertiser_id: advertiserId,
    campaign_name,
    objective_type: 'TRAFFIC',
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 80,
  };
}

function adgroupOf(campaign_id: string): Record<string, unknown> {
  return {
    advertiser_id: advertiserId,
    campaign_id,
    adgroup_name: 'Everybody',
    promotion_type: 'WEBSITE',
    placement_type: 'PLACEMENT_TYPE_NORMAL',
    placements: ['PLACEMENT_TIKTOK'],
    location_ids: ['6252001'],
    budget_mode: 'BUDGET_MODE_DAY',
    budget: 30,
    schedule_type: 'SCHEDULE_FROM_NOW',
    schedule_start_time: new Date(Date.now() + 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    billing_event: 'CPC',
    optimization_goal: 'CLICK',
    bid_type: 'BID_TYPE_NO_BID',
    pacing: 'PACING_MODE_SMOOTH',
  };
}

const CREATIVE = {
  ad_format: 'SINGLE_VIDEO',
  ad_text: 'Come and see',
  identity_type: 'CUSTOMIZED_USER',
  identity_id: '7000000000000000009',
  video_id: 'v10033g50000000000000000000',
  image_ids: ['ad-site-i18n/202603125d0d'],
  call_to_action: 'LEARN_MORE',
  landing_page_url: 'https://example.com/',
};

/** The one entity of that id, whatever its status. */
async function entity(
  api: 'campaigns' | 'adgroups' | 'ads',
  call: string,
  filter: string,
  id: string,
): Promise<unknown> {
  const { data } = await sdk(api, call, advertiserId, token, {
    filtering: { [filter]: [id], primary_status: 'STATUS_ALL' },
  });
  return (data['list'] as unknown[])[0];
}

/** A picture of 600 by 400, as far as its head says so. */
function pngBytes(): Buffer {
  const bytes = Buffer.alloc(2_000);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(600, 16);
  bytes.writeUInt32BE(400, 20);
  return bytes;
}
