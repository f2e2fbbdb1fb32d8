import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import '../../widget/provider/define.ts';
import type { TikTokAdsProvider } from '../../widget/provider/provider.ts';
import { account, type AdsState, adsServer } from './support/ads-server.ts';
import { activity, LiveServer } from './support/live-server.ts';
import { all, clearPage, find, focusedName, press, sees, until } from './support/page.ts';
import { problem, type StubServer } from './support/stub-server.ts';

const id = (index: number) => String(7104856021930120000n + BigInt(index));
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => account(id(index), `Meridian ${String(index + 1).padStart(4, '0')}`));

let tests = 0;
/** The list in a provider, before a server with a stream. */
function show(change: Partial<AdsState> = {}, live: TikTokAdsProvider['live'] = 'on') {
  const { server, state } = adsServer({ accounts: many(20), ...change });
  const stream = new LiveServer();
  const permissions = state.permissions;
  // A workspace of its own: the stream of the test before may still be closing.
  const workspaceId = `list-${(tests += 1)}`;
  const session = { kind: 'session', workspaceId, userId: 'maren', permissions, origin: null, expiresAt: null };
  server.on('GET /v1/session', () => ({ body: session }));
  server.live = stream.fetch;
  const provider = document.createElement('tiktok-ads-provider');
  provider.client = server.client;
  provider.live = live;
  provider.lang = 'en';
  const element = document.createElement('tiktok-ad-account-list');
  provider.append(element);
  document.body.append(provider);
  return { provider, element, server, state, stream };
}

const loads = (server: StubServer) => server.asked('GET /v1/ad-accounts').length;
const suspended = (name: string) => activity(name, 'account.suspended', { advertiserId: id(0) });

function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

afterEach(() => {
  clearPage();
  Reflect.deleteProperty(document, 'hidden');
});

describe('<tiktok-ad-account-list> while things happen', () => {
  it('reads a burst of a hundred events with one reload, and keeps focus, selection and search', async () => {
    const { element, server, state, stream } = show();
    await until(() => stream.open.length === 1, 'the stream');
    await press('button', 'Select');
    await press('checkbox', /Meridian 0003/);
    const field = (await find('searchbox', /./)) as HTMLInputElement;
    field.value = 'Meridian';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    (await find('checkbox', /Meridian 0005/)).focus();
    const before = focusedName();
    const row = () => all('row').find(({ textContent }) => textContent?.includes('Meridian 0005'));
    const sameRow = await until(row, 'the row');
    let wasBusy = false;
    const watch = new MutationObserver(() => {
      wasBusy ||= element.shadowRoot?.querySelector('[aria-busy="true"], .skeleton') != null;
    });
    if (element.shadowRoot !== null)
      watch.observe(element.shadowRoot, { subtree: true, childList: true, attributes: true });
    const count = loads(server);

    state.accounts = state.accounts.map((one, index) => (index === 0 ? { ...one, status: 'suspended' } : one));
    stream.tell(...Array.from({ length: 100 }, (_, at) => suspended(`evt_${at}`)));
    await sees('Suspended');
    expect(loads(server)).to.equal(count + 1);
    stream.tell(activity('evt_after', 'connection.restored'));
    await until(() => loads(server) === count + 2, 'the reload for the next one');
    watch.disconnect();

    expect(wasBusy).to.equal(false);
    expect(focusedName()).to.equal(before);
    expect(row() === sameRow).to.equal(true);
    expect(((await find('checkbox', /Meridian 0003/)) as HTMLInputElement).checked).to.equal(true);
    expect(field.value).to.equal('Meridian');
  });

  it('leaves alone what does not concern it', async () => {
    const { server, stream, provider } = show();
    const told: string[] = [];
    provider.addEventListener('tiktok-activity', ({ detail }) => told.push(detail.event.id));
    await sees('Meridian 0001');
    const count = loads(server);
    stream.tell(activity('evt_1', 'ad.disapproved'), activity('evt_2', 'export.completed'));
    stream.tell(activity('evt_3', 'account.restored'));
    await until(() => loads(server) === count + 1, 'one reload');
    expect(told).to.deep.equal(['evt_1', 'evt_2', 'evt_3']);
  });

  it('says nothing of a reload that fails, and keeps what it shows', async () => {
    const { element, server, state, stream } = show();
    const errors: string[] = [];
    element.addEventListener('tiktok-error', ({ detail }) => errors.push(detail.error.code));
    await sees('Meridian 0001');
    await until(() => stream.open.length === 1, 'the stream');
    let failures = 0;
    server.on('GET /v1/ad-accounts', () => (failures++, problem(503, 'internal_error')));
    stream.tell(suspended('evt_1'));
    await until(() => failures === 1, 'the failed reload');
    server.on('GET /v1/ad-accounts', () => ({ body: { items: state.accounts.slice(0, 1), nextCursor: null } }));
    stream.tell(suspended('evt_2'));
    await until(() => !all('row').some(({ textContent }) => textContent?.includes('Meridian 0002')), 'the next reload');
    expect(errors).to.deep.equal([]);
    expect(all('alert').length).to.equal(0);
  });

  it('tries a reload that failed again, though nothing more happens', async () => {
    const { server, state, stream } = show();
    await sees('Meridian 0001');
    await until(() => stream.open.length === 1, 'the stream');
    let failures = 0;
    server.on('GET /v1/ad-accounts', () => {
      if (failures < 2) return failures++, problem(503, 'internal_error');
      return { body: { items: state.accounts.slice(0, 1), nextCursor: null } };
    });
    stream.tell(suspended('evt_1'));
    await until(() => !all('row').some(({ textContent }) => textContent?.includes('Meridian 0002')), 'the third try');
    expect(failures).to.equal(2);
  });

  it('reads again when something is missing', async () => {
    const { server, stream } = show();
    await sees('Meridian 0001');
    await until(() => stream.open.length === 1, 'the stream');
    const count = loads(server);
    stream.open[0]?.write('event: reset\nid:\ndata: {}\n\n');
    await until(() => loads(server) === count + 1, 'a reload');
  });

  it('waits with reading while nobody sees the page, though the page is told at once', async () => {
    const { server, stream, provider } = show();
    const told: string[] = [];
    provider.addEventListener('tiktok-activity', ({ detail }) => told.push(detail.event.id));
    await sees('Meridian 0001');
    await until(() => stream.open.length === 1, 'the stream');
    const count = loads(server);
    setHidden(true);
    stream.tell(suspended('evt_1'), suspended('evt_2'));
    await until(() => told.length === 2, 'the events');
    expect(loads(server)).to.equal(count);
    setHidden(false);
    await until(() => loads(server) === count + 1, 'one reload');
  });

  it('opens nothing where the host wants no stream, and closes it when the host changes its mind', async () => {
    const { provider, server, stream } = show({}, 'off');
    await sees('Meridian 0001');
    expect(stream.streams.length).to.equal(0);
    provider.setAttribute('live', 'on');
    await until(() => stream.open.length === 1, 'the stream');
    const count = loads(server);
    stream.tell(suspended('evt_1'));
    await until(() => loads(server) === count + 1, 'a reload');
    provider.setAttribute('live', 'off');
    await until(() => stream.open.length === 0, 'no stream');
    expect(stream.streams.length).to.equal(1);
  });

  it('takes its stream with it when it leaves the page', async () => {
    const { provider, stream } = show();
    await until(() => stream.open.length === 1, 'the stream');
    provider.remove();
    await until(() => stream.open.length === 0, 'no stream');
  });

  it('listens with a client of its own, too', async () => {
    const { provider, server, stream, element } = show({}, 'off');
    provider.remove();
    const list = document.createElement('tiktok-ad-account-list');
    list.client = server.client;
    document.body.append(list);
    await until(() => stream.open.length === 1, 'the stream');
    expect(element.isConnected).to.equal(false);
  });
});

describe('<tiktok-ads-provider> and its stream', () => {
  it('fires each event once, for whoever listens anywhere above it', async () => {
    const { stream, server, provider } = show();
    const second = document.createElement('tiktok-ads-provider');
    second.client = server.client;
    const told: string[] = [];
    const listen = ({ target, detail }: DocumentEventMap['tiktok-activity']) =>
      told.push(`${target === provider ? 'first' : 'second'} ${detail.event.id}`);
    document.addEventListener('tiktok-activity', listen);
    try {
      await until(() => stream.open.length === 1, 'the stream');
      stream.tell(activity('evt_1'));
      await until(() => told.length === 1, 'the event');
      // Whoever comes within a minute is told, too: nothing falls between two reads.
      document.body.append(second);
      await until(() => told.length === 2, 'the event of the last minute');
      expect(told).to.deep.equal(['first evt_1', 'second evt_1']);
      expect(stream.streams.length).to.equal(1);
      // A provider that is moved about the page is told of the last minute again, and fires none of it twice.
      document.body.append(provider);
      stream.tell(activity('evt_2'));
      await until(() => told.length === 4, 'the next event');
      expect(told.slice(2).toSorted()).to.deep.equal(['first evt_2', 'second evt_2']);
    } finally {
      document.removeEventListener('tiktok-activity', listen);
    }
  });
});
