import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { createSealer, secretContext } from '../../server/crypto/index.ts';
import { listKeptSeals, rotateToken } from '../../server/tokens/index.ts';
import { lockRenewal } from '../../server/tokens/renewal-lock.ts';
import { DAY, DUE, failing, HOUR, REFRESH, type Rotating, startRotating, WORKSPACE } from './rotation-support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});
async function start(...args: Parameters<typeof startRotating>): Promise<Rotating> {
  const rotating = await startRotating(...args);
  stops.push(rotating.stop);
  return rotating;
}

describe('a renewed pair that the database does not take', () => {
  function failWrites({ server }: Rotating): { mend: () => void } {
    const database = new Database(server.deps.config.databaseUrl.slice('file:'.length));
    database.exec(
      `create trigger full before update of token_version on connections begin select raise(abort, 'database or disk is full'); end`,
    );
    return {
      mend: () => {
        database.exec('drop trigger full');
        database.close();
      },
    };
  }

  test.each(['keep', 'rotate'] as const)(
    'is stored by the next try, without asking TikTok again (%s)',
    async (policy) => {
      const rotating = await start(policy);
      const { advance, runDue, read, journal, id, refreshes, tokens, simulator, server, use } = rotating;
      advance(DUE);
      const { mend } = failWrites(rotating);
      await expect(rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).rejects.toMatchObject({
        code: 'storage_failed',
      });
      expect(await journal()).toEqual([id]);
      expect((await read()).tokenVersion).toBe(1);
      await runDue();
      mend();
      advance(60_000);
      await runDue();
      expect(await read()).toMatchObject({ tokenVersion: 2, state: 'active' });
      expect(await journal()).toEqual([]);
      expect(await refreshes()).toBe(1);
      const [grant] = await simulator.tokens();
      expect((await tokens()).refreshToken?.slice(-4)).toBe(grant?.refreshTokenLast4);
      await use();
    },
  );

  test('is stored by the next start', async () => {
    const rotating = await start('rotate');
    const { advance, read, journal, refreshes, server, id, use } = rotating;
    advance(DUE);
    const { mend } = failWrites(rotating);
    await expect(rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).rejects.toThrow();
    mend();
    await server.restart();
    expect(await read()).toMatchObject({ tokenVersion: 2, state: 'active' });
    expect(await journal()).toEqual([]);
    expect(await refreshes()).toBe(1);
    await use();
  });

  test('brings a connection back that another server had given up meanwhile', async () => {
    const rotating = await start('rotate');
    const { advance, read, server, id, workspace, use } = rotating;
    advance(DUE);
    const { mend } = failWrites(rotating);
    await expect(rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).rejects.toThrow();
    mend();
    // What a server with a DATA_DIR of its own writes when TikTok no longer takes the old refresh token.
    const failure = { code: 'connection_read_only', message: 'TikTok no longer renews this sign-in.' } as const;
    await workspace().connections.update(id, { state: 'read_only', stateReason: failure });
    await server.restart();
    expect(await read()).toMatchObject({ tokenVersion: 2, state: 'active', stateReason: null });
    await use('write');
  });

  test('leaves nothing on the disk of a connection that is removed, also where a crash left it unfinished', async () => {
    const { server, id, journal, call } = await start();
    const folder = join(server.dataDir, 'rotations');
    await mkdir(folder, { recursive: true });
    for (const name of [`${id}.part`, 'con_other.part']) await writeFile(join(folder, name), 'sealed');
    expect((await call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
    expect(await journal()).toEqual(['con_other.part']);
  });

  test('is withdrawn at TikTok with the connection that is removed before it was stored', async () => {
    const rotating = await start('rotate');
    const { advance, server, id, journal, call, runDue, simulator } = rotating;
    advance(DUE);
    const { mend } = failWrites(rotating);
    await expect(rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).rejects.toThrow();
    mend();
    expect((await call('DELETE', `/v1/connections/${id}`)).status).toBeLessThan(300);
    expect(await journal()).toEqual([]);
    await runDue();
    expect(await simulator.tokens()).toEqual([]);
  });

  test('lies sealed for its connection alone', async () => {
    const rotating = await start();
    const { advance, server, id, tokens, simulator } = rotating;
    advance(DUE);
    const { mend } = failWrites(rotating);
    await expect(rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).rejects.toThrow();
    mend();
    const folder = join(server.dataDir, 'rotations');
    const text = await readFile(join(folder, id), 'utf8');
    expect(text).not.toContain((await tokens()).refreshToken ?? '-');
    const { sealed } = JSON.parse(text) as { sealed: string };
    expect(await listKeptSeals(server.dataDir)).toEqual([{ connectionId: id, sealed }]);
    const sealer = createSealer(server.deps.config.encryptionKeys);
    expect(() =>
      sealer.open(sealed, secretContext({ workspaceId: WORKSPACE, kind: 'rotation', id: 'con_x' })),
    ).toThrow();
    const other = await rotating.together.connect(await rotating.together.session(), {
      kind: 'tiktok_account',
      email: simulator.simulator.world.users[1]?.email ?? '',
    });
    await rm(join(folder, other), { force: true });
    await copyFile(join(folder, id), join(folder, other));
    await server.restart();
    expect(await rotating.workspace().connections.get(other)).toMatchObject({ tokenVersion: 1 });
    expect(await rotating.workspace().connections.get(id)).toMatchObject({ tokenVersion: 2 });
  });

  test('is not asked for while DATA_DIR cannot hold it, unless little time is left', async () => {
    const { advance, runDue, read, refreshes, server } = await start();
    await mkdir(server.dataDir, { recursive: true });
    await rm(join(server.dataDir, 'rotations'), { recursive: true, force: true });
    await writeFile(join(server.dataDir, 'rotations'), 'in the way');
    advance(DUE);
    await runDue();
    expect(await refreshes()).toBe(0);
    expect((await read()).renewalTroubleSince).not.toBeNull();
    advance(4.5 * HOUR);
    await runDue();
    expect(await refreshes()).toBe(1);
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2, renewalTroubleSince: null });
  });
});

describe('the lock of a renewal', () => {
  test('that a crashed server left behind holds others up until it ends by itself', async () => {
    const { server, id, workspace, now, advance, use, refreshes } = await start();
    const { deps } = server;
    await workspace().connections.lockRenewal(id, 'a server that is gone', now(), now() + 120_000);
    expect(await lockRenewal(deps, WORKSPACE, id, () => false, 0)).toMatchObject({ kind: 'busy' });
    expect(await lockRenewal(deps, WORKSPACE, id, () => true, 0)).toMatchObject({ kind: 'settled' });
    advance(DAY + 1);
    await use();
    expect(await refreshes()).toBe(1);
  });

  test('is given back when the renewal is over, whatever came of it', async () => {
    const { server, id, simulator } = await start();
    await simulator.addFault({ kind: 'code', code: 50000, path: REFRESH, times: 1 });
    await rotateToken(server.deps, WORKSPACE, id);
    const lock = await lockRenewal(server.deps, WORKSPACE, id, () => false, 0);
    expect(lock).toMatchObject({ kind: 'locked', connection: { id } });
    if (lock.kind === 'locked') await lock.unlock();
    expect(await rotateToken(server.deps, WORKSPACE, id)).toMatchObject({ kind: 'renewed' });
  });

  test('of a connection that does not exist is not to be had', async () => {
    const { server } = await start();
    expect(await lockRenewal(server.deps, WORKSPACE, 'con_none', () => false, 0)).toEqual({ kind: 'gone' });
    expect(await rotateToken(server.deps, WORKSPACE, 'con_none')).toEqual({ kind: 'gone' });
    expect(await rotateToken(server.deps, 'workspace-2', 'con_none')).toEqual({ kind: 'gone' });
  });
});

describe('what this server lacks for a renewal', () => {
  test('the developer app of the sign-in: said, tried again, and made up for', async () => {
    const { server, id, workspace, read, show, advance, runDue, use } = await start();
    const { appId } = await read();
    await workspace().connections.update(id, { appId: '7000000000000000009' });
    advance(23 * HOUR);
    expect(await rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' })).toMatchObject({
      kind: 'trouble',
      reason: { code: 'tiktok_app_missing' },
    });
    const warned = await show();
    expect(warned).toMatchObject({ state: 'expiring', stateReason: { code: 'connection_expiring' } });
    expect(warned.stateReason?.message).toContain('7000000000000000009');
    await workspace().connections.update(id, { appId });
    advance(2 * 60_000);
    await runDue();
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
    await use();
  });

  test('the key of the stored token: the token is neither asked for nor given up', async () => {
    const { server, id, workspace, read, advance, use, refreshes } = await start();
    const { sealedToken } = await read();
    const other = createSealer([new Uint8Array(32).fill(7)]);
    const context = secretContext({ workspaceId: WORKSPACE, kind: 'connection-token', id });
    await workspace().connections.update(id, { sealedToken: other.seal('{"accessToken":"a"}', context) });
    advance(DAY + 1);
    const error = await failing(use());
    expect(error.code).toBe('connection_disconnected');
    expect(error.message).toContain('encryption key');
    expect((await read()).state).toBe('read_only');
    expect(await refreshes()).toBe(0);
    await workspace().connections.update(id, { sealedToken });
    await rotateToken(server.deps, WORKSPACE, id);
    expect((await read()).state).toBe('active');
  });
});
