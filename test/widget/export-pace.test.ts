import { expect } from 'chai';
import { exported, READY_COUNTS } from './support/export-server.ts';
import { verdictOf } from '../../widget/audience-exporter/export-verdict.ts';
import { fits, isNarrowed, NO_FILTER, toListQuery } from '../../widget/audience-exporter/history-filter.ts';
import {
  calmRate,
  movePace,
  type Pace,
  quarterToSay,
  resumePace,
  roundTimeLeft,
  startPace,
} from '../../widget/audience-exporter/pace.ts';
import { toBar, toPreflight } from '../../widget/audience-exporter/preflight.ts';

/** Moves a pace by steps of `done` every `ms`. */
function run(pace: Pace, at: number, ms: number, steps: readonly number[], total: number): { pace: Pace; at: number } {
  let { done } = pace;
  for (const step of steps) {
    at += ms;
    done += step;
    pace = movePace(pace, at, done, total);
  }
  return { pace, at };
}

describe('how long something still takes', () => {
  it('is not said before two steps and two seconds have passed', () => {
    const { pace } = run(startPace(0), 0, 500, [100, 100, 100], 100_000);
    expect([pace.secondsLeft, pace.moves]).to.deep.equal([null, 3]);
    expect(movePace(startPace(0), 60_000, 1000, 100_000).secondsLeft).to.equal(null);
  });

  it('comes in calm steps, goes down, and never up for a flicker', () => {
    let { pace, at } = run(startPace(0), 0, 1000, [1000, 1000, 1000, 1000], 300_000);
    expect(pace.secondsLeft).to.equal(300);
    const said: (number | null)[] = [];
    for (let second = 0; second < 240; second++) {
      ({ pace, at } = run(pace, at, 1000, [second % 2 === 0 ? 850 : 1150], 300_000));
      said.push(pace.secondsLeft);
    }
    const numbers = said.filter((seconds) => seconds !== null);
    expect(numbers).to.have.length(240);
    expect(numbers).to.deep.equal([...numbers].sort((left, right) => right - left));
    expect(new Set(numbers).size).to.be.lessThan(12);
  });

  it('goes up when the line really became slower', () => {
    const fast = run(
      startPace(0),
      0,
      1000,
      Array.from({ length: 20 }, () => 1000),
      200_000,
    );
    expect(fast.pace.secondsLeft).to.equal(180);
    const slow = run(
      fast.pace,
      fast.at,
      1000,
      Array.from({ length: 60 }, () => 200),
      200_000,
    );
    expect(slow.pace.secondsLeft).to.be.greaterThan(600);
  });

  it('is unknown again when nothing moves, and a pause counts for nothing', () => {
    const { pace, at } = run(startPace(0), 0, 1000, [1000, 1000, 1000], 100_000);
    expect(pace.secondsLeft).to.equal(120);
    expect(movePace(pace, at + 19_000, 3000, 100_000).secondsLeft).to.not.equal(null);
    expect(movePace(pace, at + 20_000, 3000, 100_000).secondsLeft).to.equal(null);
    const resumed = movePace(resumePace(pace, at + 600_000), at + 601_000, 4000, 100_000);
    expect([resumed.perSecond, resumed.secondsLeft]).to.deep.equal([1000, 120]);
  });

  it('counts down between steps that are a minute apart', () => {
    const { pace, at } = run(startPace(0), 0, 60_000, [1_000_000, 1_000_000], 10_000_000);
    expect(pace.secondsLeft).to.equal(480);
    expect(movePace(pace, at + 61_000, 2_000_000, 10_000_000).secondsLeft).to.equal(420);
  });

  it('rounds times and rates to what a person reads', () => {
    expect([0, 9, 41, 61, 3599, 5401].map(roundTimeLeft)).to.deep.equal([10, 10, 50, 120, 3600, 6000]);
    expect([7.4, 81_243, 999].map(calmRate)).to.deep.equal([7, 81_000, 1000]);
  });

  it('says quarters, each once and not in a rush', () => {
    const said = { quarter: 0, at: 0 };
    expect([quarterToSay(0.3, said, 5000), quarterToSay(0.3, said, 9000), quarterToSay(0.2, said, 9000)]).to.deep.equal(
      [null, 1, null],
    );
    expect([quarterToSay(0.6, { quarter: 2, at: 0 }, 60_000), quarterToSay(1, said, 60_000)]).to.deep.equal([
      null,
      null,
    ]);
  });
});

describe('the report before sending', () => {
  it('adds up: rows by fate, rejected values by reason, the bar to a hundred', () => {
    const report = toPreflight(READY_COUNTS, ['email', 'phone', 'googleAdvertisingId', 'firstName']);
    expect(report.ready + report.duplicates + report.rejected).to.equal(report.rows);
    expect(report.reasons.reduce((sum, { values }) => sum + values, 0)).to.equal(report.rejectedValues);
    expect(report.foundBy.map(({ attribute, people, share }) => [attribute, people, share])).to.deep.equal([
      ['email', 23_412, 97.1],
      ['phone', 18_002, 74.7],
      ['googleAdvertisingId', 6011, 24.9],
    ]);
    const untold = toPreflight({ ...READY_COUNTS, rejectedValues: 280 }, ['email']);
    expect(untold.reasons.at(-1)).to.deep.equal({ reason: 'other', values: 4 });
    for (const parts of [
      [24_112, 612, 276],
      [1_000_000, 1, 1],
      [0, 0, 3],
      [0, 0, 0],
    ]) {
      const bar = toBar(parts);
      const end = bar.reduce((sum, { width }) => sum + width, 0);
      expect(end).to.be.closeTo(parts.some((part) => part > 0) ? 100 : 0, 0.05);
      bar.forEach(({ width }, index) => expect(width >= 1).to.equal((parts[index] ?? 0) > 0));
    }
  });
});

describe('what became of an export', () => {
  const NOW = Date.parse('2026-03-15T12:00:00Z');
  const at = (state: 'processing' | 'completed' | 'failed', hoursAgo: number) => ({
    state,
    at: new Date(NOW - hoursAgo * 3_600_000).toISOString(),
  });
  const progress = {
    isValid: true,
    coverNum: 19_874,
    message: null,
    expiredTime: null,
    isExpiring: false,
    checkedAt: '2026-03-15T12:00:00Z',
  };

  it('tells a usual wait from one that is longer than 48 hours', () => {
    const waiting = (hours: number) => exported({ state: 'processing', timeline: [at('processing', hours)] });
    expect(verdictOf(waiting(47), NOW)).to.equal('pending');
    expect(verdictOf(waiting(49), NOW)).to.equal('overdue');
  });

  it('tells too few, ended and refused audiences from usable ones and from a lost sign-in', () => {
    const error = { code: 'audience_failed' as const, message: 'TikTok says no.' };
    const failed = exported({ state: 'failed', error });
    const says = { ...progress, isValid: false, message: 'Audience size too small.' };
    expect(verdictOf(exported({ state: 'completed', audienceProgress: progress }), NOW)).to.equal('usable');
    expect(
      verdictOf(
        exported({ state: 'completed', audienceProgress: { ...progress, expiredTime: '2026-03-14 00:00:00' } }),
        NOW,
      ),
    ).to.equal('ended');
    expect(verdictOf({ ...failed, audienceProgress: { ...says, coverNum: 612 } }, NOW)).to.equal('too_small');
    expect(verdictOf({ ...failed, audienceProgress: says }, NOW)).to.equal('unusable');
    expect(verdictOf(failed, NOW)).to.equal('stopped');
    expect(
      verdictOf(exported({ state: 'failed', error: { code: 'tiktok_token_rejected', message: '' } }), NOW),
    ).to.equal('stopped');
  });
});

describe('the filter of the history', () => {
  const NOW = Date.parse('2026-03-15T12:00:00Z');

  it('asks for what is narrowed, and for nothing else', () => {
    expect([isNarrowed(NO_FILTER), toListQuery(NO_FILTER, NOW)]).to.deep.equal([false, {}]);
    const query = toListQuery(
      {
        text: ' vip ',
        result: 'running',
        action: 'REMOVE',
        advertiserId: '7',
        audience: { customAudienceId: '7001', name: 'VIP' },
        date: 'week',
      },
      NOW,
    );
    expect(query).to.deep.include({
      q: 'vip',
      state: 'uploading,processing',
      action: 'REMOVE',
      advertiserId: '7',
      customAudienceId: '7001',
    });
    expect(NOW - Date.parse(query.since ?? '')).to.be.within(7 * 86_400_000, 9 * 86_400_000);
  });

  it('knows which exports belong among those found', () => {
    const item = exported({ state: 'failed', customAudienceId: '7001', createdAt: '2026-03-14T12:00:00Z' });
    const filter = { ...NO_FILTER, result: 'failed' as const, date: 'week' as const };
    expect(fits({ ...filter, text: 'élan' }, item, 'Elan', NOW)).to.equal(true);
    expect(fits({ ...filter, text: '7001' }, item, 'Elan', NOW)).to.equal(true);
    expect(fits({ ...filter, text: 'vip' }, item, 'Elan', NOW)).to.equal(false);
    expect(fits({ ...filter, result: 'completed' }, item, 'Elan', NOW)).to.equal(false);
    expect(fits({ ...filter, date: 'today' }, item, 'Elan', NOW)).to.equal(false);
    const audience = (customAudienceId: string) => ({ ...filter, audience: { customAudienceId, name: 'Elan' } });
    expect(fits(audience('7001'), item, 'Elan', NOW)).to.equal(true);
    expect(fits(audience('7002'), item, 'Elan', NOW)).to.equal(false);
  });
});
