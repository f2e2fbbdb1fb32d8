import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withGrant } from '../../server/connections/index.ts';
import { createSealer, secretContext } from '../../server/crypto/index.ts';
import { TikTokApiError } from '../../server/tiktok/index.ts';
import { connectionOwner } from '../../server/tokens/index.ts';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
import { startTogether, type Together } from '../support/connected.ts';
import type { Answer } from '../support/server.ts';

let together: Together;
let token: string;
beforeEach(async () => {
  together = await startTogether();
  token = await together.session();
});
afterEach(() => together.stop());

const call = (method: string, path: string, json?: unknown, as = token): Promise<Answer> =>
  together.server.call(method, path, { as, ...(json === undefined ? {} : { json }) });
const advertisersOf = async (connectionId: string): Promise<GrantedAdvertiser[]> =>
  (await call('GET', `/v1/connections/${connectionId}/advertisers`)).json.items;

describe('a token that no key opens', () => {
  // As after ENCRYPTION_KEYS was lost and made anew.
  const seal = async (connectionId: string, key: Uint8Array) => {
    const sealedToken = createSealer([key]).seal(
      JSON.stringify({ accessToken: 'tok-0123456789' }),
      secretContext(connectionOwner('workspace-1', connectionId)),
    );
    await together.server.deps.store.workspace('workspace-1').connections.update(connectionId, { sealedToken });
  };

  test('is explained, is no internal error, and signing in again repairs it', async () => {
    const connectionId = await together.connect(token);
    await seal(connectionId, randomBytes(32));
    const listed = await call('GET', `/v1/connections/${connectionId}/advertisers`);
    expect([listed.status, listed.json.code]).toEqual([409, 'connection_disconnected']);
    expect(listed.json.detail).toMatch(/encryption key changed.*[Ss]igning in again/);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
    const checked = await call('POST', `/v1/connections/${connectionId}/check`);
    expect(checked.json).toMatchObject({
      state: 'disconnected',
      stateReason: { code: 'connection_disconnected', message: listed.json.detail },
    });
    await together.connect(token, { connectionId });
    expect(await advertisersOf(connectionId)).toHaveLength(8);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
  });

  test('can be removed', async () => {
    const connectionId = await together.connect(token);
    await seal(connectionId, randomBytes(32));
    expect((await call('DELETE', `/v1/connections/${connectionId}`)).status).toBe(204);
  });
});

describe('using a grant', () => {
  test('a refused token disconnects whoever meets it', async () => {
    const connectionId = await together.connect(token);
    const run = () =>
      withGrant(together.server.deps, 'workspace-1', connectionId, 'write', async () => {
        throw new TikTokApiError({
          kind: 'refused',
          code: 40105,
          message: 'x',
          tiktokMessage: 'Access token is incorrect or has been revoked.',
          tiktokRequestId: 'r-1',
          mayHaveHappened: false,
        });
      });
    await expect(run()).rejects.toMatchObject({ code: 'connection_disconnected', tiktokRequestId: 'r-1' });
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('disconnected');
    await expect(run()).rejects.toMatchObject({ code: 'connection_disconnected', tiktokRequestId: 'r-1' });
  });

  test('a token that was replaced meanwhile does not disconnect the new one', async () => {
    const connectionId = await together.connect(token);
    const late = withGrant(together.server.deps, 'workspace-1', connectionId, 'read', async () => {
      await together.connect(token, { connectionId });
      throw new TikTokApiError({ kind: 'refused', code: 40105, message: 'x', mayHaveHappened: false });
    });
    await expect(late).rejects.toMatchObject({ code: 'connection_disconnected' });
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
  });

  test('a read-only connection reads and does not write', async () => {
    const connectionId = await together.connect(token);
    await together.server.deps.store.workspace('workspace-1').connections.update(connectionId, { state: 'read_only' });
    const use = (purpose: 'read' | 'write') =>
      withGrant(together.server.deps, 'workspace-1', connectionId, purpose, async (grant) => grant.connectionId);
    await expect(use('write')).rejects.toMatchObject({ code: 'connection_read_only' });
    await expect(use('read')).resolves.toBe(connectionId);
  });

  test('another workspace has no such grant', async () => {
    const connectionId = await together.connect(token);
    await expect(
      withGrant(together.server.deps, 'workspace-2', connectionId, 'read', async () => 1),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('other failures of TikTok pass through as they are', async () => {
    const connectionId = await together.connect(token);
    const error = new TikTokApiError({ kind: 'refused', code: 40001, message: 'x', mayHaveHappened: false });
    await expect(
      withGrant(together.server.deps, 'workspace-1', connectionId, 'read', () => Promise.reject(error)),
    ).rejects.toBe(error);
    expect((await call('GET', `/v1/connections/${connectionId}`)).json.state).toBe('active');
  });
});
