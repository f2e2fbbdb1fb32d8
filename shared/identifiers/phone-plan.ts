// libphonenumber answers 30,000 to 110,000 questions a second because it compiles its patterns anew for every number.
// Here the same metadata is compiled once per country into plain regular expressions, and the rules around them (trunk
// prefix, calling code typed without "+", countries that share a calling code) are followed step by step. A property
// test holds the two to the same answer for every country.
//
// The `min` metadata is used on purpose: it refuses numbers no plan has room for and knows every shared calling code,
// at half the size of `max`. What `max` refuses beyond that are ranges not assigned when it was published; a number
// from a range assigned since would be lost, while one that nobody has merely matches nobody.
import metadata from 'libphonenumber-js/min/metadata';

export interface PhoneRules {
  readonly country: string;
  readonly callingCode: string;
  readonly general: RegExp;
  readonly lengths: readonly number[];
  readonly prefix: RegExp | undefined;
  readonly prefixTransform: string | undefined;
  readonly idd: RegExp | undefined;
  /** Matches when the number is of this very country, tried only where countries share the calling code. */
  readonly leading: RegExp | undefined;
  readonly types: RegExp | undefined;
  readonly patterns: PhonePatterns;
}

/** What the expressions were compiled from. */
export interface PhonePatterns {
  readonly general: string | undefined;
  readonly nationalPrefix: string | undefined;
  readonly prefix: string | undefined;
  readonly idd: string | undefined;
  readonly leading: string | undefined;
  /** A type without lengths of its own has all that its pattern has. */
  readonly types: readonly { readonly pattern: string; readonly lengths: readonly number[] }[];
  /** Whether the country lists types at all, were it without a pattern. */
  readonly hasTypes: boolean;
}

/** A country's rules together with those of every country behind the same calling code, main country first. */
export interface PhonePlan {
  readonly rules: PhoneRules;
  readonly sharing: readonly PhoneRules[];
}

// Positions in version 4 of the metadata's arrays; `isReadable` keeps a future layout from being misread.
const [
  CALLING_CODE,
  IDD,
  GENERAL,
  LENGTHS,
  NATIONAL_PREFIX,
  PREFIX_FOR_PARSING,
  PREFIX_TRANSFORM,
  LEADING_DIGITS,
  TYPES,
] = [0, 1, 2, 3, 5, 7, 8, 10, 11] as const;

/** Whether the metadata is laid out as it is read here; otherwise no number is plain, and every one goes the long way. */
export const isReadable = metadata.version === 4;

const rulesByCountry = new Map<string, PhoneRules>();
const planByCountry = new Map<string, PhonePlan | null>();
const planByCallingCode = new Map<number, PhonePlan | null>();

const countries = new Map<string, readonly unknown[]>(
  Object.entries(metadata.countries).map(([code, row]) => [code, row ?? []]),
);
const callingCodes = new Map<string, readonly string[]>(Object.entries(metadata.country_calling_codes));

/**
 * The plan of an upper-case alpha-2 code; `undefined` when no plan exists (Antarctica and a few uninhabited places).
 */
export function planOfCountry(country: string): PhonePlan | undefined {
  let plan = planByCountry.get(country);
  if (plan === undefined) {
    const rules = rulesOf(country);
    plan = rules ? { rules, sharing: sharersOf(rules.callingCode) } : null;
    planByCountry.set(country, plan);
  }
  return plan ?? undefined;
}

/** The plan behind a calling code, given as a number; `undefined` for codes of no country. */
export function planOfCallingCode(callingCode: number): PhonePlan | undefined {
  let plan = planByCallingCode.get(callingCode);
  if (plan === undefined) {
    const sharing = sharersOf(String(callingCode));
    plan = sharing[0] ? { rules: sharing[0], sharing } : null;
    planByCallingCode.set(callingCode, plan);
  }
  return plan ?? undefined;
}

function sharersOf(callingCode: string): PhoneRules[] {
  return (callingCodes.get(callingCode) ?? []).flatMap((country) => rulesOf(country) ?? []);
}

function rulesOf(country: string): PhoneRules | undefined {
  const known = rulesByCountry.get(country);
  if (known) return known;
  const row = countries.get(country);
  if (!row) return undefined;
  const types = listAt(row, TYPES);
  const patterns: PhonePatterns = {
    general: textAt(row, GENERAL),
    nationalPrefix: textAt(row, NATIONAL_PREFIX),
    prefix: textAt(row, PREFIX_FOR_PARSING) ?? textAt(row, NATIONAL_PREFIX),
    idd: textAt(row, IDD),
    leading: textAt(row, LEADING_DIGITS),
    types: readTypes(types),
    hasTypes: types.length > 0,
  };
  const rules: PhoneRules = {
    country,
    callingCode: textAt(row, CALLING_CODE) ?? '',
    general: whole(patterns.general ?? '(?!)'),
    lengths: listAt(row, LENGTHS).filter((length) => typeof length === 'number'),
    prefix: optionalStart(patterns.prefix),
    prefixTransform: textAt(row, PREFIX_TRANSFORM),
    idd: optionalStart(patterns.idd),
    leading: optionalStart(patterns.leading),
    types: compileTypes(patterns),
    patterns,
  };
  rulesByCountry.set(country, rules);
  return rules;
}

function readTypes(types: readonly unknown[]): PhonePatterns['types'] {
  return types.flatMap((type) => {
    const pattern = Array.isArray(type) ? textAt(type, 0) : undefined;
    if (pattern === undefined) return [];
    return [
      { pattern, lengths: Array.isArray(type) ? listAt(type, 1).filter((length) => typeof length === 'number') : [] },
    ];
  });
}

/**
 * One expression for "of any type": each type has a pattern and, where they differ from the country's, its own lengths.
 */
function compileTypes({ types, hasTypes }: PhonePatterns): RegExp | undefined {
  if (!hasTypes) return undefined;
  const patterns = types.map(({ pattern, lengths }) =>
    lengths.length === 0
      ? `(?:${pattern})`
      : `(?=(?:${lengths.map((length) => `\\d{${length}}`).join('|')})$)(?:${pattern})`,
  );
  return whole(patterns.join('|') || '(?!)');
}

function textAt(row: readonly unknown[], index: number): string | undefined {
  const value = row[index];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listAt(row: readonly unknown[], index: number): readonly unknown[] {
  const value = row[index];
  return Array.isArray(value) ? value : [];
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${writeOutRepeats(pattern)})$`);
}

/** `\\d{3}` as `\\d\\d\\d`: the same language, run three times faster by regular expression engines. */
function writeOutRepeats(pattern: string): string {
  return pattern.replace(/(\\d|\[[^\]]*\])\{(\d+)\}/g, (_, digit: string, count: string) =>
    digit.repeat(Number(count)),
  );
}

function start(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})`);
}

function optionalStart(pattern: string | undefined): RegExp | undefined {
  return pattern === undefined ? undefined : start(pattern);
}

/** The significant number without its trunk prefix or carrier code, unless what is left could not be a number. */
export function stripNationalPrefix(digits: string, plan: PhonePlan): string {
  const { rules } = plan;
  if (!rules.prefix?.test(digits)) return digits; // `test` first: `exec` builds an array per call
  const match = rules.prefix.exec(digits);
  if (!match) return digits;
  const lastGroup = match.length > 1 ? match.at(-1) : undefined;
  const stripped =
    rules.prefixTransform !== undefined && lastGroup
      ? digits.replace(rules.prefix, rules.prefixTransform)
      : digits.slice(match[0].length);
  if (stripped === digits) return digits;
  if (rules.general.test(digits) && !rules.general.test(stripped)) return digits;
  const { lengths } = ownerOf(stripped, plan.sharing) ?? rules;
  const isPossible = stripped.length > (lengths.at(-1) ?? 0) || lengths.includes(stripped.length);
  return isPossible ? stripped : digits;
}

/** Which of the countries behind one calling code a significant number belongs to. */
function ownerOf(significant: string, sharing: readonly PhoneRules[]): PhoneRules | undefined {
  if (sharing.length === 1) return sharing[0];
  for (const rules of sharing) {
    if (rules.leading ? rules.leading.test(significant) : isOfAnyType(significant, rules)) return rules;
  }
  return undefined;
}

function isOfAnyType(significant: string, rules: PhoneRules): boolean {
  return rules.types !== undefined && rules.general.test(significant) && rules.types.test(significant);
}

/** Whether the numbering plan has room for the significant number. */
export function isValidNumber(significant: string, plan: PhonePlan): boolean {
  const rules = ownerOf(significant, plan.sharing) ?? plan.rules;
  return rules.types ? isOfAnyType(significant, rules) : rules.general.test(significant);
}
