import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import { type Exporting, startExporting } from './exports-support.ts';

describe('the audiences of an ad account', () => {
  let its: Exporting;
  beforeEach(async () => {
    its = await startExporting();
  });
  afterEach(() => its.stop());

  const list = (query = '') => its.call('GET', `/v1/audiences?advertiserId=${its.advertiserId}${query}`);

  test('come from TikTok, newest first, in pages, with what was exported to them from here', async () => {
    const people = (count: number) =>
      `Email\n${Array.from({ length: count }, (_, index) => `p${index}@example.com`).join('\n')}\n`;
    const first = await its.open({ audience: { create: { name: 'First', retentionInDays: 30 } } });
    await its.fill(first.id, people(1200));
    const { customAudienceId } = await its.finish(first.id);
    const added = await its.open({ audience: { update: { customAudienceId, action: 'APPEND' } } });
    await its.fill(added.id, people(1300));
    await its.finish(added.id);
    const neverStarted = await its.open({ audience: { update: { customAudienceId, action: 'REPLACE' } } });
    const second = await its.open({ audience: { create: { name: 'Second' } } });
    await its.fill(second.id, people(10));
    await its.act(second.id, 'start');
    await its.jobs.runDue();

    const { json } = await list();
    expect(json.nextCursor).toBeNull();
    expect(json.items).toMatchObject([
      {
        name: 'Second',
        isValid: false,
        coverNum: 0,
        updatable: true,
        history: [{ exportId: second.id, state: 'processing', people: 10 }],
      },
      {
        customAudienceId,
        name: 'First',
        audienceType: 'Customer File Audience',
        calculateType: 'EMAIL_SHA256',
        isValid: true,
        isExpiring: true,
        coverNum: 1300,
        history: [
          { exportId: added.id, action: 'APPEND', state: 'completed', people: 1300 },
          { exportId: first.id, action: 'CREATE', state: 'completed', people: 1200 },
        ],
      },
    ]);
    expect(JSON.stringify(json)).not.toContain(neverStarted.id);

    const page = await list('&limit=1');
    expect(page.json.items).toMatchObject([{ name: 'Second' }]);
    const next = await list(`&limit=50&cursor=${page.json.nextCursor}`);
    expect(next.json).toMatchObject({ items: [{ name: 'First' }], nextCursor: null });
    expect((await list('&cursor=abc')).json).toMatchObject({ code: 'invalid_request' });
  });

  test('need an imported ad account, and carry TikTok’s request id when TikTok refuses', async () => {
    expect(await its.call('GET', '/v1/audiences?advertiserId=42')).toMatchObject({
      status: 404,
      json: { code: 'account_not_imported' },
    });
    expect(await its.call('GET', '/v1/audiences')).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'advertiserId' }] },
    });
    await its.simulator.addFault({
      kind: 'code',
      code: 40001,
      message: 'No permission to operate advertiser.',
      path: '/dmp/custom_audience/list/',
      times: 1,
    });
    expect(await list()).toMatchObject({
      status: 403,
      json: { code: 'tiktok_permission_denied', tiktokRequestId: expect.any(String) },
    });
  });

  test('stop at the 400 that TikTok allows: a new one is refused before anything is sent', async () => {
    const many = Array.from({ length: 400 }, (_, index) => `Filler ${index}`);
    const { audiences } = await fillUp(many);
    expect(audiences).toBe(400);
    const request = {
      advertiserId: its.advertiserId,
      attributes: ['email'],
      audience: { create: { name: 'One more' } },
    };
    expect(await its.call('POST', '/v1/exports', { json: request })).toMatchObject({
      status: 409,
      json: { code: 'audience_limit_reached' },
    });
    const page = await list('&limit=1000');
    expect(page.json.items).toHaveLength(100);
    const names = new Set<string>();
    let pages = 0;
    for (let cursor: string | null = ''; cursor !== null; pages++) {
      const { json } = await list(`&limit=70${cursor === '' ? '' : `&cursor=${cursor}`}`);
      for (const audience of json.items) names.add(audience.name);
      cursor = json.nextCursor;
    }
    expect(pages).toBe(6);
    expect(names.size).toBe(400);
  });

  /** Makes audiences at TikTok directly, as another tool would. */
  async function fillUp(names: readonly string[]): Promise<{ audiences: number }> {
    const first = await its.open({ audience: { create: { name: 'Seed' } } });
    await its.fill(first.id, 'Email\na@example.com\n');
    await its.simulator.addFault({
      kind: 'code',
      code: 40002,
      message: 'not yet',
      path: '/dmp/custom_audience/create/',
      times: 1,
    });
    await its.act(first.id, 'start');
    await its.jobs.runDue();
    const engine = (await its.server.deps.store.workspace('workspace-1').exports.get(first.id))?.engine as {
      chunks: { filePath: string }[];
    };
    const filePath = engine.chunks[0]?.filePath;
    await withGrant(its.server.deps, 'workspace-1', its.connectionId, 'write', async ({ accessToken }) => {
      for (const name of names) {
        await fetch(`${its.simulator.url}/open_api/v1.3/dmp/custom_audience/create/`, {
          method: 'POST',
          headers: { 'Access-Token': accessToken, 'Content-Type': 'application/json' },
          body: JSON.stringify({
            advertiser_id: its.advertiserId,
            custom_audience_name: name,
            file_paths: [filePath],
            calculate_type: 'EMAIL_SHA256',
          }),
        });
      }
    });
    const { json } = await list('&limit=100');
    const answer = (await (
      await fetch(`${its.simulator.url}/_simulator/audiences?advertiserId=${its.advertiserId}`)
    ).json()) as { audiences: unknown[] };
    expect(json.items).toHaveLength(100);
    return { audiences: answer.audiences.length };
  }
});
