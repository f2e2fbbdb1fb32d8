import { expect } from 'chai';
import type { Joined } from './support/live-page.ts';
import { activity, listen, LiveServer } from './support/live-server.ts';
import { fastTime } from './support/fast-time.ts';
import { clearPage, until } from './support/page.ts';

interface Tab {
  frame: HTMLIFrameElement;
  page: Window;
  joined: Joined;
}

/** A page of the same host, in a frame: with modules, locks and channels of its own. */
async function openTab(server: LiveServer): Promise<Tab> {
  const frame = document.createElement('iframe');
  frame.src = new URL('./support/live-page.html', import.meta.url).href;
  document.body.append(frame);
  const page = await until(() => frame.contentWindow, 'the frame');
  const join = await until(() => page.joinLive, 'the page in the frame');
  return { frame, page, joined: join(server) };
}

const allLive = (tabs: readonly Tab[]) => until(() => tabs.every(({ joined }) => joined.state === 'live'), 'all live');
const idsOf = (tabs: readonly Tab[]) => tabs.map(({ joined }) => joined.ids.join(' '));
const allHeard = (tabs: readonly Tab[], count: number) =>
  until(() => tabs.every(({ joined }) => joined.ids.length >= count), `${count} events everywhere`);

/** The stream is the first tab's, since only that one was there. */
async function openTabs(server: LiveServer, count: number): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (let tab = 0; tab < count; tab++) {
    tabs.push(await openTab(server));
    await allLive(tabs);
  }
  return tabs;
}

let stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  clearPage();
});

const nameOf = ({ session }: LiveServer) =>
  `tiktok-ads-connect:live:1:${JSON.stringify(['https://ads.example/', session.workspaceId, session.userId])}`;

/** Another page of the host that has the lock, by force where there is one that has it; what it says is the test’s. */
function otherPage(server: LiveServer, hears: (message: Record<string, unknown>) => unknown) {
  const channel = new BroadcastChannel(nameOf(server));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel takes none
  const say = (message: unknown) => channel.postMessage(message);
  channel.addEventListener('message', ({ data }) => {
    const answer = hears(data as Record<string, unknown>);
    if (answer !== undefined) say(answer);
  });
  const leave = new Promise<void>((resolve) => stops.push(resolve, () => channel.close()));
  const holding = navigator.locks.request(nameOf(server), { steal: true }, () => leave);
  holding.catch(() => undefined);
  return { say };
}

const here = ({ from }: Record<string, unknown>, ...events: string[]) => ({
  kind: 'here',
  to: from,
  state: 'live',
  retryAt: null,
  silentMs: 0,
  lastId: events.at(-1),
  told: events.map((id) => ({ id, at: Date.now(), event: activity(id) })),
});

describe('one stream for all tabs', () => {
  it('is opened once, and every tab hears every event once', async () => {
    const server = new LiveServer();
    const tabs = await openTabs(server, 3);
    server.tell(...Array.from({ length: 100 }, (_, at) => activity(`evt_${at}`)));
    await allHeard(tabs, 100);
    expect(server.streams.length).to.equal(1);
    for (const { joined } of tabs) expect(new Set(joined.ids).size).to.equal(joined.ids.length);
    expect(new Set(idsOf(tabs)).size).to.equal(1);
  });

  it('tells a tab that comes later what happened in the last minute', async () => {
    const server = new LiveServer();
    const [first] = await openTabs(server, 1);
    server.tell(activity('evt_1'), activity('evt_2'));
    await until(() => first?.joined.ids.length === 2, 'the events');
    const later = await openTab(server);
    await until(() => later.joined.ids.length === 2, 'the events of the last minute');
    expect(later.joined.ids).to.deep.equal(['evt_1', 'evt_2']);
    expect(later.joined.resets).to.equal(0);
    expect(server.streams.length).to.equal(1);
  });

  it('is handed over when its tab goes, without loss and without doubles', async () => {
    const server = new LiveServer();
    const tabs = await openTabs(server, 3);
    server.tell(activity('evt_1'));
    await allHeard(tabs, 1);
    const [leader, ...others] = tabs;
    // The last thing that the leader's server says while its page goes, and what happens while nobody has a stream.
    server.tell(activity('evt_2'));
    leader?.frame.remove();
    server.tell(activity('evt_3'));
    await until(() => server.streams.length === 2, 'the second stream');
    server.tell(activity('evt_4'));
    await allHeard(others, 4);
    for (const { joined } of others) {
      expect(joined.ids).to.deep.equal(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
      expect(joined.resets).to.equal(0);
    }
    expect(server.open.length).to.be.lessThan(3);
    expect(['evt_1', 'evt_2']).to.include(server.streams[1]?.lastEventId);
  });

  it('is handed over when the last listener of its tab stops', async () => {
    const server = new LiveServer();
    const [leader, other] = await openTabs(server, 2);
    leader?.joined.stop();
    await until(() => server.streams.length === 2 && server.open.length === 1, 'the second stream');
    server.tell(activity('evt_1'));
    await until(() => other?.joined.ids.length === 1, 'the event');
  });

  it('is let go by a page that is about to be frozen, and by one that stands still and is asked', async () => {
    const server = new LiveServer();
    const [leader, other] = await openTabs(server, 2);
    if (leader === undefined || other === undefined) throw new Error('There are two tabs');
    leader.page.document.dispatchEvent(new Event('freeze'));
    await until(() => server.streams.length === 2 && server.open.length === 1, 'the other tab’s stream');
    server.tell(activity('evt_1'));
    await until(() => other.joined.ids.length === 1, 'the event');
    expect(leader.joined.ids).to.deep.equal([]);
    leader.page.document.dispatchEvent(new Event('resume'));
    await until(() => leader.joined.ids.length === 1, 'what it missed');
    expect(server.streams.length).to.equal(2);
    // Its timers and its network stand still, but it hears the question: Chrome freezes like that.
    let now = Date.now();
    const own = new LiveServer();
    const one = listen(own.client({ now: () => now }));
    stops.push(one.stop);
    await until(() => one.state === 'live', 'live');
    const asker = new BroadcastChannel(nameOf(own));
    stops.push(() => asker.close());
    now += 46_000;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel takes none
    asker.postMessage({ kind: 'hello', from: 'asker', lastId: undefined });
    await until(() => own.streams[0]?.isOpen === false, 'the stream let go');
  });

  it('is let go by a page that is put aside, which catches up when it comes back', async () => {
    const server = new LiveServer();
    const [leader, other] = await openTabs(server, 2);
    if (leader === undefined || other === undefined) throw new Error('There are two tabs');
    server.tell(activity('evt_1'));
    await allHeard([leader, other], 1);
    leader.page.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await until(() => server.streams.length === 2 && server.open.length === 1, 'the other tab’s stream');
    const { held, pending } = await navigator.locks.query();
    const ours = [...(held ?? []), ...(pending ?? [])].filter(({ name }) => name?.includes(server.session.workspaceId));
    expect(ours.length).to.equal(1);
    server.tell(activity('evt_2'));
    await until(() => other.joined.ids.length === 2, 'the event');
    expect(leader.joined.ids).to.deep.equal(['evt_1']);
    leader.page.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await until(() => leader.joined.ids.length === 2, 'what it missed');
    expect(leader.joined.ids).to.deep.equal(['evt_1', 'evt_2']);
    expect(leader.joined.resets).to.equal(0);
    expect(server.streams.length).to.equal(2);
  });

  it('tells every tab when it is lost and when it is tried again, and any of them can try at once', async () => {
    const server = new LiveServer();
    const tabs = await openTabs(server, 2);
    server.refuse = () => ({ status: 503, headers: { 'Retry-After': '3600' } });
    server.streams[0]?.cut();
    await until(() => tabs.every(({ joined }) => joined.state === 'interrupted'), 'both interrupted');
    await until(() => tabs.every(({ joined }) => (joined.retryAt ?? 0) > 0), 'both know when');
    server.refuse = undefined;
    // The pause after a refusal that says how long.
    tabs[1]?.joined.reconnect();
    await allLive(tabs);
    expect(server.open.length).to.equal(1);
  });

  it('is left to a tab that has a session by one that has lost its own, which hears on', async () => {
    const server = new LiveServer();
    let isSignedIn = true;
    let asked = 0;
    const fetchSessionToken = async () => {
      asked++;
      if (!isSignedIn) throw new Error('signed out');
      return 'lost';
    };
    const one = listen(server.client({ fetchSessionToken }));
    stops.push(one.stop);
    await until(() => one.state === 'live', 'live');
    const other = await openTab(server);
    await allLive([other]);
    isSignedIn = false;
    server.refuse = ({ token }) =>
      token === 'Bearer lost' ? { status: 401, body: '{"code":"session_expired"}' } : undefined;
    server.streams[0]?.cut();
    await until(() => server.open.length === 1 && one.state === 'live', 'the other one’s stream');
    expect(server.open[0]?.token).to.equal('Bearer token');
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1 && other.joined.ids.length === 1, 'the event');
    const before = asked;
    other.frame.remove();
    await until(() => server.open.length === 0, 'no stream');
    isSignedIn = true;
    server.refuse = undefined;
    window.dispatchEvent(new Event('online'));
    await until(() => server.open.length === 1, 'its own stream');
    expect(asked).to.be.lessThan(before + 3);
    server.tell(activity('evt_2'));
    await until(() => one.ids.length === 2, 'the next event');
    expect(one.ids).to.deep.equal(['evt_1', 'evt_2']);
  });

  it('is taken from a page that is frozen with it, and given back to no two', async () => {
    const { now, end } = fastTime(20);
    stops.push(end);
    const server = new LiveServer();
    // A page that holds the lock, and can say nothing.
    let isRobbed = false;
    const holding = navigator.locks.request(nameOf(server), () => new Promise(() => {}));
    holding.catch(() => (isRobbed = true));
    const [one, other] = [listen(server.client({ now })), listen(server.client({ now }))];
    stops.push(one.stop, other.stop);
    await until(() => one.state === 'live' && other.state === 'live', 'both live');
    expect(isRobbed).to.equal(true);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1 && other.ids.length === 1, 'the event');
    await until(() => server.open.length === 1, 'one stream');
  });

  it('is opened again, from the last id, by a page that was robbed of it and is alone again', async () => {
    const server = new LiveServer();
    const one = listen(server.client());
    stops.push(one.stop);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    const { held } = await navigator.locks.query();
    const name = held?.find((lock) => lock.name?.includes(server.session.workspaceId))?.name ?? '';
    await navigator.locks.request(name, { steal: true }, () => until(() => server.open.length === 0, 'no stream'));
    server.tell(activity('evt_2'));
    await until(() => one.ids.length === 2, 'what happened meanwhile');
    expect(server.streams[1]?.lastEventId).to.equal('evt_1');
    expect(one.ids).to.deep.equal(['evt_1', 'evt_2']);
  });

  it('catches up with what another page was told while it stood still and believed to have it', async () => {
    const server = new LiveServer();
    const one = listen(server.client());
    stops.push(one.stop);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    const asked: unknown[] = [];
    const other = otherPage(server, (message) => {
      if (message['kind'] !== 'hello') return undefined;
      asked.push(message['lastId']);
      return here(message, 'evt_2', 'evt_3');
    });
    await until(() => server.open.length === 0, 'no stream');
    // Whoever hears something again and again has no reason to ask later.
    other.say({ kind: 'beat' });
    await until(() => one.ids.length === 3, 'what it missed');
    expect(one.ids).to.deep.equal(['evt_1', 'evt_2', 'evt_3']);
    expect(asked[0]).to.equal('evt_1');
    expect(server.open.length).to.equal(0);
  });

  it('asks a page that has just got the stream again for what the one before did not answer', async () => {
    const server = new LiveServer();
    let isThere = false;
    let unanswered = 0;
    const other = otherPage(server, (message) => {
      if (message['kind'] !== 'hello') return undefined;
      if (!isThere) unanswered++;
      return isThere ? here(message, 'evt_1') : undefined;
    });
    const one = listen(server.client());
    stops.push(one.stop);
    await until(() => unanswered === 1, 'the question');
    isThere = true;
    other.say({ kind: 'state', state: 'connecting', retryAt: null });
    other.say({ kind: 'event', id: 'evt_2', event: activity('evt_2') });
    await until(() => one.ids.length === 2, 'both');
    expect(one.ids.toSorted()).to.deep.equal(['evt_1', 'evt_2']);
    expect(unanswered).to.equal(1);
  });

  it('bears whatever else is said in the channel, by an older copy or by mistake', async () => {
    const server = new LiveServer();
    const other = otherPage(server, (message) => (message['kind'] === 'hello' ? here(message) : undefined));
    const one = listen(server.client());
    stops.push(one.stop);
    await until(() => one.state === 'live', 'live');
    const event = activity('evt_bad');
    const nonsense: unknown[] = [
      null,
      'hello',
      {},
      { kind: 'other' },
      { kind: 'hello' },
      { kind: 'event', id: 'evt_bad' },
      { kind: 'event', id: 'evt_bad', event: { ...event, type: 7 } },
      { kind: 'event', id: 'evt_bad', event: { ...event, data: null } },
      // As a header it would keep every further request from leaving.
      { kind: 'event', id: 'evt\nbad', event },
      { kind: 'event', id: '€', event },
      { kind: 'reset', id: null },
      { kind: 'state', state: 'toString', retryAt: null },
      { kind: 'state', state: 'interrupted', retryAt: 'soon' },
      { ...here({}), to: undefined },
      { ...here({}), told: [null] },
      { kind: 'nudge' },
    ];
    for (const message of nonsense) other.say(message);
    other.say({ kind: 'event', id: 'evt_1', event: activity('evt_1') });
    await until(() => one.ids.length > 0, 'the event');
    expect(one.ids).to.deep.equal(['evt_1']);
    expect(one.states).to.deep.equal(['connecting', 'live']);
    expect(one.resets).to.equal(0);
    // The page that has the stream bears it as well.
    for (const stop of stops.splice(0)) if (stop !== one.stop) stop();
    stops.push(one.stop);
    await until(() => server.open.length === 1, 'its own stream');
    expect(server.open[0]?.lastEventId).to.equal('evt_1');
    const channel = new BroadcastChannel(nameOf(server));
    stops.push(() => channel.close());
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- as above
    for (const message of nonsense) channel.postMessage(message);
    server.tell(activity('evt_2'));
    await until(() => one.ids.length === 2, 'the next event');
  });

  it('says nothing of the session to the other pages', async () => {
    const server = new LiveServer();
    const said: string[] = [];
    const channel = new BroadcastChannel(nameOf(server));
    stops.push(() => channel.close());
    channel.addEventListener('message', ({ data }) => said.push(JSON.stringify(data)));
    const tabs = await openTabs(server, 2);
    server.tell(activity('evt_1'));
    await allHeard(tabs, 1);
    expect(said.some((message) => message.includes('evt_1'))).to.equal(true);
    expect(server.streams[0]?.token).to.equal('Bearer token');
    expect(said.filter((message) => /token|bearer/i.test(message))).to.deep.equal([]);
  });

  it('is each page’s own where the browser refuses the channel', async () => {
    const real = window.BroadcastChannel;
    window.BroadcastChannel = function refuse() {
      throw new DOMException('not here', 'SecurityError');
    } as unknown as typeof BroadcastChannel;
    try {
      const server = new LiveServer();
      const one = listen(server.client());
      stops.push(one.stop);
      await until(() => one.state === 'live', 'live');
    } finally {
      window.BroadcastChannel = real;
    }
  });

  it('keeps people, workspaces and servers apart', async () => {
    const server = new LiveServer();
    const one = listen(server.client());
    stops.push(one.stop);
    await until(() => one.state === 'live', 'live');
    const elsewhere = listen(server.client({ serverUrl: 'https://ads.example/other' }));
    const { session } = server;
    server.session = { ...session, userId: 'tomás' };
    const colleague = listen(server.client());
    stops.push(elsewhere.stop, colleague.stop);
    await until(() => colleague.state === 'live', 'live');
    server.session = { ...session, workspaceId: `${session.workspaceId}-other` };
    const neighbour = listen(server.client());
    stops.push(neighbour.stop);
    await until(() => neighbour.state === 'live' && elsewhere.state === 'live', 'live');
    expect(server.open.length).to.equal(4);
  });

  it('is not shared where the browser can’t, and each page has its own', async () => {
    const locks = Object.getOwnPropertyDescriptor(Navigator.prototype, 'locks');
    Object.defineProperty(Navigator.prototype, 'locks', { configurable: true, get: () => undefined });
    try {
      const server = new LiveServer();
      const [one, other] = [listen(server.client()), listen(server.client())];
      stops.push(one.stop, other.stop);
      await until(() => one.state === 'live' && other.state === 'live', 'both live');
      expect(server.open.length).to.equal(2);
    } finally {
      if (locks !== undefined) Object.defineProperty(Navigator.prototype, 'locks', locks);
    }
  });

  it('is each page’s own where the browser refuses the lock', async () => {
    const request = Object.getOwnPropertyDescriptor(LockManager.prototype, 'request');
    LockManager.prototype.request = () => Promise.reject(new DOMException('not here', 'SecurityError'));
    try {
      const server = new LiveServer();
      const one = listen(server.client());
      stops.push(one.stop);
      await until(() => one.state === 'live', 'live');
      server.tell(activity('evt_1'));
      await until(() => one.ids.length === 1, 'the event');
    } finally {
      if (request !== undefined) Object.defineProperty(LockManager.prototype, 'request', request);
    }
  });
});
