import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSealer,
  equalSecrets,
  hmacSha256,
  isOneOfSecrets,
  keyFingerprint,
  SealError,
  secretContext,
  sha256Hex,
} from '../../server/crypto/index.ts';

const OLD_KEY = new Uint8Array(32).fill(1);
const NEW_KEY = new Uint8Array(32).fill(2);
const contextOf = (workspaceId: string, id: string) => secretContext({ workspaceId, kind: 'connection-token', id });
const context = contextOf('workspace-1', 'con_00000001');

describe('sealing', () => {
  it('gives back any text it sealed', () => {
    const sealer = createSealer([NEW_KEY]);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, workspaceId, purpose) => {
        expect(sealer.open(sealer.seal(text, { workspaceId, purpose }), { workspaceId, purpose })).toBe(text);
      }),
    );
  });

  it('writes version, key id, nonce and body, and nothing of the secret', () => {
    const sealed = createSealer([NEW_KEY]).seal('access-token', context);
    expect(sealed).toMatch(/^v1\.[\w-]{12}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed.split('.')[1]).toBe(keyFingerprint(NEW_KEY));
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').includes('access-token')).toBe(false);
  });

  it('never seals twice alike', () => {
    const sealer = createSealer([NEW_KEY]);
    expect(new Set(Array.from({ length: 100 }, () => sealer.seal('same', context))).size).toBe(100);
  });

  it('opens with any key of the ring, and seals with the first', () => {
    const sealedBefore = createSealer([OLD_KEY]).seal('token', context);
    const ring = createSealer([NEW_KEY, OLD_KEY]);
    expect(ring.open(sealedBefore, context)).toBe('token');
    expect(ring.isCurrent(sealedBefore)).toBe(false);
    const anew = ring.seal('token', context);
    expect(ring.isCurrent(anew)).toBe(true);
    expect(createSealer([NEW_KEY]).open(anew, context)).toBe('token');
    expect(() => createSealer([NEW_KEY]).open(sealedBefore, context)).toThrow(/not among ENCRYPTION_KEYS/);
  });

  it.each([
    ['another workspace', contextOf('workspace-2', 'con_00000001')],
    ['another connection', contextOf('workspace-1', 'con_00000002')],
    ['another purpose', { workspaceId: 'workspace-1', purpose: 'something-else' }],
  ])('does not open for %s', (_what, elsewhere) => {
    const sealer = createSealer([NEW_KEY]);
    expect(() => sealer.open(sealer.seal('token', context), elsewhere)).toThrow(SealError);
  });

  it('does not open once a single character was changed', () => {
    const sealer = createSealer([NEW_KEY]);
    const sealed = sealer.seal('token', context);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'B', '.', '_', '~'), (at, character) => {
        const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
        // The last character of a base64 text may have bits to spare: the bytes are then the same.
        fc.pre(changed !== sealed && at !== sealed.length - 1);
        expect(() => sealer.open(changed, context)).toThrow(SealError);
      }),
    );
  });

  it.each(['', 'plain', 'v1', 'v1.a.b', 'v2.a.b.c', 'v1.a.b.c.d', `v1.${keyFingerprint(NEW_KEY)}.AAAA.AAAA`])(
    'refuses %j as no sealed value',
    (text) => {
      expect(() => createSealer([NEW_KEY]).open(text, context)).toThrow(SealError);
    },
  );

  it('needs a key', () => {
    expect(() => createSealer([])).toThrow(SealError);
  });
});

describe('secrets', () => {
  it('are equal only when they are the same, whatever their lengths', () => {
    expect(equalSecrets('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abd', 'abcd', 'ABC']) expect(equalSecrets('abc', other)).toBe(false);
    expect(equalSecrets('é', new TextEncoder().encode('é'))).toBe(true);
  });

  it('are found among several, and never among none', () => {
    expect(isOneOfSecrets('b', ['a', 'b', 'c'])).toBe(true);
    expect(isOneOfSecrets('d', ['a', 'b', 'c'])).toBe(false);
    expect(isOneOfSecrets('', [])).toBe(false);
  });
});

describe('digests', () => {
  it('agree with published vectors', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(Buffer.from(hmacSha256('Jefe', 'what do ya want for nothing?')).toString('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });
});
