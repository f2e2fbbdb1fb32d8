import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Connection } from '../../shared/connections.ts';
import type { AppError } from '../../server/errors.ts';
import type { ConnectionRecord } from '../../server/store/connections.ts';
import { inspectAccountToken, type TikTokRequest } from '../../server/tiktok/index.ts';
import { connectionOwner, openTokens, type TokenSet } from '../../server/tokens/index.ts';
import { withGrant } from '../../server/connections/index.ts';
import { startTogether, type Together } from '../support/connected.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Just before the mark of six hours, where every renewal is due. */
export const DUE = 18 * HOUR - 60_000;
export const WORKSPACE = 'workspace-1';
export const REFRESH = '/tt_user/oauth2/refresh_token/';

/** A server and a simulator whose clocks go together, and a sign-in of a TikTok account. */
export async function startRotating(
  refreshTokens: 'keep' | 'rotate' = 'keep',
  options: { advertisers?: boolean } = {},
) {
  let shift = 0;
  const together: Together = await startTogether({ simulator: { refreshTokens, clock: () => Date.now() + shift } });
  const { server, simulator } = together;
  const connect = async (connectionId?: string) =>
    together.connect(await together.session(), {
      kind: options.advertisers === true ? 'advertiser' : 'tiktok_account',
      ...(connectionId === undefined ? {} : { connectionId }),
    });
  const id = await connect();
  const workspace = () => server.deps.store.workspace(WORKSPACE);

  const read = async (): Promise<ConnectionRecord> => {
    const record = await workspace().connections.get(id);
    if (record === null) throw new Error('no such connection');
    return record;
  };
  const call = async (method: string, path: string, json?: unknown) =>
    server.call(method, path, {
      as: server.hostKey,
      workspaceId: WORKSPACE,
      ...(json === undefined ? {} : { json }),
    });
  return {
    together,
    server,
    simulator,
    id,
    workspace,
    read,
    call,
    /** Signs in again. */
    reconnect: () => connect(id),
    now: () => Date.now() + shift,
    /** Moves TikTok's clock and the server's. */
    advance: (ms: number): void => {
      shift += ms;
      together.advance(ms);
    },
    runDue: () => server.jobs.runDue(),
    show: async (): Promise<Connection> => {
      const answer = await call('GET', `/v1/connections/${id}`);
      expect(answer.status, answer.text).toBe(200);
      return answer.json;
    },
    refreshes: async () => (await simulator.requests(REFRESH)).length,
    tokens: async (): Promise<TokenSet> =>
      openTokens(server.deps, connectionOwner(WORKSPACE, id), (await read()).sealedToken ?? ''),
    journal: () => readdir(join(server.dataDir, 'rotations')).catch((): string[] => []),
    /** Uses the token the way a feature does; TikTok tells whether it takes it. */
    use: (purpose: 'read' | 'write' = 'read') =>
      withGrant(server.deps, WORKSPACE, id, purpose, ({ accessToken }) =>
        inspectAccountToken(server.deps.tiktok, simulator.info.appId, accessToken),
      ),
    stop: () => together.stop(),
  };
}
export type Rotating = Awaited<ReturnType<typeof startRotating>>;

/** The error that a call must end in. */
export async function failing(promise: Promise<unknown>): Promise<AppError> {
  const outcome = await promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
  expect(outcome).toHaveProperty('name', 'AppError');
  return outcome as AppError;
}

/** Stops TikTok's answers to a renewal on their way to the server: they count at TikTok and wait here. */
export function holdAnswers(rotating: Rotating, path = REFRESH): { arrived: Promise<void>; letGo: () => void } {
  const { tiktok } = rotating.server.deps;
  const original = tiktok.request.bind(tiktok);
  let arrive = (): void => {};
  let letGo = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  Object.assign(tiktok, {
    async request<Data>(wanted: TikTokRequest<Data>) {
      const answer = await original(wanted);
      if (wanted.path === path) {
        arrive();
        await gate;
      }
      return answer;
    },
  });
  return { arrived, letGo: () => letGo() };
}
