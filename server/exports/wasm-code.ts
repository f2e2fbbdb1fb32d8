// What a WebAssembly module is written in: the few opcodes and number forms that are used here.

export const V128 = 0x7b;
export const I32 = 0x7f;
export const VOID = 0x40;

export const local = { get: 0x20, set: 0x21, tee: 0x22 } as const;
export const integer = { load: 0x28, constant: 0x41, add: 0x6a, shiftRight: 0x76 } as const;
export const flow = { loop: 0x03, end: 0x0b, branchIf: 0x0d } as const;

export interface WasmFunction {
  readonly name: string;
  /** All of its parameters are 32-bit integers; it returns nothing. */
  readonly parameters: number;
  readonly locals: readonly { readonly count: number; readonly type: number }[];
  readonly code: readonly number[];
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0] as const;

/** A module of its own memory, exported as `memory`, and these functions. */
export function wasmModule(pages: number, functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const name = (text: string): number[] => [text.length, ...Buffer.from(text, 'latin1')];
  const types = functions.flatMap(({ parameters }) => [0x60, parameters, ...Array<number>(parameters).fill(I32), 0]);
  const bodies = functions.flatMap(({ locals, code }) => {
    const declared = [locals.length, ...locals.flatMap(({ count, type }) => [...unsigned(count), type])];
    return [...unsigned(declared.length + code.length + 1), ...declared, ...code, flow.end];
  });
  return new Uint8Array([
    ...MAGIC_AND_VERSION,
    ...section(1, [functions.length, ...types]),
    ...section(3, [functions.length, ...functions.keys()]),
    ...section(5, [1, 0, ...unsigned(pages)]),
    ...section(7, [
      functions.length + 1,
      ...name('memory'),
      2,
      0,
      ...functions.flatMap((each, index) => [...name(each.name), 0, index]),
    ]),
    ...section(10, [functions.length, ...bodies]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

/** A number of 32 bits as bytes, the lowest first, as the binary format wants them in data. */
export function littleEndian(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

/** LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 127;
    bytes.push((rest & 127) | (more ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** LEB128 of a 32-bit integer with its sign. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    if ((rest === 0 && byte < 64) || (rest === -1 && byte >= 64)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}
