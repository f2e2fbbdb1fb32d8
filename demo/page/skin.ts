import { isSkin, SKIN_PAGES, type Skin } from './skins/skins.ts';

const PARAMETER = 'skin';
const STORED = 'tiktok-ads-connect-demo:skin';

/** The skin that the address asks for, or the one chosen last, or the plain one. */
function readSkin(): Skin {
  const asked = new URL(location.href).searchParams.get(PARAMETER);
  if (isSkin(asked)) return asked;
  const chosen = remembered();
  return isSkin(chosen) ? chosen : 'plain';
}

/** Dresses the page: styles, direction, language and words. The elements follow the page's language by themselves. */
export function wearSkin(skin: Skin): void {
  const { lang, dir, words } = SKIN_PAGES[skin];
  const root = document.documentElement;
  root.dataset['skin'] = skin;
  root.lang = lang;
  root.dir = dir;
  for (const element of document.querySelectorAll<HTMLElement>('[data-say]')) {
    const word = words[element.dataset['say'] as keyof typeof words];
    if (word !== undefined) element.textContent = word;
  }
}

/** The choice of skins in the demo's controls: kept in the address, so that it can be shared, and for the next visit. */
export function setUpSkinSwitch(): void {
  const current = readSkin();
  wearSkin(current);
  for (const choice of document.querySelectorAll<HTMLInputElement>('input[name="skin"]')) {
    choice.checked = choice.value === current;
    choice.addEventListener('change', () => {
      if (!isSkin(choice.value)) return;
      wearSkin(choice.value);
      remember(choice.value);
    });
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // Storage can be refused; the address still has it.
  }
}

function remember(skin: Skin): void {
  const address = new URL(location.href);
  address.searchParams.set(PARAMETER, skin);
  history.replaceState(history.state, '', address);
  try {
    localStorage.setItem(STORED, skin);
  } catch {
    // As above.
  }
}
