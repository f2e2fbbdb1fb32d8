import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer, CallOptions } from '../support/server.ts';
import { openStream, tell } from './events-support.ts';
import {
  type Estate,
  emailProperty,
  furnish,
  hostOf,
  idsOfNobody,
  newCampaign,
  newExport,
  newMirror,
  rowsOf,
  TIKTOK,
} from './isolation-estate.ts';

// A second workspace tries every route of the OpenAPI document with the first one's ids. Two things must hold each time:
// the answer gives nothing away, and not one row of the first workspace has changed.

const VICTIM = 'victim-workspace';
const ATTACKER = 'attacker-workspace';

let together: Together;
let victim: Estate;
let attacker: Estate;
beforeAll(async () => {
  together = await startTogether();
  const importable = together.simulator
    .person()
    .advertisers.filter(({ role, status }) => role === 'ADMIN' && status === 'STATUS_ENABLE');
  victim = await furnish(together, VICTIM, importable[0]?.advertiserId ?? '');
  attacker = await furnish(together, ATTACKER, importable[1]?.advertiserId ?? '');
});
afterAll(() => together.stop());

/** The attacker's session, which also claims the victim's workspace in the header: a session's own workspace counts. */
const call = (method: string, path: string, options: CallOptions = {}) =>
  together.server.call(method, path, { as: attacker.session, workspaceId: VICTIM, ...options });

/** The victim's id and one that nobody has must get the very same answer. */
async function expectNotFound(
  method: string,
  pathOf: (estate: Estate) => string,
  options: (estate: Estate) => CallOptions = () => ({}),
): Promise<Answer> {
  const nobody = idsOfNobody(victim);
  const foreign = await call(method, pathOf(victim), options(victim));
  const missing = await call(method, pathOf(nobody), options(nobody));
  expect(foreign.status, foreign.text).toBe(404);
  expect(['not_found', 'account_not_imported']).toContain(foreign.json.code);
  const shapeOf = (answer: Answer, estate: Estate) =>
    [
      estate.connectionId,
      estate.exportId,
      estate.mirrorId,
      estate.advertiserId,
      estate.segmentId,
      estate.attemptId,
      estate.eventId,
      estate.capId,
      estate.approvalId,
      estate.callId,
    ]
      .reduce((text, id) => text.replaceAll(id, 'ID'), answer.text)
      .replace(/"requestId":"[^"]*"/, '');
  expect(shapeOf(foreign, victim)).toBe(shapeOf(missing, nobody));
  return foreign;
}

async function expectOnlyOwn(
  path: string,
  idOf: (item: Record<string, string>) => string | undefined,
  own: string,
): Promise<Answer> {
  const answer = await call('GET', path);
  expect(answer.status, answer.text).toBe(200);
  expect(answer.json.items.map(idOf)).toEqual([own]);
  return answer;
}

async function expectStatus(status: number, answering: Promise<Answer>): Promise<Answer> {
  const answer = await answering;
  expect(answer.status, answer.text).toBe(status);
  return answer;
}

const audienceOf = ({ advertiserId }: Estate, more = '') =>
  `/v1/audiences/198765432101234567${more}?advertiserId=${advertiserId}`;

/** One entry for every route, under its method and path. A route without one fails the test. */
const CASES: Readonly<Record<string, () => Promise<Answer | Answer[]>>> = {
  'GET /healthz': () => expectStatus(200, call('GET', '/healthz')),
  'GET /readyz': () => expectStatus(200, call('GET', '/readyz')),
  'GET /metrics': () => expectStatus(200, call('GET', '/metrics')),
  // The same files for everybody.
  'GET /embed/v1/manifest.json': () => call('GET', '/embed/v1/manifest.json'),
  'GET /embed/v1/{}': () => expectStatus(404, call('GET', '/embed/v1/none.js')),
  'POST /v1/sessions': () =>
    expectStatus(403, call('POST', '/v1/sessions', { json: { workspaceId: VICTIM, userId: 'u' } })),
  'GET /v1/session': async () => {
    const answer = await expectStatus(200, call('GET', '/v1/session'));
    expect(answer.json.workspaceId).toBe(ATTACKER);
    return answer;
  },
  'GET /v1/properties': () => expectOnlyOwn('/v1/properties', ({ name }) => name, `${ATTACKER}-email`),
  'PUT /v1/properties': async () => [
    await expectStatus(403, call('PUT', '/v1/properties', { json: [] })),
    await expectStatus(
      200,
      call('PUT', '/v1/properties', { ...hostOf(together.server, ATTACKER), json: [emailProperty(ATTACKER)] }),
    ),
  ],
  'GET /v1/mapping': async () => {
    const answer = await expectStatus(200, call('GET', '/v1/mapping'));
    expect(answer.json.attributes).toEqual({ email: `${ATTACKER}-email` });
    return answer;
  },
  'PUT /v1/mapping': async () => [
    await expectStatus(422, call('PUT', '/v1/mapping', { json: { attributes: { email: `${VICTIM}-email` } } })),
    await expectStatus(200, call('PUT', '/v1/mapping', { json: { attributes: { email: `${ATTACKER}-email` } } })),
  ],
  'GET /v1/segments': () => expectOnlyOwn('/v1/segments', ({ segmentId }) => segmentId, attacker.segmentId),
  'PUT /v1/segments/{}': async () => [
    await expectStatus(403, call('PUT', `/v1/segments/${victim.segmentId}`, { json: { name: 'stolen' } })),
    // The same id in another workspace is another segment.
    await expectStatus(
      200,
      call('PUT', `/v1/segments/${victim.segmentId}`, {
        ...hostOf(together.server, ATTACKER),
        json: { name: 'namesake' },
      }),
    ),
  ],
  'POST /v1/connections/authorize': () =>
    expectNotFound(
      'POST',
      () => '/v1/connections/authorize',
      ({ connectionId }) => ({ json: { origin: 'https://app.example', connectionId } }),
    ),
  'GET /v1/oauth/callback': async () => [
    await expectStatus(
      400,
      call('GET', `/v1/oauth/callback?state=${encodeURIComponent(victim.state)}&auth_code=stolen`),
    ),
    await expectStatus(400, call('GET', '/v1/oauth/callback?state=made-up&auth_code=stolen')),
  ],
  // Whoever calls is nobody here: only a signature counts, and a session is none.
  'POST /v1/webhooks/tiktok': async () => {
    const { advertiserId } = victim;
    const entry = [{ log_id: 'made-up', advertiser_id: advertiserId, entity_type: 'AD', field: 'review_status' }];
    const body = JSON.stringify({ request_id: 'made-up', object: 3, time: 1_773_331_872, entry });
    const headers = { 'Content-Type': 'application/json', 'X-Open-Signature': '00'.repeat(32) };
    const { appId } = together.simulator.info;
    return Promise.all(
      ['', `?app=${appId}`, '?app=7999999999999999999'].map((query) =>
        expectStatus(401, call('POST', `/v1/webhooks/tiktok${query}`, { body, headers })),
      ),
    );
  },
  'GET /v1/connections/attempts/{}': () =>
    expectNotFound('GET', ({ attemptId }) => `/v1/connections/attempts/${attemptId}`),
  'POST /v1/connections/attempts/{}/accept': () =>
    expectNotFound('POST', ({ attemptId }) => `/v1/connections/attempts/${attemptId}/accept`),
  'POST /v1/connections/attempts/{}/discard': () =>
    expectNotFound('POST', ({ attemptId }) => `/v1/connections/attempts/${attemptId}/discard`),
  'POST /v1/connections/token': async () => {
    const { sandboxAccessToken, sandboxAdvertiserId } = together.simulator.info;
    const json = { environment: 'sandbox', accessToken: sandboxAccessToken, advertiserIds: [sandboxAdvertiserId] };
    const answer = await expectStatus(201, call('POST', '/v1/connections/token', { json }));
    expect(answer.json.id).not.toBe(victim.connectionId);
    await expectStatus(204, call('DELETE', `/v1/connections/${answer.json.id}`));
    return answer;
  },
  'GET /v1/connections': () => expectOnlyOwn('/v1/connections', ({ id }) => id, attacker.connectionId),
  'GET /v1/connections/{}': () => expectNotFound('GET', ({ connectionId }) => `/v1/connections/${connectionId}`),
  'POST /v1/connections/{}/check': () =>
    expectNotFound('POST', ({ connectionId }) => `/v1/connections/${connectionId}/check`),
  'DELETE /v1/connections/{}': () => expectNotFound('DELETE', ({ connectionId }) => `/v1/connections/${connectionId}`),
  'GET /v1/connections/{}/advertisers': () =>
    expectNotFound('GET', ({ connectionId }) => `/v1/connections/${connectionId}/advertisers`),
  'GET /v1/ad-accounts': () =>
    expectOnlyOwn('/v1/ad-accounts', ({ advertiserId }) => advertiserId, attacker.advertiserId),
  'POST /v1/ad-accounts': () =>
    expectNotFound(
      'POST',
      () => '/v1/ad-accounts',
      ({ connectionId }) => ({ json: { connectionId, advertiserIds: [victim.advertiserId] } }),
    ),
  // DELETE may be repeated (design: 204 again), so it says the same for any account that is not here.
  'DELETE /v1/ad-accounts/{}': async () => {
    const foreign = await expectStatus(204, call('DELETE', `/v1/ad-accounts/${victim.advertiserId}`));
    const missing = await expectStatus(204, call('DELETE', '/v1/ad-accounts/7999999999999999999'));
    expect(foreign.text).toBe(missing.text);
    return foreign;
  },
  'POST /v1/exports': async () => [
    await expectNotFound(
      'POST',
      () => '/v1/exports',
      ({ advertiserId }) => ({ json: newExport(advertiserId) }),
    ),
    await expectNotFound(
      'POST',
      () => '/v1/exports',
      ({ segmentId }) => ({ json: { ...newExport(attacker.advertiserId), segmentId } }),
    ),
  ],
  'GET /v1/exports': async () => {
    const filtered = await expectStatus(200, call('GET', `/v1/exports?advertiserId=${victim.advertiserId}`));
    expect(filtered.json.items).toEqual([]);
    const searched = await expectStatus(200, call('GET', `/v1/exports?q=${victim.exportId}&state=draft,ready`));
    expect(searched.json.items).toEqual([]);
    return [filtered, searched, await expectOnlyOwn('/v1/exports', ({ id }) => id, attacker.exportId)];
  },
  'GET /v1/exports/{}': () => expectNotFound('GET', ({ exportId }) => `/v1/exports/${exportId}`),
  'PUT /v1/exports/{}/records': () =>
    expectNotFound(
      'PUT',
      ({ exportId }) => `/v1/exports/${exportId}/records`,
      () => ({ body: 'a\nb\n', headers: { 'Content-Type': 'text/csv' } }),
    ),
  'POST /v1/exports/{}/start': () => expectNotFound('POST', ({ exportId }) => `/v1/exports/${exportId}/start`),
  'POST /v1/exports/{}/cancel': () => expectNotFound('POST', ({ exportId }) => `/v1/exports/${exportId}/cancel`),
  'POST /v1/exports/{}/retry': () => expectNotFound('POST', ({ exportId }) => `/v1/exports/${exportId}/retry`),
  'POST /v1/exports/{}/pause': () => expectNotFound('POST', ({ exportId }) => `/v1/exports/${exportId}/pause`),
  'POST /v1/exports/{}/resume': () => expectNotFound('POST', ({ exportId }) => `/v1/exports/${exportId}/resume`),
  'GET /v1/exports/{}/audience.csv': () =>
    expectNotFound('GET', ({ exportId }) => `/v1/exports/${exportId}/audience.csv`),
  'GET /v1/exports/{}/rejects.csv': () =>
    expectNotFound('GET', ({ exportId }) => `/v1/exports/${exportId}/rejects.csv`),
  'GET /v1/tiktok-app': async () => {
    const answer = await expectStatus(200, call('GET', '/v1/tiktok-app'));
    expect(answer.json).toMatchObject({ source: 'server', connectionCount: 1 });
    return answer;
  },
  'PUT /v1/tiktok-app': async () => {
    const { appId, appSecret } = together.simulator.info;
    const answer = await expectStatus(200, call('PUT', '/v1/tiktok-app', { json: { appId, appSecret } }));
    expect(answer.json).toMatchObject({ source: 'workspace', connectionCount: 1 });
    const theirs = await together.server.call('GET', '/v1/tiktok-app', { as: victim.session });
    expect(theirs.json).toMatchObject({ source: 'server' });
    return answer;
  },
  'DELETE /v1/tiktok-app': () => expectStatus(204, call('DELETE', '/v1/tiktok-app')),
  'GET /v1/audit-log': async () => {
    const all = await expectStatus(200, call('GET', '/v1/audit-log?limit=200'));
    const actions = (all.json.items as { action: string; subjectId: string }[]).map(({ action }) => action);
    expect(actions).toContain('ad_account.imported');
    expect(all.text).not.toContain(victim.connectionId);
    expect(all.text).not.toContain(victim.advertiserId);
    const asked = await expectStatus(200, call('GET', `/v1/audit-log?subjectId=${victim.exportId}`));
    expect(asked.json.items).toEqual([]);
    return [all, asked];
  },
  'GET /v1/activity': async () => {
    const all = await expectStatus(200, call('GET', '/v1/activity'));
    expect(all.json.items.length).toBeGreaterThan(0);
    for (const id of [victim.connectionId, victim.advertiserId, victim.exportId, victim.eventId])
      expect(all.text).not.toContain(id);
    const asked = await expectStatus(200, call('GET', `/v1/activity?advertiserId=${victim.advertiserId}`));
    expect(asked.json.items).toEqual([]);
    return [all, asked];
  },
  'POST /v1/activity/read': () =>
    expectNotFound(
      'POST',
      () => '/v1/activity/read',
      ({ eventId }) => ({ json: { upTo: eventId } }),
    ),
  'GET /v1/events': async () => {
    const stream = await openStream(together.server, {
      as: attacker.session,
      workspaceId: VICTIM,
      lastEventId: victim.eventId,
    });
    // As for an id that nobody has; and then what happens in the attacker's own workspace.
    expect((await stream.next())?.event).toBe('reset');
    await tell(together.server, ATTACKER, '7000000000000000001');
    expect(await stream.subjects(1)).toEqual(['7000000000000000001']);
    stream.close();
    return [];
  },
  'GET /v1/event-deliveries': async () => {
    const asHost = hostOf(together.server, ATTACKER);
    const answer = await expectStatus(200, together.server.call('GET', '/v1/event-deliveries', asHost));
    expect(answer.json.items).toEqual([]);
    return [answer, await expectStatus(403, call('GET', '/v1/event-deliveries'))];
  },
  'POST /v1/event-deliveries/replay': () =>
    expectStatus(403, call('POST', '/v1/event-deliveries/replay', { json: { deadSince: '2020-01-01T00:00:00.000Z' } })),
  'GET /v1/exports/{}/report': () => expectNotFound('GET', ({ exportId }) => `/v1/exports/${exportId}/report`),
  'GET /v1/audiences/{}': () => expectNotFound('GET', (estate) => audienceOf(estate)),
  'PATCH /v1/audiences/{}': () =>
    expectNotFound(
      'PATCH',
      (estate) => audienceOf(estate),
      () => ({ json: { name: 'stolen' } }),
    ),
  'DELETE /v1/audiences/{}': () => expectNotFound('DELETE', (estate) => audienceOf(estate)),
  'GET /v1/audiences/{}/shares': () => expectNotFound('GET', (estate) => audienceOf(estate, '/shares')),
  'POST /v1/audiences/{}/shares': () =>
    expectNotFound(
      'POST',
      (estate) => audienceOf(estate, '/shares'),
      () => ({ json: { advertiserIds: [attacker.advertiserId] } }),
    ),
  'DELETE /v1/audiences/{}/shares/{}': () =>
    expectNotFound('DELETE', (estate) => audienceOf(estate, `/shares/${attacker.advertiserId}`)),
  'POST /v1/audiences/{}/lookalikes': () =>
    expectNotFound(
      'POST',
      (estate) => audienceOf(estate, '/lookalikes'),
      () => ({ json: { name: 'alike', audienceSize: 'NARROW', locationIds: ['9000276'] } }),
    ),
  'GET /v1/locations': () => expectNotFound('GET', ({ advertiserId }) => `/v1/locations?advertiserId=${advertiserId}`),
  'GET /v1/mirrors': () => expectOnlyOwn('/v1/mirrors', ({ id }) => id, attacker.mirrorId),
  'POST /v1/mirrors': async () => [
    await expectNotFound(
      'POST',
      () => '/v1/mirrors',
      ({ advertiserId }) => ({ json: newMirror(advertiserId, attacker.segmentId) }),
    ),
    await expectNotFound(
      'POST',
      () => '/v1/mirrors',
      ({ segmentId }) => ({ json: newMirror(attacker.advertiserId, segmentId) }),
    ),
  ],
  'GET /v1/mirrors/{}': () => expectNotFound('GET', ({ mirrorId }) => `/v1/mirrors/${mirrorId}`),
  'PATCH /v1/mirrors/{}': () =>
    expectNotFound(
      'PATCH',
      ({ mirrorId }) => `/v1/mirrors/${mirrorId}`,
      () => ({ json: { schedule: null } }),
    ),
  // Removing what is not there is done, whoever's it is not.
  'DELETE /v1/mirrors/{}': () => expectStatus(204, call('DELETE', `/v1/mirrors/${victim.mirrorId}`)),
  'POST /v1/mirrors/{}/run': () =>
    expectNotFound(
      'POST',
      ({ mirrorId }) => `/v1/mirrors/${mirrorId}/run`,
      () => ({ json: {} }),
    ),
  'POST /v1/mirrors/{}/pause': () => expectNotFound('POST', ({ mirrorId }) => `/v1/mirrors/${mirrorId}/pause`),
  'POST /v1/mirrors/{}/resume': () => expectNotFound('POST', ({ mirrorId }) => `/v1/mirrors/${mirrorId}/resume`),
  'GET /v1/audiences': () => expectNotFound('GET', ({ advertiserId }) => `/v1/audiences?advertiserId=${advertiserId}`),
  'GET /v1/controls': async () => [
    await expectStatus(200, call('GET', '/v1/controls')),
    await expectNotFound('GET', ({ advertiserId }) => `/v1/controls?advertiserId=${advertiserId}`),
  ],
  'PUT /v1/controls': () =>
    expectNotFound(
      'PUT',
      () => '/v1/controls',
      ({ advertiserId }) => ({
        json: { advertiserId, cells: [{ actorKind: 'agent', action: 'create', decision: 'allow' }] },
      }),
    ),
  'GET /v1/spend-caps': () =>
    expectNotFound('GET', ({ advertiserId }) => `/v1/spend-caps?advertiserId=${advertiserId}`),
  'PUT /v1/spend-caps': () =>
    expectNotFound(
      'PUT',
      () => '/v1/spend-caps',
      ({ advertiserId }) => ({ json: { advertiserId, daily: '1', lifetime: null } }),
    ),
  'GET /v1/spend-caps/{}/use': () => expectNotFound('GET', ({ capId }) => `/v1/spend-caps/${capId}/use`),
  'DELETE /v1/spend-caps/{}': () => expectStatus(204, call('DELETE', `/v1/spend-caps/${victim.capId}`)),
  'GET /v1/approvals': () => expectOnlyOwn('/v1/approvals', ({ id }) => id, attacker.approvalId),
  'GET /v1/approvals/{}': () => expectNotFound('GET', ({ approvalId }) => `/v1/approvals/${approvalId}`),
  'POST /v1/approvals/{}/approve': () => expectUndecided('approve'),
  'POST /v1/approvals/{}/deny': () => expectUndecided('deny'),
  'POST /v1/approvals/{}/withdraw': () => expectUndecided('withdraw'),
  'GET /v1/tiktok-calls': () => expectOnlyOwn('/v1/tiktok-calls', ({ id }) => id, attacker.callId),
  'GET /v1/tiktok-calls/{}': () => expectNotFound('GET', ({ callId }) => `/v1/tiktok-calls/${callId}`),
  [`ANY ${TIKTOK}`]: async () => [
    await expectNotFound('GET', ({ advertiserId }) => `${TIKTOK}/campaign/get/?advertiser_id=${advertiserId}`),
    await expectNotFound('GET', ({ advertiserId }) => {
      const both = encodeURIComponent(JSON.stringify([attacker.advertiserId, advertiserId]));
      return `${TIKTOK}/advertiser/info/?advertiser_ids=${both}`;
    }),
    await expectNotFound(
      'GET',
      () => `${TIKTOK}/user/info/`,
      ({ connectionId }) => ({ headers: { 'X-Tiktok-Connection': connectionId } }),
    ),
    await expectNotFound(
      'POST',
      () => `${TIKTOK}/campaign/create/`,
      ({ advertiserId }) => ({ json: newCampaign(advertiserId) }),
    ),
    await expectNotFound(
      'POST',
      () => `${TIKTOK}/campaign/create/`,
      ({ approvalId }) => ({ json: newCampaign(attacker.advertiserId), headers: { 'X-Approval-Id': approvalId } }),
    ),
  ],
};

const expectUndecided = (decision: string) =>
  expectNotFound(
    'POST',
    ({ approvalId }) => `/v1/approvals/${approvalId}/${decision}`,
    () => ({ json: {} }),
  );

/** Reading goes first, while the attacker's own things are there to be told apart; the namesake of a segment comes last. */
const turnOf = (route: string) => (route.startsWith('GET ') ? 0 : route === 'PUT /v1/segments/{}' ? 2 : 1);
const ORDERED = Object.keys(CASES).sort((a, b) => turnOf(a) - turnOf(b));

describe('another workspace', () => {
  it('is tried on every route there is, and on no other', async () => {
    const { json } = await together.server.call('GET', '/openapi.json');
    const routes = Object.entries<object>(json.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) =>
        // One way in, whatever of TikTok's paths follows.
        path.startsWith(TIKTOK) ? `ANY ${TIKTOK}` : `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`,
      ),
    );
    expect(Object.keys(CASES).sort()).toEqual([...new Set(routes)].sort());
  });

  it.each(ORDERED)('gets nothing of the first and changes nothing of it through %s', async (route) => {
    const before = rowsOf(together.server, VICTIM);
    const askedBefore = await askedTikTokAbout(victim);
    const answers = [await CASES[route]?.()].flat();
    for (const answer of answers) {
      for (const trace of [`${VICTIM}-user`, `${VICTIM}-people`, `${VICTIM}-audience`, `person@${VICTIM}`])
        expect(answer?.text).not.toContain(trace);
    }
    expect(rowsOf(together.server, VICTIM)).toEqual(before);
    expect(await askedTikTokAbout(victim)).toBe(askedBefore);
  });

  it('left a first workspace behind that still has everything', async () => {
    const own = { as: victim.session };
    const { server } = together;
    expect((await server.call('GET', '/v1/properties', own)).json.items).toHaveLength(1);
    expect((await server.call('GET', '/v1/mapping', own)).json.version).toBe(1);
    expect((await server.call('GET', '/v1/segments', own)).json.items).toEqual([
      expect.objectContaining({ name: `${VICTIM}-people` }),
    ]);
    expect((await server.call('GET', `/v1/connections/${victim.connectionId}`, own)).json.state).toBe('active');
    expect((await server.call('GET', '/v1/ad-accounts', own)).json.items).toEqual([
      expect.objectContaining({ status: 'connected' }),
    ]);
    expect((await server.call('GET', `/v1/exports/${victim.exportId}`, own)).json.counts.rows).toBe(1);
  });
});

/** How many calls to TikTok named the workspace's ad account. */
async function askedTikTokAbout({ advertiserId }: Estate): Promise<number> {
  return JSON.stringify(await together.simulator.requests()).split(advertiserId).length - 1;
}
