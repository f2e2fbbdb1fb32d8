import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import { account, type AdsState, adsServer, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem, type StubAnswer, type StubRoute } from './support/stub-server.ts';

const OTHER = connection({
  id: 'con_kopi00001',
  tiktokUser: { coreUserId: '2', displayName: 'Kopi Pagi', email: null },
});
const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe'),
  account('7231904417760051203', '株式会社ひかり化粧品'),
  account('7265510078841200642', 'Kopi Pagi Nusantara', { connectionId: OTHER.id }),
];

function show(change: Partial<AdsState> = {}, routes: Record<string, StubRoute> = {}) {
  const { server, state } = adsServer({ accounts: ACCOUNTS, connections: [connection(), OTHER], ...change });
  server.on('DELETE /v1/connections/*', ({ path }) => {
    const id = path.split('/').at(-1);
    state.connections = state.connections.filter((item) => item.id !== id);
    state.accounts = state.accounts.filter(({ connectionId }) => connectionId !== id);
    return { status: 204 };
  });
  for (const [route, answer] of Object.entries(routes)) server.on(route, answer);
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  const removed: string[] = [];
  element.addEventListener('tiktok-account-removed', ({ detail }) => removed.push(detail.advertiserId));
  document.body.append(element);
  return { element, server, state, removed };
}

async function ask(name = 'Maren Holm'): Promise<void> {
  await press('button', `Manage ${name}`);
  const button = await find('button', `Disconnect ${name}…`);
  button.focus();
  button.click();
  await sees(`Disconnect ${name}?`);
}
const spoken = () =>
  document.querySelector('tiktok-ad-account-list')?.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';

afterEach(() => clearPage());

describe('disconnecting a sign-in', () => {
  it('asks first: what stops, with the ad accounts by name, then what stays; the safe button has the focus', async () => {
    const { element, server } = show();
    await ask();
    const dialog = (await find('dialog')).textContent?.replace(/\s+/g, ' ') ?? '';
    for (const words of [
      'TikTok is told to withdraw its permission, and we forget its token.',
      'Renewals and checks end.',
      'Its 2 ad accounts leave this list, and running exports to them stop:',
      'Nordlys Outdoor — Europe',
      '株式会社ひかり化粧品',
      'Campaigns and audiences stay at TikTok.',
      'Your mapping and the export history stay.',
      'Your other sign-in is not affected.',
    ])
      expect(dialog).to.contain(words);
    expect(dialog).not.to.contain('Kopi Pagi Nusantara');
    expect(focusedName()).to.equal('Keep sign-in');
    expect(await axeProblems(element)).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'Disconnect Maren Holm…', 'the focus where it was');
    expect(server.asked('DELETE /v1/connections/*').length).to.equal(0);
  });

  it('takes the sign-in and its ad accounts out, tells the page of each, and the focus goes to the next one', async () => {
    const { server, removed } = show();
    await ask();
    await press('button', 'Disconnect');
    await until(() => !seen().includes('Nordlys Outdoor'), 'its ad accounts gone');
    expect(server.asked('DELETE /v1/connections/con_maren0001').length).to.equal(1);
    expect(removed).to.deep.equal(['7104856021930123265', '7231904417760051203']);
    expect(seen()).to.contain('Sign-ins 1');
    expect(seen()).to.contain('Kopi Pagi Nusantara');
    await until(() => focusedName() === 'Manage Kopi Pagi', 'the focus on the next sign-in');
    await until(() => spoken().includes('Maren Holm is disconnected'), 'it said');
  });

  it('leads to a new connection when it was the last one', async () => {
    show({ accounts: ACCOUNTS.slice(0, 2), connections: [connection()] });
    await ask();
    await press('button', 'Disconnect');
    await sees('No ad accounts yet');
    await find('button', 'Connect ad account');
    expect(seen()).not.to.contain('Sign-ins');
    await until(() => focusedName() === 'No ad accounts yet', 'the focus on what is there instead');
  });

  it('stays busy until the server has answered, and asks it once', async () => {
    let answer: (given: StubAnswer) => void = () => undefined;
    const { server } = show({}, { 'DELETE /v1/connections/*': () => new Promise((resolve) => (answer = resolve)) });
    await ask();
    await press('button', 'Disconnect');
    const busy = await find('button', 'Disconnecting…');
    expect(busy.getAttribute('aria-disabled')).to.equal('true');
    busy.click();
    expect(server.asked('DELETE /v1/connections/*').length).to.equal(1);
    answer({ status: 204 });
    await until(() => all('dialog').length === 0, 'the dialog gone');
  });

  it('says what failed, with the request id, and that one is still there', async () => {
    const { element, removed } = show({}, { 'DELETE /v1/connections/*': () => problem(503, 'storage_failed') });
    await ask();
    await press('button', 'Disconnect');
    await sees('We couldn’t disconnect it');
    expect(seen()).to.contain('req_0123456789');
    expect(removed).to.deep.equal([]);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Keep sign-in');
    await until(() => all('dialog').length === 0, 'the dialog gone');
    expect(seen()).to.contain('Sign-ins 2');
  });

  it('says of a pasted token that it is forgotten, not withdrawn', async () => {
    show({ connections: [connection({ source: 'token', tokenLast4: '1a2b', tiktokUser: null })] });
    await ask('Token ending in 1a2b');
    expect(seen()).to.contain('We forget the token. TikTok still accepts it until it is withdrawn where it was made.');
    expect(seen()).not.to.contain('TikTok is told');
  });

  it('counts what the server knows where the list is not all there, and names a few', async () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      account(`73000000000000000${10 + index}`, `Shop ${10 + index}`),
    );
    show({ accounts: many, connections: [connection({ importedCount: 2400 })] });
    await ask();
    const dialog = (await find('dialog')).textContent?.replace(/\s+/g, ' ') ?? '';
    expect(dialog).to.contain('Its 2,400 ad accounts leave this list');
    for (const words of ['Shop 10', 'Shop 14', 'and 2,395 more']) expect(dialog).to.contain(words);
    expect(dialog).not.to.contain('Shop 15');
  });

  it('leaves no question of one session open in the next', async () => {
    const { element } = show();
    await ask();
    element.client = adsServer({ accounts: ACCOUNTS, connections: [OTHER] }).server.client;
    await until(() => all('dialog').length === 0, 'the dialog gone');
    await sees('Sign-ins 1');
  });
});
