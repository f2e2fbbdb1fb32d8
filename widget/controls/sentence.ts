import { html, type TemplateResult } from 'lit';
import { reasonText } from '../element/failure.ts';
import type { Labels } from '../labels/labels.ts';

/** An id of TikTok's in a sentence, set apart as `isolated` does. */
const ID = /\u2068(\d{15,})\u2069/;

/** A sentence with TikTok's ids in it in the monospaced face, since they are for comparing. */
export function renderSentence(text: string): TemplateResult {
  const parts = text.split(ID);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<bdi class="mono">${part}</bdi>`))}`;
}

/** How the server's sentence ends where it quotes TikTok: "(TikTok's code 40002: budget must be at least 50)". */
const QUOTE = /\s*\(TikTok['’]s code \d+(?:\.|: (.*))\)$/s;

/** The server's sentence with TikTok's own words in it, but without the code, which stands among the details. */
export function withoutCode(message: string, { controls: words }: Labels): string {
  const quoted = QUOTE.exec(message);
  if (quoted === null) return message;
  const said = quoted[1] ?? '';
  const own = message.slice(0, quoted.index);
  return said === '' ? own : `${words.tiktokSays(said)} ${own}`;
}

/** Why a call was not sent, or TikTok did not take it. Where the server does not speak the person's language, its words follow ours. */
export function whyNotSent(error: { code: string; message: string }, labels: Labels): string {
  const text = reasonText(labels, error);
  if (text !== error.message) return text;
  return labels.controls.notSent[error.code]?.(error.message) ?? withoutCode(error.message, labels);
}
