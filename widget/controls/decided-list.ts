import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Approval, ApprovalPage, ListApprovalsQuery } from '../../shared/approvals.ts';
import type { TikTokAdsClient } from '../client/client.ts';
import type { RelativeClock } from '../controllers/relative-clock.ts';
import { failureBanner } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { pastTitleOf, statusLook, statusWord } from './approval-words.ts';
import type { ApprovalsModel } from './approvals-model.ts';
import { FilteredPages, type PageOf } from './filtered-pages.ts';
import { renderFilter } from './render-filter.ts';
import { renderSentence } from './sentence.ts';
import { renderFacts, renderOutcome, renderPlace } from './render-approval.ts';

/** What waits comes first in the list: so many pages are read to get past it. */
const MOST_PAGES = 5;
const STATUSES = ['approved', 'running', 'succeeded', 'failed', 'denied', 'withdrawn', 'expired'] as const;
type Decided = (typeof STATUSES)[number];

/** What was decided before: newest first, by how it ended, page by page. */
export class DecidedList {
  readonly #pages: FilteredPages<Approval, Decided>;
  readonly #host: ViewHost;
  readonly #model: ApprovalsModel;

  constructor(host: ViewHost, model: ApprovalsModel) {
    this.#host = host;
    this.#model = model;
    this.#pages = new FilteredPages(host, { read: readDecided, titles: '.past__title' });
  }

  stop(): void {
    this.#pages.stop();
  }

  reset(): void {
    this.#pages.reset();
  }

  /** @param isQuiet see `FilteredPages.load` */
  load(isQuiet = false): Promise<void> {
    return this.#pages.load(isQuiet);
  }

  render(clock: RelativeClock, nameOf: (advertiserId: string | null) => string | null): unknown {
    const { labels } = this.#host;
    const words = labels.controls;
    const { isLoaded, failure, filter, failedAtOlder, nextCursor, isLoadingOlder, loadOlder, retry, choose } =
      this.#pages;
    const cards = new Set(this.#model.cards.map(({ id }) => id));
    const items = this.#pages.items.filter(({ id }) => !cards.has(id));
    // Where nothing was ever decided, there is nothing to filter.
    if (isLoaded && items.length === 0 && filter === 'all' && failure === undefined) return nothing;
    if (!isLoaded && failure === undefined && filter === 'all') return nothing;
    const title = failedAtOlder ? words.olderFailed : words.decidedFailed;
    return html`<div class="sub">
      <div class="sub__head">
        <h4 class="sub__title">${words.decided}</h4>
        ${renderFilter(`${words.decided}${this.#host.labels.common.colon}${words.decidedFilter}`, filter, [['all', words.decidedAll], ...STATUSES.map((status) => [status, words.statuses[status]] as const)], choose)}
      </div>
      ${failure === undefined ? nothing : html`<div class="panel__notice">${failureBanner(this.#host, { title, error: failure, again: retry })}</div>`}
      ${
        isLoaded && items.length === 0
          ? html`<p class="sub__none">${words.decidedNone}</p>`
          : html`<ul class="list" aria-busy=${isLoaded ? 'false' : 'true'} aria-label=${words.decided}>
              ${
                isLoaded
                  ? repeat(
                      items,
                      ({ id }) => id,
                      (approval) => this.#renderRow(approval, clock, nameOf),
                    )
                  : renderBones()
              }
            </ul>`
      }
      ${nextCursor === null ? nothing : renderOlder(words, isLoadingOlder, () => void loadOlder())}
    </div>`;
  }

  #renderRow(approval: Approval, clock: RelativeClock, nameOf: (id: string | null) => string | null): TemplateResult {
    const { mark, kind } = statusLook(approval);
    const at = approval.decidedAt ?? approval.expiresAt;
    return html`<li part="row" class="past">
      <span part="status" class="status status--${kind} past__status">${icon(mark)}${statusWord(approval, this.#host.labels)}</span>
      <div class="past__text">
        <h5 class="past__title" id="decided-${approval.id}" tabindex="-1">${renderSentence(pastTitleOf(approval, this.#host, this.#model.you))}</h5>
        <p class="ask__place">${renderPlace(this.#host, approval, nameOf)}</p>
        ${renderOutcome(this.#host, approval, this.#model)} ${renderFacts(this.#host, approval, `decided-${approval.id}`)}
      </div>
      <time class="past__time" datetime=${at}>${clock.relative(at)}</time>
    </li>`;
  }
}

async function readDecided(
  client: TikTokAdsClient,
  filter: Decided | 'all',
  at: { readonly cursor: string | undefined; readonly limit: number; readonly signal: AbortSignal },
): Promise<PageOf<Approval>> {
  const { limit, signal } = at;
  let items: readonly Approval[] = [];
  let cursor: string | null | undefined = at.cursor;
  for (let pages = 0; pages < MOST_PAGES && cursor !== null && items.length === 0; pages += 1) {
    const query: ListApprovalsQuery = {
      limit,
      ...(filter === 'all' ? {} : { status: filter }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page: ApprovalPage = await client.call('listApprovals', { query, signal });
    items = page.items.filter((approval) => approval.status !== 'pending');
    cursor = page.nextCursor;
  }
  return { items, nextCursor: cursor ?? null };
}

/** Rows of about the real height, while they are on their way. */
export const renderBones = (count = 3): TemplateResult =>
  html`${Array.from({ length: count }, () => html`<li class="bone"><span class="skeleton"></span><span class="skeleton"></span></li>`)}`;

export const renderOlder = (
  words: { readonly older: string; readonly loadingOlder: string },
  isBusy: boolean,
  press: () => void,
): TemplateResult => html`<div class="table__foot list__older">
  <button type="button" part="button" class="btn btn--small" aria-disabled=${isBusy ? 'true' : nothing} @click=${press}>
    ${isBusy ? words.loadingOlder : words.older}
  </button>
</div>`;
