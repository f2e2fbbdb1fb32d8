import type { Language } from '../../../widget/index.ts';

// How the gallery shows its scenes: kept for the next visit, in this browser only.

export interface Choice {
  readonly width: '360' | '768' | '1280' | 'full';
  readonly scheme: 'system' | 'light' | 'dark';
  readonly skin: 'plain' | 'dashboard' | 'dense' | 'rtl';
  /** `page`: the one of the skin's page. */
  readonly lang: 'page' | Language;
}

const POSSIBLE: { readonly [Name in keyof Choice]: readonly Choice[Name][] } = {
  width: ['360', '768', '1280', 'full'],
  scheme: ['system', 'light', 'dark'],
  skin: ['plain', 'dashboard', 'dense', 'rtl'],
  lang: ['page', 'en', 'es', 'de', 'fr', 'pt-BR', 'ja', 'ko', 'id', 'ar'],
};
const FIRST: Choice = { width: 'full', scheme: 'system', skin: 'plain', lang: 'page' };
const KEY = 'tiktok-ads-connect-gallery';

let current: Choice = readKept();

export function readChoice(): Choice {
  return current;
}

/** A field that is off is not in the form: what was chosen there stays. */
export function keepChoice(form: FormData): void {
  current = {
    width: pick('width', form.get('width') ?? current.width),
    scheme: pick('scheme', form.get('scheme') ?? current.scheme),
    skin: pick('skin', form.get('skin') ?? current.skin),
    lang: pick('lang', form.get('lang') ?? current.lang),
  };
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Storage can be refused: then the choice lasts as long as the page.
  }
}

function readKept(): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<keyof Choice, unknown>>;
    return {
      width: pick('width', kept.width),
      scheme: pick('scheme', kept.scheme),
      skin: pick('skin', kept.skin),
      lang: pick('lang', kept.lang),
    };
  } catch {
    return FIRST;
  }
}

function pick<Name extends keyof Choice>(name: Name, value: unknown): Choice[Name] {
  return POSSIBLE[name].find((each) => each === value) ?? FIRST[name];
}
