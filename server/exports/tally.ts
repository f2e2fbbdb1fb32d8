import type { ExportCounts } from '../../shared/exports.ts';
import { ATTRIBUTES, type Attribute } from '../../shared/identifiers/index.ts';
import type { DeviceForms } from './identifier-plan.ts';

/** The counts of an export while rows come in: plain numbers that are cheap to add to. */
export interface Tally {
  rows: number;
  rejectedRows: number;
  withoutConsent: number;
  rejectedValues: number;
  /** Rows that could be read and have consent, where that is asked for; the values of the others are not counted. */
  readRows: number;
  empty: number[];
  rejected: number[];
  alreadyHashed: number[];
  byReason: Map<string, number>;
  googleSha256: boolean;
  googleMd5: boolean;
  appleSha256: boolean;
  appleMd5: boolean;
}

/** The counts of an export without records. */
export function emptyCounts(): ExportCounts {
  return {
    rows: 0,
    ready: 0,
    duplicates: 0,
    rejectedRows: 0,
    withoutConsent: 0,
    people: {},
    toAdd: null,
    toRemove: null,
    refused: 0,
    rejectedValues: 0,
    byAttribute: {},
    byReason: {},
  };
}

/** A tally that goes on from stored counts. */
export function openTally(counts: ExportCounts, forms: DeviceForms): Tally {
  const column = (name: 'empty' | 'rejected' | 'alreadyHashed'): number[] =>
    ATTRIBUTES.map((attribute) => counts.byAttribute[attribute]?.[name] ?? 0);
  // Every attribute counts the same rows: those that could be read.
  const [first] = Object.values(counts.byAttribute);
  return {
    rows: counts.rows,
    rejectedRows: counts.rejectedRows,
    withoutConsent: counts.withoutConsent,
    rejectedValues: counts.rejectedValues,
    readRows: first === undefined ? 0 : first.valid + first.empty + first.rejected,
    empty: column('empty'),
    rejected: column('rejected'),
    alreadyHashed: column('alreadyHashed'),
    byReason: new Map(Object.entries(counts.byReason)),
    googleSha256: forms.googleAdvertisingId.sha256,
    googleMd5: forms.googleAdvertisingId.md5,
    appleSha256: forms.appleIdfa.sha256,
    appleMd5: forms.appleIdfa.md5,
  };
}

/** The counts to show. Until duplicates are looked for, every accepted row counts as ready. */
export function readTally(tally: Tally, attributes: readonly Attribute[]): ExportCounts {
  const byAttribute: ExportCounts['byAttribute'] = {};
  ATTRIBUTES.forEach((attribute, index) => {
    if (!attributes.includes(attribute)) return;
    const empty = tally.empty[index] ?? 0;
    const rejected = tally.rejected[index] ?? 0;
    byAttribute[attribute] = {
      valid: tally.readRows - empty - rejected,
      empty,
      rejected,
      alreadyHashed: tally.alreadyHashed[index] ?? 0,
    };
  });
  return {
    rows: tally.rows,
    ready: tally.rows - tally.rejectedRows - tally.withoutConsent,
    duplicates: 0,
    rejectedRows: tally.rejectedRows,
    withoutConsent: tally.withoutConsent,
    people: {},
    toAdd: null,
    toRemove: null,
    refused: 0,
    rejectedValues: tally.rejectedValues,
    byAttribute,
    byReason: Object.fromEntries(tally.byReason),
  };
}

/** Which hashes of device ids have come so far. */
export function readForms(tally: Tally): DeviceForms {
  return {
    googleAdvertisingId: { sha256: tally.googleSha256, md5: tally.googleMd5 },
    appleIdfa: { sha256: tally.appleSha256, md5: tally.appleMd5 },
  };
}
