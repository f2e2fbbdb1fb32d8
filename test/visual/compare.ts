import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { writePalettePng } from './palette-png.ts';

/** How far one pixel's colour may be off, from 0 to 1: below it is smoothing, above it is a change somebody would see. */
const PIXEL_THRESHOLD = 0.1;
/** The share of pixels that may be off for all that: letters that fell on another side of a rounding. */
const PIXELS_SHARE = 0.0004;

export interface Comparison {
  readonly isSame: boolean;
  /** In words, for the report. */
  readonly said: string;
  /** Where the pictures differ; null when their sizes do. */
  readonly difference: Buffer | null;
}

/** Compares two pictures; both are PNG files. */
export function comparePictures(baseline: Buffer, now: Buffer): Comparison {
  if (baseline.equals(now)) return { isSame: true, said: 'the same', difference: null };
  const before = PNG.sync.read(baseline);
  const after = PNG.sync.read(now);
  const { width, height } = before;
  if (width !== after.width || height !== after.height) {
    return { isSame: false, said: `${width}×${height} became ${after.width}×${after.height}`, difference: null };
  }
  const difference = new PNG({ width, height });
  const options = { threshold: PIXEL_THRESHOLD, includeAA: false };
  const pixels = pixelmatch(before.data, after.data, difference.data, width, height, options);
  const share = pixels / (width * height);
  return {
    isSame: share <= PIXELS_SHARE,
    said: `${pixels} pixels differ (${(share * 100).toFixed(3)} %)`,
    difference: PNG.sync.write(difference),
  };
}

/** A picture for the album, a third of the size. */
export function squeezePicture(picture: Buffer): Buffer {
  return writePalettePng(PNG.sync.read(picture));
}
