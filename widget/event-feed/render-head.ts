import { html, nothing, type TemplateResult } from 'lit';
import type { ViewHost } from '../element/lazy-element.ts';
import { countOf, FEED_FILTERS, type FeedFilter } from './feed-list.ts';
import type { FeedModel } from './feed-model.ts';

/** Title, filters with their counts, and the way to have nothing unread. */
export function renderHead(
  { labels, format }: ViewHost,
  model: FeedModel,
  filter: FeedFilter,
  choose: (filter: FeedFilter) => void,
): TemplateResult {
  const words = labels.eventFeed;
  const { counts, list, hasReader } = model;
  const isKnown = list.isLoaded;
  const hasUnread = counts.unread > 0;
  return html`<header class="panel__head feed__head">
    <h3 class="title" tabindex="-1">${words.title}</h3>
    <div part="filters" class="chips" role="group" aria-label=${words.show}>
      ${FEED_FILTERS.map(
        (each) => html`<button
          type="button"
          part="filter"
          class="chip"
          aria-pressed=${each === filter ? 'true' : 'false'}
          @click=${() => choose(each)}
        >
          ${words.filters[each]} ${isKnown ? html`<span class="chip__count">${format.number(countOf(counts, each))}</span>` : nothing}
        </button>`,
      )}
    </div>
    ${
      hasReader
        ? html`<button
            type="button"
            part="button"
            class="btn btn--quiet btn--small feed__read"
            aria-disabled=${hasUnread ? nothing : 'true'}
            @click=${() => hasUnread && model.markAllRead()}
          >
            ${words.markAllRead}
          </button>`
        : nothing
    }
  </header>`;
}

/** Rows of about the real height, breathing. */
export function renderWaiting({ labels }: ViewHost, isSlow: boolean): TemplateResult {
  const bar = (kind: string) => html`<span class="skeleton ${kind}"></span>`;
  return html`<div class="feed__wait">
    ${Array.from(
      { length: 5 },
      () => html`<div class="event" aria-hidden="true">
        ${bar('sk-mark')}
        <div class="event__text">${bar('sk-title')} ${bar('sk-line')}</div>
        ${bar('sk-time')}
      </div>`,
    )}
    <p class="caption ${isSlow ? '' : 'visually-hidden'}">${isSlow ? labels.common.stillLoading : labels.eventFeed.loading}</p>
  </div>`;
}
