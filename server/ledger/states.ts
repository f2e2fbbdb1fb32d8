import type { AudienceChange } from '../../shared/exports.ts';
import type { MatchingAttribute } from '../../shared/identifiers/index.ts';

// What a ledger knows of an identifier, and what an export makes of it. Pure, and small enough to be put into a table: the merge
// looks it up millions of times.

/** How an identifier stands in a generation. */
export const STATE = {
  /** TikTok has it. */
  held: 0,
  /** This generation's export adds it: there once the generation is settled, perhaps there before. */
  adding: 1,
  /** This generation's export takes it out: gone once the generation is settled, perhaps there before. */
  removing: 2,
  /** An earlier export that never ended left it open, and nothing has settled it since. */
  perhaps: 3,
  /** Surely not there. Kept only where the ledger does not know all of the audience. */
  absent: 4,
} as const;
export type State = (typeof STATE)[keyof typeof STATE];

/** What is known of an identifier when the next export comes. */
export const KNOWN = { nothing: 0, held: 1, perhaps: 2, absent: 3 } as const;
export type Known = (typeof KNOWN)[keyof typeof KNOWN];

/** What an entry's state means to the export that comes next, by whether the generation was settled. */
export function knownOf(state: State, isSettled: boolean): Known {
  switch (state) {
    case STATE.held:
      return KNOWN.held;
    case STATE.adding:
      return isSettled ? KNOWN.held : KNOWN.perhaps;
    case STATE.removing:
      return isSettled ? KNOWN.absent : KNOWN.perhaps;
    case STATE.perhaps:
      return KNOWN.perhaps;
    case STATE.absent:
      return KNOWN.absent;
  }
}

export interface ChangeRule {
  readonly action: AudienceChange;
  /** The ledger knows everybody in the audience: who is not in it is not there. */
  readonly isComplete: boolean;
  /** A mirror's run that sends everybody, whatever is known. */
  readonly everybody: boolean;
  /** Who is replaced away can be carried on: false when the next generation seals identifiers and this one does not. */
  readonly canCarry: boolean;
}

export interface Verdict {
  /** Null: it needs no entry any more. */
  readonly next: State | null;
  /** To be taken out of the audience by an identifier of its own. */
  readonly departs: boolean;
}

/** What an export makes of one identifier: one it wants (`isWanted`), or one whose owner has said no, or neither. */
export function judge(rule: ChangeRule, known: Known, isWanted: boolean, isWithdrawn: boolean): Verdict {
  const mayBeThere = known === KNOWN.held || known === KNOWN.perhaps || (known === KNOWN.nothing && !rule.isComplete);
  switch (rule.action) {
    case 'CREATE':
    case 'APPEND':
      if (isWanted) return stays(known === KNOWN.held ? STATE.held : STATE.adding);
      if (isWithdrawn && mayBeThere) return { next: STATE.removing, departs: true };
      return untouched(rule, known);
    case 'REMOVE':
      return isWanted && mayBeThere ? stays(STATE.removing) : untouched(rule, known);
    case 'REPLACE':
      if (isWanted) return stays(STATE.adding);
      return stays(mayBeThere && known !== KNOWN.nothing && rule.canCarry ? STATE.removing : null);
    case 'MIRROR':
      if (isWanted) return stays(known === KNOWN.held && !rule.everybody ? STATE.held : STATE.adding);
      return mayBeThere && known !== KNOWN.nothing ? { next: STATE.removing, departs: true } : stays(null);
  }
}

function stays(next: State | null): Verdict {
  return { next, departs: false };
}

function untouched({ isComplete }: ChangeRule, known: Known): Verdict {
  switch (known) {
    case KNOWN.nothing:
      return stays(null);
    case KNOWN.held:
      return stays(STATE.held);
    case KNOWN.perhaps:
      return stays(STATE.perhaps);
    case KNOWN.absent:
      return stays(isComplete ? null : STATE.absent);
  }
}

const NO_ENTRY = 7;
const DEPARTS = 8;

/** `judge` for every case at once: see `caseOf`, `nextIn` and `departsIn`. */
export function verdictTable(rule: ChangeRule): Uint8Array {
  const table = new Uint8Array(16);
  for (const known of Object.values(KNOWN)) {
    for (const wants of [0, 1, 2, 3]) {
      const { next, departs } = judge(rule, known, (wants & 1) !== 0, (wants & 2) !== 0);
      table[caseOf(known, wants)] = (next ?? NO_ENTRY) | (departs ? DEPARTS : 0);
    }
  }
  return table;
}

/** @param wants 1 wanted, 2 withdrawn, 3 both */
export function caseOf(known: number, wants: number): number {
  return known * 4 + wants;
}

/** The `next` of a verdict in the table. */
export function nextIn(verdict: number): State | null {
  const next = verdict & NO_ENTRY;
  return next === NO_ENTRY ? null : (next as State);
}

/** The `departs` of a verdict in the table. */
export function departsIn(verdict: number): boolean {
  return (verdict & DEPARTS) !== 0;
}

// A byte says of an entry: its state (3 bits), what it is (2 bits), which hash (1 bit), and of a device id under which names it went
// to TikTok (2 bits).

export const EMAIL = 0 << 3;
export const PHONE = 1 << 3;
export const DEVICE = 2 << 3;
export const MD5 = 1 << 5;
export const AS_GOOGLE = 1 << 6;
export const AS_APPLE = 1 << 7;
export const STATE_BITS = 0b0000_0111;
/** What tells two identifiers of the same hash apart. */
export const SORT_BITS = 0b0011_1000;
export const NAME_BITS = 0b1100_0000;

/** The entry byte of an attribute's SHA-256, without a state. */
export const BITS_OF: Readonly<Record<MatchingAttribute, number>> = {
  email: EMAIL,
  phone: PHONE,
  googleAdvertisingId: DEVICE | AS_GOOGLE,
  appleIdfa: DEVICE | AS_APPLE,
};
