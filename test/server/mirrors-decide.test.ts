import { describe, expect, test } from 'vitest';
import { EXPORT_STATES } from '../../shared/exports.ts';
import { judge, KNOWN, knownOf, nextIn, departsIn, caseOf, STATE, verdictTable } from '../../server/ledger/states.ts';
import { isUnderWay, judgeReady, type ReadyRun } from '../../server/mirrors/judge-run.ts';

const run = (change: Partial<ReadyRun> = {}) =>
  judgeReady({
    action: 'MIRROR',
    isDryRun: false,
    isFull: false,
    rows: 5000,
    toAdd: 10,
    toRemove: 10,
    members: 5000,
    rowsBefore: 5000,
    ...change,
  });
const code = (change: Partial<ReadyRun>) => {
  const verdict = run(change);
  return verdict.kind === 'ask' ? verdict.confirmation.code : verdict.kind;
};

describe('what a mirror does with a run that is ready', () => {
  test('sends a small change, and nothing when nothing has changed', () => {
    expect(code({})).toBe('send');
    expect(code({ toAdd: 0, toRemove: 0 })).toBe('unchanged');
    expect(code({ action: 'CREATE', toAdd: 0, toRemove: 0 })).toBe('send');
    expect(code({ isDryRun: true, toAdd: 0, toRemove: 0 })).toBe('looked');
  });

  test('asks before more than 30 % and more than 1,000 identifiers leave', () => {
    expect(code({ toRemove: 1500 })).toBe('send');
    expect(code({ toRemove: 1501 })).toBe('many_removals');
    expect(code({ toRemove: 1000, members: 1000 })).toBe('send');
    expect(code({ toRemove: 1001, members: 1001 })).toBe('many_removals');
    expect(code({ toRemove: 1001, members: null })).toBe('send');
  });

  test('asks when the source gives fewer than half the rows, unless it never gave many', () => {
    expect(code({ rows: 2500 })).toBe('send');
    expect(code({ rows: 2499 })).toBe('source_shrank');
    expect(code({ rows: 499, rowsBefore: 999 })).toBe('send');
  });

  test('asks before it takes everybody out, however few they are', () => {
    expect(code({ rows: 0, toAdd: 0, toRemove: 3, members: 3, rowsBefore: 3 })).toBe('source_shrank');
    expect(code({ rows: 7, toAdd: 0, toRemove: 3, members: 3, rowsBefore: 3 })).toBe('many_removals');
    expect(code({ rows: 7, toAdd: 1, toRemove: 3, members: 3, rowsBefore: 3 })).toBe('send');
    expect(code({ rows: 0, toAdd: 0, toRemove: 0, members: 0, rowsBefore: 0 })).toBe('unchanged');
  });

  test('asks before an audience is replaced, but not when somebody asked for a full run of one that is known', () => {
    expect(code({ action: 'REPLACE' })).toBe('replaces_audience');
    expect(code({ action: 'REPLACE', isFull: true })).toBe('send');
    expect(code({ action: 'REPLACE', isFull: true, toRemove: 4000 })).toBe('many_removals');
  });

  test('says with figures what would happen', () => {
    expect(run({ rows: 2000, toRemove: 1 })).toMatchObject({
      confirmation: {
        message:
          'The segment’s source gave 2,000 rows, after 5,000 the time before. 1 identifier would be taken out of the audience.',
      },
    });
  });

  test('waits for it until TikTok has all of it or it has ended', () => {
    expect(EXPORT_STATES.filter((state) => isUnderWay({ state }))).toEqual([
      'draft',
      'receiving',
      'ready',
      'uploading',
    ]);
  });
});

describe('what becomes of an identifier', () => {
  const rules = (['CREATE', 'APPEND', 'REMOVE', 'REPLACE', 'MIRROR'] as const).flatMap((action) =>
    [true, false].flatMap((isComplete) =>
      [true, false].flatMap((everybody) =>
        [true, false].map((canCarry) => ({ action, isComplete, everybody, canCarry })),
      ),
    ),
  );

  test('is the same in the table as in the rule', () => {
    for (const rule of rules) {
      const table = verdictTable(rule);
      for (const known of Object.values(KNOWN)) {
        for (const wants of [0, 1, 2, 3]) {
          const verdict = table[caseOf(known, wants)] ?? 0;
          expect({ next: nextIn(verdict), departs: departsIn(verdict) }).toEqual(
            judge(rule, known, (wants & 1) !== 0, (wants & 2) !== 0),
          );
        }
      }
    }
  });

  test('never is lost while it may be in the audience and nobody takes it out', () => {
    for (const rule of rules) {
      if (rule.action === 'REPLACE' || (rule.action === 'MIRROR' && !rule.isComplete)) continue;
      for (const known of [KNOWN.held, KNOWN.perhaps]) {
        for (const isWanted of [true, false])
          for (const isWithdrawn of [true, false])
            expect(judge(rule, known, isWanted, isWithdrawn).next).not.toBeNull();
      }
    }
  });

  test('is never taken out while somebody who is sent has it', () => {
    for (const rule of rules) {
      if (rule.action === 'REMOVE') continue;
      for (const known of Object.values(KNOWN)) expect(judge(rule, known, true, true).departs).toBe(false);
    }
  });

  test('is perhaps there while the export that changes it has not ended', () => {
    const known = Object.values(STATE).map((state) => [knownOf(state, true), knownOf(state, false)]);
    expect(known).toEqual([
      [KNOWN.held, KNOWN.held],
      [KNOWN.held, KNOWN.perhaps],
      [KNOWN.absent, KNOWN.perhaps],
      [KNOWN.perhaps, KNOWN.perhaps],
      [KNOWN.absent, KNOWN.absent],
    ]);
  });
});
