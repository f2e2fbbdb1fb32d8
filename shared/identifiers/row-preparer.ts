import { ATTRIBUTES, type Attribute, MATCHING_ATTRIBUTES } from './attributes.ts';
import { readCountry } from './country.ts';
import { latestDate } from './date-of-birth.ts';
import { isDeviceAttribute, readHash } from './hash-text.ts';
import { type Hasher, scriptHasher } from './hasher.ts';
import { type IdentifierValue, normalize, type NormalizeContext, toText } from './normalize.ts';
import { type PreparerOptions, readOptionalCountry } from './prepare-identifier.ts';
import { EMPTY, type RejectReason, type Rejected } from './reject-reasons.ts';

/** `attribute` is null when the reason speaks of the whole row. */
export interface RowReject {
  readonly attribute: Attribute | null;
  readonly reason: RejectReason;
}

/**
 * One row, hashed. The object, its arrays included, is reused for the next row: read it at once or copy what should
 * stay. Bit `i` of a mask speaks of `ATTRIBUTES[i]`.
 */
export interface PreparedRow {
  /**
   * A lower-case hex hash per attribute of `ATTRIBUTES`; null when absent, blank, refused or not among those asked for.
   */
  readonly cells: readonly (string | null)[];
  /** Attributes whose cell is an MD5 rather than a SHA-256 (device ids that came as MD5). */
  readonly md5Mask: number;
  /** Attributes that were asked for and blank in this row. A blank is no reject. */
  readonly blankMask: number;
  /**
   * Values that were refused, in `ATTRIBUTES` order; last, `no_identifier` when nothing is left to match the person by.
   */
  readonly rejects: readonly RowReject[];
  /** Whether email, phone or a device id is among the cells. */
  readonly sendable: boolean;
}

export interface RowPreparerOptions extends PreparerOptions {
  /** Attributes to prepare; the others stay null. */
  readonly attributes: readonly Attribute[];
  /** Key of each mapped attribute in the rows: a column index for `prepareCells`, a field name for `prepareRecord`. */
  readonly mapping: { readonly [A in Attribute]?: number | string };
}

export interface RowPreparer {
  /** Prepares a row whose values stand at the mapping's column indexes. */
  prepareCells(cells: readonly string[]): PreparedRow;
  /** Prepares a row whose values stand under the mapping's field names. */
  prepareRecord(record: Readonly<Record<string, IdentifierValue>>): PreparedRow;
}

interface Source {
  readonly attribute: Attribute;
  readonly index: number;
  readonly key: number | string;
  readonly isDevice: boolean;
  readonly isMatching: boolean;
  readonly isDerived: boolean;
}

const REPEATING: ReadonlySet<Attribute> = new Set(['firstNameInitial', 'gender', 'state', 'country']);
const MAX_REMEMBERED = 1024;

/**
 * Compiles mapping and options into a function that prepares row after row without building objects on the way. The
 * mapped country is read for phones even when it is not among `attributes`; a blank one falls back to `defaultCountry`,
 * one that cannot be read does not, because the row has said it is from elsewhere. When firstNameInitial is asked for
 * and only firstName is mapped, the initial is taken from the first name.
 */
export function createRowPreparer(options: RowPreparerOptions): RowPreparer {
  const { mapping } = options;
  const hasher = options.hasher ?? scriptHasher;
  const defaultCountry = readOptionalCountry(options.defaultCountry);
  const now = options.now ?? Date.now;
  const context: NormalizeContext = { emailRule: options.emailRule ?? 'current', latestDate: latestDate(now()) };
  const sources = listSources(options);
  const countryKey = mapping.country;
  const sha256 = rememberRepeating(hasher);

  const cells: (string | null)[] = ATTRIBUTES.map(() => null);
  const rejects: RowReject[] = [];
  const row = { cells, md5Mask: 0, blankMask: 0, rejects, sendable: false };

  let lastCountryText = '';
  let lastCountry: string | undefined;
  function phoneCountry(value: IdentifierValue): string | undefined {
    if (typeof value !== 'string') return value === undefined || value === null ? defaultCountry : undefined;
    if (value !== lastCountryText) {
      const text = value.trim();
      lastCountryText = value;
      lastCountry = text === '' ? defaultCountry : readCountry(text);
    }
    return value === '' ? defaultCountry : lastCountry;
  }

  function begin(): void {
    row.md5Mask = 0;
    row.blankMask = 0;
    row.sendable = false;
    rejects.length = 0;
  }

  function take(source: Source, value: IdentifierValue, country: string | undefined): void {
    const { attribute, index } = source;
    const outcome = prepareText(source, toText(value, attribute), country);
    if (typeof outcome === 'string') {
      cells[index] = outcome;
      if (source.isMatching) row.sendable = true;
      return;
    }
    cells[index] = null;
    if (outcome === EMPTY) row.blankMask |= 1 << index;
    else rejects.push({ attribute, reason: outcome.reason });
  }

  function prepareText(source: Source, text: string | Rejected, country: string | undefined): string | Rejected {
    if (typeof text !== 'string') return text;
    const { attribute, isDevice } = source;
    const hash = readHash(text, isDevice);
    if (typeof hash === 'string') {
      if (source.isDerived) return EMPTY; // the initial of a hashed name is anybody's guess
      if (hash.length === 32) row.md5Mask |= 1 << source.index;
      return hash;
    }
    if (hash) return hash;
    const normalized = normalize(attribute, text, country, context);
    if (typeof normalized !== 'string') return normalized;
    return REPEATING.has(attribute) ? sha256(normalized) : hasher.sha256(normalized);
  }

  function finish(): PreparedRow {
    if (!row.sendable) rejects.push(NO_IDENTIFIER);
    return row;
  }

  return {
    prepareCells(values) {
      begin();
      for (const source of sources) {
        const country =
          source.attribute === 'phone'
            ? phoneCountry(countryKey === undefined ? '' : values[countryKey as number])
            : undefined;
        take(source, values[source.key as number], country);
      }
      return finish();
    },
    prepareRecord(record) {
      begin();
      for (const source of sources) {
        const country =
          source.attribute === 'phone'
            ? phoneCountry(countryKey === undefined ? '' : readOwn(record, countryKey))
            : undefined;
        take(source, readOwn(record, source.key), country);
      }
      return finish();
    },
  };
}

const NO_IDENTIFIER: RowReject = Object.freeze({ attribute: null, reason: 'no_identifier' });

function listSources({ attributes, mapping }: RowPreparerOptions): Source[] {
  return ATTRIBUTES.flatMap((attribute, index) => {
    if (!attributes.includes(attribute)) return [];
    const isDerived = attribute === 'firstNameInitial' && mapping.firstNameInitial === undefined;
    const key = isDerived ? mapping.firstName : mapping[attribute];
    if (key === undefined) return [];
    const isMatching = MATCHING_ATTRIBUTES.some((matching) => matching === attribute);
    return [{ attribute, index, key, isDevice: isDeviceAttribute(attribute), isMatching, isDerived }];
  });
}

/** Genders, countries and states come back again and again; their hashes are kept, in memory and only a few. */
function rememberRepeating(hasher: Hasher): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let hash = known.get(text);
    if (hash === undefined) {
      hash = hasher.sha256(text);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(text, hash);
    }
    return hash;
  };
}

function readOwn(record: Readonly<Record<string, IdentifierValue>>, key: number | string): IdentifierValue {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
