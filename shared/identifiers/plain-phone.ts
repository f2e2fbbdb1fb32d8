import {
  and,
  beginning,
  DEAD_END,
  type DigitState,
  follow,
  type Language,
  mayEnd,
  not,
  ofLength,
  or,
  prefixed,
  stateFor,
  wholly,
} from './digit-language.ts';
import { isReadable, type PhonePlan, type PhoneRules, planOfCallingCode, planOfCountry } from './phone-plan.ts';
import { NOT_PLAIN } from './plain-text.ts';

// The same answer as `normalizePhone`, for numbers that need no second thought, from bytes to bytes: nothing is made on the way.
// Every condition of `phone-plan.ts` is part of the language that a number has to belong to, and whatever does not belong to it is
// left to `normalizePhone`. So a mistake can only be a number that is accepted here and not there; a property test looks for one.

/** A country's numbers in three spellings. */
export interface PlainPlan {
  readonly callingCode: string;
  /** What may follow the calling code of a number with its "+". */
  readonly international: DigitState;
  /** The trunk prefix, and what may follow it. */
  readonly trunkPrefix: string;
  readonly behindPrefix: DigitState;
  /** Digits without trunk prefix. */
  readonly bare: DigitState;
}

const PLUS = 43;
const ZERO = 48;
const OTHER = 255;
const SEPARATOR = 254;
const MAX_E164_DIGITS = 15;
const MIN_DIGITS = 3;
const LONGEST_TEXT = 64;

/** What a byte is: a digit's value, a separator, or neither. */
const KINDS = new Uint8Array(256).fill(OTHER);
for (let digit = 0; digit <= 9; digit++) KINDS[ZERO + digit] = digit;
for (const separator of ' ().-') KINDS[separator.charCodeAt(0)] = SEPARATOR;

const plansByCode: (PlainPlan | null | undefined)[] = [];
const plansByCountry = new Map<string, PlainPlan | null>();
const scratch = new Uint8Array(MAX_E164_DIGITS + 8);

/** The plan that national numbers are read with; null when there is none. `country` is a lower-case alpha-2 code. */
export function plainPlanOf(country: string | undefined): PlainPlan | null {
  if (country === undefined || !isReadable) return null;
  let plan = plansByCountry.get(country);
  if (plan === undefined) {
    plan = compile(planOfCountry(country.toUpperCase()));
    plansByCountry.set(country, plan);
  }
  return plan;
}

/**
 * Writes the number at `start` to `end` in E.164, with its "+", to `at` of `target`. @returns its length, 16 at most, or NOT_PLAIN;
 * what was written then means nothing
 */
export function writePlainPhone(
  bytes: Uint8Array,
  start: number,
  end: number,
  country: PlainPlan | null,
  target: Uint8Array,
  at: number,
): number {
  if (end - start > LONGEST_TEXT || bytes[end - 1] === 32) return NOT_PLAIN;
  const isInternational = bytes[start] === PLUS;
  if (bytes[start] === 32) return NOT_PLAIN;
  let count = 0;
  for (let index = isInternational ? start + 1 : start; index < end; index++) {
    const kind = KINDS[bytes[index] as number] as number;
    if (kind <= 9) {
      if (count === scratch.length) return NOT_PLAIN;
      scratch[count++] = kind;
    } else if (kind !== SEPARATOR) return NOT_PLAIN;
  }
  if (count < MIN_DIGITS) return NOT_PLAIN;
  return isInternational ? writeInternational(count, target, at) : writeNational(count, country, target, at);
}

function writeInternational(count: number, target: Uint8Array, at: number): number {
  if (count > MAX_E164_DIGITS || !isReadable) return NOT_PLAIN;
  let code = scratch[0] as number;
  let codeLength = 1;
  if (code === 0) return NOT_PLAIN;
  if (code !== 1 && code !== 7) {
    code = code * 10 + (scratch[1] as number);
    codeLength = 2;
    if (planByCode(code) === null) {
      code = code * 10 + (scratch[2] as number);
      codeLength = 3;
    }
  }
  const plan = planByCode(code);
  if (plan === null || !belongs(plan.international, codeLength, count)) return NOT_PLAIN;
  target[at] = PLUS;
  for (let index = 0; index < count; index++) target[at + 1 + index] = ZERO + (scratch[index] as number);
  return count + 1;
}

function writeNational(count: number, plan: PlainPlan | null, target: Uint8Array, at: number): number {
  if (plan === null) return NOT_PLAIN;
  const { trunkPrefix, callingCode } = plan;
  let skipped = 0;
  while (skipped < trunkPrefix.length && scratch[skipped] === trunkPrefix.charCodeAt(skipped) - ZERO) skipped++;
  const hasPrefix = skipped > 0 && skipped === trunkPrefix.length;
  if (!hasPrefix) skipped = 0;
  if (!belongs(hasPrefix ? plan.behindPrefix : plan.bare, skipped, count)) return NOT_PLAIN;
  const length = callingCode.length + count - skipped;
  if (length > MAX_E164_DIGITS) return NOT_PLAIN;
  let to = at;
  target[to++] = PLUS;
  for (let index = 0; index < callingCode.length; index++) target[to++] = callingCode.charCodeAt(index);
  for (let index = skipped; index < count; index++) target[to++] = ZERO + (scratch[index] as number);
  return length + 1;
}

function belongs(from: DigitState, first: number, count: number): boolean {
  let state = from;
  for (let index = first; index < count; index++) state = follow(state, scratch[index] as number);
  return state !== DEAD_END && mayEnd(state);
}

function planByCode(code: number): PlainPlan | null {
  let plan = plansByCode[code];
  if (plan === undefined) plansByCode[code] = plan = compile(planOfCallingCode(code));
  return plan;
}

function compile(plan: PhonePlan | undefined): PlainPlan | null {
  if (plan === undefined) return null;
  const { rules } = plan;
  const { patterns, callingCode } = rules;
  try {
    const valid = validNumbers(plan, false);
    const hasPrefix = patterns.prefix === undefined ? or() : beginning(patterns.prefix);
    const dialsAbroad = patterns.idd === undefined ? or() : beginning(patterns.idd);
    const trunk = trunkPrefixOf(patterns.prefix, patterns.nationalPrefix);
    // Behind the trunk prefix a number must stay one that is both of the general shape and of a possible length.
    const behind = and(validNumbers(plan, true), generalShape(rules));
    const national = and(not(dialsAbroad), not(beginning(callingCode)));
    const withPrefix = trunk === null ? or() : and(national, not(trunk.others), prefixed(trunk.digits, behind));
    let behindPrefix = stateFor(withPrefix);
    for (const digit of trunk?.digits ?? '') behindPrefix = follow(behindPrefix, Number(digit));
    return {
      callingCode,
      international: stateFor(and(not(hasPrefix), valid)),
      trunkPrefix: trunk?.digits ?? '',
      behindPrefix,
      bare: stateFor(and(national, not(hasPrefix), valid)),
    };
  } catch (error) {
    // Newer numbering data may be written in more than is understood here; then every number takes the thorough way.
    if (!(error instanceof SyntaxError)) throw error;
    const none = { international: DEAD_END, trunkPrefix: '', behindPrefix: DEAD_END, bare: DEAD_END };
    return { callingCode, ...none };
  }
}

/** The trunk prefix as the plain digits it mostly is, and the other beginnings that are stripped in a way of their own. */
function trunkPrefixOf(
  prefix: string | undefined,
  national: string | undefined,
): { digits: string; others: Language } | null {
  if (prefix === undefined) return null;
  const choices = splitChoices(prefix);
  const digits = choices.find((choice) => choice === national) ?? choices.find((choice) => /^\d+$/.test(choice));
  if (digits === undefined || !/^\d+$/.test(digits)) return null;
  return { digits, others: or(...choices.filter((choice) => choice !== digits).map(beginning)) };
}

/** The alternatives of a pattern that are not inside a group. */
function splitChoices(pattern: string): string[] {
  const choices = [''];
  let depth = 0;
  for (const char of pattern) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (char === '|' && depth === 0) choices.push('');
    else choices[choices.length - 1] += char;
  }
  return choices;
}

/** `isValidNumber` as a language; on wish only numbers whose length is among those the owner lists as possible. */
function validNumbers({ rules, sharing }: PhonePlan, hasPossibleLength: boolean): Language {
  const validOf = (one: PhoneRules): Language => {
    const valid = one.patterns.hasTypes ? ofAnyType(one) : generalShape(one);
    return hasPossibleLength ? and(valid, ofLength(one.lengths)) : valid;
  };
  const [only, ...others] = sharing;
  if (only !== undefined && others.length === 0) return validOf(only);
  const choices: Language[] = [];
  let unowned = not(or());
  for (const one of sharing) {
    const { leading, hasTypes } = one.patterns;
    const owned = leading !== undefined ? beginning(leading) : hasTypes ? ofAnyType(one) : or();
    choices.push(and(unowned, owned, validOf(one)));
    unowned = and(unowned, not(owned));
  }
  return or(...choices, and(unowned, validOf(rules)));
}

function generalShape({ patterns }: PhoneRules): Language {
  return patterns.general === undefined ? or() : wholly(patterns.general);
}

function ofAnyType(rules: PhoneRules): Language {
  const types = rules.patterns.types.map(({ pattern, lengths }) =>
    lengths.length === 0 ? wholly(pattern) : and(ofLength(lengths), wholly(pattern)),
  );
  return and(generalShape(rules), or(...types));
}
