import { createHash } from 'node:crypto';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { readSource, writePalettePng } from './palette-png.ts';

/** How far one pixel's colour may be off, from 0 to 1: below it is smoothing, above it is a change somebody would see. */
const PIXEL_THRESHOLD = 0.1;
/** The share of pixels that may be off for all that: letters that fell on another side of a rounding. */
const PIXELS_SHARE = 0.0004;

export type Comparison =
  /** `isKnown`: it is the very picture that the kept one was made from. */
  | { readonly isSame: true; readonly isKnown: boolean }
  | {
      readonly isSame: false;
      /** In words, for the report. */
      readonly said: string;
      /** Where the pictures differ; null when their sizes do. */
      readonly difference: Buffer | null;
    };

/** Compares a kept picture with one as it was taken; both are PNG files. Most are told apart without unpacking either. */
export function comparePictures(kept: Buffer, taken: Buffer): Comparison {
  if (isMadeFrom(kept, taken)) return { isSame: true, isKnown: true };
  const before = PNG.sync.read(kept);
  const after = PNG.sync.read(taken);
  const { width, height } = before;
  if (width !== after.width || height !== after.height) {
    return { isSame: false, said: `${width}×${height} became ${after.width}×${after.height}`, difference: null };
  }
  const difference = new PNG({ width, height });
  const options = { threshold: PIXEL_THRESHOLD, includeAA: false };
  const pixels = pixelmatch(before.data, after.data, difference.data, width, height, options);
  const share = pixels / (width * height);
  if (share <= PIXELS_SHARE) return { isSame: true, isKnown: false };
  return {
    isSame: false,
    said: `${pixels} pixels differ (${(share * 100).toFixed(3)} %)`,
    difference: PNG.sync.write(difference),
  };
}

/** Whether a kept picture was made from this very one. */
export function isMadeFrom(kept: Buffer, taken: Buffer): boolean {
  return readSource(kept) === sha256(taken);
}

/** A picture for the album, a third of the size. It remembers which picture it was made from. */
export function squeezePicture(picture: Buffer): Buffer {
  return writePalettePng(PNG.sync.read(picture), sha256(picture));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
