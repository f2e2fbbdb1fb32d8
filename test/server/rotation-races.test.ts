import { afterEach, describe, expect, test } from 'vitest';
import { createServer } from '../../server/create-server.ts';
import { secretContext } from '../../server/crypto/index.ts';
import { rotateToken } from '../../server/tokens/index.ts';
import { DAY, DUE, holdAnswers, REFRESH, type Rotating, startRotating, WORKSPACE } from './rotation-support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});
async function start(...args: Parameters<typeof startRotating>): Promise<Rotating> {
  const rotating = await startRotating(...args);
  stops.push(rotating.stop);
  return rotating;
}

describe('one renewal at a time', () => {
  test('serves everybody in the process who needs the token', async () => {
    const { advance, use, refreshes, simulator } = await start('rotate');
    advance(DAY + 1);
    const answers = await Promise.all(Array.from({ length: 20 }, () => use()));
    expect(answers).toHaveLength(20);
    expect(await refreshes()).toBe(1);
    expect(await simulator.tokens()).toMatchObject([{ refreshes: 1, duplicateRefreshes: 0 }]);
  });

  test('serves two servers on one database', async () => {
    const rotating = await start('rotate');
    const { advance, server, refreshes, id, read, now, simulator } = rotating;
    const other = await createServer(server.deps.config, { clock: { now }, log: server.deps.log });
    stops.push(() => other.close());
    advance(DUE);
    const { arrived, letGo } = holdAnswers(rotating);
    const cause = { tokenVersion: 1, because: 'due' } as const;
    const first = rotateToken(server.deps, WORKSPACE, id, cause);
    await arrived;
    const second = rotateToken(other.deps, WORKSPACE, id, cause);
    const third = other.jobs.runDue();
    letGo();
    expect(await first).toMatchObject({ kind: 'renewed', connection: { tokenVersion: 2 } });
    expect(await second).toMatchObject({ kind: 'renewed', connection: { tokenVersion: 2 } });
    await third;
    expect(await refreshes()).toBe(1);
    expect((await read()).tokenVersion).toBe(2);
    expect(await simulator.tokens()).toMatchObject([{ duplicateRefreshes: 0 }]);
  });
});

describe('a renewal and something else at the same moment', () => {
  test('a new sign-in wins: the answer that comes later does not overwrite it', async () => {
    const rotating = await start('rotate');
    const { server, id, read, tokens, reconnect, advance, simulator, use, journal } = rotating;
    advance(DUE);
    const { arrived, letGo } = holdAnswers(rotating);
    const rotation = rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' });
    await arrived;
    expect(await reconnect()).toBe(id);
    const signedIn = await tokens();
    letGo();
    expect(await rotation).toMatchObject({ kind: 'renewed', connection: { tokenVersion: 2 } });
    expect(await tokens()).toEqual(signedIn);
    expect(await read()).toMatchObject({ state: 'active', tokenVersion: 2 });
    expect(await journal()).toEqual([]);
    await use();
    const newest = (await simulator.tokens()).find(({ refreshes }) => refreshes === 0);
    expect(newest?.refreshTokenLast4).toBe(signedIn.refreshToken?.slice(-4));
  });

  test('a refusal that comes after a new sign-in does not touch it', async () => {
    const rotating = await start();
    const { server, id, read, reconnect, advance, simulator } = rotating;
    advance(DUE);
    await simulator.addFault({ kind: 'code', code: 40107, path: REFRESH, times: 1 });
    const { tiktok } = server.deps;
    const original = tiktok.request.bind(tiktok);
    Object.assign(tiktok, {
      async request(wanted: { path: string }) {
        if (wanted.path === REFRESH) await reconnect();
        return original(wanted as never);
      },
    });
    await rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' });
    expect(await read()).toMatchObject({ state: 'active', stateReason: null, tokenVersion: 2 });
  });

  test('a connection that is removed meanwhile gets nothing, and the pair is withdrawn at TikTok', async () => {
    const rotating = await start('rotate');
    const { server, id, read, advance, call, simulator, runDue, journal, workspace } = rotating;
    advance(DUE);
    const { arrived, letGo } = holdAnswers(rotating);
    const rotation = rotateToken(server.deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' });
    await arrived;
    expect((await call('DELETE', `/v1/connections/${id}`)).status).toBeLessThan(300);
    letGo();
    expect(await rotation).toEqual({ kind: 'gone' });
    expect(await workspace().connections.get(id)).toMatchObject({ state: 'revoked', sealedToken: null });
    expect(await journal()).toEqual([]);
    await runDue();
    expect(await simulator.tokens()).toEqual([]);
    expect((await read()).sealedToken).toBeNull();
  });

  test('sealing everything anew does not lose the pair', async () => {
    const rotating = await start('rotate');
    const { server, id, advance, simulator, tokens } = rotating;
    const { deps } = server;
    advance(DUE);
    const { arrived, letGo } = holdAnswers(rotating);
    const rotation = rotateToken(deps, WORKSPACE, id, { tokenVersion: 1, because: 'due' });
    await arrived;
    const changed = await deps.store.resealSecrets((sealed, owner) => {
      const context = secretContext(owner);
      return deps.sealer.seal(deps.sealer.open(sealed, context), context);
    });
    expect(changed).toBeGreaterThan(0);
    letGo();
    await rotation;
    const [grant] = await simulator.tokens();
    expect((await tokens()).refreshToken?.slice(-4)).toBe(grant?.refreshTokenLast4);
  });
});
