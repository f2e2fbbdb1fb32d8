import { expect } from 'chai';
import { dueAt, type Line, type LineInput, moveLine, openLine, pauseMs } from '../../widget/client/live/line.ts';
import { nextLook } from '../../widget/client/live/leader-watch.ts';
import { RecentEvents } from '../../widget/client/live/recent-events.ts';
import { activity } from './support/live-server.ts';

/** A line that is told what happens, each at its own moment, with all chance taken out. */
function line(random = 1) {
  let now = 1_000_000;
  let state: Line = openLine(now);
  return {
    get state() {
      return state;
    },
    /** @param seconds after the one before */
    tell(seconds: number, input: LineInput): Line {
      now += seconds * 1000;
      return (state = moveLine(state, input, now, random));
    },
    get leftSeconds() {
      const due = dueAt(state);
      return due === null ? null : (due - now) / 1000;
    },
  };
}
const TICK: LineInput = { kind: 'tick' };

describe('the line of the stream', () => {
  it('waits longer after each failure, up to half a minute, and half of it is left to chance', () => {
    const one = line();
    const waits: (number | null)[] = [];
    for (let failure = 0; failure < 7; failure++) {
      expect(one.tell(0, { kind: 'failed' }).phase).to.equal('waiting');
      waits.push(one.leftSeconds);
      expect(one.tell(one.leftSeconds ?? 0, TICK).phase).to.equal('connecting');
    }
    expect(waits).to.deep.equal([1, 2, 4, 8, 16, 30, 30]);
    expect(pauseMs(4, 0)).to.equal(8000);
    expect(pauseMs(0, 0)).to.equal(1000);
  });

  it('begins with the pause that the server asks for, and waits as long as its refusal says', () => {
    const one = line();
    one.tell(0, { kind: 'pause', ms: 4000 });
    one.tell(0, { kind: 'failed' });
    expect(one.leftSeconds).to.equal(4);
    one.tell(4, TICK);
    one.tell(0, { kind: 'failed', retryAfterMs: 60_000 });
    expect(one.leftSeconds).to.equal(60);
    expect(line().tell(0, { kind: 'pause', ms: 1 }).pauseMs).to.equal(1000);
    expect(line().tell(0, { kind: 'pause', ms: 1e9 }).pauseMs).to.equal(30_000);
  });

  it('waits no longer than an hour, whatever a refusal says', () => {
    for (const retryAfterMs of [3.15e10, Number.MAX_VALUE]) {
      const one = line();
      one.tell(0, { kind: 'failed', retryAfterMs });
      expect(one.leftSeconds).to.equal(3600);
    }
  });

  it('keeps its pauses when the machine’s clock is put back, and finds out a dead line all the same', () => {
    const one = line();
    one.tell(0, { kind: 'failed' });
    expect(one.tell(-3600, TICK).phase).to.equal('waiting');
    expect(one.leftSeconds).to.equal(1);
    expect(one.tell(1, TICK).phase).to.equal('connecting');
    one.tell(0, { kind: 'opened' });
    expect(one.tell(-3600, TICK).phase).to.equal('live');
    expect(one.leftSeconds).to.equal(45);
    expect(one.tell(45, TICK).phase).to.equal('waiting');
  });

  it('comes back within half a second, without a word, when the server ends a stream that was good', () => {
    const one = line();
    one.tell(1, { kind: 'opened' });
    expect(one.tell(600, { kind: 'ended' }).phase).to.equal('quiet');
    expect(one.leftSeconds).to.equal(0.5);
    expect(one.tell(0.5, TICK).phase).to.equal('connecting');
  });

  it('does not hammer a server that ends each stream at once', () => {
    const one = line();
    const waits: (number | null)[] = [];
    for (let round = 0; round < 4; round++) {
      one.tell(0, { kind: 'opened' });
      expect(one.tell(1, { kind: 'ended' }).phase).to.equal('waiting');
      waits.push(one.leftSeconds);
      one.tell(one.leftSeconds ?? 0, TICK);
    }
    expect(waits).to.deep.equal([1, 2, 4, 8]);
  });

  it('gives a line up that says nothing for three beats, and one that never opens', () => {
    const one = line();
    expect(one.leftSeconds).to.equal(30);
    one.tell(1, { kind: 'opened' });
    one.tell(40, { kind: 'bytes' });
    expect(one.tell(44, TICK).phase).to.equal('live');
    expect(one.tell(1, TICK).phase).to.equal('waiting');
    const other = line();
    expect(other.tell(29, TICK).phase).to.equal('connecting');
    expect(other.tell(1, TICK).phase).to.equal('waiting');
  });

  it('tries at once when the network is back or somebody looks, but leaves a line alone that has just been heard', () => {
    const one = line();
    one.tell(0, { kind: 'failed' });
    expect(one.tell(0.1, { kind: 'woken' }).phase).to.equal('connecting');
    one.tell(0, { kind: 'opened' });
    const { attempt } = one.tell(19, { kind: 'woken' });
    expect(one.state).to.include({ phase: 'live', attempt });
    expect(one.tell(1, { kind: 'woken' })).to.include({ phase: 'connecting', attempt: attempt + 1 });
  });

  it('stays stopped when trying again would not help, until somebody asks for it', () => {
    const one = line();
    expect(one.tell(0, { kind: 'refused' }).phase).to.equal('stopped');
    expect(one.leftSeconds).to.equal(null);
    expect(one.tell(3600, TICK).phase).to.equal('stopped');
    expect(one.tell(0, { kind: 'pressed' })).to.include({ phase: 'connecting', failures: 0 });
    const { attempt } = one.state;
    expect(one.tell(0, { kind: 'pressed' }).attempt).to.equal(attempt);
  });
});

describe('watching over the page that has the stream', () => {
  it('asks after three silent beats whether it is there, and takes over when nobody answers', () => {
    const heard = { heardAt: 0, askedAt: null, isNew: false, spreadMs: 700 };
    expect(nextLook(heard)).to.deep.equal({ at: 45_000, act: 'ask' });
    expect(nextLook({ ...heard, isNew: true })).to.deep.equal({ at: 5000, act: 'ask' });
    // Not all in the same moment.
    expect(nextLook({ ...heard, askedAt: 45_000 })).to.deep.equal({ at: 50_700, act: 'take' });
  });
});

describe('the events that were heard', () => {
  it('tells each once, and those of the last minute to whoever comes new', () => {
    const recent = new RecentEvents();
    expect(recent.add('1', activity('1'), 0)).to.equal(true);
    expect(recent.add('1', activity('1'), 0)).to.equal(false);
    expect(recent.add('2', activity('2'), 61_000)).to.equal(true);
    const ids = (since: string | undefined, now: number) => recent.since(since, now)?.map(({ id }) => id) ?? null;
    expect(ids(undefined, 61_000)).to.deep.equal(['2']);
    expect(ids('1', 1e9)).to.deep.equal(['2']);
    expect(ids('2', 1e9)).to.deep.equal([]);
    expect(ids('gone', 1e9)).to.equal(null);
    recent.clear();
    expect(recent.lastId).to.equal(undefined);
    expect(ids(undefined, 61_000)).to.deep.equal([]);
  });

  it('keeps a bounded number, and says when it can no longer tell what somebody missed', () => {
    const recent = new RecentEvents();
    for (let at = 0; at < 700; at++) recent.add(`e${at}`, activity(`e${at}`), at);
    expect(recent.since('e100', 700)).to.equal(null);
    expect(recent.since('e600', 700)?.length).to.equal(99);
    expect(recent.since(undefined, 700)).to.equal(null);
  });
});
