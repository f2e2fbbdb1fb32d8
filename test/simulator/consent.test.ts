import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SimulatorHarness } from './harness.ts';

let harness: SimulatorHarness;
const authorizePath = (query: Record<string, string>): string =>
  `/portal/auth?${new URLSearchParams(query).toString()}`;
const page = (path: string): Promise<Response> => fetch(new URL(path, harness.running.url), { redirect: 'manual' });

beforeAll(async () => {
  harness = await SimulatorHarness.start();
});
afterAll(() => harness.stop());

describe('the consent page', () => {
  it('asks who is there, with plain forms, no script and a strict policy', async () => {
    const { appId } = harness.simulator.info();
    const response = await page(
      authorizePath({ app_id: appId, state: '"><script>', redirect_uri: 'https://client.example/cb' }),
    );
    const markup = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(markup).not.toMatch(/<script|<style|style=/);
    expect(markup).toContain('value="&#34;&#62;&#60;script&#62;"');
    expect(markup).toContain('mira.lang@example.com');
    expect(markup).toContain('>Log in</button>');
    expect((await page('/portal/assets/consent.css')).headers.get('content-type')).toMatch(/^text\/css/);
  });

  it('shows an error page for an unknown app or a redirect address that is not http', async () => {
    const { appId } = harness.simulator.info();
    expect((await page(authorizePath({ app_id: '1', redirect_uri: 'https://client.example/' }))).status).toBe(400);
    expect((await page(authorizePath({ app_id: appId, redirect_uri: 'javascript:alert(1)' }))).status).toBe(400);
    expect((await page(authorizePath({ app_id: appId, redirect_uri: '/relative' }))).status).toBe(400);
    expect((await page('/portal/auth/consent?visit=unknown')).status).toBe(400);
  });

  it('refuses a wrong password and lets the person try again', async () => {
    const form = new URLSearchParams({
      app_id: harness.simulator.info().appId,
      redirect_uri: 'https://client.example/',
      email: 'mira.lang@example.com',
      password: 'no',
    });
    const response = await harness.submit('/portal/auth', form);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('role="alert"');
  });

  it('lists the permissions and every ad account with name and id, escaped', async () => {
    const markup = await (await page(await harness.signIn())).text();
    for (const name of [
      'Audience Management',
      'Reporting',
      'CRM Event Management',
      '株式会社さくら',
      '&#60;US &#38; Canada&#62;',
    ])
      expect(markup).toContain(name);
    for (const id of harness.advertiserIds())
      expect(markup).toContain(`type="checkbox" name="advertiser_id" value="${id}"`);
    expect(markup).toMatch(/<button[^>]*>Authorize<\/button>/);
    expect(markup).toMatch(/<button[^>]*>Cancel<\/button>/);
  });

  it('returns to the app with the code and the state as it came, keeping the app’s own query', async () => {
    const state = 'a b&c=ü';
    const visit = await harness.signIn({ state });
    const response = await harness.submit(
      visit,
      new URLSearchParams({ action: 'authorize', advertiser_id: harness.advertiser(0) }),
    );
    const target = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(303);
    expect(target.origin + target.pathname).toBe('https://client.example/callback');
    expect(target.searchParams.get('tab')).toBe('1');
    expect(target.searchParams.get('state')).toBe(state);
    expect(target.searchParams.get('code')).toBe(target.searchParams.get('auth_code'));
    expect((await harness.submit(visit, new URLSearchParams({ action: 'authorize' }))).status).toBe(400);
  });

  it('returns with an error and no code when the person refuses', async () => {
    const visit = await harness.signIn({ state: 's1' });
    const target = new URL(
      (await harness.submit(visit, new URLSearchParams({ action: 'cancel' }))).headers.get('location') ?? '',
    );
    expect(target.searchParams.get('error')).toBe('access_denied');
    expect(target.searchParams.get('state')).toBe('s1');
    expect(target.searchParams.has('auth_code')).toBe(false);
  });

  it('wants at least one ad account, and never one of somebody else', async () => {
    const visit = await harness.signIn();
    const response = await harness.submit(
      visit,
      new URLSearchParams({ action: 'authorize', advertiser_id: harness.advertiser(0, 1) }),
    );
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Select at least one ad account.');
  });

  it('keeps ticks while filtering and selects all that are shown', async () => {
    const visit = await harness.signIn();
    await harness.submit(
      visit,
      new URLSearchParams({ action: 'filter', filter: 'THISTLE', advertiser_id: harness.advertiser(0) }),
    );
    const filtered = await (await page(visit)).text();
    expect(filtered.match(/type="checkbox" name="advertiser_id"/g)).toHaveLength(1);
    expect(filtered).toContain('1 of 8 shown, 1 selected, 1 of them not shown.');
    await harness.submit(visit, new URLSearchParams({ action: 'select_all', filter: 'THISTLE' }));
    const target = new URL(
      (
        await harness.submit(
          visit,
          new URLSearchParams({ action: 'authorize', filter: 'THISTLE', advertiser_id: harness.advertiser(4) }),
        )
      ).headers.get('location') ?? '',
    );
    const { appId, appSecret } = harness.simulator.info();
    const answer = await harness.post(
      '/oauth2/access_token/',
      { app_id: appId, secret: appSecret, auth_code: target.searchParams.get('auth_code') },
      null,
    );
    expect(answer.data['advertiser_ids']).toEqual([harness.advertiser(0), harness.advertiser(4)]);
  });

  it('gives only the permissions that stay ticked, and wants one at least', async () => {
    const visit = await harness.signIn();
    const markup = await (await page(visit)).text();
    const offered = [...markup.matchAll(/name="permission" value="(\d+)" checked/g)].map(([, id]) => id);
    expect(offered).toEqual(['1', '2', '3', '4', '6', '12000000', '7294180478502830081']);
    const form = new URLSearchParams({ action: 'filter', offered: offered.join(','), permission: '1' });
    form.append('permission', '7294180478502830081');
    form.append('advertiser_id', harness.advertiser(0));
    await harness.submit(visit, form);
    expect((await (await page(visit)).text()).match(/name="permission"[^>]* checked/g)).toHaveLength(2);
    form.delete('permission');
    form.set('action', 'authorize');
    const none = await harness.submit(visit, form);
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Select at least one permission.')]);
    form.append('permission', '1');
    const target = new URL((await harness.submit(visit, form)).headers.get('location') ?? '');
    const { appId, appSecret } = harness.simulator.info();
    const answer = await harness.post(
      '/oauth2/access_token/',
      { app_id: appId, secret: appSecret, auth_code: target.searchParams.get('auth_code') },
      null,
    );
    expect(answer.text).toContain('"scope":[1]');
    const token = String(answer.data['access_token']);
    const audiences = await harness.get('/dmp/custom_audience/list/', { advertiser_id: harness.advertiser(0) }, token);
    expect([audiences.code, audiences.message]).toEqual([40001, expect.stringContaining('lacks the required scope')]);
  });

  it('lets somebody without any ad account authorize with nothing ticked', async () => {
    const users = harness.simulator.world.users.map(({ email }) => email);
    const member = users.indexOf('ida.holm@example.com');
    expect(await (await page(await harness.signIn({ userIndex: member }))).text()).toContain('has no ad account');
    const token = await harness.connect([], member);
    const { appId, appSecret } = harness.simulator.info();
    const listed = await harness.get('/oauth2/advertiser/get/', { app_id: appId, secret: appSecret }, token);
    expect([listed.code, listed.data['list']]).toEqual([0, []]);
    const centers = (await harness.get('/bc/get/', {}, token)).data['list'];
    expect(centers).toHaveLength(1);
    await harness.connect([], users.indexOf('tomas.vale@example.com'));
    expect((await harness.get('/bc/get/')).data['list']).toEqual([]);
  });

  it('can cut the popup off from its opener', async () => {
    const visit = await harness.signIn();
    expect((await page(visit)).headers.get('cross-origin-opener-policy')).toBeNull();
    await harness.control('/consent', { severOpener: true });
    expect((await page(visit)).headers.get('cross-origin-opener-policy')).toBe('same-origin');
    await harness.control('/consent', { severOpener: false });
  });

  it('handles an agency’s 3,000 accounts in one page', async () => {
    const agency = await SimulatorHarness.start({ profile: 'agency' });
    const visit = await agency.signIn();
    await agency.submit(visit, new URLSearchParams({ action: 'select_all' }));
    const markup = await (await fetch(new URL(visit, agency.running.url))).text();
    expect(markup.match(/type="checkbox" name="advertiser_id"[^>]* checked/g)).toHaveLength(3_000);
    expect(markup).toContain('3,000 of 3,000 shown, 3,000 selected.');
    await agency.stop();
  });
});
