import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Exporting, startExporting } from './exports-support.ts';

describe('opening and reading exports', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting();
  });
  afterEach(() => its.stop());

  const post = (request: Record<string, unknown>, as?: string) =>
    its.call('POST', '/v1/exports', {
      json: { advertiserId: its.advertiserId, attributes: ['email'], audience: { create: { name: 'x' } }, ...request },
      ...(as === undefined ? {} : { as }),
    });

  test('names every attribute that has no property, and one that is chosen twice', async () => {
    expect(await post({ attributes: ['email', 'city', 'zip'] })).toMatchObject({
      status: 422,
      json: { code: 'attribute_not_mapped', errors: [{ path: 'attributes.1' }, { path: 'attributes.2' }] },
    });
    expect(await post({ attributes: ['email', 'phone', 'email'] })).toMatchObject({
      status: 422,
      json: { code: 'invalid_request', errors: [{ path: 'attributes.2' }] },
    });
    expect(await post({ attributes: ['firstName', 'gender'] })).toMatchObject({
      status: 422,
      json: { code: 'no_identifier_chosen' },
    });
    expect((await post({ attributes: ['email', 'firstNameInitial'] })).status).toBe(201);
  });

  test('names the path of what is wrong with the request', async () => {
    expect((await post({ audience: { create: { name: '' } } })).json).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'audience.create.name' }],
    });
    expect((await post({ colour: 'red' })).json).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'colour' }],
    });
    expect((await post({ attributes: ['height'] })).json).toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'attributes.0' }],
    });
  });

  test('refuses accounts that are not imported, suspended, or read by an analyst', async () => {
    expect(await post({ advertiserId: '42' })).toMatchObject({ status: 404, json: { code: 'account_not_imported' } });
    const { adAccounts } = its.server.deps.store.workspace('workspace-1');
    await adAccounts.update(its.advertiserId, { tiktokStatus: 'STATUS_LIMIT' });
    expect(await post({})).toMatchObject({ status: 409, json: { code: 'account_suspended' } });
    await adAccounts.update(its.advertiserId, { tiktokStatus: 'STATUS_ENABLE', role: 'ANALYST' });
    expect(await post({})).toMatchObject({ status: 403, json: { code: 'tiktok_permission_denied' } });
  });

  test('refuses a connection that is lost or only reads', async () => {
    const { connections } = its.server.deps.store.workspace('workspace-1');
    await connections.update(its.connectionId, { state: 'read_only' });
    expect(await post({})).toMatchObject({ status: 409, json: { code: 'connection_read_only' } });
    await connections.update(its.connectionId, { state: 'active' });
    await its.simulator.control('tokens/revoke', { advertiserId: its.advertiserId });
    expect(await post({})).toMatchObject({
      status: 409,
      json: { code: 'connection_disconnected', tiktokRequestId: expect.any(String) },
    });
    expect(await post({})).toMatchObject({ status: 409, json: { code: 'connection_disconnected' } });
  });

  test('opens although TikTok is down for a moment, since nothing is sent yet', async () => {
    await its.simulator.addFault({ kind: 'html', status: 502, path: '/dmp/custom_audience/list/', times: 20 });
    expect((await post({})).status).toBe(201);
  });

  test('keeps the mapping it was opened with', async () => {
    const opened = await its.open();
    await its.call('PUT', '/v1/mapping', { json: { attributes: { email: 'IDFA' } } });
    expect((await its.fill(opened.id, 'Email,IDFA\na@example.com,b@example.com\n')).counts.ready).toBe(1);
    const later = await its.open();
    expect((await its.put(later.id, 'Email\na@example.com\n')).json).toMatchObject({
      code: 'missing_columns',
      expected: ['IDFA'],
    });
  });

  test('says that there is nobody to send', async () => {
    const opened = await its.open();
    await its.fill(opened.id, 'Email\n');
    expect(await its.act(opened.id, 'start')).toMatchObject({ status: 422, json: { code: 'export_empty' } });
    const bad = await its.open();
    await its.fill(bad.id, 'Email\nnot an address\n');
    expect(await its.act(bad.id, 'start')).toMatchObject({
      json: { code: 'export_empty', detail: expect.stringContaining('1 rows') },
    });
  });

  test('lists newest first, by ad account, in pages', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      ids.unshift((await its.open()).id);
      its.advance(1000);
    }
    const first = (await its.call('GET', '/v1/exports?limit=3')).json;
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 3));
    const second = (await its.call('GET', `/v1/exports?limit=3&cursor=${first.nextCursor}`)).json;
    expect(second).toMatchObject({ items: [{ id: ids[3] }, { id: ids[4] }], nextCursor: null });
    expect((await its.call('GET', '/v1/exports?advertiserId=42')).json).toEqual({ items: [], nextCursor: null });
    expect((await its.call('GET', '/v1/exports?cursor=nonsense')).json).toMatchObject({ code: 'invalid_request' });
  });

  test('asks each call for its permission and hides what is another workspace’s', async () => {
    const opened = await its.open();
    const paths: [string, string][] = [
      ['POST', '/v1/exports'],
      ['GET', '/v1/exports'],
      ['GET', `/v1/exports/${opened.id}`],
      ['PUT', `/v1/exports/${opened.id}/records`],
      ['POST', `/v1/exports/${opened.id}/start`],
      ['POST', `/v1/exports/${opened.id}/cancel`],
      ['POST', `/v1/exports/${opened.id}/retry`],
      ['POST', `/v1/exports/${opened.id}/pause`],
      ['POST', `/v1/exports/${opened.id}/resume`],
      ['GET', `/v1/exports/${opened.id}/audience.csv`],
      ['GET', `/v1/exports/${opened.id}/rejects.csv`],
      ['GET', `/v1/audiences?advertiserId=${its.advertiserId}`],
    ];
    const stranger = await its.session({ workspaceId: 'workspace-2' });
    const reader = await its.session({ permissions: ['read'] });
    const outsider = await its.session({ permissions: ['connect', 'map'] });
    for (const [method, path] of paths) {
      const isPut = method === 'PUT';
      const isPost = method === 'POST' && path === '/v1/exports';
      const send = (as: string) =>
        its.server.call(method, path, {
          as,
          ...(isPut ? { body: 'Email\n', headers: { 'Content-Type': 'text/csv' } } : {}),
          ...(isPost
            ? { json: { advertiserId: its.advertiserId, attributes: ['email'], audience: { create: { name: 'x' } } } }
            : {}),
        });
      expect(await send(outsider), `${method} ${path}`).toMatchObject({
        status: 403,
        json: { code: 'permission_denied' },
      });
      const needsExport = method !== 'GET' || path.endsWith('.csv');
      expect((await send(reader)).status === 403, `${method} ${path}`).toBe(needsExport);
      const foreign = await send(stranger);
      if (path === '/v1/exports' && method === 'GET') expect(foreign.json.items).toEqual([]);
      else expect(foreign, `${method} ${path}`).toMatchObject({ status: 404 });
    }
    expect((await its.get(opened.id)).state).toBe('draft');
    const session = await post({}, await its.session({ userId: 'ann' }));
    expect(session.json.createdBy).toBe('ann');
  });
});
