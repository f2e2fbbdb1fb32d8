import { ATTRIBUTES, CONSENT, type Attribute } from '../../shared/identifiers/attributes.ts';
import { readConsent } from '../../shared/identifiers/consent.ts';
import type { PreparedRow } from '../../shared/identifiers/row-preparer.ts';
import type { RecordRejectReason } from '../../shared/records/errors.ts';
import { REJECT_MARKER } from '../../shared/upload.ts';
import type { AttributeColumns, ConsentFrom, HashCounts, HashTotals } from './protocol.ts';

// The upload is pure ASCII (hex, reasons, commas), so a string's length is its length in bytes. Rows are gathered in a
// string and encoded a few hundred at a time: encoding each on its own costs more than hashing it.
const FLUSH_LENGTH = 1 << 16;

export interface UploadWriter {
  /** Adds one prepared row; `values` are its raw cells, read only to tell values that came hashed. */
  addRow(row: PreparedRow, values: readonly string[]): void;
  /** Adds a record that could not be read at all, so that the rows after it keep their numbers. */
  addReject(reason: RecordRejectReason): void;
  /** Full parts, oldest first. */
  takeParts(): ArrayBuffer[];
  /** The last part; there always is one. */
  finish(): ArrayBuffer;
  /** The live totals; clone before they cross a thread. */
  readonly totals: HashTotals;
}

interface Column {
  attribute: Attribute;
  index: number;
  key: number;
  counts: HashCounts;
}

/**
 * Writes the upload for `columns=attributes`: a header of attribute names, then one line per row whose cells are a hash,
 * nothing, or `!reason`. `keys` gives each attribute's place among the raw values, -1 where it has none of its own. With
 * `consent` a last column says `true`, `false` or `!unknown_consent`: who said no is counted by the server, and taken out of an
 * audience that has them, so their hashes go along.
 */
export function createUploadWriter(
  attributes: readonly Attribute[],
  keys: AttributeColumns,
  partBytes: number,
  consent?: ConsentFrom,
): UploadWriter {
  const encoder = new TextEncoder();
  const columns: Column[] = attributes.map((attribute) => ({
    attribute,
    index: ATTRIBUTES.indexOf(attribute),
    key: keys[attribute] ?? -1,
    counts: { valid: 0, empty: 0, rejected: 0, alreadyHashed: 0 },
  }));
  const totals: HashTotals = {
    rows: 0,
    sendableRows: 0,
    withoutConsent: 0,
    byAttribute: Object.fromEntries(columns.map(({ attribute, counts }) => [attribute, counts])),
    byReason: {},
  };
  // A line with nothing in it would be read as no row at all, so a lone blank cell is written as an empty pair of quotes.
  const names = consent === undefined ? attributes : [...attributes, CONSENT];
  const loneBlank = names.length === 1 ? '""' : '';
  const consentAt = keys[CONSENT] ?? -1;
  const parts: ArrayBuffer[] = [];
  let pending = `${names.join(',')}\n`;
  let buffer = new Uint8Array(Math.max(partBytes, FLUSH_LENGTH));
  let used = 0;

  function add(line: string): void {
    pending += `${line}\n`;
    if (pending.length >= FLUSH_LENGTH) flush();
  }

  // A part ends with a whole row, so that a server that restarts between two parts has lost nothing, and is closed only
  // when there is more to write, so that the last one is never empty.
  function flush(): void {
    if (used > 0 && used + pending.length > buffer.length) closePart();
    if (pending.length > buffer.length) buffer = new Uint8Array(pending.length);
    used += encoder.encodeInto(pending, buffer.subarray(used)).written;
    pending = '';
  }

  function closePart(): void {
    parts.push(buffer.slice(0, used).buffer);
    used = 0;
  }

  function reasonFor(row: PreparedRow, attribute: Attribute): string | null {
    for (const reject of row.rejects) if (reject.attribute === attribute) return reject.reason;
    return null;
  }

  function consentCell(values: readonly string[]): string {
    const said = consent === 'given' ? 'yes' : readConsent(values[consentAt] ?? '');
    if (said === 'yes') return ',true';
    totals.withoutConsent++;
    return said === 'no' ? ',false' : `,${REJECT_MARKER}unknown_consent`;
  }

  return {
    totals,
    addRow(row, values) {
      let line = '';
      for (let at = 0; at < columns.length; at++) {
        const { attribute, index, key, counts } = columns[at] as Column;
        const cell = row.cells[index];
        if (at > 0) line += ',';
        if (cell !== null && cell !== undefined) {
          counts.valid++;
          const raw = values[key];
          if (raw !== undefined && raw.length >= cell.length && raw.trim().toLowerCase() === cell)
            counts.alreadyHashed++;
          line += cell;
          continue;
        }
        const reason = row.rejects.length === 0 ? null : reasonFor(row, attribute);
        if (reason === null) {
          counts.empty++;
          line += loneBlank;
        } else {
          counts.rejected++;
          line += REJECT_MARKER + reason;
        }
      }
      if (consent !== undefined) line += consentCell(values);
      for (const { reason } of row.rejects) totals.byReason[reason] = (totals.byReason[reason] ?? 0) + 1;
      totals.rows++;
      if (row.sendable) totals.sendableRows++;
      add(line);
    },
    addReject(reason) {
      totals.rows++;
      totals.byReason[reason] = (totals.byReason[reason] ?? 0) + 1;
      add(`${REJECT_MARKER}${reason}${','.repeat(names.length - 1)}`);
    },
    takeParts() {
      return parts.splice(0);
    },
    finish() {
      flush();
      return buffer.slice(0, used).buffer;
    },
  };
}
