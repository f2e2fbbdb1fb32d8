import { afterEach, describe, expect, test } from 'vitest';
import { startSimulator, type TestSimulator } from '../support/simulator.ts';
import { type Exporting, startExporting } from './exports-support.ts';

describe('a sandbox ad account', () => {
  let its: Exporting;
  afterEach(() => its.stop());

  async function inSandbox(accessToken: string, advertiserId: string): Promise<string> {
    const connected = await its.call('POST', '/v1/connections/token', {
      json: { environment: 'sandbox', accessToken, advertiserIds: [advertiserId] },
    });
    expect(connected.status, connected.text).toBe(201);
    const json = { connectionId: connected.json.id, advertiserIds: [advertiserId] };
    const imported = await its.call('POST', '/v1/ad-accounts', { json });
    expect(imported.status, imported.text).toBe(201);
    return connected.json.id;
  }

  test('says where audiences are needed that the sandbox has none, and nothing else suffers', async () => {
    its = await startExporting();
    const { sandboxAccessToken, sandboxAdvertiserId: advertiserId } = its.simulator.info;
    const connectionId = await inSandbox(sandboxAccessToken, advertiserId);
    const refusal = {
      status: 409,
      json: {
        code: 'tiktok_not_in_sandbox',
        detail: expect.stringContaining('has no audiences'),
        tiktokRequestId: expect.any(String),
      },
    };
    expect(await its.call('GET', `/v1/audiences?advertiserId=${advertiserId}`)).toMatchObject(refusal);
    const json = { advertiserId, attributes: ['email'], audience: { create: { name: 'Sandbox' } } };
    expect(await its.call('POST', '/v1/exports', { json })).toMatchObject(refusal);
    const connection = await its.call('GET', `/v1/connections/${connectionId}`);
    expect(connection.json).toMatchObject({ state: 'active', stateReason: null });
    await its.open();
  });

  test('takes exports where the sandbox has audiences', async () => {
    // A sandbox that can what production can: TikTok does not say which of the two it is.
    const simulator = await startSimulator();
    its = await startExporting({ env: { TIKTOK_SANDBOX_API_URL: simulator.info.apiUrl } });
    try {
      const { advertiserId, accessToken } = await grantOf(simulator);
      await inSandbox(accessToken, advertiserId);
      const { id } = await its.open({ advertiserId });
      await its.fill(id, `Email\n${Array.from({ length: 1200 }, (_, index) => `p${index}@example.com`).join('\n')}\n`);
      await its.act(id, 'start');
      await its.jobs.runDue();
      expect(await its.get(id)).toMatchObject({ state: 'processing', peopleUploaded: 1200 });
    } finally {
      await simulator.stop();
    }
  });

  /** An access token, exchanged as a connector does. */
  async function grantOf(simulator: TestSimulator): Promise<{ advertiserId: string; accessToken: string }> {
    const { appId, appSecret, apiUrl, authUrl } = simulator.info;
    const query = new URLSearchParams({ app_id: appId, state: 's', redirect_uri: 'https://app.example/callback' });
    const callback = await simulator.consent(`${authUrl}/portal/auth?${query}`);
    const answer = await fetch(`${apiUrl}/open_api/v1.3/oauth2/access_token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        app_id: appId,
        secret: appSecret,
        auth_code: callback.searchParams.get('auth_code'),
      }),
    });
    const { data } = (await answer.json()) as { data: { access_token: string; advertiser_ids: string[] } };
    const usable = simulator
      .person()
      .advertisers.find(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
    return { accessToken: data.access_token, advertiserId: usable?.advertiserId ?? '' };
  }
});
