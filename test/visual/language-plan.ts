import type { Language } from '../../widget/labels/region.ts';

/** A language to look at a scene in, and how wide the window is then. */
export interface LanguageLook {
  readonly language: Spoken;
  readonly width: 360 | 1280;
}

export type Spoken = Exclude<Language, 'en'>;

/** In such an order that neighbours have other scripts. */
export const SPOKEN: readonly Spoken[] = ['de', 'ja', 'es', 'ar', 'fr', 'ko', 'id', 'pt-BR'];

/**
 * What a scene is looked at in, in every run, by its place among all scenes, so it is the same each time: every second scene in one language,
 * turn and turn about. The scenes between are looked at 320 pixels wide. `--languages` looks at all languages in every scene.
 */
export function looksOf(place: number): readonly LanguageLook[] {
  if (place % 2 === 1) return [];
  const turn = place / 2;
  const language = SPOKEN[turn % SPOKEN.length] ?? 'de';
  return [{ language, width: Math.floor(turn / SPOKEN.length) % 2 === 0 ? 360 : 1280 }];
}

/** All of these languages, at both widths. */
export function looksIn(languages: readonly Spoken[]): readonly LanguageLook[] {
  return languages.flatMap((language) => [
    { language, width: 1280 as const },
    { language, width: 360 as const },
  ]);
}
