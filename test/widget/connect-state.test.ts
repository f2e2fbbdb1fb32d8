import { expect } from 'chai';
import type { ConnectionAttempt } from '../../shared/connections.ts';
import { TikTokAdsError } from '../../widget/client/errors.ts';
import {
  CLOSED_GRACE_MS,
  type ConnectEvent,
  type ConnectState,
  deadlineFor,
  minutesLeft,
  nextState,
  pollDelayMs,
} from '../../widget/controllers/connect-state.ts';
import { ATTEMPT_ID } from './support/ads-server.ts';

describe('the decisions of a sign-in', () => {
  const attempt = { attemptId: ATTEMPT_ID, authorizeUrl: 'https://tiktok.example', startedAt: 0, deadline: 600_000 };
  const answer = (status: ConnectionAttempt['status'], more: Partial<ConnectionAttempt> = {}): ConnectionAttempt => ({
    attemptId: ATTEMPT_ID,
    expiresAt: '2026-03-12T14:42:00.000Z',
    status,
    ...more,
  });
  const run = (events: [ConnectEvent, number][], from: ConnectState = { name: 'idle' }) =>
    events.reduce((state, [event, now]) => nextState(state, event, now), from);
  const waiting = run([
    [{ type: 'started', isBlocked: false }, 0],
    [{ type: 'authorized', attempt }, 0],
  ]);

  it('does not take a window for closed before the server had time to finish', () => {
    const closed: [ConnectEvent, number] = [{ type: 'window', isClosed: true }, 1000];
    const early = run([closed, [{ type: 'answered', answer: answer('pending'), askedAt: 1000 }, 1200]], waiting);
    expect(early.name).to.equal('waiting');
    const late = run(
      [closed, [{ type: 'answered', answer: answer('pending'), askedAt: 1000 + CLOSED_GRACE_MS }, 4000]],
      waiting,
    );
    expect(late.name).to.equal('closed');
    const finished = run(
      [closed, [{ type: 'answered', answer: answer('succeeded', { connectionId: 'con_1' }), askedAt: 1000 }, 1200]],
      waiting,
    );
    expect(finished).to.deep.equal({ name: 'connected', connectionId: 'con_1' });
  });

  it('forgets that a window read as closed when it turns out to be open', () => {
    const back = run(
      [
        [{ type: 'window', isClosed: true }, 1000],
        [{ type: 'window', isClosed: false }, 1500],
      ],
      waiting,
    );
    expect(back).to.deep.equal(waiting);
  });

  it('ends at the deadline, whatever the window does, with time for a last answer', () => {
    expect(run([[{ type: 'tick' }, 600_000]], waiting).name).to.equal('waiting');
    expect(run([[{ type: 'tick' }, 603_000]], waiting).name).to.equal('expired');
    expect(run([[{ type: 'tick' }, 603_000]], { name: 'closed', attempt }).name).to.equal('expired');
  });

  it('ignores answers to another attempt and answers that come after the end', () => {
    const other = { ...answer('succeeded', { connectionId: 'con_1' }), attemptId: 'att_other0000' };
    expect(run([[{ type: 'answered', answer: other, askedAt: 0 }, 0]], waiting)).to.equal(waiting);
    const late: [ConnectEvent, number] = [{ type: 'answered', answer: answer('failed'), askedAt: 0 }, 0];
    expect(run([[{ type: 'reset' }, 0], late], waiting).name).to.equal('idle');
  });

  it('is not sure about a window that was out of sight before it read as closed', () => {
    const cutOff = run(
      [
        [{ type: 'window', isClosed: true, isCutOff: true }, 1000],
        [{ type: 'answered', answer: answer('pending'), askedAt: 1000 + CLOSED_GRACE_MS }, 4000],
      ],
      waiting,
    );
    expect(cutOff).to.deep.equal({ name: 'closed', attempt, isCutOff: true });
  });

  const review = {
    connectionId: 'con_maren0001',
    otherUser: null,
    lostAdvertiserCount: 1,
    lostImportedCount: 0,
    lostAdvertisers: [],
    lostScopes: [{ id: '3', name: 'Audience Management' }],
  };
  const held = (more: Partial<ConnectionAttempt> = {}): [ConnectEvent, number] => [
    {
      type: 'answered',
      answer: answer('pending', { review, expiresAt: new Date(1_800_000).toISOString(), ...more }),
      askedAt: 0,
    },
    0,
  ];

  it('gives a decision half an hour, asks nothing meanwhile, and says whose time was over', () => {
    const reviewing = run([held()], waiting);
    expect(reviewing).to.include({ name: 'review' });
    expect(pollDelayMs(reviewing, 0)).to.equal(Number.POSITIVE_INFINITY);
    expect(run([[{ type: 'tick' }, 1_800_000]], reviewing).name).to.equal('review');
    expect(run([[{ type: 'tick' }, 1_803_000]], reviewing)).to.deep.equal({ name: 'expired', wasReview: true });
    expect(run([[{ type: 'answered', answer: answer('expired'), askedAt: 0 }, 0]], reviewing)).to.deep.equal({
      name: 'expired',
      wasReview: true,
    });
  });

  it('keeps a decision that is under way while the question is the same, and asks again when it is another', () => {
    const deciding = run([held(), [{ type: 'decided', choice: 'accept' }, 0]], waiting);
    expect(run([held()], deciding)).to.equal(deciding);
    const grown = run([held({ review: { ...review, lostAdvertiserCount: 2 } })], deciding);
    expect(grown).to.include({ name: 'review', hasGrown: true });
    expect(grown).not.to.have.property('choice');
    const error = new TikTokAdsError('internal_error', '', { status: 500 });
    const failed = run([[{ type: 'decision-failed', error }, 0]], deciding);
    expect(failed).to.deep.include({ failed: { choice: 'accept', error } });
    expect(run([[{ type: 'check-failed', error }, 0]], failed)).to.equal(failed);
  });

  it('shows a question no longer than the server knows it for this person', () => {
    const unknown = new TikTokAdsError('not_found', '', { status: 404 });
    const reviewing = run([held()], waiting);
    expect(run([[{ type: 'check-failed', error: unknown }, 0]], reviewing)).to.include({ name: 'failed' });
    const resumed = run([[{ type: 'resumed', attempt: { ...attempt, isResumed: true } }, 0], held()]);
    expect(resumed.name).to.equal('review');
    expect(run([[{ type: 'check-failed', error: unknown }, 0]], resumed).name).to.equal('idle');
  });

  it('goes on after a reload where the sign-in stood: with the window, or asking', () => {
    const resumed = (isWindow: boolean) =>
      run([[{ type: 'resumed', attempt: { ...attempt, isWindow, isResumed: true } }, 0]]);
    expect([resumed(true).name, resumed(false).name]).to.deep.equal(['waiting', 'checking']);
    const unknown = new TikTokAdsError('not_found', '', { status: 404 });
    expect(run([[{ type: 'check-failed', error: unknown }, 0]], resumed(true)).name).to.equal('idle');
  });

  it('waits out a lost network and a server in trouble, but not a lost session', () => {
    const failed = (code: TikTokAdsError['code'], status = 0): [ConnectEvent, number] => [
      { type: 'check-failed', error: new TikTokAdsError(code, '', { status }) },
      0,
    ];
    expect(run([failed('network_error')], waiting)).to.include({ name: 'waiting', isOffline: true });
    expect(
      run([failed('network_error'), [{ type: 'answered', answer: answer('pending'), askedAt: 1 }, 1]], waiting),
    ).to.include({ isOffline: false });
    expect(run([failed('tiktok_unavailable', 502)], waiting)).to.equal(waiting);
    expect(run([failed('timeout')], waiting)).to.equal(waiting);
    expect(run([failed('session_unavailable')], waiting).name).to.equal('failed');
    expect(run([failed('not_found', 404)], waiting)).to.include({ name: 'failed', wasOpen: true });
    const early: [ConnectEvent, number] = [{ type: 'failed', error: { code: 'timeout', message: '' } }, 0];
    expect(run([early], { name: 'opening' })).to.include({ name: 'failed', wasOpen: false });
  });

  it('trusts the server’s end only where this clock makes it plausible', () => {
    expect(deadlineFor(new Date(480_000).toISOString(), 0)).to.equal(480_000);
    expect(deadlineFor('2020-01-01T00:00:00.000Z', Date.UTC(2026, 0))).to.equal(Date.UTC(2026, 0) + 600_000);
    expect(deadlineFor('2030-01-01T00:00:00.000Z', Date.UTC(2026, 0))).to.equal(Date.UTC(2026, 0) + 600_000);
    expect(deadlineFor('nonsense', 5)).to.equal(600_005);
  });

  it('asks often at first and once the window is gone, calmly later, never when nothing is open', () => {
    expect(pollDelayMs(waiting, 0)).to.equal(1500);
    expect(pollDelayMs(waiting, 70_000)).to.equal(3000);
    expect(pollDelayMs(run([[{ type: 'window', isClosed: true }, 70_000]], waiting), 70_000)).to.equal(1000);
    expect(pollDelayMs({ name: 'closed', attempt }, 0)).to.equal(5000);
    expect(pollDelayMs({ name: 'closed', attempt, isCutOff: true }, 0)).to.equal(1500);
    expect(pollDelayMs({ name: 'idle' }, 0)).to.equal(Number.POSITIVE_INFINITY);
  });

  it('counts the minutes that are left, rounded up', () => {
    expect([600_000, 599_000, 61_000, 60_000, 10].map((left) => minutesLeft(left, 0))).to.deep.equal([10, 10, 2, 1, 1]);
  });
});
