import { LitElement } from 'lit';
import { loadLabels } from '../../../widget/index.ts';
import { elementsOf } from './find-control.ts';

declare global {
  /** For cameras: has everything on the page of a scene drawn in another language; ends when it is. */
  var speak: (locale: string | undefined) => Promise<void>;
}

/** Sets the language of the scene's provider, and waits until all is drawn in it; undefined leaves it to the page. */
export async function speak(locale: string | undefined): Promise<void> {
  const provider = document.querySelector('tiktok-ads-provider');
  if (provider === null) return;
  // A language is switched to in one step here: where its words are late, elements would draw some parts before others.
  await loadLabels(locale ?? document.documentElement.lang);
  provider.locale = locale;
  await provider.updateComplete;
  for (const element of elementsOf(document)) if (element instanceof LitElement) await element.updateComplete;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

globalThis.speak = speak;
