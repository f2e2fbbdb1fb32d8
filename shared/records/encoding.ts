export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

// What windows-1252 puts where Latin-1 has control characters. Spelled out because some engines decode the label as
// Latin-1.
const WINDOWS_1252_80_TO_9F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const WINDOWS_1252 = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252_80_TO_9F.charCodeAt(byte - 0x80) : byte,
);
const SLICE = 8192; // arguments of one call, well under every engine's limit

/**
 * Turns whole characters' bytes into text. A byte order mark is kept: the caller knows whether it stands at the start.
 */
export function createDecode(encoding: TextEncoding): (bytes: Uint8Array) => string {
  if (encoding === 'windows-1252') return decodeWindows1252;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += SLICE) {
    const units = Array.from(bytes.subarray(start, start + SLICE), (byte) => WINDOWS_1252[byte] ?? 0);
    text += String.fromCharCode(...units);
  }
  return text;
}

/** Whether no byte is above 127, so that every encoding but UTF-16 reads the same. Looks at 16 bytes at a time. */
export function isAscii(bytes: Uint8Array): boolean {
  const { length } = bytes;
  let at = 0;
  while (at < length && ((bytes.byteOffset + at) & 3) !== 0) if ((bytes[at++] as number) > 127) return false;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, ((length - at) >> 4) * 4);
  for (let word = 0; word < words.length; word += 4) {
    const four =
      (words[word] as number) | (words[word + 1] as number) | (words[word + 2] as number) | (words[word + 3] as number);
    if ((four & 0x80808080) !== 0) return false;
  }
  for (at += words.length * 4; at < length; at++) if ((bytes[at] as number) > 127) return false;
  return true;
}

/**
 * The encoding a file's first bytes speak for: its byte order mark, else the zeros that UTF-16 leaves in plain text,
 * else UTF-8 when it is valid UTF-8, else windows-1252, which is what spreadsheets save as "CSV" on Windows.
 */
export function detectEncoding(sample: Uint8Array): TextEncoding {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return 'utf-8';
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = Math.min(sample.length, 4096) & ~1;
  for (let i = 0; i < looked; i++) if (sample[i] === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked / 5 && even < odd / 4) return 'utf-16le';
  if (even > looked / 5 && odd < even / 4) return 'utf-16be';
  return isUtf8(sample) ? 'utf-8' : 'windows-1252';
}

/** Whether the bytes are UTF-8, be it that the last character is cut off. */
export function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true }); // `stream`: the sample may end inside a character
    return true;
  } catch {
    return false;
  }
}
