import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { md5Hex } from '../../../shared/identifiers/md5.ts';
import { sha256Hex } from '../../../shared/identifiers/sha256.ts';

const text = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.nat(400).map((length) => 'a'.repeat(length)),
);

describe('hashing in plain JavaScript', () => {
  it('gives the same SHA-256 as node:crypto for any text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(sha256Hex(value)).toBe(createHash('sha256').update(value).digest('hex'));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the same MD5 as node:crypto for any text', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(md5Hex(value)).toBe(createHash('md5').update(value).digest('hex'));
      }),
      { numRuns: 2000 },
    );
  });
});
