import {
  ATTRIBUTES,
  CONSENT,
  createPreparer,
  createRowPreparer,
  type Attribute,
  type EmailRule,
  type Hasher,
  type IdentifierValue,
  type Mappable,
  type PreparedRow,
  readConsent,
  REJECT_REASONS,
} from '../../shared/identifiers/index.ts';
import { RECORD_REJECT_REASONS } from '../../shared/records/index.ts';
import { REJECT_MARKER } from '../../shared/upload.ts';
import { DEVICE_ATTRIBUTES, type PeopleLayout, peopleFields } from './identifier-plan.ts';
import type { DeviceForm } from './single-types.ts';
import { nodeHasher } from './node-hasher.ts';
import { isHash, type PeopleSink } from './people-spool.ts';
import type { Tally } from './tally.ts';

/** Takes a line of text; `AppendFile` is one. */
export interface LineSink {
  append(text: string): void;
}

export interface RowSinkOptions {
  readonly layout: PeopleLayout;
  /**
   * Attribute → column index (CSV) or field name (records); may hold more than the layout, such as the country of phones. With
   * `consent` in it, rows that do not say yes there are dropped.
   */
  readonly mapping: { readonly [A in Mappable]?: number | string };
  readonly deviceForm: DeviceForm;
  /** Cells `!reason` carry rejects that were found before the upload. */
  readonly readsMarkers: boolean;
  readonly defaultCountry: string | null;
  readonly emailRule: EmailRule;
  readonly now: () => number;
  readonly tally: Tally;
  readonly people: PeopleSink;
  /** Takes the people of rows without consent; null when consent is not read. */
  readonly withdrawn: PeopleSink | null;
  readonly rejects: LineSink;
}

/** Where decoded rows go: each is prepared, counted and written as one people line or as reject lines. */
export interface RowSink {
  cells(values: readonly string[], row: number): void;
  record(values: Readonly<Record<string, IdentifierValue>>, row: number): void;
  /** A record that could not be read at all. */
  unreadable(row: number, reason: string): void;
}

interface Field {
  readonly attribute: Attribute;
  readonly index: number;
  readonly bit: number;
  readonly key: number | string;
}

const MARKER_CODE = REJECT_MARKER.charCodeAt(0);
const KNOWN_REASONS: ReadonlySet<string> = new Set([...REJECT_REASONS, ...RECORD_REJECT_REASONS]);
const SHORTEST_HASH = 32;
/** The spool hashes, several texts at once: until then a cell is the normalised text. */
const LATER: Hasher = { sha256: (text) => text, md5: (text) => text };
const ATTRIBUTE_INDEX: ReadonlyMap<Attribute, number> = new Map(
  ATTRIBUTES.map((attribute, index) => [attribute, index]),
);
const GOOGLE_INDEX = ATTRIBUTES.indexOf('googleAdvertisingId');
const APPLE_INDEX = ATTRIBUTES.indexOf('appleIdfa');

/** Takes rows as text: prepares their values, counts them, and puts them where they belong (people, withdrawn, rejects). */
export function createRowSink(options: RowSinkOptions): RowSink {
  const { layout, mapping, tally, people, withdrawn, rejects, deviceForm } = options;
  const attributes = peopleFields(layout);
  const preparer = createRowPreparer({
    attributes,
    mapping,
    hasher: LATER,
    defaultCountry: options.defaultCountry,
    emailRule: options.emailRule,
    now: options.now,
  });
  const fields: Field[] = attributes.map((attribute) => {
    const index = ATTRIBUTES.indexOf(attribute);
    // An initial is taken from the first name when it has no property of its own.
    const key = mapping[attribute] ?? (attribute === 'firstNameInitial' ? mapping.firstName : undefined) ?? -1;
    return { attribute, index, bit: 1 << index, key };
  });
  const order = fields.map(({ index }) => index);
  const fieldCount = order.length;
  const matchingCount = layout.matching.length;
  const devices = fields.filter(({ attribute }) => DEVICE_ATTRIBUTES.some((device) => device === attribute));
  const hasDevices = devices.length > 0;
  const prepareOne = createPreparer({ hasher: nodeHasher, now: options.now });
  const marked = new Map<Attribute, string>();
  const line: (string | null)[] = order.map(() => null);

  function reject(row: number, attribute: Attribute | null, reason: string): void {
    if (attribute !== null) {
      const index = ATTRIBUTE_INDEX.get(attribute) ?? 0;
      tally.rejected[index] = (tally.rejected[index] ?? 0) + 1;
    }
    note(row, attribute ?? '', reason);
  }

  function note(row: number, column: Mappable | '', reason: string): void {
    tally.rejectedValues++;
    tally.byReason.set(reason, (tally.byReason.get(reason) ?? 0) + 1);
    rejects.append(`${row},${column},${reason}\n`);
  }

  function take(prepared: PreparedRow, row: number, valueAt: (field: Field) => IdentifierValue): void {
    tally.rows++;
    tally.readRows++;
    const overrides = deviceForm === 'any' || !hasDevices ? null : fitDevices(prepared, valueAt);
    const isSendable = fillLine(prepared, overrides);
    if (hasDevices) noteForms(prepared, overrides);
    countRest(prepared, row, isSendable, overrides);
    if (!isSendable) {
      tally.rejectedRows++;
      return;
    }
    people.add(line);
  }

  /** @returns whether the line has something to match the person by */
  function fillLine({ cells }: PreparedRow, overrides: Map<number, string | null> | null): boolean {
    let isSendable = false;
    for (let position = 0; position < fieldCount; position++) {
      const index = order[position] as number;
      const cell = overrides?.has(index) ? (overrides.get(index) ?? null) : (cells[index] as string | null);
      line[position] = cell;
      if (cell !== null && position < matchingCount) isSendable = true;
    }
    return isSendable;
  }

  /** A row nobody consented in: whoever it names may have consented before, and is to be removed then. */
  function drop(
    prepared: PreparedRow,
    row: number,
    reason: 'no_consent' | 'unknown_consent',
    valueAt: (field: Field) => IdentifierValue,
  ): void {
    tally.rows++;
    tally.withoutConsent++;
    note(row, CONSENT, reason);
    if (withdrawn === null) return;
    const overrides = deviceForm === 'any' || !hasDevices ? null : fitDevices(prepared, valueAt);
    if (fillLine(prepared, overrides)) withdrawn.add(line);
  }

  /** Why the row is dropped; null when it may go. */
  function refusal(value: IdentifierValue): 'no_consent' | 'unknown_consent' | null {
    // The marker `!unknown_consent` is no word of consent either.
    switch (readConsent(value)) {
      case 'yes':
        return null;
      case 'no':
        return 'no_consent';
      case 'unknown':
        return 'unknown_consent';
    }
  }

  function countRest(
    prepared: PreparedRow,
    row: number,
    isSendable: boolean,
    overrides: Map<number, string | null> | null,
  ): void {
    if (prepared.blankMask !== 0) {
      for (const { attribute, index, bit } of fields) {
        if ((prepared.blankMask & bit) !== 0 && !marked.has(attribute))
          tally.empty[index] = (tally.empty[index] ?? 0) + 1;
      }
    }
    if (marked.size > 0) for (const [attribute, reason] of marked) reject(row, attribute, reason);
    for (const { attribute, reason } of prepared.rejects) if (attribute !== null) reject(row, attribute, reason);
    if (overrides !== null) {
      for (const { attribute, index } of devices)
        if (overrides.get(index) === null) reject(row, attribute, 'not_a_hash');
    }
    if (!isSendable) reject(row, null, 'no_identifier');
  }

  /** An audience that takes device ids in one form only: a hash of the other form cannot be turned into it. */
  function fitDevices(
    prepared: PreparedRow,
    valueAt: (field: Field) => IdentifierValue,
  ): Map<number, string | null> | null {
    let overrides: Map<number, string | null> | null = null;
    for (const field of devices) {
      const cell = prepared.cells[field.index];
      if (cell === null || cell === undefined) continue;
      const isMd5 = (prepared.md5Mask & field.bit) !== 0;
      if (isMd5 === (deviceForm === 'md5')) continue;
      overrides ??= new Map();
      const outcome = isMd5 ? null : prepareOne(field.attribute, valueAt(field));
      overrides.set(field.index, outcome?.ok === true ? (outcome.md5 ?? null) : null);
    }
    return overrides;
  }

  function noteForms(prepared: PreparedRow, overrides: Map<number, string | null> | null): void {
    const google = overrides?.has(GOOGLE_INDEX) ? overrides.get(GOOGLE_INDEX) : prepared.cells[GOOGLE_INDEX];
    const apple = overrides?.has(APPLE_INDEX) ? overrides.get(APPLE_INDEX) : prepared.cells[APPLE_INDEX];
    if (typeof google === 'string') {
      if (google.length === 32) tally.googleMd5 = true;
      else tally.googleSha256 = true;
    }
    if (typeof apple === 'string') {
      if (apple.length === 32) tally.appleMd5 = true;
      else tally.appleSha256 = true;
    }
  }

  function countHashed(prepared: PreparedRow, field: Field, value: IdentifierValue): void {
    if (typeof value !== 'string' || value.length < SHORTEST_HASH) return;
    const cell = prepared.cells[field.index];
    if (typeof cell !== 'string' || cell.length > value.length || !isHash(cell)) return;
    if (cell === value || cell === value.trim().toLowerCase())
      tally.alreadyHashed[field.index] = (tally.alreadyHashed[field.index] ?? 0) + 1;
  }

  /** The marker's reason, or null for an ordinary value. */
  function readMarker(value: IdentifierValue): string | null {
    if (typeof value !== 'string' || value.charCodeAt(0) !== MARKER_CODE) return null;
    const reason = value.slice(1);
    return KNOWN_REASONS.has(reason) ? reason : null;
  }

  const consentKey = mapping[CONSENT];
  let unmarked: string[] = [];

  return {
    cells(values, row) {
      let given = values;
      if (options.readsMarkers) {
        marked.clear();
        for (const { attribute, key } of fields) {
          const reason = readMarker(values[key as number]);
          if (reason === null) continue;
          if (marked.size === 0) given = unmarked = [...values];
          marked.set(attribute, reason);
          unmarked[key as number] = '';
        }
      }
      const prepared = preparer.prepareCells(given);
      const dropped = consentKey === undefined ? null : refusal(values[consentKey as number]);
      if (dropped !== null) {
        drop(prepared, row, dropped, (field) => given[field.key as number]);
        return;
      }
      for (const field of fields) countHashed(prepared, field, given[field.key as number]);
      take(prepared, row, (field) => given[field.key as number]);
    },

    record(values, row) {
      let given = values;
      if (options.readsMarkers) {
        marked.clear();
        for (const { attribute, key } of fields) {
          const reason = readMarker(values[key]);
          if (reason === null) continue;
          marked.set(attribute, reason);
          given = { ...given, [key]: '' };
        }
      }
      const prepared = preparer.prepareRecord(given);
      const dropped =
        consentKey === undefined
          ? null
          : refusal(Object.hasOwn(values, consentKey) ? values[consentKey as string] : undefined);
      if (dropped !== null) {
        drop(prepared, row, dropped, (field) => given[field.key]);
        return;
      }
      for (const field of fields) countHashed(prepared, field, given[field.key]);
      take(prepared, row, (field) => given[field.key]);
    },

    unreadable(row, reason) {
      tally.rows++;
      tally.rejectedRows++;
      reject(row, null, reason);
    },
  };
}
