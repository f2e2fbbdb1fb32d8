import { NOT_PLAIN, writePlainDeviceId, writePlainEmail, writePlainHash } from '../../shared/identifiers/plain-text.ts';
import { type PlainPlan, plainPlanOf, writePlainPhone } from '../../shared/identifiers/plain-phone.ts';
import { ATTRIBUTES, type MatchingAttribute, readCountry } from '../../shared/identifiers/index.ts';
import type { PeopleLayout } from './identifier-plan.ts';
import type { DeviceForm } from './single-types.ts';
import type { PeopleSpool } from './people-spool.ts';
import type { Tally } from './tally.ts';

export interface PlainRowsOptions {
  readonly layout: PeopleLayout;
  readonly deviceForm: DeviceForm;
  readonly emailRule: 'current' | 'legacy';
  /** Attribute → column index. */
  readonly mapping: { readonly [A in MatchingAttribute | 'country']?: number | string };
  readonly defaultCountry: string | null;
  readonly tally: Tally;
  readonly people: PeopleSpool;
}

/** Takes a row whose cells are bytes; false when it is not one for here, and then nothing of it has been counted or kept. */
export type TakePlainRow = (bytes: Uint8Array, bounds: Int32Array) => boolean;

/** Whether any row of such an export may be taken as bytes. */
export function mayBePlain({
  layout,
  deviceForm,
  emailRule,
}: Pick<PlainRowsOptions, 'layout' | 'deviceForm' | 'emailRule'>): boolean {
  return layout.others.length === 0 && deviceForm !== 'md5' && emailRule === 'current';
}

const COMMA = 0x2c;
const NEWLINE = 0x0a;
const HASH_LENGTH = 64;
const [EMAIL, PHONE, DEVICE_ID] = [0, 1, 2] as const;
/** Past this a country is none. */
const LONGEST_COUNTRY = 80;

/**
 * The short way for the many rows in which every cell is blank, a hash, or as plain as can be: from the bytes of the file to
 * the bytes of the spool without a text or an object in between. What it does with a row is what the long way does with it.
 */
export function createPlainRowTaker(options: PlainRowsOptions): TakePlainRow | null {
  const { layout, mapping, tally, people } = options;
  if (!mayBePlain(options)) return null;
  const columns = layout.matching.map((attribute) => mapping[attribute]);
  if (!columns.every((column): column is number => typeof column === 'number')) return null;
  const count = columns.length;
  const cells = Int32Array.from(columns, (column) => column * 2);
  const kinds = Int32Array.from(layout.matching, (attribute) =>
    attribute === 'email' ? EMAIL : attribute === 'phone' ? PHONE : DEVICE_ID,
  );
  const indexes = Int32Array.from(layout.matching, (attribute) => ATTRIBUTES.indexOf(attribute));
  const googleBit = bitOf('googleAdvertisingId');
  const appleBit = bitOf('appleIdfa');
  const readPlan = createPlanReader(mapping.country, options.defaultCountry);
  const lengths = new Int32Array(count);
  const places = new Int32Array(count);

  function bitOf(attribute: MatchingAttribute): number {
    const field = layout.matching.indexOf(attribute);
    return field === -1 ? 0 : 1 << field;
  }

  function countCells(blanks: number, hashes: number): void {
    for (let field = 0; field < count; field++) {
      const index = indexes[field] as number;
      if ((blanks & (1 << field)) !== 0) tally.empty[index] = (tally.empty[index] ?? 0) + 1;
      if ((hashes & (1 << field)) !== 0) tally.alreadyHashed[index] = (tally.alreadyHashed[index] ?? 0) + 1;
    }
  }

  return (bytes, bounds) => {
    const start = people.beginLine(count);
    const { lineBytes: line, texts } = people;
    let text = people.textStart;
    let at = start;
    let texted = 0;
    let blanks = 0;
    let hashes = 0;
    for (let field = 0; field < count; field++) {
      if (field > 0) line[at++] = COMMA;
      const cell = cells[field] as number;
      const from = bounds[cell] as number;
      const to = bounds[cell + 1] as number;
      if (from === to) {
        blanks |= 1 << field;
        continue;
      }
      if (to - from === HASH_LENGTH) {
        if (writePlainHash(bytes, from, to, line, at) === NOT_PLAIN) return people.dropLine(texted);
        hashes |= 1 << field;
        at += HASH_LENGTH;
        continue;
      }
      const kind = kinds[field];
      let length: number = NOT_PLAIN;
      if (kind === EMAIL) length = writePlainEmail(bytes, from, to, texts, text);
      else if (kind === DEVICE_ID) length = writePlainDeviceId(bytes, from, to, texts, text);
      else {
        const plan = readPlan(bytes, bounds);
        if (plan !== undefined) length = writePlainPhone(bytes, from, to, plan, texts, text);
      }
      if (length === NOT_PLAIN) return people.dropLine(texted + 1);
      lengths[texted] = length;
      places[texted] = at;
      text += HASH_LENGTH;
      texted++;
      at += HASH_LENGTH;
    }
    if (blanks === (1 << count) - 1) return people.dropLine(texted);
    line[at++] = NEWLINE;
    people.endLine(start, at, texted, lengths, places);
    tally.rows++;
    tally.readRows++;
    if ((blanks | hashes) !== 0) countCells(blanks, hashes);
    if ((googleBit & ~blanks) !== 0) tally.googleSha256 = true;
    if ((appleBit & ~blanks) !== 0) tally.appleSha256 = true;
    return true;
  };
}

/** Reads the row's country, which is mostly that of the row before; undefined when its bytes need a closer look. */
function createPlanReader(
  column: number | string | undefined,
  defaultCountry: string | null,
): (bytes: Uint8Array, bounds: Int32Array) => PlainPlan | null | undefined {
  const byDefault = plainPlanOf(defaultCountry === null ? undefined : readCountry(defaultCountry.trim()));
  if (typeof column !== 'number') return () => byDefault;
  const last = new Uint8Array(LONGEST_COUNTRY);
  let lastLength = 0;
  let plan = byDefault;

  function isLast(bytes: Uint8Array, from: number, length: number): boolean {
    if (length !== lastLength) return false;
    for (let index = 0; index < length; index++) if (bytes[from + index] !== last[index]) return false;
    return true;
  }

  return (bytes, bounds) => {
    const from = bounds[column * 2] as number;
    const length = (bounds[column * 2 + 1] as number) - from;
    if (length === 0) return byDefault;
    if (isLast(bytes, from, length)) return plan;
    if (length > LONGEST_COUNTRY) return undefined;
    for (let index = 0; index < length; index++) if ((bytes[from + index] as number) > 127) return undefined;
    const text = String.fromCharCode(...bytes.subarray(from, from + length)).trim();
    plan = text === '' ? byDefault : plainPlanOf(readCountry(text));
    last.set(bytes.subarray(from, from + length));
    lastLength = length;
    return plan;
  };
}
