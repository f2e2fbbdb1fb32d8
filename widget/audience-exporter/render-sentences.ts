import { html, type TemplateResult } from 'lit';
import type { FindingSentence } from '../../shared/finding-sentences.ts';
import { reasonText } from '../element/failure.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { isolated } from '../labels/speech.ts';

type Teller = Pick<ViewHost, 'labels' | 'format'>;
/** A finding or a confirmation. */
interface Said {
  readonly message: string;
  readonly sentences?: readonly FindingSentence[] | undefined;
}

/** What the server found, in the person's language; in English where that has no words for all of it. */
export function renderSentences(host: Teller, { message, sentences = [] }: Said): TemplateResult {
  const said = sentences.map((sentence) => say(host, sentence));
  const isSpoken = said.length > 0 && said.every((one) => one !== null);
  if (!isSpoken) return html`<p lang="en">${message}</p>`;
  // Sentences stand apart by what the mark between two of them ends with: in Japanese, by nothing.
  return html`<p>${said.join(/\s$/u.test(host.labels.common.stop) ? ' ' : '')}</p>`;
}

/** Null where the language has no words for it: the server may be newer than this page, and in English it speaks itself. */
function say({ labels, format }: Teller, sentence: FindingSentence): string | null {
  if (sentence.says === 'failure') {
    const { code } = sentence.failure;
    return Object.hasOwn(labels.failures, code) ? reasonText(labels, sentence.failure) : null;
  }
  const tell = labels.audienceExporter.findingSentences[sentence.says] as ((figures: object) => string) | undefined;
  if (tell === undefined) return null;
  const { attributes } = labels.mappingTable;
  const named = (list: readonly (keyof typeof attributes)[]): readonly string[] => list.map((one) => attributes[one]);
  const said = tell({
    ...sentence,
    ...('at' in sentence ? { at: format.date(sentence.at) } : {}),
    ...('name' in sentence ? { name: isolated(sentence.name) } : {}),
    ...('takes' in sentence ? { takes: named(sentence.takes), sends: named(sentence.sends) } : {}),
  });
  return said === '' ? null : said;
}
