import type { en } from './en.ts';
import { core } from './en/core.ts';

export type Labels = typeof en;

// Before `loadLabels` has resolved, only what `core` holds is there; a view is drawn after that, a shell before.
const english = { ...core } as unknown as Labels;
let loading: Promise<void> | undefined;

/** Brings the words of the views; once. Rejects when they could not be fetched, and may then be called again. */
export function loadLabels(): Promise<void> {
  loading ??= import('./en.ts').then(
    ({ en }) => void Object.assign(english, en),
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** The words for a locale and the locale that goes with them, so that numbers and dates never mix languages. */
export function labelsFor(locale: string | undefined): { labels: Labels; locale: string } {
  return { labels: english, locale: locale !== undefined && /^en\b/i.test(locale) && isKnown(locale) ? locale : 'en' };
}

function isKnown(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
