import { describe, expect, test } from 'vitest';
import { toAppError } from '../../server/tiktok-failure/index.ts';
import type { AppError } from '../../server/errors.ts';
import { TikTokApiError } from '../../server/tiktok/index.ts';

describe("TikTok's failures in our words", () => {
  const of = (failure: Partial<ConstructorParameters<typeof TikTokApiError>[0]>): AppError =>
    toAppError(
      new TikTokApiError({
        kind: 'refused',
        message: 'internal words',
        mayHaveHappened: false,
        tiktokRequestId: 'r',
        ...failure,
      }),
    );

  test.each([
    [40001, 'tiktok_permission_denied'],
    [40002, 'tiktok_error'],
    [40009, 'tiktok_not_in_sandbox'],
    [40016, 'tiktok_rate_limited'],
    [40100, 'tiktok_rate_limited'],
    [40101, 'tiktok_error'],
    [40102, 'tiktok_token_rejected'],
    [40105, 'tiktok_token_rejected'],
    [40130, 'tiktok_permission_denied'],
    [40133, 'tiktok_rate_limited'],
    [50000, 'tiktok_unavailable'],
    [51010, 'tiktok_unavailable'],
    [60001, 'tiktok_unavailable'],
    [61000, 'tiktok_rate_limited'],
  ] as const)('code %i is %s', (code, expected) => {
    const error = of({ code, tiktokMessage: 'their words' });
    expect(error).toMatchObject({ code: expected, tiktokRequestId: 'r', members: { tiktokCode: code } });
    expect(error.message).toContain(`TikTok's code ${code}: their words`);
    expect(error.message).not.toContain('internal words');
  });

  test('what came without an envelope', () => {
    expect(of({ kind: 'network' }).code).toBe('tiktok_unavailable');
    expect(of({ kind: 'shape' }).code).toBe('tiktok_unavailable');
    expect(of({ kind: 'edge', httpStatus: 502 }).code).toBe('tiktok_unavailable');
    expect(of({ kind: 'edge', httpStatus: 429, retryAfterMs: 1500 })).toMatchObject({
      code: 'tiktok_rate_limited',
      members: { retryAfterSeconds: 2 },
    });
  });
});
