// Languages of digit strings, for deciding about a phone number in one table look-up a digit. Regular expressions, their unions,
// intersections and complements become terms; the derivative of a term by a digit is the term of what may follow that digit
// (Brzozowski, "Derivatives of Regular Expressions", 1964). Equal terms are one number, so a term that a number has led to once
// is a row of the table from then on. Every string ends with one `END`, which is what `$` and "whole string" mean here.

/** A term: what may follow. */
export type Language = number;
/** A row of the table of followers: a language that some string has led to. */
export type DigitState = number;

const END = 10;
const SYMBOLS = 11;
const ROW = 16;
/** Rows of the table; far more than all countries' plans need. Past it the answer is "do not know". */
const MAX_STATES = 65_536;

type Term =
  | { readonly kind: 'set'; readonly mask: number }
  | { readonly kind: 'then'; readonly first: Language; readonly rest: Language }
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Language[] }
  | { readonly kind: 'not'; readonly of: Language }
  | { readonly kind: 'empty' }
  | { readonly kind: 'all' };

const terms: Term[] = [];
const isNullable: boolean[] = [];
const known = new Map<string, Language>();
const derivatives: (Language | undefined)[] = [];

function intern(key: string, term: Term, nullable: boolean): Language {
  let id = known.get(key);
  if (id === undefined) {
    id = terms.push(term) - 1;
    isNullable.push(nullable);
    known.set(key, id);
  }
  return id;
}

/** No string at all. */
const NOTHING = intern('nothing', { kind: 'set', mask: 0 }, false);
const EMPTY = intern('empty', { kind: 'empty' }, true);
/** Every string. */
const ALL = intern('all', { kind: 'all' }, true);

function set(mask: number): Language {
  return mask === 0 ? NOTHING : intern(`s${mask}`, { kind: 'set', mask }, false);
}

function then(first: Language, rest: Language): Language {
  if (first === NOTHING || rest === NOTHING) return NOTHING;
  if (first === EMPTY) return rest;
  if (rest === EMPTY) return first;
  const term = terms[first] as Term;
  if (term.kind === 'then') return then(term.first, then(term.rest, rest));
  const nullable = isNullable[first] === true && isNullable[rest] === true;
  return intern(`t${first},${rest}`, { kind: 'then', first, rest }, nullable);
}

function combine(kind: 'or' | 'and', given: readonly Language[]): Language {
  const [neutral, absorbing] = kind === 'or' ? [NOTHING, ALL] : [ALL, NOTHING];
  const parts = new Set<Language>();
  for (const part of given) {
    const term = terms[part] as Term;
    if (term.kind === kind) for (const inner of term.parts) parts.add(inner);
    else if (part !== neutral) parts.add(part);
  }
  if (parts.has(absorbing)) return absorbing;
  const sorted = [...parts].sort((a, b) => a - b);
  if (sorted.length <= 1) return sorted[0] ?? neutral;
  const test = (part: Language): boolean => isNullable[part] === true;
  const nullable = kind === 'or' ? sorted.some(test) : sorted.every(test);
  return intern(`${kind}${sorted.join(',')}`, { kind, parts: sorted }, nullable);
}

/** The strings of any of them; of none, no string. */
export function or(...parts: readonly Language[]): Language {
  return combine('or', parts);
}

/** The strings that are in all of them; of none, every string. */
export function and(...parts: readonly Language[]): Language {
  return combine('and', parts);
}

/** All other strings. */
export function not(of: Language): Language {
  const term = terms[of] as Term;
  if (term.kind === 'not') return term.of;
  if (of === NOTHING) return ALL;
  if (of === ALL) return NOTHING;
  return intern(`n${of}`, { kind: 'not', of }, isNullable[of] !== true);
}

/** The strings that `^(?:pattern)$` matches. @throws {SyntaxError} the pattern uses more than numbering plans do */
export function wholly(pattern: string): Language {
  return then(parse(pattern), set(1 << END));
}

/** The strings whose beginning `^(?:pattern)` matches. @throws {SyntaxError} as `wholly` */
export function beginning(pattern: string): Language {
  return then(parse(pattern), ALL);
}

/** Strings that begin with these digits, and go on as `rest` has it. */
export function prefixed(digits: string, rest: Language): Language {
  return then(parse(digits), rest);
}

/** Strings with this many digits. */
export function ofLength(lengths: readonly number[]): Language {
  return or(...lengths.map((length) => wholly(`\\d{${length}}`)));
}

/** Digits, `\d`, classes, groups, `|`, `?`, `{n}`, `{n,m}` and `$`: all that the plans' patterns are written in. */
function parse(pattern: string): Language {
  let at = 0;
  const result = readAlternatives();
  if (at < pattern.length) throw new SyntaxError('a numbering plan holds an unknown pattern');
  return result;

  function readAlternatives(): Language {
    const parts = [readSequence()];
    while (pattern[at] === '|') {
      at++;
      parts.push(readSequence());
    }
    return or(...parts);
  }

  function readSequence(): Language {
    const items: Language[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') items.push(readRepeated());
    return items.reduceRight((rest, item) => then(item, rest), EMPTY);
  }

  function readRepeated(): Language {
    const item = readItem();
    const count = /^(?:\?|\{(\d+)(?:,(\d+))?\})/.exec(pattern.slice(at));
    if (count === null) return item;
    at += count[0].length;
    const least = count[1] === undefined ? 0 : Number(count[1]);
    const most = count[1] === undefined ? 1 : Number(count[2] ?? count[1]);
    let rest = EMPTY;
    for (let index = most; index > 0; index--) rest = index > least ? or(EMPTY, then(item, rest)) : then(item, rest);
    return rest;
  }

  function readItem(): Language {
    const found = /^(?:\d|\\d|\$|\((?:\?:)?|\[[\d-]+\])/.exec(pattern.slice(at))?.[0];
    if (found === undefined) throw new SyntaxError('a numbering plan holds an unknown pattern');
    at += found.length;
    if (found.startsWith('(')) {
      const inner = readAlternatives();
      if (pattern[at++] !== ')') throw new SyntaxError('a numbering plan holds an unknown pattern');
      return inner;
    }
    if (found === '$') return set(1 << END);
    if (found === '\\d') return set((1 << END) - 1);
    return set(found.startsWith('[') ? readClass(found.slice(1, -1)) : 1 << Number(found));
  }
}

function readClass(text: string): number {
  let mask = 0;
  for (const range of text.match(/\d-\d|\d/g) ?? []) {
    for (let digit = Number(range[0]); digit <= Number(range.at(-1)); digit++) mask |= 1 << digit;
  }
  return mask;
}

function derive(language: Language, symbol: number): Language {
  const at = language * SYMBOLS + symbol;
  return (derivatives[at] ??= deriveAnew(terms[language] as Term, symbol));
}

function deriveAnew(term: Term, symbol: number): Language {
  switch (term.kind) {
    case 'empty':
      return NOTHING;
    case 'all':
      return ALL;
    case 'set':
      return (term.mask & (1 << symbol)) === 0 ? NOTHING : EMPTY;
    case 'then': {
      const head = then(derive(term.first, symbol), term.rest);
      return isNullable[term.first] === true ? or(head, derive(term.rest, symbol)) : head;
    }
    case 'not':
      return not(derive(term.of, symbol));
    case 'or':
    case 'and':
      return combine(
        term.kind,
        term.parts.map((part) => derive(part, symbol)),
      );
  }
}

// State 0 is a dead end: no string is left. Followers count from 1, since 0 in the table means "not looked at yet".
let followers = new Int32Array(1024 * ROW);
const languages: Language[] = [NOTHING];
const stateOf = new Map<Language, DigitState>([[NOTHING, 0]]);
/** Whatever comes, the string is not of the language. */
export const DEAD_END: DigitState = 0;

/** The state a language begins in. */
export function stateFor(language: Language): DigitState {
  let state = stateOf.get(language);
  if (state === undefined) {
    if (languages.length >= MAX_STATES) return DEAD_END;
    state = languages.push(language) - 1;
    stateOf.set(language, state);
    if (state * ROW + ROW > followers.length) {
      const bigger = new Int32Array(followers.length * 2);
      bigger.set(followers);
      followers = bigger;
    }
  }
  return state;
}

/** The state behind a digit, 0 to 9. */
export function follow(state: DigitState, digit: number): DigitState {
  const found = followers[state * ROW + digit] as number;
  return found === 0 ? followAnew(state, digit) : found - 1;
}

function followAnew(state: DigitState, symbol: number): DigitState {
  const next = stateFor(derive(languages[state] as Language, symbol));
  followers[state * ROW + symbol] = next + 1;
  return next;
}

/** Whether the string may end here. */
export function mayEnd(state: DigitState): boolean {
  const found = followers[state * ROW + END] as number;
  return isNullable[languages[found === 0 ? followAnew(state, END) : found - 1] as Language] === true;
}
