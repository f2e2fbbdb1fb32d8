import type { core } from './en/core.ts';
import type { Labels } from './shape.ts';
import type { Language } from './region.ts';

/** The first file of a language: what the first paint needs, and the way to the rest. */
interface Door {
  core: typeof core;
  loadAll(): Promise<Labels>;
}

/** Where each language other than English comes from, when a page speaks it. English is in the script. */
export const doors: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Door>>> = {
  es: () => import('./es/door.ts'),
  de: () => import('./de/door.ts'),
  fr: () => import('./fr/door.ts'),
  'pt-BR': () => import('./pt-BR/door.ts'),
  ja: () => import('./ja/door.ts'),
  ko: () => import('./ko/door.ts'),
  id: () => import('./id/door.ts'),
  ar: () => import('./ar/door.ts'),
};
