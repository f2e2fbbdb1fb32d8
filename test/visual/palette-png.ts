import { crc32, deflateSync } from 'node:zlib';

// Pictures of pages are a few flat colours and the smoothed edges of letters. With 256 colours they take a third of the
// room, and nobody sees the difference: a colour moves by 8 of 255 at most unless a picture is a riot of them, and those
// that fill areas stay exactly what they are.

const MOST_COLOURS = 256;
/** Colours that share their upper five bits a channel are one. */
const KEPT_BITS = 0xf8f8f8;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, opacity; everything is opaque. */
  readonly data: Uint8Array;
}

/** The keyword of the text chunk that names the picture a file was made from. */
const SOURCE_KEYWORD = 'Source-SHA-256\0';

/**
 * Writes an opaque picture as a PNG file with a palette.
 *
 * @param source SHA-256 of the picture it is made from, in hex; `readSource` gives it back
 */
export function writePalettePng({ width, height, data }: Pixels, source: string): Buffer {
  const pixels = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  for (let index = 0; index < pixels.length; index += 1) {
    const at = index * 4;
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    pixels[index] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, places } = choosePalette(counts);
  // One byte before each row says that it is not filtered: of flat colours that is the smallest.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(SOURCE_KEYWORD + source, 'latin1')),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What `writePalettePng` was told about the source of a file, or null for one that says nothing. */
export function readSource(png: Buffer): string | null {
  for (let at = SIGNATURE.length; at + 12 <= png.length; at += png.readUInt32BE(at) + 12) {
    const content = png.toString('latin1', at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString('latin1', at + 4, at + 8) === 'tEXt' && content.startsWith(SOURCE_KEYWORD))
      return content.slice(SOURCE_KEYWORD.length);
  }
  return null;
}

/** The commonest colour of each group of neighbours, and for every colour the place of the one that stands for it. */
function choosePalette(counts: ReadonlyMap<number, number>): { palette: number[]; places: Map<number, number> } {
  const groups = new Map<number, { colour: number; count: number; total: number }>();
  for (const [colour, count] of counts) {
    const key = counts.size <= MOST_COLOURS ? colour : colour & KEPT_BITS;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { colour, count, total: count });
    else {
      group.total += count;
      if (count > group.count) Object.assign(group, { colour, count });
    }
  }
  const palette = [...groups.values()]
    .sort((one, other) => other.total - one.total || one.colour - other.colour)
    .slice(0, MOST_COLOURS)
    .map(({ colour }) => colour);
  const placeOf = new Map(palette.map((colour, place) => [colour, place]));
  const places = new Map<number, number>();
  for (const colour of counts.keys()) {
    const representative = groups.get(colour & KEPT_BITS)?.colour ?? colour;
    places.set(colour, placeOf.get(colour) ?? placeOf.get(representative) ?? nearest(palette, colour));
  }
  return { palette, places };
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, candidate] of palette.entries()) {
    const [red, green, blue] = [16, 8, 0].map((bits) => ((candidate >> bits) & 0xff) - ((colour >> bits) & 0xff));
    const distance = 3 * (red ?? 0) ** 2 + 6 * (green ?? 0) ** 2 + (blue ?? 0) ** 2;
    if (distance < least) [best, least] = [place, distance];
  }
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(content, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}
