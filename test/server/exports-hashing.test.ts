import { describe, expect, test } from 'vitest';
import { Sha256Lanes } from '../../server/exports/sha256-lanes.ts';
import { sha256Module } from '../../server/exports/sha256-wasm.ts';
import { sha256 } from './exports-support.ts';

/** Every length around the block's end, in an order that leaves lanes half full; some with letters beyond ASCII. */
const TEXTS = Array.from({ length: 200 }, (_, index) => {
  const text = 'someone.else+tag@example.com '.repeat(8).slice(0, (index * 37) % 130);
  return index % 7 === 3 ? `${text.slice(0, -1)}é` : text;
});

function digests(): string[] {
  const bytes = Buffer.alloc(TEXTS.length * 64);
  const lanes = new Sha256Lanes({ view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) });
  TEXTS.forEach((text, index) => lanes.add(text, index * 64));
  lanes.finish();
  return TEXTS.map((_, index) => bytes.toString('latin1', index * 64, index * 64 + 64));
}

/** Node has it; its types leave it to the DOM's. */
const runtime = globalThis as { WebAssembly?: { validate(bytes: Uint8Array): boolean; Module: unknown } };

describe('hashing four at once', () => {
  test('agrees with OpenSSL for every length, in a module that is valid', () => {
    expect(runtime.WebAssembly?.validate(sha256Module())).toBe(true);
    expect(digests()).toEqual(TEXTS.map(sha256));
  });

  test('does without WebAssembly', () => {
    const { WebAssembly } = runtime;
    try {
      delete runtime.WebAssembly;
      expect(digests()).toEqual(TEXTS.map(sha256));
    } finally {
      if (WebAssembly !== undefined) runtime.WebAssembly = WebAssembly;
    }
  });
});
