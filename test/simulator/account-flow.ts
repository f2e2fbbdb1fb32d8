// The TikTok-account flow as a client meets it: sign in, exchange the code, refresh.

import { afterEach, expect } from 'vitest';
import type { SimulatorOptions } from '../../demo/simulator/index.ts';
import { SimulatorHarness, type Answer } from './harness.ts';

export const REDIRECT_URI = 'https://client.example/tt-callback';
export const SCOPE = 'user.info.basic,video.list';
export const HOUR = 3_600;
export const DAY = 24 * HOUR;
export const YEAR = 31_536_000;

const running: SimulatorHarness[] = [];
export async function start(options: SimulatorOptions = {}): Promise<SimulatorHarness> {
  // A clock that only the test moves: lifetimes come out to the second.
  const harness = await SimulatorHarness.start({ clock: () => 1_800_000_000_000, ...options });
  running.push(harness);
  return harness;
}
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

export const client = (harness: SimulatorHarness): { client_id: string; client_secret: string } => ({
  client_id: harness.simulator.info().appId,
  client_secret: harness.simulator.info().appSecret,
});

export function authorizeQuery(harness: SimulatorHarness, change: Record<string, string> = {}): Record<string, string> {
  return {
    client_key: harness.simulator.info().appId,
    response_type: 'code',
    scope: SCOPE,
    redirect_uri: REDIRECT_URI,
    state: 's1',
    ...change,
  };
}

/** Signs in and answers the address of the consent page. */
export async function signIn(
  harness: SimulatorHarness,
  userIndex = 0,
  change: Record<string, string> = {},
): Promise<string> {
  const user = harness.simulator.world.users[userIndex];
  const form = new URLSearchParams({
    ...authorizeQuery(harness, change),
    email: user?.email ?? '',
    password: user?.password ?? '',
  });
  return (await harness.submit('/v2/auth/authorize', form)).headers.get('location') ?? '';
}

export async function authCode(
  harness: SimulatorHarness,
  userIndex = 0,
  change: Record<string, string> = {},
): Promise<string> {
  const visit = await signIn(harness, userIndex, change);
  const answer = await harness.submit(visit, new URLSearchParams({ action: 'authorize' }));
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

export function exchange(
  harness: SimulatorHarness,
  code: string,
  change: Record<string, unknown> = {},
): Promise<Answer> {
  return harness.post(
    '/tt_user/oauth2/token/',
    { ...client(harness), grant_type: 'authorization_code', auth_code: code, redirect_uri: REDIRECT_URI, ...change },
    null,
  );
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

export function tokensOf(answer: Answer): Tokens {
  expect([answer.code, answer.message]).toEqual([0, 'OK']);
  return { accessToken: String(answer.data['access_token']), refreshToken: String(answer.data['refresh_token']) };
}

export async function connect(harness: SimulatorHarness, userIndex = 0): Promise<Tokens> {
  return tokensOf(await exchange(harness, await authCode(harness, userIndex)));
}

export function refresh(
  harness: SimulatorHarness,
  token: string,
  change: Record<string, unknown> = {},
): Promise<Answer> {
  return harness.post(
    '/tt_user/oauth2/refresh_token/',
    { ...client(harness), grant_type: 'refresh_token', refresh_token: token, ...change },
    null,
  );
}

export async function codeOf(answer: Promise<Answer>): Promise<number> {
  return (await answer).code;
}

export async function grants(harness: SimulatorHarness): Promise<Record<string, unknown>[]> {
  const { body } = await harness.control('/tokens');
  return (body['tokens'] as Record<string, unknown>[]).filter(({ kind }) => kind === 'tiktok_account');
}
