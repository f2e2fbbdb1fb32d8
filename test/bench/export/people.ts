import { hash } from 'node:crypto';

/** Rows of one piece: about the 64 KiB that Node's streams hand over. */
export const PIECE_ROWS = 700;
/** More than the longest piece takes. */
export const PIECE_BYTES = 80_000;
export const CSV_HEADER = 'email,phone,gaid,country\n';
export const CSV_MAPPING = { email: 'email', phone: 'phone', googleAdvertisingId: 'gaid', country: 'country' } as const;
export const CSV_ATTRIBUTES = ['email', 'phone', 'googleAdvertisingId'] as const;
/** One row in so many says the first of its group again. */
const REPEAT_EVERY = 50;

const encoder = new TextEncoder();

export interface Person {
  readonly email: string;
  readonly phone: string;
  readonly device: string;
}

/** Somebody, spelled as people and exports spell it. */
export function spell(id: number): Person {
  const hex = (id + 0x10000000).toString(16);
  const device = `${hex}-${hex.slice(0, 4)}-4${hex.slice(1, 4)}-8${hex.slice(2, 5)}-${hex}${hex.slice(0, 4)}`;
  const digits = 20_000_000 + (id % 80_000_000);
  return {
    email: `${id % 3 === 0 ? 'Ann.Doe' : 'john.doe'}${id}@${id % 5 === 0 ? 'Example' : 'mail-example'}.com`,
    phone: id % 4 === 0 ? `0151 ${digits}` : `+4915${id % 2 === 0 ? 1 : 2}${digits}`,
    device: id % 2 === 0 ? device : device.toUpperCase(),
  };
}

/** Who stands in a row, counted from 0. */
function personIn(row: number): number {
  return row % REPEAT_EVERY === REPEAT_EVERY - 1 ? row - REPEAT_EVERY + 1 : row;
}

export function distinctPeople(rows: number): number {
  return rows - Math.floor(rows / REPEAT_EVERY);
}

/** Writes the rows `from` to `to` as CSV. @returns bytes written */
export function writeRows(target: Uint8Array, from: number, to: number): number {
  let text = '';
  for (let row = from; row < to; row++) {
    const { email, phone, device } = spell(personIn(row));
    text += `${email},${phone},${device},DE\n`;
  }
  return encoder.encodeInto(text, target).written;
}

/** The whole file, piece by piece, each in memory of its own. */
export async function* csvPieces(rows: number): AsyncGenerator<Uint8Array> {
  yield encoder.encode(CSV_HEADER);
  for (let row = 0; row < rows; row += PIECE_ROWS) {
    const piece = new Uint8Array(PIECE_BYTES);
    yield piece.subarray(0, writeRows(piece, row, Math.min(rows, row + PIECE_ROWS)));
  }
}

/** The persons of a file of so many rows, each once. */
export function* personsOf(rows: number): Generator<number> {
  for (let row = 0; row < rows; row++) if (personIn(row) === row) yield row;
}

export interface Digests {
  readonly people: number;
  readonly email: string;
  readonly phone: string;
  readonly maid: string;
}

/**
 * What the simulator has to say of an audience that holds these persons and nobody else: per identifier kind the exclusive or of the
 * first 8 bytes of every member's hash, in hex.
 */
export function digestsOf(persons: Iterable<number>): Digests {
  const sums = { email: [0, 0], phone: [0, 0], maid: [0, 0] } as Record<'email' | 'phone' | 'maid', [number, number]>;
  const add = (sum: [number, number], text: string): void => {
    const digest = hash('sha256', text, 'buffer');
    sum[0] ^= digest.readInt32BE(0);
    sum[1] ^= digest.readInt32BE(4);
  };
  let people = 0;
  for (const id of persons) {
    const { email, phone, device } = spell(id);
    add(sums.email, email.toLowerCase());
    add(sums.phone, phone.startsWith('+') ? phone : `+49${phone.slice(1).replace(' ', '')}`);
    add(sums.maid, device.toLowerCase());
    people++;
  }
  const toHex = ([high, low]: [number, number]): string =>
    [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  return { people, email: toHex(sums.email), phone: toHex(sums.phone), maid: toHex(sums.maid) };
}
