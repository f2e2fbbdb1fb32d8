import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBodyBudget, holdBody } from '../../server/http/index.ts';
import { FormReader } from '../../server/pass-through/form-reader.ts';
import {
  addConnection,
  ADVERTISER,
  ask,
  BASE,
  CONNECTION,
  type RawAnswer,
  say,
  sayOk,
  type Setting,
  startSetting,
  WORKSPACE,
} from './pass-through-support.ts';

let setting: Setting;
let agent: string;

/** An agent may make, change and pause; it may not turn on, remove or spend more. */
const RULES = {
  create: 'allow',
  update: 'allow',
  pause: 'allow',
  upload: 'allow',
  resume: 'deny',
  remove: 'deny',
  budget_change: 'deny',
};

beforeAll(async () => {
  setting = await startSetting();
  const { server, token } = setting;
  agent = await server.mintSession({ workspaceId: WORKSPACE, userId: 'agent-1', actorKind: 'agent' });
  const cells = Object.entries(RULES).map(([action, decision]) => ({ actorKind: 'agent', action, decision }));
  const put = await server.call('PUT', '/v1/controls', { as: token, json: { cells } });
  expect(put.status, put.text).toBe(200);
});

afterAll(() => setting.stop());

beforeEach(() => {
  setting.farEnd.arrived.length = 0;
  setting.farEnd.answer = sayOk;
});

interface Hostile {
  method?: string;
  path: string;
  json?: string;
  form?: readonly string[];
  as?: string;
  headers?: Record<string, string>;
}

function send({ method = 'POST', path, json, form, as = agent, headers = {} }: Hostile): Promise<RawAnswer> {
  const type = form === undefined ? 'application/json' : 'multipart/form-data; boundary=b';
  const body = form === undefined ? json : `${form.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`;
  return ask(setting.server.url, method, `${BASE}${path}`, {
    headers: {
      ...headers,
      authorization: `Bearer ${as}`,
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

const fields = (more: string): string => `{"advertiser_id":"${ADVERTISER}","campaign_id":"17",${more}}`;
const field = (name: string, value: string): string => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string): string => `Content-Disposition: form-data; name="${name}"; filename="x.png"\r\n\r\nbytes`;
const own = field('advertiser_id', ADVERTISER);

/** Nothing of it may reach TikTok, whoever reads it there. */
async function expectStopped(call: Hostile, codes: readonly string[]): Promise<void> {
  const answer = await send(call);
  expect(setting.farEnd.arrived, JSON.stringify(call)).toEqual([]);
  if (call.method !== 'HEAD')
    expect(codes, `${JSON.stringify(call)}: ${answer.body.toString()}`).toContain(answer.json.code);
  else expect(answer.status).toBe(403);
}

describe('a write that an agent may not make', () => {
  it('does not pass in another spelling of the field that guards go by', async () => {
    const spellings = {
      '/campaign/create/': [
        '"operation_status":"DISABLE","Operation_Status":"ENABLE"',
        '"operation_\u017ftatus":"ENABLE"',
        '"operationStatus":"ENABLE"',
        '"operation-status":"ENABLE"',
        '"extra":[{" operation_status":"ENABLE"}]',
      ],
      '/campaign/update/': [
        '"Budget":1000',
        '"BUDGET ":1000',
        '"budget\\u0000":1000',
        '"\uff42udget":1000',
        '"budget[]":1000',
      ],
      '/adgroup/update/': ['"Schedule_End_Time":"2030-01-01 00:00:00"', '"Pacing":"PACING_MODE_FAST"'],
      '/split_test/create/': ['"Budget":1000'],
      '/unheard/of/': ['"Budget":1000'],
    };
    for (const [path, list] of Object.entries(spellings))
      for (const json of list) await expectStopped({ path, json: fields(json) }, ['invalid_request']);
    const query = `?advertiser_id=${ADVERTISER}&Operation_status=ENABLE`;
    await expectStopped({ path: `/campaign/status/update/${query}`, json: fields('"operation_status":"DISABLE"') }, [
      'invalid_request',
    ]);
    await expectStopped({ path: '/campaign/update/', form: [own, field('campaign_id', '17'), field('Budget', '9')] }, [
      'invalid_request',
    ]);
  });

  it('may have fields of any name where they decide nothing', async () => {
    const json = `{"advertiser_id":"${ADVERTISER}","event":"Purchase","properties":{"Budget":5,"operationStatus":"ENABLE"}}`;
    expect((await send({ path: '/pixel/track/', json })).status).toBe(200);
    expect(setting.farEnd.arrived).toHaveLength(1);
  });

  it('does not pass as one that is made paused, by what TikTok does not look at there', async () => {
    const paused = '[{"operation_status":"DISABLE"}]';
    await expectStopped(
      { path: '/campaign/create/', json: fields(`"objective_type":"RF_REACH","creatives":${paused}`) },
      ['call_denied'],
    );
    await expectStopped({ path: '/smart_plus/ad/create/', method: 'PUT', json: fields(`"creatives":${paused}`) }, [
      'call_denied',
    ]);
    for (const creatives of ['[{"ad_name":"a"}]', '{"0":{"ad_name":"a"}}', '"[{\\"ad_name\\":\\"a\\"}]"', '[]'])
      await expectStopped(
        {
          path: '/ad/create/',
          method: creatives.startsWith('[{') ? 'PUT' : 'POST',
          json: fields(`"operation_status":"DISABLE","creatives":${creatives}`),
        },
        ['call_denied'],
      );
    const form = [own, field('operation_status', 'DISABLE'), field('creatives', '[{"ad_name":"a"}]')];
    await expectStopped({ path: '/ad/create/', form }, ['call_denied']);
  });

  it('does not pass behind a file, where guards do not look before TikTok does', async () => {
    const tricks: Record<string, readonly string[]> = {
      '/campaign/status/update/': [
        own,
        field('operation_status', 'DISABLE'),
        file('f'),
        field('operation_status', 'ENABLE'),
      ],
      '/campaign/update/': [own, field('campaign_id', '17'), file('f'), field('budget', '99999')],
      '/adgroup/update/': [own, field('adgroup_id', '17'), file('budget')],
      '/campaign/create/': [own, field('operation_status', 'DISABLE'), file('f')],
      // No cap is about these, and the rules for budgets and states are.
      '/advertiser/update/': [own, file('f'), field('budget', '99999')],
      '/ad/update/': [own, file('f'), field('operation_status', 'ENABLE')],
    };
    for (const [path, form] of Object.entries(tricks)) await expectStopped({ path, form }, ['invalid_request']);
  });

  it('does not pass as a GET of a path that nobody has written down', async () => {
    const query = `?advertiser_id=${ADVERTISER}&operation_status=ENABLE`;
    for (const path of ['/thing/enable/', '/campaign/status/update/v2/', '/campaign/budget/update/'])
      for (const method of ['GET', 'HEAD']) await expectStopped({ method, path: `${path}${query}` }, ['call_denied']);
    expect((await send({ method: 'GET', path: `/thing/list/${query}` })).status).toBe(200);
  });
});

describe('an ad account that is not imported', () => {
  it('cannot be named in letters that the check does not read', async () => {
    const inText = encodeURIComponent('{"advertiser\\u005fids":["999"]}');
    const queries = [
      `filtering=${inText}`,
      'advertiserId=999',
      'Advertiser_Ids=%5B%22999%22%5D',
      `advertiser_id${'+'.repeat(80)}=999`,
    ];
    for (const query of queries)
      await expectStopped({ method: 'GET', path: `/campaign/get/?advertiser_id=${ADVERTISER}&${query}` }, [
        'account_not_imported',
        'invalid_request',
      ]);
    const noJson = encodeURIComponent('{not JSON \\u0041');
    const free = { method: 'GET', path: `/campaign/get/?advertiser_id=${ADVERTISER}&text=${noJson}` };
    expect((await send(free)).status).toBe(200);
    setting.farEnd.arrived.length = 0;
    for (const name of ['adverti\u017fer_id', 'advertiserId', 'bcId', '\uff42c_id'])
      await expectStopped({ path: '/campaign/create/', json: fields(`"${name}":"999"`) }, ['invalid_request']);
  });
});

describe('an Idempotency-Key', () => {
  it('is of another call where the same call goes through another connection', async () => {
    const { server } = setting;
    const other = 'con_BBBBBBBBBBBBBBBBBBBBBB';
    await addConnection(server.deps, WORKSPACE, other);
    const through = (connection: string, form?: readonly string[]): Promise<RawAnswer> =>
      send({
        path: '/pixel/track/',
        ...(form === undefined ? { json: '{"event":"Purchase"}' } : { form }),
        headers: { 'idempotency-key': form === undefined ? 'one-key' : 'one-form', 'x-tiktok-connection': connection },
      });
    for (const form of [undefined, [field('event', 'Purchase')]]) {
      expect((await through(CONNECTION, form)).status).toBe(200);
      expect((await through(CONNECTION, form)).headers['idempotency-replayed']).toBe('true');
      expect((await through(other, form)).json.code).toBe('idempotency_key_reused');
    }
    expect(setting.farEnd.arrived).toHaveLength(2);
  });

  it('cannot take the place of the one under which an approved call is sent', async () => {
    for (const key of ['approval:apr_AAAAAAAAAAAAAAAAAAAAAA', '"approval:apr_AAAAAAAAAAAAAAAAAAAAAA"', 'Approval:x'])
      await expectStopped(
        { path: '/campaign/update/', json: fields('"campaign_name":"a"'), headers: { 'idempotency-key': key } },
        ['invalid_request'],
      );
  });
});

describe('TikTok’s token', () => {
  it('is not handed on where TikTok’s answer quotes it', async () => {
    let quoted = '';
    setting.farEnd.answer = ({ headers }, response) => {
      quoted = String(headers['access-token']);
      say(response, { code: 40002, message: `Token ${quoted} is odd`, request_id: 'R', data: { headers: [quoted] } });
    };
    const calls: Hostile[] = [
      { method: 'GET', path: `/campaign/get/?advertiser_id=${ADVERTISER}` },
      { path: '/campaign/update/', json: fields('"campaign_name":"a"'), headers: { 'idempotency-key': 'quoted' } },
      { path: '/campaign/update/', json: fields('"campaign_name":"a"'), headers: { 'idempotency-key': 'quoted' } },
      { path: '/file/image/ad/upload/', form: [own, file('image_file')] },
    ];
    for (const call of calls) {
      const answer = await send(call);
      expect(answer.status).toBe(200);
      expect(answer.json.message).toBe(`Token ${'*'.repeat(quoted.length)} is odd`);
      expect(answer.body.includes(quoted)).toBe(false);
    }
  });
});

describe('what a caller sends to keep others waiting', () => {
  it('counts for as long as it is held, also after it was read', () => {
    const budget = createBodyBudget(1_000_000);
    const first = holdBody(budget);
    const second = holdBody(budget);
    first.upTo(600_000);
    expect(() => second.upTo(600_000)).toThrow(expect.objectContaining({ code: 'storage_failed' }));
    // The first 16 KiB of each are free, so that large bodies of strangers do not shut out small ones.
    second.upTo(16 * 1024);
    first.release();
    first.release();
    second.upTo(600_000);
    second.release();
    expect(budget.take(1_000_000)).toBe(true);
  });

  it('is JSON of no more values than TikTok takes', async () => {
    const withList = (list: string): string => `{"advertiser_id":"${ADVERTISER}","campaign_id":"17","list":[${list}1]}`;
    const shapes = ['1,'.repeat(300_000), '{},'.repeat(200_000), '[],'.repeat(200_000), '{"a":{}},'.repeat(130_000)];
    for (const shape of shapes) {
      const answer = await send({ path: '/campaign/update/', json: withList(shape) });
      expect(answer.json.code).toBe('payload_too_large');
    }
    expect(setting.farEnd.arrived).toEqual([]);
    const person = `[${Array.from({ length: 3 }, () => `{"id":"${'a'.repeat(64)}","audience_ids":["${ADVERTISER}"]}`).join()}],`;
    expect((await send({ path: '/campaign/update/', json: withList(person.repeat(10_000)) })).status).toBe(200);
  });

  it('is not written down by the megabyte, nor held by the thousand', async () => {
    const { server, token } = setting;
    const creatives = Array.from({ length: 20_000 }, (_, index) => ({ ad_name: `Ad ${index}` }));
    const long = { campaign_name: 'n'.repeat(1_000_000), request_id: '1'.repeat(1_000_000) };
    const calls = [
      { path: '/ad/create/', json: JSON.stringify({ advertiser_id: ADVERTISER, adgroup_id: '17', creatives }) },
      { path: '/campaign/create/', json: JSON.stringify({ advertiser_id: ADVERTISER, ...long }) },
    ];
    for (const call of calls) {
      const answer = await send({ ...call, as: token });
      expect(answer.status).toBe(200);
      const record = await server.deps.store.workspace(WORKSPACE).calls.get(String(answer.headers['x-call-id']));
      expect(JSON.stringify(record).length).toBeLessThan(4_000);
    }
  });

  it('is read in one go: no header of a part is looked through again and again', () => {
    const ignore = { part: () => undefined, bytes: () => undefined };
    const blanks = `Content-Disposition: form-data; name="a"\r\nContent-Type:${' '.repeat(16_000)}`;
    for (let repeat = 0; repeat < 100; repeat += 1) {
      const reader = new FormReader('b', ignore);
      expect(() => reader.push(Buffer.from(`--b\r\n${blanks}\u00e9\r\n\r\n`))).toThrow(/in the same way/);
    }
  });
});
