/** Reads what an image says of itself, from its first bytes. Null for anything that is neither PNG nor JPEG. */
export interface ImageFacts {
  format: 'png' | 'jpeg';
  /** Null when the bytes at hand do not say. */
  size: { width: number; height: number } | null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function imageFacts(head: Buffer): ImageFacts | null {
  if (head.subarray(0, PNG.length).equals(PNG)) return { format: 'png', size: pngSize(head) };
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return { format: 'jpeg', size: jpegSize(head) };
  return null;
}

/** Both are in the first chunk, IHDR. */
function pngSize(head: Buffer): ImageFacts['size'] {
  if (head.length < 24 || head.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

/** Both are in the frame header, one of the markers C0 to CF that is not a table. */
function jpegSize(head: Buffer): ImageFacts['size'] {
  let at = 2;
  while (at + 9 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
    at += 2 + head.readUInt16BE(at + 2);
  }
  return null;
}
