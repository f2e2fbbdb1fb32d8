import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { SceneGroup } from '../../demo/gallery/scenes/index.ts';
import { comparePictures, isMadeFrom, squeezePicture } from './compare.ts';
import { readSource } from './palette-png.ts';
import { viewsOf } from './photograph.ts';

export interface AlbumOptions {
  /** Of the project. */
  readonly root: string;
  /** Renews what is missing or differs instead of failing. */
  readonly write: boolean;
  /** Keeps every picture of this run in `.tmp/visual/now`, also those that are as they were. */
  readonly keepNow: boolean;
}

export type Added = { readonly kind: 'same' | 'missing' } | { readonly kind: 'differs'; readonly said: string };

export interface Album {
  /** Whether the kept picture was made from this very one; told without unpacking either. */
  has(element: string, sceneId: string, view: string, png: Buffer): boolean;
  /** Compares a picture with the kept one; when writing, it takes its place and both are the same. */
  add(element: string, sceneId: string, view: string, png: Buffer): Added;
  /** Deletes kept pictures of scenes that are gone. */
  removeOrphans(groups: readonly SceneGroup[]): void;
}

/** The kept pictures, `test/visual/baseline/<element>/<scene>-<width>-<scheme>.png`. */
export function openAlbum({ root, write, keepNow }: AlbumOptions): Album {
  const baseline = join(root, 'test', 'visual', 'baseline');
  const scratch = join(root, '.tmp', 'visual');
  const put = (path: string, png: Buffer): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, png);
  };
  return {
    has(element, sceneId, view, png) {
      const path = join(baseline, element, `${sceneId}-${view}.png`);
      return existsSync(path) && isMadeFrom(readFileSync(path), png);
    },
    add(element, sceneId, view, png) {
      const name = join(element, `${sceneId}-${view}.png`);
      const path = join(baseline, name);
      if (keepNow) put(join(scratch, 'now', name), png);
      if (!existsSync(path)) {
        if (!write) return { kind: 'missing' };
        put(path, squeezePicture(png));
        return { kind: 'same' };
      }
      const kept = readFileSync(path);
      const compared = comparePictures(kept, png);
      if (compared.isSame && (compared.isKnown || !write || readSource(kept) !== null)) return { kind: 'same' };
      if (write || compared.isSame) {
        put(path, squeezePicture(png));
        return { kind: 'same' };
      }
      const { said, difference } = compared;
      put(join(scratch, 'diff', name.replace(/\.png$/, '-now.png')), png);
      if (difference !== null) put(join(scratch, 'diff', name.replace(/\.png$/, '-diff.png')), difference);
      const where = relative(root, join(scratch, 'diff', name.replace(/\.png$/, '-{now,diff}.png')));
      return { kind: 'differs', said: `${view}: ${said}; see ${where}` };
    },
    removeOrphans(groups) {
      const wanted = new Set(
        groups.flatMap(({ element, scenes }) =>
          scenes.flatMap((scene) => viewsOf(scene).map((view) => join(element, `${scene.id}-${view}.png`))),
        ),
      );
      if (!existsSync(baseline)) return;
      for (const path of readdirSync(baseline, { recursive: true, encoding: 'utf8' })) {
        if (path.endsWith('.png') && !wanted.has(path)) rmSync(join(baseline, path));
      }
    },
  };
}
