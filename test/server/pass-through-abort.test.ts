import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectionOwner, sealTokens } from '../../server/tokens/index.ts';
import {
  addAdAccount,
  addConnection,
  ADVERTISER,
  ask,
  BASE,
  OK,
  say,
  sayOk,
  type Setting,
  startSetting,
  tokenOf,
  WORKSPACE,
} from './pass-through-support.ts';

const READ = `${BASE}/campaign/get/?advertiser_id=${ADVERTISER}`;
const BOUNDARY = 'boundary-of-a-test';

let setting: Setting;

beforeAll(async () => {
  setting = await startSetting();
});
beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
  setting.farEnd.take = null;
});
afterAll(async () => {
  // Whatever happened, it still serves.
  expect((await ask(setting.server.url, 'GET', '/healthz')).status).toBe(200);
  await setting.stop();
});

const headers = (): Record<string, string> => ({ authorization: `Bearer ${setting.token}` });

function open(method: string, path: string, more: Record<string, string> = {}, url = setting.server.url) {
  const outgoing = request(`${url}${path}`, { method, headers: { ...headers(), ...more } });
  outgoing.on('error', () => {});
  return outgoing;
}

const field = (name: string, more = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
const FORM_HEAD = `${field('advertiser_id')}${ADVERTISER}\r\n${field('video_file', '; filename="a.mp4"')}`;
const FORM_TAIL = `\r\n--${BOUNDARY}--\r\n`;

function openUpload(bytes: number, more: Record<string, string> = {}) {
  return open('POST', `${BASE}/file/video/ad/upload/`, {
    'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    'content-length': String(FORM_HEAD.length + bytes + FORM_TAIL.length),
    ...more,
  });
}

async function lastCall(): Promise<{
  status: string;
  error: { code: string } | null;
  attempts: { outcome: string }[];
}> {
  const { json } = await setting.server.call('GET', '/v1/tiktok-calls?limit=1', { as: setting.token });
  return json.items[0];
}

describe('a HEAD', () => {
  it('is told no length that nobody knows', async () => {
    setting.farEnd.answer = (_arrived, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }).end();
    };
    const outgoing = open('HEAD', READ);
    outgoing.end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect([incoming.statusCode, incoming.headers['content-length']]).toEqual([200, undefined]);
    incoming.resume();
  });
});

describe('a request id that cannot stand in a header', () => {
  it.each(['a\nb', '报告'])('(%j) is left out, and the answer is TikTok’s', async (requestId) => {
    const envelope = { code: 0, message: 'OK', request_id: requestId, data: {} };
    setting.farEnd.answer = (_arrived, response) => say(response, envelope);
    const read = await ask(setting.server.url, 'GET', READ, { headers: headers() });
    expect([read.status, read.json, read.headers['x-tiktok-request-id']]).toEqual([200, envelope, undefined]);

    const body = JSON.stringify({ advertiser_id: ADVERTISER, campaign_ids: ['1'], operation_status: 'DISABLE' });
    const more = { 'content-type': 'application/json', 'idempotency-key': `id-${requestId.length}` };
    for (const replayed of [undefined, 'true']) {
      const written = await ask(setting.server.url, 'POST', `${BASE}/campaign/status/update/`, {
        headers: { ...headers(), ...more },
        body,
      });
      expect([written.status, written.json, written.headers['idempotency-replayed']]).toEqual([
        200,
        envelope,
        replayed,
      ]);
    }
  });
});

describe('a caller that goes away', () => {
  it('before TikTok has answered ends the call there', async () => {
    let far: IncomingMessage | null = null;
    let isClosed = false;
    setting.farEnd.take = (incoming, response) => {
      far = incoming;
      response.on('close', () => {
        isClosed = true;
      });
      return true;
    };
    const outgoing = open('GET', READ);
    outgoing.end();
    await expect.poll(() => far !== null).toBe(true);
    outgoing.destroy();
    await expect.poll(() => isClosed).toBe(true);
  });

  it('with a second call waiting behind the first on its connection ends both', async () => {
    let come = 0;
    let closed = 0;
    setting.farEnd.take = (_incoming, response) => {
      come += 1;
      response.on('close', () => {
        closed += 1;
      });
      return true;
    };
    const { hostname, port } = new URL(setting.server.url);
    const client = connect(Number(port), hostname);
    client.write(`GET ${READ} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${setting.token}\r\n\r\n`.repeat(2));
    await expect.poll(() => come).toBe(2);
    client.destroy();
    await expect.poll(() => closed).toBe(2);
  });

  it('in the middle of a long answer ends it at TikTok', async () => {
    let isClosed = false;
    setting.farEnd.answer = (_arrived, response) => {
      response.on('close', () => {
        isClosed = true;
      });
      response.writeHead(200, { 'Content-Type': 'text/csv' });
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const outgoing = open('GET', `${BASE}/report/task/download/?advertiser_id=${ADVERTISER}`);
    outgoing.end();
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    await once(incoming, 'data');
    outgoing.destroy();
    await expect.poll(() => isClosed).toBe(true);
  });

  it('from a page of another app ends it as well', async () => {
    let isClosed = false;
    let hasCome = false;
    setting.farEnd.take = (_incoming, response) => {
      hasCome = true;
      response.on('close', () => {
        isClosed = true;
      });
      return true;
    };
    const leaving = new AbortController();
    const answer = setting.server.app.fetch(
      new Request(`${setting.server.url}${READ}`, { headers: headers(), signal: leaving.signal }),
    );
    await expect.poll(() => hasCome).toBe(true);
    leaving.abort();
    expect((await answer).status).toBe(499);
    await expect.poll(() => isClosed).toBe(true);
  });

  it('gives its place in the line to others', async () => {
    const slow = await startSetting({ tiktokPace: {} });
    try {
      const as = { authorization: `Bearer ${slow.token}` };
      const waiting = Array.from({ length: 60 }, () => {
        const outgoing = request(`${slow.server.url}${READ}`, { headers: as });
        outgoing.on('error', () => {});
        outgoing.end();
        return outgoing;
      });
      await expect.poll(() => slow.farEnd.arrived.length).toBeGreaterThan(0);
      for (const outgoing of waiting) outgoing.destroy();
      const answer = await ask(slow.server.url, 'GET', READ, { headers: as });
      expect(answer.status).toBe(200);
      expect(slow.farEnd.arrived.length).toBeLessThan(40);
    } finally {
      await slow.stop();
    }
  });

  it('in the middle of an upload leaves none at TikTok, and the record says so', async () => {
    let isAborted = false;
    let hasEnded = false;
    let hasCome = false;
    setting.farEnd.take = (incoming) => {
      hasCome = true;
      incoming.resume();
      incoming.on('end', () => {
        hasEnded = true;
      });
      incoming.on('close', () => {
        isAborted = true;
      });
      return true;
    };
    const outgoing = openUpload(10_000_000);
    outgoing.write(FORM_HEAD + 'x'.repeat(1_000_000));
    await expect.poll(() => hasCome).toBe(true);
    outgoing.destroy();
    await expect.poll(() => isAborted).toBe(true);
    expect(hasEnded).toBe(false);
    await expect.poll(async () => (await lastCall()).status).toBe('failed');
    expect((await lastCall()).attempts).toMatchObject([{ outcome: 'not_sent' }]);
  });

  it('after its write was sent changes nothing: what became of it is written down, and told to who repeats it', async () => {
    let far: ServerResponse | null = null;
    setting.farEnd.answer = (_arrived, response) => {
      far = response;
    };
    const body = JSON.stringify({ advertiser_id: ADVERTISER, campaign_ids: ['1'], operation_status: 'DISABLE' });
    const more = { 'content-type': 'application/json', 'idempotency-key': 'left' };
    const outgoing = open('POST', `${BASE}/campaign/status/update/`, more);
    outgoing.end(body);
    await expect.poll(() => far !== null).toBe(true);
    outgoing.destroy();
    await expect
      .poll(
        async () =>
          (
            await ask(setting.server.url, 'POST', `${BASE}/campaign/status/update/`, {
              headers: { ...headers(), ...more },
              body,
            })
          ).json.code,
      )
      .toBe('idempotency_in_progress');
    (far as ServerResponse | null)?.writeHead(200, { 'Content-Type': 'application/json' }).end(OK);
    await expect.poll(async () => (await lastCall()).status).toBe('succeeded');
    const again = await ask(setting.server.url, 'POST', `${BASE}/campaign/status/update/`, {
      headers: { ...headers(), ...more },
      body,
    });
    expect([again.body.toString(), again.headers['idempotency-replayed']]).toEqual([OK, 'true']);
    expect(setting.farEnd.arrived).toHaveLength(1);
  });
});

describe('a server that stops', () => {
  it('lets a write end whose caller has gone, and writes down how', async () => {
    const far: { response: ServerResponse | null; isLost: boolean } = { response: null, isLost: false };
    setting.farEnd.answer = (_arrived, response) => {
      far.response = response;
      response.on('close', () => (far.isLost ||= !response.writableFinished));
    };
    const outgoing = open('POST', `${BASE}/campaign/status/update/`, { 'content-type': 'application/json' });
    outgoing.end(JSON.stringify({ advertiser_id: ADVERTISER, campaign_ids: ['1'], operation_status: 'DISABLE' }));
    await expect.poll(() => far.response !== null).toBe(true);
    outgoing.destroy();
    await expect.poll(() => setting.server.deps.metrics.render()).toContain('outcome="gone"');

    const restarted = setting.server.restart();
    // A server that waited for nothing would have closed its connections to TikTok by the time somebody is told that it stops.
    await expect
      .poll(async () => (await ask(setting.server.url, 'GET', '/healthz')).body.toString())
      .toBe('restarting');
    far.response?.writeHead(200, { 'Content-Type': 'application/json' }).end(OK);
    await restarted;
    expect(far.isLost).toBe(false);
    expect(await lastCall()).toMatchObject({ status: 'succeeded', attempts: [{ outcome: 'answered' }] });
  });
});

describe('an upload', () => {
  it('whose answer was lost is never sent again by itself: nobody knows', async () => {
    setting.farEnd.take = (incoming, response) => {
      incoming.resume();
      incoming.on('end', () => response.destroy());
      return true;
    };
    const outgoing = openUpload(3);
    outgoing.end(`${FORM_HEAD}abc${FORM_TAIL}`);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(incoming.statusCode).toBe(502);
    const [chunk] = await once(incoming, 'data');
    expect(JSON.parse(String(chunk))).toMatchObject({ code: 'call_outcome_unknown' });
    expect(await lastCall()).toMatchObject({ status: 'unknown', attempts: [{ outcome: 'lost' }] });
  });

  it('that TikTok breaks off in the middle was surely not taken', async () => {
    setting.farEnd.take = (incoming) => {
      incoming.once('data', () => incoming.destroy());
      return true;
    };
    const outgoing = openUpload(6_000_000);
    outgoing.end(FORM_HEAD + 'x'.repeat(6_000_000) + FORM_TAIL);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(incoming.statusCode).toBe(502);
    const [chunk] = await once(incoming, 'data');
    expect(JSON.parse(String(chunk))).toMatchObject({ code: 'tiktok_unavailable' });
    expect(await lastCall()).toMatchObject({ status: 'failed' });
  });

  it('that TikTok answers before it has all of it gets that answer', async () => {
    setting.farEnd.take = (incoming, response) => {
      incoming.once('data', () => {
        incoming.pause();
        response
          .writeHead(413, { 'Content-Type': 'application/json' })
          .end('{"code":40002,"message":"too big","request_id":"early","data":{}}');
      });
      return true;
    };
    const outgoing = openUpload(6_000_000);
    outgoing.end(FORM_HEAD + 'x'.repeat(6_000_000) + FORM_TAIL);
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(incoming.statusCode).toBe(413);
    expect(incoming.headers['x-tiktok-request-id']).toBe('early');
    incoming.resume();
  });

  it('that ends before its length says so is no upload', async () => {
    const outgoing = openUpload(1000);
    outgoing.write(`${FORM_HEAD}abc`);
    await expect.poll(() => setting.server.deps.metrics.render().includes('pass_through')).toBe(true);
    outgoing.destroy();
    expect(setting.farEnd.arrived).toEqual([]);
  });
});

describe('a token that TikTok refuses', () => {
  const id = 'con_GGGGGGGGGGGGGGGGGGGGGG';
  const advertiserId = '7101926934269992570';

  it('is taken for renewed where somebody signed in meanwhile, and the call is sent once more', async () => {
    const { deps } = setting.server;
    await addConnection(deps, WORKSPACE, id);
    await addAdAccount(deps, WORKSPACE, id, advertiserId);
    const renewed = 'the-token-since';
    setting.farEnd.answer = (arrived, response) => {
      if (arrived.headers['access-token'] === renewed) return sayOk(arrived, response);
      void deps.store
        .workspace(WORKSPACE)
        .connections.update(id, {
          sealedToken: sealTokens(deps, connectionOwner(WORKSPACE, id), { accessToken: renewed, refreshToken: null }),
          tokenVersion: 2,
        })
        .then(() => say(response, { code: 40105, message: 'Access token is incorrect.', request_id: 'r', data: {} }));
    };
    const path = `${BASE}/campaign/get/?advertiser_id=${advertiserId}`;
    const answer = await ask(setting.server.url, 'GET', path, { headers: headers() });
    expect([answer.status, answer.json.code]).toEqual([200, 0]);
    expect(setting.farEnd.arrived.map(({ headers: got }) => got['access-token'])).toEqual([tokenOf(id), renewed]);
    await ask(setting.server.url, 'GET', path, { headers: headers() });
    expect(setting.farEnd.arrived).toHaveLength(3);
  });

  it('was refused before anything was done, so a write is sent once more as well', async () => {
    const { deps } = setting.server;
    const renewed = 'the-third-token';
    setting.farEnd.answer = (arrived, response) => {
      if (arrived.headers['access-token'] === renewed) return sayOk(arrived, response);
      void deps.store
        .workspace(WORKSPACE)
        .connections.update(id, {
          sealedToken: sealTokens(deps, connectionOwner(WORKSPACE, id), { accessToken: renewed, refreshToken: null }),
          tokenVersion: 3,
        })
        .then(() => say(response, { code: 40102, message: 'Access token has expired.', request_id: 'r', data: {} }));
    };
    const answer = await ask(setting.server.url, 'POST', `${BASE}/campaign/status/update/`, {
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ advertiser_id: advertiserId, campaign_ids: ['1'], operation_status: 'DISABLE' }),
    });
    expect([answer.status, answer.json.code]).toEqual([200, 0]);
    expect(setting.farEnd.arrived).toHaveLength(2);
  });
});
