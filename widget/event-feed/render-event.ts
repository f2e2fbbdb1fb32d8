import { html, nothing, type TemplateResult } from 'lit';
import type { ListedEvent } from '../../shared/events.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { happenedAt, whenSettled } from './days.ts';
import type { EventActions, RetryState } from './event-actions.ts';
import { eventLook } from './event-look.ts';
import { type EventStep, stepOf } from './event-step.ts';
import { isUnconfirmed, nameOf, placeOf, renderTitle, sentenceOf, titleOf } from './event-words.ts';

/** What is to know about an event besides itself. */
export interface EventParts {
  readonly isUnread: boolean;
  /** It came while the page was open. */
  readonly isNew: boolean;
  readonly retry: RetryState | undefined;
  readonly mayConnect: boolean;
  readonly mayExport: boolean;
  /** Its sign-in was disconnected for good. */
  readonly isGone: boolean;
  /** Its sign-in is a pasted token. */
  readonly isToken: boolean;
  /** The newest that a sign-in helps: of those buttons, one alone is filled. */
  readonly isFirst: boolean;
  /** Other tabs can be opened. */
  readonly canLead: boolean;
  /** Milliseconds. */
  readonly now: number;
}

/** One event: what, whose, in TikTok's words, and the one thing to do. */
export function renderEvent(
  host: ViewHost,
  actions: EventActions,
  event: ListedEvent,
  parts: EventParts,
): TemplateResult {
  const { labels, format } = host;
  const words = labels.eventFeed;
  const { mark, kind } = eventLook(event);
  const name = nameOf(event, labels);
  const isSettled = event.resolvedAt !== null && !event.needsYou;
  const sentence = sentenceOf(event, labels, parts.now);
  const place = placeOf(event);
  const way = renderWay(host, actions, event, parts, name);
  const when = happenedAt(event, format);
  const isDated = when !== format.time(event.occurredAt);
  return html`<li
    part="row"
    class="event event--${kind} ${parts.isUnread ? 'is-unread' : ''} ${isSettled ? 'is-settled' : ''} ${parts.isNew ? 'is-new' : ''} ${isDated ? 'is-dated' : ''}"
    data-event=${event.id}
  >
    ${icon(mark)}
    <div class="event__text">
      <h5 class="event__title" tabindex="-1">
        ${parts.isUnread ? html`<span class="visually-hidden">${words.unread} </span>` : nothing}${renderTitle(titleOf(event, labels, parts.now), name)}
      </h5>
      ${place.length === 0 ? nothing : html`<p class="event__place">${place.map((one, index) => html`${index === 0 ? '' : '\u00a0· '}<bdi>${one}</bdi>`)}</p>`}
      ${html`<p>${sentence}${way.inline === undefined ? nothing : html` ${way.inline}`}</p>`}
      ${renderNotice(host, event)}
      ${isUnconfirmed(event) ? html`<p class="event__note">${icon('info')}<span>${words.unconfirmed(words.nameless[event.subject.kind])}</span></p>` : nothing}
      ${
        isSettled && event.resolvedAt !== null
          ? html`<p class="event__note">${icon('check')}<span>${words.settled(whenSettled(event.resolvedAt, host, parts.now))}</span></p>`
          : nothing
      }
      ${way.below ?? nothing} ${renderFailure(host, event, parts.retry)}
    </div>
    <time class="event__time" datetime=${event.occurredAt}>${when}</time>
  </li>`;
}

interface Way {
  /** At the end of the sentence, where nobody has to do anything. */
  inline?: unknown;
  /** A button under it, for what needs somebody. */
  below?: unknown;
}

function renderWay(host: ViewHost, actions: EventActions, event: ListedEvent, parts: EventParts, name: string): Way {
  const words = host.labels.eventFeed;
  const { retry, mayConnect, mayExport, isGone, isToken, isFirst, canLead } = parts;
  if (retry === 'done')
    return { below: html`<p class="event__note">${icon('check')}<span>${words.retried}</span></p>` };
  const step = stepOf(event, host.labels);
  if (step === undefined) return {};
  const lacks = (text: string, mark: 'lock' | 'info' = 'lock'): Way => ({
    below: html`<p class="event__note">${icon(mark)}<span>${text}</span></p>`,
  });
  switch (step.kind) {
    case 'tiktok':
      return renderLink(host, event, step, name, () => actions.read(event));
    case 'sign_in':
      if (isGone) return {};
      if (!mayConnect) return lacks(words.needsConnect);
      return button(
        isToken ? words.newToken : words.signIn,
        name,
        host,
        () => actions.signIn(event, step.connectionId),
        isFirst ? 'sign-in btn--primary' : 'sign-in',
      );
    case 'retry':
      if (!mayExport) return lacks(words.needsExport);
      return button(retry === 'busy' ? words.retrying : words.retry, name, host, () => {
        if (retry !== 'busy') void actions.retry(event, step.exportId);
      });
    case 'export':
      if (!canLead) return event.needsYou ? lacks(words.standsUnder.audiences, 'info') : {};
      return lead(event, step.label, name, host, () => actions.openExport(event, step.exportId));
    case 'approval':
      if (!canLead) return event.needsYou ? lacks(words.standsUnder.controls, 'info') : {};
      return lead(event, step.label, name, host, () => actions.openApproval(event, step.approvalId));
    case 'tab':
      if (!canLead) return {};
      return lead(event, step.label, name, host, () => actions.openTab(event, step.tab));
  }
}

/** The one filled button is for what a press here ends; everything else leads elsewhere. */
function button(label: string, name: string, { labels }: ViewHost, press: () => void, look = ''): Way {
  return {
    below: html`<div class="actions">
      <button type="button" part=${look === 'btn--primary' ? 'button primary-button' : 'button'} class="btn btn--small ${look}" aria-label=${labels.eventFeed.about(label, name)} @click=${press}>${label}</button>
    </div>`,
  };
}

function lead(event: ListedEvent, label: string, name: string, host: ViewHost, press: () => void): Way {
  if (event.needsYou) return button(label, name, host, press);
  const about = host.labels.eventFeed.about(label, name);
  return { inline: html`<button type="button" class="link" aria-label=${about} @click=${press}>${label}</button>` };
}

function renderLink(
  { labels }: ViewHost,
  event: ListedEvent,
  { url, label }: Extract<EventStep, { kind: 'tiktok' }>,
  name: string,
  press: () => void,
): Way {
  const words = labels.eventFeed;
  const link = html`<a
    part=${event.needsYou ? 'button' : nothing}
    class=${event.needsYou ? 'btn btn--small' : 'link'}
    dir=${event.needsYou ? nothing : 'auto'}
    href=${url}
    target="_blank"
    rel="noopener noreferrer"
    aria-label="${words.about(label, name)} (${words.opensNewTab})"
    @click=${press}
    >${label}${icon('out')}</a
  >`;
  return event.needsYou ? { below: html`<div class="actions">${link}</div>` } : { inline: link };
}

/** What could be kept of a notice of an unknown kind: no words, since they may be somebody's. */
function renderNotice({ labels }: ViewHost, event: ListedEvent): unknown {
  if (event.type !== 'tiktok.unknown') return nothing;
  const entries = Object.entries(event.data.payload);
  if (entries.length === 0) return nothing;
  return html`<details class="event__more">
    <summary>${labels.eventFeed.unknownMore}</summary>
    <dl dir="ltr">
      ${entries.map(
        ([key, value]) => html`<dt class="mono">${key}</dt>
          <dd class="mono">${typeof value === 'string' ? value : JSON.stringify(value)}</dd>`,
      )}
    </dl>
  </details>`;
}

function renderFailure(host: ViewHost, event: ListedEvent, retry: RetryState | undefined): unknown {
  const copy = (text: string) => host.copy(text);
  if (typeof retry === 'object') {
    return html`<div class="event__failure" role="alert">
      <p class="event__note event__note--danger">${icon('stop')}<span>${`${host.labels.eventFeed.retryFailed}${host.labels.common.stop}${failureText(host.labels, retry)}`}</span></p>
      ${requestIdLine(host.labels, retry, host.copied, copy)}
    </div>`;
  }
  if (event.type !== 'export.failed' || event.data.error === null || !event.needsYou) return nothing;
  return requestIdLine(host.labels, event.data.error, host.copied, copy);
}
