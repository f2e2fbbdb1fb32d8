import { describe, expect, test } from 'vitest';
import {
  ANNOUNCE_BEFORE_MS,
  classifyFailure,
  type FailedRotation,
  firstLookAt,
  judgeFailure,
  nextStep,
  putOffUntil,
  restingState,
  ROTATE_BEFORE_MS,
  rotationDueAt,
  signInEndsAt,
  SPREAD_MS,
  type TokenLife,
  WARN_BEFORE_MS,
} from '../../server/tokens/rotation-plan.ts';
import { TikTokApiError } from '../../server/tiktok/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** When the token of every example ends. */
const END = 1_800_000_000_000;

/** A healthy renewable token unless said otherwise. */
function life(change: Partial<TokenLife> = {}): TokenLife {
  return {
    state: 'active',
    tokenExpiresAt: END,
    refreshExpiresAt: END + 300 * DAY,
    renewalTroubleSince: null,
    ...change,
  };
}
const UNRENEWABLE = { refreshExpiresAt: null } as const;
const LONG_LIVED = { tokenExpiresAt: null, refreshExpiresAt: null } as const;
const REFUSED = { state: 'read_only', renewalTroubleSince: null } as const;

describe('when a token is renewed', () => {
  test.each([0, 0.1, 0.5, 0.9, 0.999999, 1])('lies in the hour before the mark of six hours at spread %d', (spread) => {
    const due = rotationDueAt(END, spread);
    expect(due).toBeGreaterThanOrEqual(END - ROTATE_BEFORE_MS - SPREAD_MS);
    expect(due).toBeLessThan(END - ROTATE_BEFORE_MS);
  });

  test('a thousand connections that signed in together are renewed all over the hour', () => {
    const dues = Array.from({ length: 1000 }, (_, index) => rotationDueAt(END, index / 1000));
    const perMinute = new Map<number, number>();
    for (const due of dues) {
      const minute = Math.floor(due / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
    }
    expect(Math.max(...perMinute.values())).toBeLessThanOrEqual(20);
  });

  test('depends on the place in the hour, not on when one looks', () => {
    const due = rotationDueAt(END, 0.25);
    expect(nextStep(life(), END - 20 * HOUR, 0.25)).toEqual({ kind: 'wait', until: due });
    expect(nextStep(life(), due - 1, 0.25)).toEqual({ kind: 'wait', until: due });
    expect(nextStep(life(), due, 0.25)).toEqual({ kind: 'rotate' });
  });
});

describe('the next step', () => {
  const due = rotationDueAt(END, 0.5);
  const announceAt = END + 300 * DAY - ANNOUNCE_BEFORE_MS;
  const nearEnd = { refreshExpiresAt: END + 10 * DAY };
  test.each<[string, Partial<TokenLife>, number, ReturnType<typeof nextStep>]>([
    ['nothing for a token that lives until it is revoked', LONG_LIVED, 0, { kind: 'none' }],
    ['nothing for a disconnected connection', { state: 'disconnected' }, END + DAY, { kind: 'none' }],
    ['nothing for a removed connection', { state: 'revoked' }, END + DAY, { kind: 'none' }],
    ['a renewal long after the end too', {}, END + 10 * DAY, { kind: 'rotate' }],
    [
      'a renewal while earlier ones failed',
      { state: 'expiring', renewalTroubleSince: END - 3 * HOUR },
      END - HOUR,
      { kind: 'rotate' },
    ],
    [
      'a renewal while earlier ones failed and the token is over',
      { state: 'read_only', renewalTroubleSince: 1 },
      END + 1,
      { kind: 'rotate' },
    ],
    ['no renewal after TikTok refused one: the end is waited for', REFUSED, END - HOUR, { kind: 'wait', until: END }],
    ['the end of a token whose renewal TikTok refused', REFUSED, END, { kind: 'end' }],
    ['the end of a token without a refresh token', { ...UNRENEWABLE, state: 'expiring' }, END, { kind: 'end' }],
    ['the announcement of a token without a refresh token', UNRENEWABLE, END - DAY, { kind: 'settle' }],
    ['the end of it, once announced', { ...UNRENEWABLE, state: 'expiring' }, END - DAY, { kind: 'wait', until: END }],
    [
      'the end of a token whose refresh token is over',
      { state: 'expiring', refreshExpiresAt: END - HOUR },
      END - MINUTE,
      { kind: 'wait', until: END },
    ],
    [
      'the end of such a token when it comes',
      { state: 'expiring', refreshExpiresAt: END - HOUR },
      END,
      { kind: 'end' },
    ],
    [
      'the end also where renewing had failed',
      { state: 'read_only', renewalTroubleSince: 1, refreshExpiresAt: END - 1 },
      END,
      { kind: 'end' },
    ],
    ['the announcement 14 days before the sign-in ends', nearEnd, END - 20 * HOUR, { kind: 'settle' }],
    [
      'the renewal after the announcement',
      { ...nearEnd, state: 'expiring' },
      END - 20 * HOUR,
      { kind: 'wait', until: due },
    ],
    [
      'what a cut-off renewal left undone: trouble that is over',
      { state: 'expiring', renewalTroubleSince: 1 },
      END - 20 * HOUR,
      { kind: 'settle' },
    ],
    [
      'what a cut-off renewal left undone: a state that is over',
      { state: 'read_only', renewalTroubleSince: 1 },
      END - 20 * HOUR,
      { kind: 'settle' },
    ],
    ['a state without its reason', { state: 'expiring' }, END - 20 * HOUR, { kind: 'settle' }],
  ])('is %s', (_, change, now, expected) => {
    expect(nextStep(life(change), now, 0.5)).toEqual(expected);
  });

  test('is the announcement where that comes before the renewal', () => {
    const at = END - 10 * HOUR;
    const ends = at + HOUR + ANNOUNCE_BEFORE_MS;
    expect(nextStep(life({ refreshExpiresAt: ends }), at, 0.5)).toEqual({ kind: 'wait', until: at + HOUR });
    expect(announceAt).toBeGreaterThan(due);
  });
});

describe('the state without trouble', () => {
  test.each([
    ['active', 14 * DAY + 1],
    ['expiring', 14 * DAY],
    ['expiring', 0],
    ['expiring', -1],
  ] as const)('is %s when the sign-in ends in %d ms', (state, ms) => {
    expect(restingState({ tokenExpiresAt: END, refreshExpiresAt: END + ms }, END)).toBe(state);
    expect(restingState({ tokenExpiresAt: END + ms, refreshExpiresAt: null }, END)).toBe(state);
  });
  test('is active for a token that lives until it is revoked', () => {
    expect(restingState(LONG_LIVED, END)).toBe('active');
    expect(signInEndsAt(LONG_LIVED)).toBeNull();
  });
});

describe('a token that was just stored', () => {
  test('is looked at when it is due', () => {
    expect(firstLookAt(life(), END - DAY, 0.5)).toBe(rotationDueAt(END, 0.5));
  });
  test('is looked at after half of its life where that is shorter than the mark', () => {
    expect(firstLookAt(life(), END - HOUR, 0.5)).toBe(END - HOUR / 2);
    expect(firstLookAt(life(), END + HOUR, 0.5)).toBe(END + HOUR);
  });
  test('is looked at now where its state is out of date', () => {
    expect(firstLookAt(life(UNRENEWABLE), END - DAY, 0.5)).toBe(END - DAY);
  });
  test('is never looked at where it lives until it is revoked', () => {
    expect(firstLookAt(life(LONG_LIVED), END, 0.5)).toBeNull();
  });
});

describe('renewals that were missed', () => {
  const planned = END - 6.5 * HOUR;
  test.each([
    ['not while they are on time', planned, planned + MINUTE, {}],
    ['not before the mark, however late', planned, END - 6 * HOUR, {}],
    ['not when the plan itself was past the mark', END - HOUR, END - HOUR + MINUTE, {}],
    ['not after a failure', planned, END - HOUR, { renewalTroubleSince: planned }],
  ])('are put off %s', (_, plannedAt, now, change) => {
    expect(putOffUntil(plannedAt, life(change), now, 0.5)).toBeNull();
  });
  test.each([
    ['ten minutes', END - 5 * HOUR, 10 * MINUTE],
    ['a quarter of what is left', END - 20 * MINUTE, 5 * MINUTE],
    ['ten minutes when the token is over', END + 3 * DAY, 10 * MINUTE],
  ])('are spread over %s', (_, now, over) => {
    expect(putOffUntil(planned, life(), now, 1)).toBe(now + over);
    expect(putOffUntil(planned, life(), now, 0)).toBe(now);
  });
  test('run when the time they were put off to comes', () => {
    const now = END - 5 * HOUR;
    const until = putOffUntil(planned, life(), now, 0.7) ?? 0;
    expect(putOffUntil(until, life(), until + 1, 0.7)).toBeNull();
  });
});

function refusal(code: number, tiktokMessage = '', retryAfterMs: number | null = null): TikTokApiError {
  return new TikTokApiError({
    kind: 'refused',
    code,
    message: '',
    tiktokMessage,
    mayHaveHappened: false,
    retryAfterMs,
  });
}

describe('a failed renewal', () => {
  test.each([40102, 40103, 40105, 40106, 40107, 40108, 40110, 40114, 40119, 40120, 40309, 40000, 40001, 40002])(
    'with code %d is TikTok’s last word',
    (code) => expect(classifyFailure(refusal(code))).toEqual({ kind: 'refused' }),
  );
  test('with a text that says the token is another app’s is TikTok’s last word', () => {
    expect(classifyFailure(refusal(40000, 'The app_id does not match the token.'))).toEqual({ kind: 'refused' });
  });
  test.each([40016, 40100, 40101, 40113, 40124, 40132, 40133, 40201, 41001, 50000, 50002, 51010, 60001, 61000])(
    'with code %d may work later',
    (code) => expect(classifyFailure(refusal(code))).toMatchObject({ kind: 'trouble' }),
  );
  test('with a throttle in the text of a 40000 may work later', () => {
    expect(classifyFailure(refusal(40000, 'Too many requests'))).toMatchObject({ kind: 'trouble' });
  });
  test.each(['network', 'edge', 'shape'] as const)('of the kind %s may work later', (kind) => {
    const error = new TikTokApiError({ kind, message: '', mayHaveHappened: true, retryAfterMs: 5 });
    expect(classifyFailure(error)).toEqual({ kind: 'trouble', retryAfterMs: 5 });
  });
});

describe('what a failed renewal makes of a connection', () => {
  const refused: FailedRotation = { kind: 'refused' };
  const trouble: FailedRotation = { kind: 'trouble', retryAfterMs: null };
  const near = { refreshExpiresAt: END + DAY };
  test.each<[string, FailedRotation, Partial<TokenLife>, number, boolean, string, string]>([
    ['refused, with hours left', refused, {}, END - HOUR, false, 'read_only', 'refused'],
    ['refused, and the token is over', refused, {}, END, false, 'disconnected', 'dead'],
    ['refused, and the token is refused too', refused, {}, END - HOUR, true, 'disconnected', 'dead'],
    ['trouble with time left', trouble, {}, END - WARN_BEFORE_MS - 1, false, 'active', 'nothing'],
    ['trouble with time left, announced', trouble, near, END - WARN_BEFORE_MS - 1, false, 'expiring', 'nothing'],
    ['trouble with two hours left', trouble, {}, END - WARN_BEFORE_MS, false, 'expiring', 'warned'],
    ['trouble, and the token is over', trouble, {}, END, false, 'read_only', 'over'],
    ['trouble, and the token is refused', trouble, {}, END - DAY, true, 'read_only', 'over'],
  ])('%s', (_, failure, change, now, isDead, state, tells) => {
    expect(judgeFailure(failure, life(change), now, { isDead, random: 0.5 })).toMatchObject({ state, tells });
  });

  test('no further try after a refusal', () => {
    expect(judgeFailure(refused, life(), END - HOUR, { isDead: false, random: 0.5 }).retryAt).toBeNull();
  });
  test.each([
    [0, MINUTE],
    [MINUTE, MINUTE],
    [10 * MINUTE, 5 * MINUTE],
    [2 * HOUR, 15 * MINUTE],
  ])('after %d ms of trouble the next try comes after %d ms', (lasted, pause) => {
    const now = END - 5 * HOUR;
    const since = lasted === 0 ? null : now - lasted;
    const verdict = judgeFailure(trouble, life({ renewalTroubleSince: since }), now, { isDead: false, random: 0.5 });
    expect(verdict.retryAt).toBe(now + pause);
  });
  test('tries of several connections do not stay together', () => {
    const at = (random: number) =>
      judgeFailure(trouble, life(), END - 5 * HOUR, { isDead: false, random }).retryAt ?? 0;
    expect(at(1) - at(0)).toBe(0.4 * MINUTE);
  });
  test('a pause that TikTok asks for is kept, up to an hour', () => {
    const now = END - 5 * HOUR;
    const at = (retryAfterMs: number) =>
      judgeFailure({ kind: 'trouble', retryAfterMs }, life(), now, { isDead: false, random: 0.5 }).retryAt;
    expect(at(5 * MINUTE)).toBe(now + 5 * MINUTE);
    expect(at(9 * HOUR)).toBe(now + HOUR);
  });
  test.each([
    ['the warning', END - WARN_BEFORE_MS],
    ['the end', END],
  ])('the next try comes at %s at the latest, so that the state turns on time', (_, at) => {
    const now = at - 3 * MINUTE;
    const verdict = judgeFailure({ kind: 'trouble', retryAfterMs: HOUR }, life(), now, { isDead: false, random: 0.5 });
    expect(verdict.retryAt).toBe(at);
  });
});
