import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { failureBanner, failureBlock } from '../../element/failure.ts';
import { icon } from '../../element/icons.ts';
import { stateBlock } from '../../element/state-block.ts';
import { endsSoon } from './audience-look.ts';
import { renderClosedAudiences } from '../closed-audiences.ts';
import type { AudiencesModel } from './audiences-model.ts';
import { renderAudienceRow } from './render-audience-row.ts';

/** The ad account's audiences. */
export function renderAudiences(view: AudiencesModel): TemplateResult {
  const { labels, format } = view.host;
  const [failed, undo] = [renderFailedUndo(view), view.undo.render()];
  if (view.isFolded)
    return renderClosedAudiences(labels, { isLoading: false, open: view.unfold, below: html`${failed} ${undo}` });
  const words = labels.audiences;
  const { items, nextCursor, isLoading, phase } = view.list;
  const count = items.length === 0 ? '' : `${format.number(items.length)}${nextCursor === null ? '' : '+'}`;
  const canLookAgain = phase === 'ready' && !view.isSandbox;
  return html`<section part="panel" class="panel audiences" aria-label=${words.title} aria-busy=${isLoading ? 'true' : nothing}>
    <header class="panel__head">
      <div class="panel__titles">
        <h3 class="title audiences__title" tabindex="-1">${words.title}${count === '' ? nothing : html`<span class="visually-hidden">&nbsp;</span>`}<span class="count">${count}</span></h3>
        ${view.canExport || phase !== 'ready' ? nothing : html`<p class="subtitle">${words.readOnly}</p>`}
      </div>
      <div class="panel__tools">
        ${renderAccount(view)}
        ${
          canLookAgain
            ? html`<button type="button" part="icon-button" class="btn btn--quiet btn--icon" aria-label=${isLoading ? words.looking : words.refresh} title=${words.refresh} aria-disabled=${isLoading ? 'true' : nothing} @click=${() => isLoading || view.load()}>${icon('refresh')}</button>`
            : nothing
        }
      </div>
    </header>
    ${failed} ${renderContent(view)} ${undo}
  </section>`;
}

/** Which ad account's: the one chosen above, or another to look at. */
function renderAccount(view: AudiencesModel): unknown {
  const words = view.host.labels.audiences;
  const { accounts, advertiserId } = view;
  const [only] = accounts;
  if (accounts.length === 0) return nothing;
  if (accounts.length === 1 && only?.advertiserId === advertiserId) return nothing;
  return html`<span class="select audiences__account">
    <select aria-label=${words.account} @change=${(event: Event) => view.lookAt((event.target as HTMLSelectElement).value)}>
      ${advertiserId === null ? html`<option value="" selected>${words.account}</option>` : nothing}
      ${accounts.map((account) => html`<option value=${account.advertiserId} .selected=${account.advertiserId === advertiserId}>${account.name}</option>`)}
    </select>
    ${icon('down')}
  </span>`;
}

function renderContent(view: AudiencesModel): unknown {
  const { host, list } = view;
  const words = host.labels.audiences;
  const { items, failure, phase } = list;
  const again = () => void list.retry();
  if (view.advertiserId === null)
    return stateBlock({ mark: 'match', title: words.noAccountTitle, text: words.noAccountText });
  if (phase === 'failed' && failure !== undefined) {
    if (failure.code === 'permission_denied')
      return stateBlock({ mark: 'lock', title: words.refusedTitle, text: words.refusedText });
    if (view.isSandbox) return stateBlock({ mark: 'info', title: words.sandboxTitle, text: words.sandboxText });
    return html`<div role="alert">${failureBlock(host, { title: words.failedTitle, error: failure, again })}</div>`;
  }
  if (phase !== 'ready') return renderWaiting(view);
  const banner =
    failure === undefined
      ? nothing
      : html`<div class="pad">${failureBanner(host, { title: words.failedTitle, error: failure, again })}</div>`;
  if (items.length === 0)
    return html`${banner} ${stateBlock({ mark: 'match', title: words.noneTitle, text: words.noneText })}`;
  return html`${banner} ${renderExpiring(view)} ${renderTable(view)} ${renderFoot(view)}`;
}

const renderFailedUndo = ({ host, failedUndo }: AudiencesModel): unknown =>
  failedUndo === null ? nothing : html`<div class="pad">${failureBanner(host, failedUndo)}</div>`;

function renderWaiting(view: AudiencesModel): TemplateResult {
  const { labels } = view.host;
  const bar = (kind: string) => html`<span class="skeleton ${kind}"></span>`;
  return html`<div class="table" aria-hidden="true">
      ${Array.from(
        { length: 3 },
        () => html`<div class="row">
          <div class="cell" data-cell="name">${bar('sk-wide')}${bar('sk-short')}</div>
          <div class="cell" data-cell="people">${bar('')}</div>
          <div class="cell" data-cell="state">${bar('sk-wide')}</div>
          <div class="cell" data-cell="ends">${bar('')}</div>
          <div class="cell" data-cell="menu"></div>
        </div>`,
      )}
    </div>
    <p class=${view.list.isSlow ? 'audiences__slow caption' : 'visually-hidden'} role="status">
      ${view.list.isSlow ? labels.common.stillLoading : labels.audiences.loading}
    </p>`;
}

/** TikTok throws audiences away that nobody uses; sixty days are time to do something about it. */
function renderExpiring(view: AudiencesModel): unknown {
  const words = view.host.labels.audiences;
  const now = Date.now();
  const ending = view.list.items.filter((each) => endsSoon(each, now) !== null);
  const [only] = ending;
  if (only === undefined) return nothing;
  return html`<div class="pad">
    <section part="banner" class="banner banner--warning">
      ${icon('clock')}
      <div class="banner__text">
        <h4>${ending.length === 1 ? words.expiringOne(only.name, endsSoon(only, now) ?? 0) : words.expiringTitle(ending.length)}</h4>
        <p>${words.expiringText}</p>
      </div>
    </section>
  </div>`;
}

function renderTable(view: AudiencesModel): TemplateResult {
  const words = view.host.labels.audiences;
  return html`<div part="table" class="table" role="table" aria-label=${words.title}>
    <div class="row row--head" role="row">
      <div data-cell="name" role="columnheader">${words.columnName}</div>
      <div data-cell="people" role="columnheader">${words.columnPeople}</div>
      <div data-cell="state" role="columnheader">${words.columnState}</div>
      <div data-cell="ends" role="columnheader">${words.columnEnds}</div>
      <div data-cell="menu" role="columnheader"><span class="visually-hidden">${words.columnActions}</span></div>
    </div>
    ${repeat(
      view.list.items,
      ({ customAudienceId }) => customAudienceId,
      (audience) => renderAudienceRow(view, audience),
    )}
  </div>`;
}

function renderFoot(view: AudiencesModel): unknown {
  const words = view.host.labels.audiences;
  const { items, nextCursor, isLoadingMore } = view.list;
  if (nextCursor === null) return nothing;
  return html`<div class="table__foot">
    <span><bdi>${words.shown(items.length, true)}</bdi></span>
    <button type="button" part="button" class="btn btn--small" aria-disabled=${isLoadingMore ? 'true' : nothing} @click=${() => void showMore(view)}>
      ${isLoadingMore ? words.loadingMore : words.showMore}
    </button>
  </div>`;
}

/** The last page takes the button away: the keyboard goes on at the first audience that came. */
async function showMore(view: AudiencesModel): Promise<void> {
  const { list, host } = view;
  const before = list.items.length;
  if (!(await list.loadMore())) return;
  host.announce(host.labels.audiences.shown(list.items.length, list.nextCursor !== null));
  if (list.nextCursor !== null) return;
  await host.element.updateComplete;
  host.find(`#menu-${list.items[before]?.customAudienceId ?? ''}`)?.focus();
}
