import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN, startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

let together: Together;
beforeEach(async () => {
  together = await startTogether();
});
afterEach(() => together.stop());

async function authorize(token: string, json: Record<string, unknown> = {}): Promise<Answer> {
  return together.server.call('POST', '/v1/connections/authorize', { as: token, json: { origin: ORIGIN, ...json } });
}

async function attempt(token: string, attemptId: string): Promise<Answer> {
  return together.server.call('GET', `/v1/connections/attempts/${attemptId}`, { as: token });
}

async function countConnections(token: string): Promise<number> {
  return (await together.server.call('GET', '/v1/connections', { as: token })).json.items.length;
}

describe('signing in again', () => {
  test('keeps the id of the connection, with or without naming it', async () => {
    const token = await together.session();
    const first = await together.connect(token);
    expect(await together.connect(token, { connectionId: first })).toBe(first);
    expect(await together.connect(token)).toBe(first);
    expect(await countConnections(token)).toBe(1);
  });

  test('brings a disconnected one back', async () => {
    const token = await together.session();
    const connectionId = await together.connect(token);
    await together.simulator.control('tokens/revoke', {
      advertiserId: together.simulator.person().advertisers[0]?.advertiserId,
    });
    const checked = await together.server.call('POST', `/v1/connections/${connectionId}/check`, { as: token });
    expect(checked.json.state).toBe('disconnected');
    await together.connect(token, { connectionId });
    const connection = await together.server.call('GET', `/v1/connections/${connectionId}`, { as: token });
    expect(connection.json).toMatchObject({ state: 'active', stateReason: null });
  });

  test('another TikTok user who has a connection of their own here is told apart and changes nothing', async () => {
    const token = await together.session();
    const connectionId = await together.connect(token);
    expect(await together.connect(token, { email: 'jun.seo@example.com' })).not.toBe(connectionId);
    const started = await authorize(token, { connectionId });
    await together.simulator.authorize(started.json.authorizeUrl, { email: 'jun.seo@example.com' });
    expect((await attempt(token, started.json.attemptId)).json).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_user_mismatch' },
    });
    const connection = await together.server.call('GET', `/v1/connections/${connectionId}`, { as: token });
    expect(connection.json.tiktokUser.coreUserId).toBe(together.simulator.person().coreUserId);
    expect(await countConnections(token)).toBe(2);
  });

  test('a TikTok user who signs in several times at once has one connection', async () => {
    const token = await together.session();
    const callbacks: URL[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      callbacks.push(await together.simulator.consent((await authorize(token)).json.authorizeUrl));
    }
    const pages = await Promise.all(callbacks.map((url) => fetch(url)));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await countConnections(token)).toBe(1);
  });

  test('the same TikTok user in two workspaces makes two connections', async () => {
    const one = await together.connect(await together.session());
    const two = await together.connect(await together.session({ workspaceId: 'workspace-2' }));
    expect(one).not.toBe(two);
  });
});
