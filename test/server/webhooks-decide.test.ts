import { describe, expect, it } from 'vitest';
import { decideReview, type ReviewQuestion, type ReviewReading } from '../../server/reviews/index.ts';
import { readMemo, type ReviewMemo, writeMemo } from '../../server/reviews/review-memo.ts';
import type { ReviewInfo } from '../../server/tiktok/index.ts';

const NOW = Date.UTC(2026, 2, 12, 12);
const MINUTE = 60_000;

const rejected = { identity: '3:1', sentAt: NOW - 1000, rejectReason: 'as the notice says' };
const passed = { identity: '3:2', sentAt: NOW - 1000, rejectReason: null };

function read(info: Partial<ReviewInfo>, readAt = NOW): ReviewReading {
  return {
    kind: 'read',
    readAt,
    info: { verdict: 'approved', reasons: [], suggestion: null, auditedAt: null, ...info },
  };
}

function decide(question: Partial<ReviewQuestion>) {
  return decideReview({
    claims: [],
    reading: read({}),
    before: null,
    toldAt: null,
    now: NOW,
    mayAskAgain: true,
    onFirstLook: 'remember',
    ...question,
  });
}

const no: Partial<ReviewInfo> = { verdict: 'disapproved', reasons: ['as TikTok says'], suggestion: 'change it' };
const before: ReviewMemo = {
  verdict: 'disapproved',
  reasons: decide({ reading: read(no), claims: [rejected] }).memo?.reasons ?? '',
  at: null,
  readAt: NOW - 5 * MINUTE,
  seen: ['3:0'],
};

describe('what a review is told as', () => {
  it('is what TikTok says, with its reasons, over what the notice said', () => {
    expect(decide({ claims: [rejected], reading: read({ ...no, auditedAt: NOW - 3000 }) }).news).toEqual({
      key: '3:1',
      verdict: 'disapproved',
      reasons: ['as TikTok says'],
      suggestion: 'change it',
      confirmed: true,
      occurredAt: NOW - 3000,
    });
    expect(decide({ claims: [rejected], reading: read({ auditedAt: NOW }) }).news?.verdict).toBe('approved');
  });

  it('is told by the notice when a first look, which only remembers, asked later but was sooner written down', () => {
    const remembered: ReviewMemo = { ...before, readAt: NOW + 1000, seen: [] };
    const raced = { claims: [rejected], before: remembered, now: NOW + 2000 };
    const { news, memo } = decide({ ...raced, reading: read(no) });
    expect(news).toMatchObject({ key: '3:1', verdict: 'disapproved', confirmed: true });
    expect(memo).toMatchObject({ readAt: NOW + 1000, seen: ['3:1'] });
    // Told by a look that tells: then it is no news.
    expect(decide({ ...raced, reading: read(no), toldAt: NOW + 1500 }).news).toBeNull();
    // What the look saw is later than our answer: asked again, not told as it was.
    expect(decide({ ...raced, reading: read({}) })).toEqual({ news: null, memo: null, isDoubtful: true });
    // And when TikTok cannot be asked or does not know it any more.
    const unread = decide({ ...raced, reading: { kind: 'unasked', readAt: NOW } });
    expect(unread.news).toMatchObject({ verdict: 'disapproved', confirmed: false });
    expect(unread.memo).toMatchObject({ readAt: NOW + 1000, seen: ['3:1'] });
    expect(decide({ ...raced, reading: { kind: 'unasked', readAt: NOW }, toldAt: NOW + 1500 }).news).toBeNull();
  });

  it('is nothing while TikTok says that nobody has looked yet, and what the notice says when it goes on to say so', () => {
    const asked = { claims: [rejected], reading: read({ verdict: 'none' }) };
    expect(decide(asked)).toEqual({ news: null, memo: null, isDoubtful: true });
    expect(decide({ ...asked, mayAskAgain: false }).news).toMatchObject({ verdict: 'disapproved', confirmed: false });
    expect(decide({ ...asked, claims: [passed], mayAskAgain: false }).news).toBeNull();
    const looking = read({ verdict: 'none', auditedAt: NOW });
    expect(decide({ ...asked, reading: looking })).toMatchObject({
      news: null,
      memo: { verdict: 'none' },
      isDoubtful: false,
    });
  });

  it('has the time at which the review ended, unless that has nothing to do with the notice', () => {
    const when = (auditedAt: number | null) =>
      decide({ claims: [passed], reading: read({ auditedAt }) }).news?.occurredAt;
    expect([when(NOW - 3000), when(null), when(NOW - 40 * 86_400_000)]).toEqual([
      NOW - 3000,
      passed.sentAt,
      passed.sentAt,
    ]);
  });

  it('is what the notice says, unconfirmed, where TikTok does not know the thing or could not be asked', () => {
    for (const kind of ['unknown', 'unasked'] as const) {
      const { news, memo } = decide({ claims: [rejected], reading: { kind, readAt: NOW } });
      expect(news).toMatchObject({ verdict: 'disapproved', reasons: ['as the notice says'], confirmed: false });
      expect(memo).toMatchObject({ verdict: 'disapproved', at: rejected.sentAt });
    }
  });

  it('is nothing when an unconfirmed notice is older than what is known', () => {
    const known = { ...before, readAt: NOW };
    expect(decide({ claims: [passed], before: known, reading: { kind: 'unknown', readAt: NOW } }).news).toBeNull();
  });

  it('is told once for many notices: the latest names it', () => {
    const { news, memo } = decide({
      claims: [{ ...passed, sentAt: NOW }, rejected],
      reading: read({ auditedAt: NOW }),
    });
    expect(news).toMatchObject({ key: '3:2', verdict: 'approved' });
    expect(memo?.seen).toEqual(['3:1', '3:2']);
  });
});

describe('the same state again', () => {
  it('is no news for an entry that was dealt with', () => {
    const again = { ...rejected, identity: '3:0' };
    expect(decide({ claims: [again], before, reading: read(no) })).toEqual({
      news: null,
      memo: null,
      isDoubtful: false,
    });
  });

  it('is news when TikTok says that the review ended later than the one told, and not when it is the same', () => {
    const asked = { claims: [rejected], before: { ...before, at: NOW - 10 * MINUTE }, toldAt: NOW - 5 * MINUTE };
    expect(decide({ ...asked, reading: read({ ...no, auditedAt: NOW }) }).news).not.toBeNull();
    expect(decide({ ...asked, reading: read({ ...no, auditedAt: asked.before.at }) }).news).toBeNull();
  });

  it('is news a minute later, where TikTok does not say when the review ended', () => {
    const asked = { claims: [rejected], before, reading: read(no) };
    expect(decide({ ...asked, toldAt: NOW - MINUTE + 1 }).news).toBeNull();
    expect(decide({ ...asked, toldAt: NOW - MINUTE - 1 }).news).not.toBeNull();
    expect(decide({ ...asked, toldAt: NOW - 1, reading: read({ ...no, reasons: ['another'] }) }).news).not.toBeNull();
    expect(decide({ ...asked, claims: [passed], toldAt: 0 }).news).toBeNull();
  });
});

it('what a look has only remembered is told by the notice that comes after', () => {
  const seen = { ...before, at: NOW - MINUTE };
  expect(
    decide({ claims: [rejected], before: seen, reading: read({ ...no, auditedAt: seen.at }) }).news,
  ).not.toBeNull();
  expect(decide({ before: seen, reading: read({ ...no, auditedAt: seen.at }) }).news).toBeNull();
});

describe('an answer that contradicts the notice', () => {
  it('is doubted unless TikTok shows that it is the later one, and the entry is not dealt with yet', () => {
    const doubted = decide({ claims: [passed], before, reading: read(no) });
    expect([doubted.isDoubtful, doubted.news, doubted.memo?.seen]).toEqual([true, null, ['3:0']]);
    expect(decide({ claims: [passed], before, reading: read({ ...no, auditedAt: NOW }) }).isDoubtful).toBe(false);
    const last = decide({ claims: [passed], before, reading: read(no), mayAskAgain: false });
    expect(last.memo?.seen).toEqual(['3:0', '3:2']);
  });

  it('is told at once where it is news', () => {
    const { news, isDoubtful } = decide({ claims: [rejected], before, reading: read({}) });
    expect([news?.verdict, isDoubtful]).toEqual(['approved', true]);
  });

  it('counts for nothing when somebody asked later', () => {
    const later = { ...before, readAt: NOW + 1 };
    expect(decide({ claims: [passed], before: later, reading: read({}) })).toMatchObject({
      news: null,
      memo: { verdict: 'disapproved', seen: ['3:0', '3:2'] },
      isDoubtful: false,
    });
  });
});

describe('a look without a notice', () => {
  it('remembers what it sees for the first time, or tells it when asked to', () => {
    expect(decide({ reading: read(no) })).toMatchObject({ news: null, memo: { verdict: 'disapproved' } });
    expect(decide({ reading: read(no), onFirstLook: 'tell' }).news).toMatchObject({ confirmed: true });
  });

  it('tells a change, and the same state for other reasons or a later review only', () => {
    expect(decide({ before, reading: read({}) }).news?.verdict).toBe('approved');
    expect(decide({ before, reading: read(no), toldAt: 0 }).news).toBeNull();
    expect(decide({ before, reading: read({ ...no, reasons: ['another'] }) }).news).not.toBeNull();
  });
});

it('a memo is read back as it was written, with the latest entries, and another release’s is not believed', () => {
  const memo = { ...before, seen: Array.from({ length: 20 }, (_, index) => `3:${index}`) };
  expect(readMemo(writeMemo(memo))).toEqual({ ...memo, seen: memo.seen.slice(-8) });
  for (const text of ['', 'x', '{}', '{"v":2}', 'null']) expect(readMemo(text)).toBeNull();
});
