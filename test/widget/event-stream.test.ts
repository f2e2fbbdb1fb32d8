import { expect } from 'chai';
import { activity, listen, LiveServer, toText } from './support/live-server.ts';
import { fastTime } from './support/fast-time.ts';
import { until } from './support/page.ts';

let listeners: ReturnType<typeof listen>[] = [];
let endFastTime = (): void => undefined;
const hear = (...given: Parameters<typeof listen>) => {
  const listener = listen(...given);
  listeners.push(listener);
  return listener;
};

afterEach(() => {
  endFastTime();
  for (const { stop } of listeners) stop();
  listeners = [];
});

function fast(times: number): () => number {
  const { now, end } = fastTime(times);
  endFastTime = end;
  return now;
}

describe('the client’s stream', () => {
  it('opens nothing before anybody listens, and then one stream with the session for however many do', async () => {
    const server = new LiveServer();
    const client = server.client();
    expect([server.asked, server.streams]).to.deep.equal([[], []]);
    const [one, other] = [hear(client), hear(client)];
    await until(() => one.state === 'live' && other.state === 'live', 'both live');
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1 && other.ids.length === 1, 'the event');
    expect(one.ids).to.deep.equal(['evt_1']);
    expect(one.states).to.deep.equal(['connecting', 'live']);
    expect(server.streams.length).to.equal(1);
    expect(server.streams[0]).to.include({ token: 'Bearer token-1', url: 'https://ads.example/v1/events' });
    expect(server.streams[0]?.lastEventId).to.equal(null);
  });

  it('waits with it in a page that nobody has seen yet, and keeps it when the page is hidden later', async () => {
    const setHidden = (isHidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const server = new LiveServer();
    setHidden(true);
    try {
      const one = hear(server.client());
      await until(() => one.state === 'connecting', 'the listener');
      expect([server.asked, server.streams]).to.deep.equal([[], []]);
      setHidden(false);
      await until(() => one.state === 'live', 'live');
      setHidden(true);
      server.tell(activity('evt_1'));
      await until(() => one.ids.length === 1, 'the event');
      expect(server.open.length).to.equal(1);
    } finally {
      Reflect.deleteProperty(document, 'hidden');
    }
  });

  it('tells whoever comes later how it stands, and what happened in the last minute', async () => {
    const server = new LiveServer();
    const client = server.client();
    const first = hear(client);
    server.tell(activity('evt_1'), activity('evt_2'));
    await until(() => first.ids.length === 2, 'the events');
    const later = hear(client);
    await until(() => later.ids.length === 2, 'the events of the last minute');
    expect(later.states).to.deep.equal(['live']);
    expect(later.ids).to.deep.equal(['evt_1', 'evt_2']);
  });

  it('tells nothing after it was ended, and closes the stream after the last listener', async () => {
    const server = new LiveServer();
    const client = server.client();
    const [one, other] = [hear(client), hear(client)];
    await until(() => other.state === 'live', 'live');
    one.stop();
    const before = one.heard.length;
    server.tell(activity('evt_1'));
    await until(() => other.ids.length === 1, 'the event');
    expect(one.heard.length).to.equal(before);
    other.stop();
    await until(() => server.open.length === 0, 'the stream closed');
  });

  it('outlives an element that is moved about the page', async () => {
    const server = new LiveServer();
    const client = server.client();
    const one = hear(client);
    await until(() => one.state === 'live', 'live');
    one.stop();
    const other = hear(client);
    await until(() => other.state === 'live', 'live again');
    server.tell(activity('evt_1'));
    await until(() => other.ids.length === 1, 'the event');
    expect(server.streams.length).to.equal(1);
  });

  it('comes back by itself and goes on after the last event it heard, without loss and without doubles', async () => {
    const now = fast(20);
    const server = new LiveServer();
    const one = hear(server.client({ now }));
    server.tell(activity('evt_1'), activity('evt_2'));
    await until(() => one.ids.length === 2, 'the events');
    server.streams[0]?.cut();
    server.events.push(activity('evt_3'));
    await until(() => one.ids.length === 3, 'what was missed');
    expect(one.ids).to.deep.equal(['evt_1', 'evt_2', 'evt_3']);
    expect(server.streams[1]?.lastEventId).to.equal('evt_2');
    expect(one.states).to.deep.equal(['connecting', 'live', 'interrupted', 'connecting', 'live']);
    expect(one.resets).to.equal(0);
  });

  it('says when it is tried again, and tries at once when asked', async () => {
    const server = new LiveServer();
    server.refuse = () => ({ status: 503, headers: { 'Retry-After': '3600' }, body: '{"code":"too_many_streams"}' });
    const client = server.client();
    const one = hear(client);
    await until(() => one.state === 'interrupted', 'interrupted');
    expect((one.retryAt ?? 0) - Date.now()).to.be.greaterThan(3_500_000);
    server.refuse = undefined;
    client.reconnect();
    await until(() => one.state === 'live', 'live');
    expect(one.retryAt).to.equal(null);
  });

  it('tries at once when the network is back', async () => {
    const server = new LiveServer();
    server.refuse = () => ({ status: 503, headers: { 'Retry-After': '3600' } });
    const one = hear(server.client());
    await until(() => one.state === 'interrupted', 'interrupted');
    server.refuse = undefined;
    window.dispatchEvent(new Event('online'));
    await until(() => one.state === 'live', 'live');
  });

  it('gives up a connection that says nothing any more, though nobody closed it', async () => {
    const now = fast(100);
    const server = new LiveServer();
    const one = hear(server.client({ now }));
    await until(() => server.streams.length >= 2, 'a second stream');
    expect(one.states.slice(0, 3)).to.deep.equal(['connecting', 'live', 'interrupted']);
    expect(server.streams[0]?.isOpen).to.equal(false);
    expect(server.open.length).to.be.lessThan(2);
  });

  it('renews the session once when it is refused, and reads again whose it is', async () => {
    const server = new LiveServer();
    server.refuse = ({ token }) =>
      token === 'Bearer token-1' ? { status: 401, body: '{"code":"session_expired"}' } : undefined;
    const one = hear(server.client());
    await until(() => one.state === 'live', 'live');
    expect(server.streams.map(({ token }) => token)).to.deep.equal(['Bearer token-2']);
    expect(one.states).to.deep.equal(['connecting', 'live']);
  });

  it('waits for a person when there is no session, tells the page once, and comes back with it', async () => {
    const server = new LiveServer();
    let isSignedIn = true;
    const lost: string[] = [];
    let asked = 0;
    const client = server.client({
      fetchSessionToken: async () => {
        asked++;
        if (!isSignedIn) throw new Error('signed out');
        return `given-${asked}`;
      },
      onSessionExpired: ({ code }) => lost.push(code),
    });
    const one = hear(client);
    await until(() => one.state === 'live', 'live');
    isSignedIn = false;
    server.refuse = ({ token }) => (token === 'Bearer given-1' ? { status: 401 } : undefined);
    server.streams[0]?.cut();
    client.reconnect();
    await until(() => one.state === 'interrupted' && one.retryAt === null, 'interrupted for good');
    expect(lost).to.deep.equal(['session_unavailable']);
    const before = asked;
    window.dispatchEvent(new Event('online'));
    await until(() => asked > before && one.state === 'interrupted', 'another try');
    expect(lost.length).to.equal(1);
    isSignedIn = true;
    client.reconnect();
    await until(() => one.state === 'live', 'live');
    expect(server.open.length).to.equal(1);
  });

  it('waits for a person, too, when something before the server wants a sign-in', async () => {
    const now = fast(200);
    const server = new LiveServer();
    let tries = 0;
    server.refuse = () => (tries++, { status: 401, headers: { 'Content-Type': 'text/html' }, body: '<h1>Who?</h1>' });
    const lost: string[] = [];
    const one = hear(server.client({ now, onSessionExpired: ({ code }) => lost.push(code) }));
    await until(() => one.state === 'interrupted', 'interrupted');
    const since = now();
    await until(() => now() - since > 100_000, 'the time that passes');
    expect(one.retryAt).to.equal(null);
    // With a new session, once.
    expect(tries).to.equal(2);
    expect(lost).to.deep.equal([]);
  });

  it('comes back to a stream that was there, whatever stands in its place for a while', async () => {
    const now = fast(20);
    const server = new LiveServer();
    const one = hear(server.client({ now }));
    await until(() => one.state === 'live', 'live');
    const places = [{ status: 404 }, { status: 200, headers: { 'Content-Type': 'text/html' }, body: 'Back soon' }];
    server.refuse = () => places.shift();
    server.streams[0]?.cut();
    await until(() => server.open.length === 1 && one.state === 'live', 'live again');
    expect(places).to.deep.equal([]);
    expect(one.states).to.not.include('unavailable');
  });

  for (const [name, answer] of [
    ['a server without a stream', { status: 404, body: '{"code":"not_found"}' }],
    ['a server that knows the path and does nothing', { status: 501 }],
    ['a page in its place', { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Home</h1>' }],
    ['a session that may not read', { status: 403, body: '{"code":"permission_denied"}' }],
  ] as const) {
    it(`stops quietly at ${name}`, async () => {
      const server = new LiveServer();
      let tries = 0;
      server.refuse = () => (tries++, answer);
      const client = server.client();
      const one = hear(client);
      await until(() => one.state === 'unavailable', 'unavailable');
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      const other = hear(client);
      await until(() => other.state === 'unavailable', 'unavailable for another');
      expect(tries).to.equal(1);
      expect(one.states).to.deep.equal(['connecting', 'unavailable']);
    });
  }

  it('asks for no stream where the session says that it may not read', async () => {
    const server = new LiveServer();
    server.session.permissions = ['export'];
    const one = hear(server.client());
    await until(() => one.state === 'unavailable', 'unavailable');
    expect(server.streams.length).to.equal(0);
  });

  it('tries again a server that could not be asked for its session', async () => {
    const now = fast(20);
    const server = new LiveServer();
    let isDown = true;
    const fetched = server.fetch;
    const one = hear(
      server.client({
        now,
        fetch: (input, init) => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : fetched(input, init)),
      }),
    );
    await until(() => one.state === 'interrupted', 'interrupted');
    expect(one.retryAt).to.be.a('number');
    isDown = false;
    await until(() => one.state === 'live', 'live');
  });

  it('hands on that something is missing, and goes on from there', async () => {
    const now = fast(20);
    const server = new LiveServer();
    const one = hear(server.client({ now }));
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    server.streams[0]?.write('id: evt_9\nevent: reset\ndata: {}\n\n');
    await until(() => one.resets === 1, 'the reset');
    server.streams[0]?.cut();
    await until(() => server.streams.length === 2, 'the next stream');
    expect(server.streams[1]?.lastEventId).to.equal('evt_9');
    expect(one.ids).to.deep.equal(['evt_1']);
  });

  it('says that something may be missing when nothing was heard for longer than the server goes back', async () => {
    const now = fast(200);
    const server = new LiveServer();
    const one = hear(server.client({ now }));
    await until(() => one.state === 'live', 'live');
    server.refuse = () => ({ status: 503, headers: { 'Retry-After': '90' } });
    server.streams[0]?.cut();
    await until(() => one.state === 'interrupted', 'interrupted');
    const since = now();
    await until(() => now() - since > 100_000, 'the time that passes');
    server.refuse = undefined;
    await until(() => one.resets === 1, 'the reset');
  });

  it('bears what it does not know, and a listener that fails', async () => {
    const server = new LiveServer();
    const client = server.client();
    const realOnError = window.onerror;
    const errors: unknown[] = [];
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the runner listens here, and would fail the test
    window.onerror = (_message, _source, _line, _column, error) => (errors.push(error?.message), true);
    try {
      const stop = client.subscribe(({ kind }) => {
        if (kind === 'event') throw new Error('a mistake of the page');
      });
      const one = hear(client);
      await until(() => one.state === 'live', 'live');
      const [stream] = server.streams;
      stream?.write('id: evt_0\nevent: future.kind\ndata: {"id":"evt_0","type":"future.kind","data":{}}\n\n');
      stream?.write('data: no JSON\n\ndata: null\n\ndata: {"id":7}\n\n');
      stream?.write(toText(activity('evt_1')));
      await until(() => one.ids.length === 2 && errors.length === 2, 'the events and the errors');
      expect(one.ids).to.deep.equal(['evt_0', 'evt_1']);
      stop();
    } finally {
      // oxlint-disable-next-line unicorn/prefer-add-event-listener -- as above
      window.onerror = realOnError;
    }
  });

  it('begins anew when the session turns out to be another person’s', async () => {
    const server = new LiveServer();
    const client = server.client();
    const one = hear(client);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    server.session = { ...server.session, userId: 'tomás' };
    server.refuse = ({ token }) => (token === 'Bearer token-1' ? { status: 401 } : undefined);
    // Any call that renews the session notices.
    server.streams[0]?.cut();
    client.reconnect();
    await until(() => one.resets === 1 && one.state === 'live', 'the reset');
    expect(server.open.map(({ lastEventId }) => lastEventId)).to.deep.equal([null]);
    expect(server.open[0]?.token).to.equal('Bearer token-2');
  });

  it('reads nothing with a new token while it is not known whose it is', async () => {
    const now = fast(20);
    const server = new LiveServer();
    const fetched = server.fetch;
    let isSilent = false;
    let asked = 0;
    const isAsked = (input: RequestInfo | URL) =>
      new Request(input).url.endsWith('/v1/session') && isSilent && ++asked > 0;
    const client = server.client({
      now,
      fetch: async (input, init) => (isAsked(input) ? new Response('', { status: 503 }) : fetched(input, init)),
    });
    const one = hear(client);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    isSilent = true;
    server.events = [activity('evt_theirs')];
    server.session = { ...server.session, userId: 'tomás' };
    server.refuse = ({ token }) => (token === 'Bearer token-1' ? { status: 401 } : undefined);
    server.streams[0]?.cut();
    await until(() => asked > 2 && one.state === 'interrupted', 'the questions without an answer');
    expect(one.ids).to.deep.equal(['evt_1']);
    isSilent = false;
    await until(() => one.ids.length === 2, 'the other person’s event');
    expect(one.resets).to.equal(1);
    const [reset, theirs] = [
      one.heard.findIndex(({ kind }) => kind === 'reset'),
      one.heard.findIndex((message) => message.kind === 'event' && message.event.id === 'evt_theirs'),
    ];
    expect(reset).to.be.lessThan(theirs);
    expect(server.open.map(({ lastEventId }) => lastEventId)).to.deep.equal([null]);
  });

  it('forgets what it heard when somebody else has signed in while the page was put aside', async () => {
    const server = new LiveServer();
    const fetched = server.fetch;
    let isOver = false;
    const isOld = (init?: RequestInit) =>
      isOver && new Headers(init?.headers).get('Authorization') === 'Bearer token-1';
    const client = server.client({
      fetch: async (input, init) =>
        isOld(init) ? new Response('{"code":"session_expired"}', { status: 401 }) : fetched(input, init),
    });
    const one = hear(client);
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    document.dispatchEvent(new Event('freeze'));
    await until(() => server.open.length === 0, 'no stream');
    isOver = true;
    server.events = [];
    server.session = { ...server.session, userId: 'tomás' };
    await client.call('listSegments');
    document.dispatchEvent(new Event('resume'));
    await until(() => one.resets === 1 && one.state === 'live', 'the reset');
    expect(server.open.map(({ lastEventId }) => lastEventId)).to.deep.equal([null]);
    const later = hear(client);
    server.tell(activity('evt_2'));
    await until(() => later.ids.length > 0, 'the next event');
    expect(later.ids).to.deep.equal(['evt_2']);
  });

  it('tells nothing more to a listener that stops at the first word', async () => {
    const server = new LiveServer();
    const client = server.client();
    let heard = 0;
    const stop = client.subscribe(() => {
      heard++;
      stop();
    });
    const one = hear(client);
    await until(() => one.state === 'live', 'live');
    server.tell(activity('evt_1'));
    await until(() => one.ids.length === 1, 'the event');
    expect(heard).to.equal(1);
  });

  it('leaves nothing behind after five hundred listeners came and went', async () => {
    const server = new LiveServer();
    const client = server.client();
    const added = new Map<string, number>();
    const targets = [window, document];
    for (const target of targets) {
      const add: EventTarget['addEventListener'] = target.addEventListener.bind(target);
      const count = (name: string, by: number) => added.set(name, (added.get(name) ?? 0) + by);
      target.addEventListener = (...given: Parameters<typeof add>) => {
        const [name, , options] = given;
        count(name, 1);
        if (typeof options === 'object') options.signal?.addEventListener('abort', () => count(name, -1));
        add(...given);
      };
    }
    try {
      for (let round = 0; round < 500; round++) {
        const stop = client.subscribe(() => undefined);
        if (round % 50 === 0) await until(() => server.open.length > 0 || server.streams.length > 0, 'a stream');
        stop();
      }
      await until(() => server.open.length === 0, 'no stream');
      const held = async () =>
        (await navigator.locks.query()).held?.some(({ name }) => name?.includes(server.session.workspaceId));
      let isHeld = await held();
      await until(() => (void held().then((is) => (isHeld = is)), isHeld === false), 'the lock let go');
      expect([...added.keys()]).to.include('pagehide');
      expect([...added.values()].every((count) => count === 0)).to.equal(true);
      expect(server.streams.length).to.be.lessThan(12);
    } finally {
      for (const target of targets) Reflect.deleteProperty(target, 'addEventListener');
    }
  });
});
