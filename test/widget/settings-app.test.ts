import { expect } from 'chai';
import '../../widget/settings/define.ts';
import type { TikTokAppView } from '../../shared/tiktok-app.ts';
import { account, type AdsState, adsServer } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute } from './support/stub-server.ts';

const APP_ID = '7000000000000000002';
const SERVERS: TikTokAppView = {
  source: 'server',
  appId: '7000000000000000001',
  secretLast4: null,
  updatedAt: null,
  connectionCount: 1,
};
const OWN: TikTokAppView = {
  source: 'workspace',
  appId: APP_ID,
  secretLast4: '9f3c',
  updatedAt: '2026-03-01T10:00:00.000Z',
  connectionCount: 2,
};

function show(app: TikTokAppView, change: Partial<AdsState> = {}, routes: Record<string, StubRoute> = {}) {
  const { server } = adsServer({ accounts: [account('7104856021930123265', 'Nordlys Outdoor')], ...change });
  let now = app;
  server.on('GET /v1/tiktok-app', () => ({ body: now }));
  server.on('PUT /v1/tiktok-app', () => ({ body: (now = { ...OWN, connectionCount: 0 }) }));
  server.on('DELETE /v1/tiktok-app', () => {
    now = SERVERS;
    return { status: 204 };
  });
  for (const [route, answer] of Object.entries(routes)) server.on(route, answer);
  const element = document.createElement('tiktok-ads-settings');
  element.client = server.client;
  element.developerApp = true;
  element.lang = 'en';
  document.body.append(element);
  return { element, server };
}

const field = async (name: 'App ID' | 'App secret'): Promise<HTMLInputElement> => {
  const root = () => document.querySelector('tiktok-ads-settings')?.shadowRoot;
  return until(
    () => root()?.querySelector<HTMLInputElement>(`[name=${name === 'App ID' ? 'appId' : 'appSecret'}]`),
    name,
  );
};
async function fill(appId: string, appSecret: string): Promise<void> {
  (await field('App ID')).value = appId;
  (await field('App secret')).value = appSecret;
  await press('button', 'Use this app');
}

afterEach(() => {
  clearPage();
  localStorage.clear();
});

describe('the developer app in <tiktok-ads-settings>', () => {
  it('is not there, and not asked for, unless the page wants it', async () => {
    const { element, server } = show(SERVERS);
    element.developerApp = false;
    await sees('Nordlys Outdoor');
    expect(seen()).not.to.contain('Developer app');
    expect(server.asked('GET /v1/tiktok-app').length).to.equal(0);
    element.setAttribute('developer-app', '');
    await sees('Uses this product’s app.');
  });

  it('says that nobody can sign in where there is none', async () => {
    show({ source: 'none', appId: null, secretLast4: null, updatedAt: null, connectionCount: 0 });
    await sees('There is no app, so nobody can sign in at TikTok.');
    await find('button', 'Use your own app');
  });

  it('takes one of the workspace’s own; the secret leaves the page and is never shown again', async () => {
    const { element, server } = show(SERVERS);
    await press('button', 'Use your own app');
    await until(() => focusedName().startsWith('App ID'), 'the focus in the first field');
    const secret = await field('App secret');
    expect(secret.type).to.equal('password');
    expect(secret.autocomplete).to.equal('off');
    expect(seen()).to.contain('Existing ones stay with the app they were made with.');
    expect(seen()).to.contain(`register this redirect address: ${server.client.serverUrl}/v1/oauth/callback`);
    await find('button', 'Copy');
    expect(await axeProblems(element)).to.deep.equal([]);
    await fill(` ${APP_ID} `, 'a-secret-that-ends-in-9f3c');
    await sees('secret ending in');
    expect(server.asked('PUT /v1/tiktok-app')[0]?.body).to.deep.equal({
      appId: APP_ID,
      appSecret: 'a-secret-that-ends-in-9f3c',
    });
    expect(seen()).to.contain(APP_ID);
    expect(seen()).to.contain('9f3c');
    expect(element.shadowRoot?.innerHTML ?? '').not.to.contain('a-secret-that');
    await until(() => focusedName() === 'Change', 'the focus on what changes it');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says beside the field what is missing, before it asks anybody', async () => {
    const { server } = show(SERVERS);
    await press('button', 'Use your own app');
    await fill('', 'fifteen-letters');
    await sees('Copy the app ID from TikTok’s developer portal.');
    expect(seen()).to.contain('Copy the whole secret from the app’s page.');
    expect((await field('App ID')).getAttribute('aria-invalid')).to.equal('true');
    await until(() => focusedName().startsWith('App ID'), 'the focus in the first wrong field');
    expect(server.asked('PUT /v1/tiktok-app').length).to.equal(0);
  });

  it('says that TikTok refuses the pair, beside the secret and with the request id; what was typed stays', async () => {
    const { element } = show(
      SERVERS,
      {},
      {
        'PUT /v1/tiktok-app': () =>
          problem(422, 'tiktok_app_refused', 'TikTok does not take this pair.', {
            tiktokRequestId: '20260312EE',
            errors: [{ path: 'appSecret', message: 'does not belong to appId' }],
          }),
      },
    );
    await press('button', 'Use your own app');
    await fill(APP_ID, 'a-secret-of-another-app');
    await sees('TikTok doesn’t know this app');
    expect(seen()).to.contain('Doesn’t belong to this app ID.');
    expect(seen()).to.contain('20260312EE');
    await until(() => focusedName().startsWith('App secret'), 'the focus in the field');
    expect((await field('App ID')).value).to.equal(APP_ID);
    expect((await field('App secret')).value).to.equal('a-secret-of-another-app');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Cancel');
    await until(() => focusedName() === 'Use your own app', 'the focus where it was');
  });

  it('goes back to the product’s app after saying what happens to existing sign-ins', async () => {
    const { element, server } = show(OWN);
    await sees('2 sign-ins were made with it');
    (await find('button', 'Go back to the product’s app')).focus();
    await press('button', 'Go back to the product’s app');
    await sees('2 sign-ins stay with your app and go on working.');
    expect(seen()).to.contain('Its secret stays sealed here only while they need it.');
    expect(focusedName()).to.equal('Keep your app');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Go back');
    await sees('Uses this product’s app.');
    expect(server.asked('DELETE /v1/tiktok-app').length).to.equal(1);
    await until(() => focusedName() === 'Use your own app', 'the focus on what is there instead');
  });

  it('keeps the app when going back fails, and says why', async () => {
    show(OWN, {}, { 'DELETE /v1/tiktok-app': () => problem(503, 'storage_failed') });
    await press('button', 'Go back to the product’s app');
    await press('button', 'Go back');
    await sees('We couldn’t go back to the product’s app');
    expect(seen()).to.contain('req_0123456789');
    await press('button', 'Keep your app');
    await until(() => all('dialog').length === 0, 'the dialog gone');
    expect(seen()).to.contain(APP_ID);
  });

  it('says when it could not be loaded, and tries again', async () => {
    const { server } = show(OWN, {}, { 'GET /v1/tiktok-app': () => problem(500, 'internal_error') });
    await sees('We couldn’t load the developer app');
    server.on('GET /v1/tiktok-app', () => ({ body: OWN }));
    await press('button', 'Try again');
    await sees('9f3c');
  });

  it('is only shown to a person who may not connect', async () => {
    show(OWN, { permissions: ['read'] });
    await sees('9f3c');
    expect(all('button', /^(Change|Go back)/).length).to.equal(0);
  });
});
