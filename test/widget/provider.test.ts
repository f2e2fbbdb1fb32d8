import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import type { FetchSessionToken } from '../../widget/client/session.ts';
import type { TikTokAdsProvider } from '../../widget/provider/provider.ts';
import { account, adsServer } from './support/ads-server.ts';
import { clearPage, find, sees, until } from './support/page.ts';

const realFetch = window.fetch;
const SERVER = 'https://ads.example';

interface Call {
  url: string;
  token: string | null;
}

/** Lets the provider's own client reach a server in the page. */
function serve(answer: (call: Call) => Response): Call[] {
  const calls: Call[] = [];
  window.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(SERVER)) return realFetch(input, init);
    const call = { url: url.slice(SERVER.length), token: new Headers(init?.headers).get('Authorization') };
    calls.push(call);
    return answer(call);
  };
  return calls;
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const emptyServer = ({ url }: Call) =>
  url.endsWith('/v1/session') ? json({ permissions: ['read', 'connect'] }) : json({ items: [], nextCursor: null });

/** The markup of a host page: the provider around an element. */
function mount(fetchSessionToken?: FetchSessionToken): TikTokAdsProvider {
  const provider = document.createElement('tiktok-ads-provider');
  provider.setAttribute('server-url', SERVER);
  if (fetchSessionToken !== undefined) provider.fetchSessionToken = fetchSessionToken;
  provider.append(document.createElement('tiktok-ad-account-list'));
  document.body.append(provider);
  return provider;
}

const realSetTimeout = window.setTimeout;

afterEach(() => {
  clearPage();
  window.setTimeout = realSetTimeout;
  window.fetch = realFetch;
});

describe('<tiktok-ads-provider>', () => {
  it('keeps what was set before it was defined, and serves elements that were there first', async () => {
    const calls = serve(emptyServer);
    expect(customElements.get('tiktok-ads-provider') === undefined).to.equal(true);
    mount(async () => 'early');
    await customElements.whenDefined('tiktok-ad-account-list');
    expect(calls).to.deep.equal([]);
    await import('../../widget/provider/define.ts');
    await sees('No ad accounts yet');
    expect(calls[0]).to.deep.equal({ url: '/v1/session', token: 'Bearer early' });
  });

  it('waits for a session function that comes later', async () => {
    serve(emptyServer);
    const provider = mount();
    await sees('Loading your ad accounts');
    provider.fetchSessionToken = async () => ({
      token: 'late',
      expiresAt: new Date(Date.now() + 900_000).toISOString(),
    });
    await sees('No ad accounts yet');
  });

  it('keeps one client when a framework passes a new function at each render, and uses the newest', async () => {
    let refused = '';
    const calls = serve((call) =>
      call.token === refused ? json({ code: 'session_expired', detail: '' }, 401) : emptyServer(call),
    );
    const provider = mount(async () => 'first');
    await sees('No ad accounts yet');
    const before = calls.length;
    provider.fetchSessionToken = async () => 'second';
    await provider.updateComplete;
    expect(calls.length).to.equal(before);
    refused = 'Bearer first';
    await document.querySelector('tiktok-ad-account-list')?.refresh();
    expect(calls.at(-1)?.token).to.equal('Bearer second');
  });

  it('loads anew from another server', async () => {
    const calls = serve(emptyServer);
    const provider = mount(async () => 'token');
    await sees('No ad accounts yet');
    provider.serverUrl = `${SERVER}/second`;
    await until(() => calls.some(({ url }) => url.startsWith('/second/v1/ad-accounts')), 'the second server');
  });

  it('tells the page once when no session can be had', async () => {
    serve(emptyServer);
    const told: string[] = [];
    document.body.addEventListener('tiktok-session-expired', ({ detail }) => told.push(detail.error.code));
    let isSignedIn = false;
    mount(async () => {
      if (!isSignedIn) throw new Error('signed out');
      return 'token';
    });
    await sees('Your session has ended');
    expect(told).to.deep.equal(['session_unavailable']);
    isSignedIn = true;
    (await find('button', 'Try again')).click();
    await sees('No ad accounts yet');
  });

  it('draws nothing but its slot, and hands theme and locale down', async () => {
    const { server } = adsServer({
      accounts: [account('1', 'Nordlys', { status: 'disconnected', statusChangedAt: '2020-03-09T12:00:00.000Z' })],
    });
    const provider = document.createElement('tiktok-ads-provider');
    provider.client = server.client;
    provider.locale = 'en-GB';
    provider.theme = 'dark';
    const list = document.createElement('tiktok-ad-account-list');
    provider.append(list);
    document.body.append(provider);
    await sees('Refused on 9 Mar 2020');
    expect(getComputedStyle(provider).display).to.equal('contents');
    expect(getComputedStyle(list).colorScheme).to.equal('dark');
    provider.locale = 'en-US';
    await sees('Refused on Mar 9, 2020');
    provider.locale = 'not a locale';
    await sees('Refused on Mar 9, 2020');
  });

  it('ends in an error that says so where an element has no provider at all, and recovers with one', async () => {
    // The wait is ten seconds long: let it end at once.
    const hurried = (run: TimerHandler, wait?: number) => realSetTimeout(run, wait === 10_000 ? 0 : wait);
    window.setTimeout = hurried as typeof setTimeout;
    const told: string[] = [];
    const list = document.createElement('tiktok-ad-account-list');
    list.addEventListener('tiktok-session-expired', ({ detail }) => told.push(detail.error.code));
    document.body.append(list);
    await sees('Your session has ended');
    expect([...new Set(told)]).to.deep.equal(['session_unavailable']);
    list.client = adsServer({ accounts: [account('1', 'Late but here')] }).server.client;
    await sees('Late but here');
  });

  it('lets an element use a client of its own', async () => {
    serve(emptyServer);
    mount(async () => 'token');
    await sees('No ad accounts yet');
    const { server } = adsServer({ accounts: [account('1', 'Its own')] });
    const list = document.querySelector('tiktok-ad-account-list');
    if (list !== null) list.client = server.client;
    await sees('Its own');
  });
});
