// `shared/` runs in browsers, workers and Node alike, so it is compiled with neither DOM nor Node types. These few
// globals exist in all of them; adding one here is a decision that it does.
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string;
}
declare const URL: { canParse(url: string): boolean };
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
