import { html, nothing, type TemplateResult } from 'lit';
import { isSessionError, type TikTokAdsError } from '../client/errors.ts';
import { type FailureTexts, TELLING_CODES } from '../labels/failure-codes.ts';
import type { Labels } from '../labels/labels.ts';
import { isolated } from '../labels/speech.ts';
import { icon } from './icons.ts';
import type { ViewHost } from './lazy-element.ts';
import { stateBlock } from './state-block.ts';

/**
 * What a person reads about a failure: ours where there was no server to speak or where it does not speak the person's language,
 * otherwise the server's own sentence, which says more about the case at hand.
 */
export function failureText(labels: Labels, failure: { code: string; message: string }): string {
  return labels.common.failures[failure.code] ?? reasonText(labels, failure);
}

/** The same about what the server met by itself and wrote down: why an export stopped, why a sign-in is refused. */
export function reasonText({ failures }: Labels, { code, message }: { code: string; message: string }): string {
  const ours = failures?.[code as keyof FailureTexts];
  if (ours === undefined) return message;
  return TELLING_CODES.has(code) && message !== '' ? `${ours} ${isolated(message)}` : ours;
}

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
      ><button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${name} title=${name} @click=${() => copy(text)}>
        ${icon(copied === text ? 'check' : 'copy')}
      </button></span
    >
  </div>`;
}

export interface Failure {
  /** What did not work, in the person's terms. */
  title: string;
  error: TikTokAdsError;
  again: () => void;
}

type Teller = Pick<ViewHost, 'labels' | 'copied' | 'copy'>;

/** Nothing could be shown: what did not work, why, what is safe, what to do, and the id for support. */
export const failureBlock = (host: Teller, { title, error, again }: Failure): TemplateResult =>
  stateBlock({
    mark: isSessionError(error) ? 'lock' : error.code === 'network_error' ? 'offline' : 'warning',
    title: isSessionError(error) ? host.labels.common.sessionEnded : title,
    text: failureText(host.labels, error),
    actions: failureActions(host.labels, error, again),
    more: requestIdLine(host.labels, error, host.copied, (text) => host.copy(text)),
  });

/** The same above what is still shown. Needs `bannerStyles`. */
export const failureBanner = (host: Teller, { title, error, again }: Failure): TemplateResult =>
  html`<section part="banner" class="banner banner--danger" role="alert">
    ${icon(isSessionError(error) ? 'lock' : 'stop')}
    <div class="banner__text">
      <h4>${isSessionError(error) ? host.labels.common.sessionEnded : title}</h4>
      <p>${failureText(host.labels, error)}</p>
    </div>
    <div class="actions">${failureActions(host.labels, error, again)}</div>
    ${requestIdLine(host.labels, error, host.copied, (text) => host.copy(text))}
  </section>`;

/**
 * Without a session the page has to be loaded again, unless somebody signed in to it in another tab; without a part of the script, unless
 * the browser asks for it again.
 */
function failureActions({ common }: Labels, error: TikTokAdsError, again: () => void): TemplateResult {
  const reload = () => location.reload();
  const reloadPage = html`<button type="button" part="button primary-button" class="btn btn--primary" @click=${reload}>${common.reload}</button>`;
  return html`${isSessionError(error) || error.isPartMissing ? reloadPage : nothing}
    <button type="button" part="button" class="btn" @click=${again}>${icon('refresh')}${common.tryAgain}</button>`;
}
