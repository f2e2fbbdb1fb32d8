import { html, nothing, type TemplateResult } from 'lit';
import type { TikTokAdsError } from '../client/errors.ts';
import type { Labels } from '../labels/labels.ts';
import { icon, type IconName } from './icons.ts';

/** What a person reads about a failure: the server's own sentence, or ours where there was no server to speak. */
export const failureText = (labels: Labels, error: TikTokAdsError): string =>
  labels.common.failures[error.code] ?? error.message;

/** The id to quote to support, with its copy button; our code goes into the copied text only. */
export function requestIdLine(
  labels: Labels,
  error: { code: string; requestId?: string | undefined; tiktokRequestId?: string | undefined },
  copied: string | undefined,
  copy: (text: string) => void,
): TemplateResult | typeof nothing {
  const id = error.tiktokRequestId ?? error.requestId;
  if (id === undefined) return nothing;
  const text = `${id} ${error.code}`;
  const name = copied === text ? labels.common.copied : labels.common.copy;
  return html`<div class="request">
    <span>${labels.common.requestId}</span>
    <span class="request__id"
      ><code dir="ltr">${id}</code
      ><button type="button" class="btn btn--quiet btn--icon" aria-label=${name} title=${name} @click=${() => copy(text)}>
        ${icon(copied === text ? 'check' : 'copy')}
      </button></span
    >
  </div>`;
}

export interface StateBlock {
  mark: IconName;
  title: string;
  text: string;
  actions?: unknown;
  more?: unknown;
}

/** The centred block for empty, refused and failed. */
export const stateBlock = ({ mark, title, text, actions, more }: StateBlock): TemplateResult =>
  html`<div class="empty">
    <span class="empty__mark">${icon(mark)}</span>
    <h4>${title}</h4>
    <p>${text}</p>
    ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`} ${more ?? nothing}
  </div>`;
