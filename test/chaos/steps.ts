import fc from 'fast-check';

// What a sequence is made of: plain data, so that a failing one can be read, shrunk, and played again.

/** How many people of the host's a sequence is about. */
export const PEOPLE = 12;

export type PeopleChange = {
  who: number;
  how: 'join' | 'leave' | 'email' | 'phone' | 'device' | 'share' | 'lose' | 'yes' | 'no';
  with: number;
};

/** Calls that change something are counted from 1 by `at`; where there are fewer, nothing happens. */
export type Trouble =
  | { kind: 'none' }
  | { kind: 'answer'; at: number; is: 'lost' | 'html' | 'reset' | '50000' | '40100' | '40001'; times: 1 | 2 }
  /** On its way to TikTok or back; `path`: counted among calls of that path only. */
  | { kind: 'kill'; at: number; when: 'before' | 'after'; path?: string }
  /** At the n-th change of a file or the database; `among`: of those whose stack fits it. */
  | { kind: 'crash'; at: number; among?: string }
  /** From outside, at a moment that means nothing. */
  | { kind: 'killIn'; ms: number }
  | { kind: 'cancel'; at: number; when: 'before' | 'after' }
  | { kind: 'pause'; at: number }
  | { kind: 'signedOut'; at: number }
  | { kind: 'source'; after: number }
  | { kind: 'badRows'; who: number[] };

/** 0 stream, 1 file, 2 a mirror's stream, 3 a mirror's file. */
export type Which = 0 | 1 | 2 | 3;

export interface ExportStep {
  do: 'export';
  to: Which;
  action: 'CREATE' | 'APPEND' | 'REMOVE' | 'REPLACE';
  who: number[];
  way: 'csv' | 'pull';
  attributes: number;
  consent: boolean;
  trouble: Trouble;
}
export interface MirrorStep {
  do: 'mirror';
  which: 2 | 3;
  /** What happens to the segment just before. */
  changes: PeopleChange[];
  how: 'change' | 'full' | 'look';
  attributes: number;
  consent: boolean;
  trouble: Trouble;
}
export type Step =
  | { do: 'people'; changes: PeopleChange[] }
  | ExportStep
  | MirrorStep
  /** Two at once at one audience, one after the other in line. */
  | { do: 'pair'; first: ExportStep; second: ExportStep | MirrorStep; trouble: Trouble }
  | { do: 'kill' }
  | { do: 'days' };

const who = fc.nat(PEOPLE - 1);
const change: fc.Arbitrary<PeopleChange> = fc.record({
  who,
  how: fc.constantFrom('join', 'join', 'leave', 'email', 'phone', 'device', 'share', 'lose', 'yes', 'no'),
  with: who,
});
const people = fc.array(change, { minLength: 1, maxLength: 6 }).map((changes) => ({ do: 'people' as const, changes }));
const at = fc.integer({ min: 1, max: 4 });
const when = fc.constantFrom('before' as const, 'after' as const);
const none = fc.constant<Trouble>({ kind: 'none' });
const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 4, arbitrary: none },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      at,
      is: fc.constantFrom('lost' as const, 'html', 'reset', '50000', '40100', '40001'),
      times: fc.constantFrom(1 as const, 2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), at, when }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('crash' as const), at: fc.integer({ min: 1, max: 120 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), at, when }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('signedOut' as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('source' as const), after: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('badRows' as const),
      who: fc.uniqueArray(who, { minLength: 1, maxLength: 2 }),
    }),
  },
);
/** A kill costs a start of a server: sequences in the short form have fewer of them. */
const calm = trouble.filter(({ kind }) => kind !== 'kill' && kind !== 'crash');

const attributes = fc.constantFrom(7, 7, 7, 1, 3, 6);
function exportTo(to: fc.Arbitrary<Which>, troubles: fc.Arbitrary<Trouble>): fc.Arbitrary<ExportStep> {
  return fc.record({
    do: fc.constant('export' as const),
    to,
    action: fc.constantFrom('CREATE' as const, 'APPEND', 'APPEND', 'REMOVE', 'REPLACE'),
    who: fc.uniqueArray(who, { maxLength: PEOPLE }),
    way: fc.constantFrom('csv' as const, 'csv', 'pull'),
    attributes,
    consent: fc.boolean(),
    trouble: troubles,
  });
}
function mirror(which: fc.Arbitrary<2 | 3>, troubles: fc.Arbitrary<Trouble>): fc.Arbitrary<MirrorStep> {
  return fc.record({
    do: fc.constant('mirror' as const),
    which,
    changes: fc.array(change, { maxLength: 4 }),
    how: fc.constantFrom('change' as const, 'change', 'change', 'change', 'full', 'look'),
    attributes,
    consent: fc.boolean(),
    trouble: troubles,
  });
}
const any = fc.constantFrom<Which>(0, 1, 2, 3);
const mirrored = fc.constantFrom(2 as const, 3 as const);

/** @param withKills whether server processes die on the way */
export function stepsOf({ withKills, maxLength }: { withKills: boolean; maxLength: number }): fc.Arbitrary<Step[]> {
  const troubles = withKills ? trouble : calm;
  const pair = any.chain((which) => {
    const to = fc.constant(which);
    const second: fc.Arbitrary<ExportStep | MirrorStep> =
      which === 2 || which === 3 ? fc.oneof(exportTo(to, none), mirror(fc.constant(which), none)) : exportTo(to, none);
    return fc.record({ do: fc.constant('pair' as const), first: exportTo(to, none), second, trouble: troubles });
  });
  const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
    { weight: 2, arbitrary: people },
    { weight: 5, arbitrary: exportTo(any, troubles) },
    { weight: 8, arbitrary: mirror(mirrored, troubles) },
    { weight: 2, arbitrary: pair },
    ...(withKills ? [{ weight: 1, arbitrary: fc.constant<Step>({ do: 'kill' }) }] : []),
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'days' }) },
  );
  return fc.array(step, { minLength: 1, maxLength, size: 'max' });
}
