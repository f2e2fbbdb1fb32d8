/// <reference lib="dom" />
import type { Page } from 'puppeteer-core';
import type { Spoken } from './language-plan.ts';
import { englishBeside } from './table-words.ts';

// What may go wrong when a page that was laid out in English speaks another language: words that stay behind, and words that find no room.

/** Where something is and what it holds, such as `tiktok-ad-account-list › div.row › button`. */
interface Place {
  readonly key: string;
  readonly said: string;
}

/** Everything on the page that has less room than it needs. In English it is the measure for the other languages. */
export function tightPlaces(page: Page): Promise<readonly Place[]> {
  return page.evaluate(findTightPlaces);
}

/** Runs in the page. */
function findTightPlaces(): Place[] {
  const places: Place[] = [];
  const nameOf = (element: Element): string =>
    [element.localName, ...[...element.classList].filter((name) => !name.startsWith('is-'))].join('.');
  const look = (root: ParentNode, trail: string): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) look(element.shadowRoot, `${trail}${element.localName} › `);
      if (!(element instanceof HTMLElement) || element.clientWidth <= 1 || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      if (style.display === 'inline' || style.clipPath !== 'none' || element.matches('.visually-hidden')) continue;
      // The copy button of a request id reaches over the edge under a finger, with its frame that nobody sees.
      // Otherwise two pixels are what phrases that are kept whole may stand over.
      const over = element.matches(':is(.request, :has(.request))') ? 12 : 2;
      // What scrolls has its way to the rest: a row of tabs, a wide table.
      const isWide = element.scrollWidth > element.clientWidth + over && !['auto', 'scroll'].includes(style.overflowX);
      // A row that wraps in a place one line high drops on purpose what finds no room beside.
      const isCut =
        ['hidden', 'clip'].includes(style.overflowY) &&
        style.flexWrap !== 'wrap' &&
        element.scrollHeight > element.clientHeight + 2;
      if (!isWide && !isCut) continue;
      // Names are cut short where the room ends, in any language.
      if (
        element.closest('bdi') !== null ||
        (style.textOverflow === 'ellipsis' && element.querySelector('bdi') !== null)
      )
        continue;
      const sizes = `${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`;
      const said = `${sizes}: ${element.innerText.replace(/\s+/g, ' ').slice(0, 80)}`;
      places.push({ key: `${trail}${nameOf(element.parentElement ?? element)} › ${nameOf(element)}`, said });
    }
  };
  look(document, '');
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) places.push({ key: 'page', said: `${scrollWidth} wide in ${clientWidth}` });
  return places;
}

/** What has less room than it needs, and had enough in English. */
export async function newlyTight(page: Page, english: readonly Place[]): Promise<string[]> {
  const before = new Set(english.map(({ key }) => key));
  const places = await tightPlaces(page);
  return places.filter(({ key }) => !before.has(key)).map(({ key, said }) => `too little room at ${key}, ${said}`);
}

/** Words that are English still. What people, TikTok and files say is in `bdi`, `code` or isolated, and may be. */
export async function englishLeft(page: Page, language: Spoken): Promise<string[]> {
  const { texts, words } = await englishBeside(language);
  const left = await page.evaluate(findEnglish, texts, words);
  return left.map((text) => `English is left: ${text}`);
}

/** Runs in the page. */
function findEnglish(texts: readonly string[], words: readonly string[]): string[] {
  const ofTable = new Set(texts);
  const english = new Set(words);
  const found = new Set<string>();
  const ATTRIBUTES = [
    'aria-label',
    'aria-description',
    'aria-valuetext',
    'aria-roledescription',
    'title',
    'placeholder',
    'alt',
  ];
  const theirs = new Set<string>();
  const judge = (text: string, where: string): void => {
    // Most texts hold no word of English at all; taking out what is theirs is dear where there are hundreds of names.
    if (!(text.match(/\p{Script=Latin}[\p{Script=Latin}’]*/gu) ?? []).some((word) => english.has(word.toLowerCase())))
      return;
    let own = text.replace(/\u2068[^]*?\u2069/gu, ' ');
    for (const said of theirs) own = own.replaceAll(said, ' ');
    own = own.replace(/\s+/gu, ' ').trim();
    if (own === '') return;
    const met = (
      own.match(
        /(?<![\p{Script=Latin}\p{N}_@.&])\p{Script=Latin}[\p{Script=Latin}’]*(?![\p{Script=Latin}\p{N}_@])/gu,
      ) ?? []
    ).filter((word) => english.has(word.toLowerCase()));
    // One word alone may be a name, or be spelt alike.
    if (ofTable.has(own) || met.length > 1)
      found.add(`“${own.slice(0, 160)}” (${where}) ${met.slice(0, 4).join(', ')}`);
  };
  const isTheirs = (element: Element | null): boolean =>
    element === null ||
    element.closest('bdi, code, pre, .mono, [translate="no"], [lang|="en"], .option__text') !== null;
  const collect = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) collect(element.shadowRoot);
      const said = element.matches('bdi, code, .mono') ? element.textContent.trim() : '';
      if (said.length > 1) theirs.add(said);
    }
  };
  const look = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      // What was announced was said before.
      if (element.closest('style, script, [role="status"].visually-hidden') !== null) continue;
      if (element.shadowRoot !== null) look(element.shadowRoot);
      if (!(element.getRootNode() instanceof ShadowRoot) || !element.checkVisibility()) {
        if (!element.matches('option, optgroup')) continue;
      }
      if (isTheirs(element)) continue;
      for (const name of ATTRIBUTES) {
        const value = element.getAttribute(name);
        if (value !== null) judge(value, `${element.localName} ${name}`);
      }
      for (const node of element.childNodes)
        if (node instanceof Text)
          judge(node.data, element.className === '' ? element.localName : `${element.localName}.${element.className}`);
    }
  };
  collect(document);
  look(document);
  return [...found];
}
