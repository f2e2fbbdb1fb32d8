import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isPassing } from '../../server/exports/failures.ts';
import { toAppError } from '../../server/tiktok-failure/index.ts';
import { findReturnCode, RETURN_CODES, TikTokApiError, UNKNOWN_CODE } from '../../server/tiktok/index.ts';
import { isTokenRejected } from '../../server/tiktok/return-codes.ts';
import { decideRetry, mayHaveHappened } from '../../server/tiktok/retry.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { ERRORS_DOC, withReturnCodes } from '../package/errors-doc.ts';

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** TikTok's own list, read from the page "Return codes" and the SDK, row by row. */
const DOCUMENTED: readonly number[] = [
  0,
  20001,
  40000,
  40001,
  40002,
  40003,
  40007,
  40008,
  40006,
  40051,
  40010,
  40009,
  40013,
  40011,
  40012,
  40016,
  40050,
  40052,
  40053,
  40061,
  40062,
  40063,
  40067,
  40100,
  40101,
  40102,
  40103,
  40104,
  40105,
  40106,
  40107,
  40108,
  40110,
  40109,
  40112,
  40115,
  40116,
  40113,
  40117,
  40118,
  40114,
  40119,
  40120,
  40309,
  40121,
  40122,
  40126,
  40127,
  40128,
  40129,
  40124,
  40125,
  40130,
  40131,
  40132,
  40133,
  40200,
  40201,
  40202,
  40300,
  40301,
  40302,
  40400,
  40502,
  40700,
  40900,
  40901,
  40902,
  40903,
  40914,
  40913,
  40904,
  40916,
  40905,
  40906,
  40907,
  40908,
  40909,
  40910,
  40911,
  40912,
  40915,
  41000,
  41001,
  41002,
  50000,
  50002,
  51099,
  53102,
  53103,
  60001,
  61000,
  70001,
  ...range(51000, 51067),
  ...range(52000, 52999),
];

const refused = (code: number, tiktokMessage = '') =>
  new TikTokApiError({ kind: 'refused', code, message: 'x', tiktokMessage, mayHaveHappened: false });
const explained = (code: number, tiktokMessage = '') => toAppError(refused(code, tiktokMessage));
const decide = (code: number, message = '', repeatable = true) =>
  decideRetry({
    attempt: 1,
    outcome: { kind: 'refused', code, message },
    repeatable,
    elapsedMs: 0,
    random: 0.5,
    nowMs: Date.UTC(2026, 2, 12, 12),
  });

describe('what a return code leads to', () => {
  test('every documented code is named by a row, and by one row for each text', () => {
    for (const code of DOCUMENTED) {
      const named = RETURN_CODES.filter(({ codes }) => codes.includes(code));
      const within = RETURN_CODES.filter(({ codes }) =>
        codes.some((each) => typeof each !== 'number' && each[0] <= code && code <= each[1]),
      );
      expect(named.length + within.length, String(code)).toBeGreaterThan(0);
      expect(findReturnCode(code, ''), String(code)).not.toBe(UNKNOWN_CODE);
      // Several rows only where the text tells them apart: all but the last ask for one.
      expect(
        named.slice(0, -1).every(({ text }) => text !== undefined),
        String(code),
      ).toBe(true);
      expect(named.at(-1)?.text, String(code)).toBeUndefined();
    }
  });

  test('no row names a code that is not documented', () => {
    const named = RETURN_CODES.flatMap(({ codes }) =>
      codes.flatMap((each) => (typeof each === 'number' ? [each] : each[1] - each[0] > 1000 ? [] : range(...each))),
    );
    expect(named.filter((code) => !DOCUMENTED.includes(code))).toEqual([]);
  });

  test.each([
    [40000, 'Too frequent requests, please retry later', 'wait', 'tiktok_rate_limited'],
    [40000, 'The access token does not belong to app_id 7104', 'reconnect', 'tiktok_token_rejected'],
    [40000, 'app_id and access_token mismatch', 'reconnect', 'tiktok_token_rejected'],
    [40000, 'Access token was not issued by this developer app', 'reconnect', 'tiktok_token_rejected'],
    [40000, 'app_id: Field required', 'fix_input', 'tiktok_error'],
    [40000, 'access_token must be text', 'fix_input', 'tiktok_error'],
    [40000, 'page_size is not valid', 'fix_input', 'tiktok_error'],
    [40001, 'No permission to operate advertiser 7104.', 'ask_admin', 'tiktok_permission_denied'],
    [40001, 'The access token lacks the required scope for endpoint.', 'reconnect', 'tiktok_permission_denied'],
    [40700, 'RPC timeout', 'retry', 'tiktok_unavailable'],
    [40700, 'field is missing', 'fix_input', 'tiktok_error'],
  ] as const)('%i with "%s": %s', (code, text, outcome, error) => {
    expect(findReturnCode(code, text)).toMatchObject({ outcome, error });
    expect(explained(code, text).code).toBe(error);
  });

  test.each([
    [51500, 'retry', 'tiktok_unavailable'],
    [59999, 'retry', 'tiktok_unavailable'],
    [49999, 'give_up', 'tiktok_error'],
    [99999, 'give_up', 'tiktok_error'],
  ] as const)('the unknown code %i has the documented default %s', (code, outcome, error) => {
    expect(findReturnCode(code, 'whatever')).toMatchObject({ outcome, error });
  });

  test('an outcome is what happens: only retry and wait are asked again, and a refusal people must act on never is', () => {
    for (const row of RETURN_CODES) {
      const [first] = row.codes;
      const code = typeof first === 'number' ? first : (first?.[0] ?? 0);
      if (row.text !== undefined || findReturnCode(code, '') !== row) continue;
      const decision = decide(code);
      const comesBack = decision.kind === 'retry' || decision.retryAfterMs !== null;
      expect(comesBack, row.meaning).toBe(row.outcome === 'retry' || row.outcome === 'wait');
      if (mayHaveHappened({ kind: 'refused', code, message: '' }))
        expect(decide(code, '', false).kind, row.meaning).toBe('stop');
      if (row.error !== null) {
        expect(ERROR_CODES).toContain(row.error);
        expect(explained(code).code).toBe(row.error);
      }
    }
  });

  test('an export goes on by itself after exactly those, also where the text alone tells', () => {
    for (const [code, text] of [...DOCUMENTED.map((each) => [each, ''] as const), [40700, 'RPC timeout'] as const]) {
      const { outcome } = findReturnCode(code, text);
      expect(isPassing(refused(code, text)), `${code} ${text}`).toBe(outcome === 'retry' || outcome === 'wait');
    }
  });

  test('what people are told names who can act', () => {
    expect(explained(40001, 'the scope is missing').message).toMatch(/leave every permission ticked/);
    expect(explained(40301).message).toMatch(/admin of the ad account/);
    expect(explained(40118).message).toMatch(/Whoever runs the app/);
    expect(explained(40124).message).toMatch(/Whoever runs the app/);
    expect(explained(40201).message).toMatch(/not do this yet/);
    expect(explained(40502).message).toMatch(/has to be changed/);
    expect(explained(40010).message).toMatch(/TikTok’s support/);
  });

  test('a token of another app is a refused token, told by the text alone', () => {
    expect(isTokenRejected(40000)).toBe(false);
    expect(isTokenRejected(40000, 'app_id and access_token mismatch')).toBe(true);
    expect(isTokenRejected(null)).toBe(false);
  });
});

test('docs/errors.md holds the table as it is written from the code', async () => {
  const document = await readFile(ERRORS_DOC, 'utf8');
  expect(document === withReturnCodes(document), 'run `npm run docs:errors`').toBe(true);
});
