import { expect } from 'chai';
import { createClient } from '../../widget/client/client.ts';
import { isSessionError, TikTokAdsError } from '../../widget/client/errors.ts';
import { createSession, renewalTime } from '../../widget/client/session.ts';

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const problem = (status: number, code: string, more: object = {}) =>
  json({ code, detail: 'Because.', status, requestId: 'req_1', ...more }, status);

interface Sent {
  url: URL;
  init: RequestInit;
  token: string | null;
}

function clientWith(answer: (sent: Sent) => Response | Promise<Response>, tokens: string[] = ['one', 'two', 'three']) {
  const sent: Sent[] = [];
  const lost: string[] = [];
  let asked = 0;
  const client = createClient({
    serverUrl: 'https://ads.example/base/',
    fetchSessionToken: async () => {
      const token = tokens[asked++];
      if (token === undefined) throw new Error('signed out');
      return token;
    },
    fetch: async (input, init = {}) => {
      const request = {
        url: new URL(input instanceof Request ? input.url : input),
        init,
        token: new Headers(init.headers).get('Authorization'),
      };
      sent.push(request);
      return answer(request);
    },
    onSessionExpired: (error) => lost.push(error.code),
  });
  return { client, sent, lost, asked: () => asked };
}

async function failure(promise: Promise<unknown>): Promise<TikTokAdsError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TikTokAdsError) return error;
    throw error;
  }
  throw new Error('It did not fail');
}

/** Answers only when told to stop. */
const never = ({ init }: Sent) =>
  new Promise<Response>((_, reject) =>
    init.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError'))),
  );

describe('the client', () => {
  it('calls the path of the table under the server’s own prefix, with parameters escaped', async () => {
    const { client, sent } = clientWith(() => json({ items: [], nextCursor: null }));
    await client.call('listAdvertisers', { params: { connectionId: 'con_a/b' }, query: { limit: 5 } });
    expect(sent[0]?.url.href).to.equal('https://ads.example/base/v1/connections/con_a%2Fb/advertisers?limit=5');
    expect(sent[0]?.init.method).to.equal('GET');
    expect(sent[0]?.token).to.equal('Bearer one');
    expect(sent[0]?.init.credentials).to.equal('omit');
  });

  it('sends a body as JSON, If-Match when given, and gives the ETag back', async () => {
    const { client, sent } = clientWith(() => json({ attributes: {}, version: 2 }, 200, { ETag: '"2"' }));
    const { value, etag } = await client.callWithEtag('putMapping', {
      body: { attributes: { email: 'mail' } },
      ifMatch: '"1"',
    });
    const headers = new Headers(sent[0]?.init.headers);
    expect(headers.get('If-Match')).to.equal('"1"');
    expect(headers.get('Content-Type')).to.equal('application/json');
    expect(sent[0]?.init.body).to.equal('{"attributes":{"email":"mail"}}');
    expect(value.version).to.equal(2);
    expect(etag).to.equal('"2"');
  });

  it('answers nothing for 204', async () => {
    const { client } = clientWith(() => new Response(null, { status: 204 }));
    expect(await client.call('removeAdAccount', { params: { advertiserId: '1' } })).to.equal(undefined);
  });

  it('walks every page of a list and tells how far it has come', async () => {
    const { client } = clientWith(({ url }) => {
      const cursor = Number(url.searchParams.get('cursor') ?? 0);
      return json({ items: [cursor, cursor + 1], nextCursor: cursor < 4 ? String(cursor + 2) : null });
    });
    const seen: number[] = [];
    const items = await client.listAll('listSegments', {}, (soFar) => seen.push(soFar.length));
    expect(items).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(seen).to.deep.equal([2, 4, 6]);
  });

  it('renews the token once on 401 and repeats the call', async () => {
    const { client, sent, asked } = clientWith(({ token }) =>
      token === 'Bearer one' ? problem(401, 'session_expired') : json({ userId: 'maren' }),
    );
    expect((await client.call('getSession')).userId).to.equal('maren');
    expect(sent.map(({ token }) => token)).to.deep.equal(['Bearer one', 'Bearer two']);
    expect(asked()).to.equal(2);
  });

  it('does not renew for ever: a second 401 is the answer, told to the page once', async () => {
    const { client, sent, lost } = clientWith(() => problem(401, 'invalid_session'));
    const error = await failure(client.call('getSession'));
    expect(error.code).to.equal('invalid_session');
    expect(isSessionError(error)).to.equal(true);
    expect(sent.length).to.equal(2);
    expect(lost).to.deep.equal(['invalid_session']);
  });

  it('asks the host for one token however many calls wait for it, and reports its failure once', async () => {
    const { client, lost, asked, sent } = clientWith(() => json({}), []);
    const errors = await Promise.all([
      failure(client.call('getSession')),
      failure(client.call('getMapping')),
      failure(client.session()),
    ]);
    expect(errors.map(({ code }) => code)).to.deep.equal([
      'session_unavailable',
      'session_unavailable',
      'session_unavailable',
    ]);
    expect(asked()).to.equal(1);
    expect(lost).to.deep.equal(['session_unavailable']);
    expect(sent.length).to.equal(0);
  });

  it('keeps who the session speaks for, but not a failure to find out', async () => {
    let fails = true;
    const { client, sent } = clientWith(() =>
      fails ? problem(503, 'internal_error') : json({ permissions: ['read'] }),
    );
    await failure(client.session());
    fails = false;
    await client.session();
    expect((await client.session()).permissions).to.deep.equal(['read']);
    expect(sent.length).to.equal(2);
  });

  it('carries everything support needs out of a problem document', async () => {
    const { client } = clientWith(() =>
      problem(400, 'invalid_request', {
        tiktokRequestId: '2026031214',
        errors: [{ path: 'name', message: 'too long' }],
      }),
    );
    const error = await failure(client.call('getMapping'));
    expect(error).to.include({
      code: 'invalid_request',
      status: 400,
      message: 'Because.',
      requestId: 'req_1',
      tiktokRequestId: '2026031214',
    });
    expect(error.errors).to.deep.equal([{ path: 'name', message: 'too long' }]);
  });

  it('names an HTML error page and an answer that is no JSON for what they are', async () => {
    const { client } = clientWith(
      ({ url }) => new Response('<h1>Bad gateway</h1>', { status: url.pathname.endsWith('mapping') ? 502 : 200 }),
    );
    expect(await failure(client.call('getMapping'))).to.include({ code: 'unexpected_response', status: 502 });
    expect(await failure(client.call('getSession'))).to.include({ code: 'unexpected_response', status: 200 });
  });

  it('tells a lost network, a slow server and a cancelled call apart', async () => {
    const offline = clientWith(() => Promise.reject(new TypeError('Failed to fetch')));
    expect((await failure(offline.client.call('getMapping'))).code).to.equal('network_error');
    const slow = clientWith(never);
    expect((await failure(slow.client.call('getMapping', { timeoutMs: 5 }))).code).to.equal('timeout');
    const controller = new AbortController();
    const cancelled = failure(slow.client.call('getMapping', { signal: controller.signal }));
    controller.abort();
    expect((await cancelled).code).to.equal('aborted');
    expect((await failure(slow.client.call('getMapping', { signal: AbortSignal.abort() }))).code).to.equal('aborted');
  });

  it('does not wait for ever for a host that never answers', async () => {
    const client = createClient({ serverUrl: 'https://ads.example', fetchSessionToken: () => new Promise(() => {}) });
    expect((await failure(client.call('getMapping', { timeoutMs: 5 }))).code).to.equal('timeout');
  });

  it('uploads a part with its offset, and once more with a new token after a 401', async () => {
    const { client, sent } = clientWith(async ({ token, init }) => {
      if (token === 'Bearer one') return problem(401, 'session_expired');
      return json({ receivedBytes: 7 + (init.body as Blob).size });
    });
    const stream = new Blob(['email\n']).stream();
    const result = await client.uploadRecords('exp_1', stream, {
      contentType: 'text/csv',
      offset: 7,
      columns: 'attributes',
    });
    expect(result.receivedBytes).to.equal(13);
    const headers = new Headers(sent[1]?.init.headers);
    expect(sent[1]?.url.href).to.equal('https://ads.example/base/v1/exports/exp_1/records?columns=attributes');
    expect(headers.get('Upload-Offset')).to.equal('7');
    expect(headers.get('Content-Type')).to.equal('text/csv');
  });

  it('downloads a file with the session, and fails like any other call', async () => {
    const { client } = clientWith(({ url }) =>
      url.pathname.endsWith('rejects.csv') ? new Response('row,attribute,reason') : problem(404, 'not_found'),
    );
    expect(await (await client.download('/v1/exports/exp_1/rejects.csv')).text()).to.equal('row,attribute,reason');
    expect((await failure(client.download('/v1/exports/exp_2/audience.csv'))).code).to.equal('not_found');
  });
});

describe('the session', () => {
  const claims = (payload: object) => `h.${btoa(JSON.stringify(payload)).replaceAll('=', '')}.s`;

  it('renews half a minute before the end, by this machine’s clock alone', async () => {
    let now = 1_000_000;
    let asked = 0;
    const session = createSession(
      async () => {
        asked++;
        // Issued by a server whose clock is a year ahead.
        return { token: claims({ iat: 99_000_000, exp: 99_000_900, n: asked }), expiresAt: '2099-01-01T00:00:00.000Z' };
      },
      () => now,
    );
    const first = await session.getToken();
    now += 869_000;
    expect(await session.getToken()).to.equal(first);
    now += 1000;
    expect((await session.getToken()) === first).to.equal(false);
    expect(asked).to.equal(2);
  });

  it('takes the end from expiresAt when the token says nothing, and waits for a 401 when nobody does', () => {
    expect(renewalTime('opaque', new Date(900_000).toISOString(), 0)).to.equal(870_000);
    expect(renewalTime('opaque', undefined, 0)).to.equal(Number.POSITIVE_INFINITY);
    expect(renewalTime('a.b.c', 'nonsense', 0)).to.equal(Number.POSITIVE_INFINITY);
    expect(renewalTime('opaque', new Date(10_000).toISOString(), 0)).to.equal(9000);
  });

  it('refuses an empty token instead of sending it', async () => {
    const session = createSession(async () => '');
    expect((await failure(session.getToken())).code).to.equal('session_unavailable');
  });
});
