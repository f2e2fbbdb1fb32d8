import { html, nothing, type TemplateResult } from 'lit';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
import type { DialogContent } from '../element/dialog.ts';
import { failureText, requestIdLine } from '../element/failure.ts';
import { icon } from '../element/icons.ts';
import { stateBlock } from '../element/state-block.ts';
import type { Labels } from '../labels/labels.ts';
import { countSelected, importableOf, SORTS, type PickerSort } from './picker-model.ts';
import { type PickerActions, type PickerState, SHOWN_AT_ONCE } from './picker-state.ts';
import { renderAdvertisers, renderWaitingAdvertisers } from './render-advertiser.ts';

export interface PickerWords {
  labels: Labels;
  copied: string | undefined;
  copy: (text: string) => void;
}

/** So many that sorting them, and seeing only the selected ones, is worth a control. */
const MANY = 10;

/** The dialog: head and foot stay, the list between them scrolls. */
export function pickerContent(state: PickerState, act: PickerActions, words: PickerWords): DialogContent {
  const { labels } = words;
  const found = act.found;
  const { userName } = state;
  return {
    title: labels.connectButton.pickerTitle,
    caption: userName === undefined ? undefined : html`<bdi>${labels.connectButton.signedInAs(userName)}</bdi>`,
    closeLabel: labels.common.close,
    tools: html`${renderTools(state, act, labels)} ${renderTrouble(state, act, words)} ${renderAll(state, act, labels, found)}
      <p class="visually-hidden" role="status">${state.said}</p>`,
    body: html`<div class="picker__room ${roomFor(state)}">${renderBody(state, act, words, found)}</div>`,
    foot: renderFoot(state, act, labels),
  };
}

const isMany = (state: PickerState): boolean => Math.max(state.accounts.length, state.expectedCount) > MANY;

/** The list keeps its room, whatever a search leaves of it. */
function roomFor({ accounts, expectedCount }: PickerState): string {
  const count = accounts.length === 0 ? expectedCount : accounts.length;
  return count > 6 ? 'is-large' : count > 3 ? 'is-medium' : '';
}

function renderTools(state: PickerState, act: PickerActions, labels: Labels): TemplateResult {
  const words = labels.connectButton;
  // The first Esc takes the search back, the next one closes the dialog.
  const clearFirst = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || state.query === '') return;
    event.preventDefault();
    act.search('');
  };
  const isBusy = state.phase !== 'ready';
  return html`<div class="picker__tools">
    <label part="input" class="input input--search">
      ${icon('search')}
      <input
        type="search"
        placeholder=${words.find}
        aria-label=${words.find}
        autofocus
        autocomplete="off"
        spellcheck="false"
        .value=${state.query}
        @input=${(event: InputEvent) => act.search((event.target as HTMLInputElement).value)}
        @keydown=${clearFirst}
      />
    </label>
    ${isMany(state) ? renderSort(state, act, labels) : nothing}
    <button
      type="button"
      part="icon-button"
      class="btn btn--quiet btn--icon"
      aria-label=${words.reload}
      title=${words.reload}
      aria-disabled=${isBusy ? 'true' : nothing}
      @click=${() => !isBusy && void act.load()}
    >
      ${icon('refresh')}
    </button>
  </div>`;
}

function renderSort(state: PickerState, act: PickerActions, labels: Labels): TemplateResult {
  const words = labels.connectButton;
  return html`<span class="picker__sort">
    <select
      aria-label=${words.sortName}
      @change=${(event: Event) => act.sort((event.target as HTMLSelectElement).value as PickerSort)}
    >
      ${SORTS.map((sort) => html`<option value=${sort} ?selected=${sort === state.sort}>${words.sorts[sort]}</option>`)}
    </select>
    ${icon('down')}
  </span>`;
}

/** What went wrong stands above the list and stays there while it scrolls. */
function renderTrouble(state: PickerState, act: PickerActions, words: PickerWords): unknown {
  const { labels } = words;
  const said = labels.connectButton;
  const { outcome, loadError, accounts } = state;
  if (loadError !== undefined && accounts.length > 0) {
    const again = html`<button type="button" part="button" class="btn btn--small" @click=${() => act.load()}>${labels.common.tryAgain}</button>`;
    return renderBanner('danger', said.loadFailed, failureText(labels, loadError), words, {
      error: loadError,
      actions: again,
    });
  }
  if (outcome === undefined) return nothing;
  const { imported, refused, error, total } = outcome;
  const done = imported.length;
  if (error !== undefined) {
    const title = done === 0 ? said.importFailed : said.importBroke(done, total - done - refused.length);
    const text = done === 0 ? failureText(labels, error) : `${failureText(labels, error)} ${said.importBrokeHow}`;
    return renderBanner('danger', title, text, words, { error });
  }
  if (refused.length > 0) {
    return renderBanner(
      'warning',
      said.importRefused(refused.length),
      said.importRefusedWhy(refused.length, done),
      words,
    );
  }
  return renderBanner('warning', said.importBroke(done, total - done), said.importStopped, words);
}

function renderBanner(
  kind: 'danger' | 'warning',
  title: string,
  text: string,
  { labels, copied, copy }: PickerWords,
  more: { error?: Parameters<typeof requestIdLine>[1]; actions?: TemplateResult } = {},
): TemplateResult {
  return html`<div class="picker__trouble" role="alert">
    <div class="banner banner--${kind}">
      ${icon(kind === 'danger' ? 'stop' : 'warning')}
      <div class="banner__text">
        <h4>${title}</h4>
        <p>${text}</p>
      </div>
      ${more.actions === undefined ? nothing : html`<div class="actions">${more.actions}</div>`}
      ${more.error === undefined ? nothing : requestIdLine(labels, more.error, copied, copy)}
    </div>
  </div>`;
}

/** The tick over the list stands for what was found, and waits until everything is there. */
function renderAll(
  state: PickerState,
  act: PickerActions,
  labels: Labels,
  found: readonly GrantedAdvertiser[],
): unknown {
  const words = labels.connectButton;
  const { accounts, selected, phase } = state;
  if (phase === 'loading') {
    const text = state.isSlow ? words.slow : words.loading(accounts.length);
    return html`<div class="picker__all is-waiting">
      <span class="tick" aria-hidden="true"></span><span>${text}</span>
      <div class="line"></div>
    </div>`;
  }
  if (accounts.length === 0) return nothing;
  const importable = importableOf(found);
  const chosen = countSelected(importable, selected);
  const isOff = importable.length === 0 || phase === 'importing';
  return html`<label class="picker__all">
    <input
      type="checkbox"
      class="tick"
      .checked=${chosen > 0 && chosen === importable.length}
      .indeterminate=${chosen > 0 && chosen < importable.length}
      aria-disabled=${isOff ? 'true' : nothing}
      @click=${(event: Event) => isOff && event.preventDefault()}
      @change=${(event: Event) => act.select(importable, (event.target as HTMLInputElement).checked)}
    />
    <span>${found.length === 0 ? words.found(0) : importable.length === 0 ? words.noneImportable : words.selectAll(importable.length)}</span>
    <span class="muted num">${words.selected(selected.size)}</span>
  </label>`;
}

function renderBody(
  state: PickerState,
  act: PickerActions,
  words: PickerWords,
  found: readonly GrantedAdvertiser[],
): TemplateResult {
  const { labels, copied, copy } = words;
  const said = labels.connectButton;
  const { accounts, loadError } = state;
  if (accounts.length === 0) {
    if (state.phase === 'loading') return renderWaitingAdvertisers(Math.min(state.expectedCount, 8));
    if (loadError === undefined) return stateBlock({ mark: 'plug', title: said.nothingTitle, text: said.nothing });
    return stateBlock({
      mark: 'warning',
      title: said.loadFailed,
      text: failureText(labels, loadError),
      actions: html`<button type="button" part="button" class="btn" @click=${() => act.load()}>${icon('refresh')}${labels.common.tryAgain}</button>`,
      more: requestIdLine(labels, loadError, copied, copy),
    });
  }
  if (found.length === 0) {
    const query = state.query.trim();
    return stateBlock({
      mark: 'search',
      title: said.notFoundTitle,
      text: state.only === undefined ? said.notFound(query) : said.notFoundSelected(query),
      actions: html`<button type="button" part="button" class="btn" @click=${() => act.search('')}>${said.clearSearch}</button>`,
    });
  }
  const rest = found.length - state.shown;
  return html`${renderAdvertisers(state, act, labels, found)}
  ${
    rest <= 0
      ? nothing
      : html`<div class="picker__note">
        ${icon('info')}<span>${said.showing(state.shown, found.length, accounts.length)}</span>
        <button type="button" part="button" class="btn btn--small" @click=${() => act.showMore()}>${said.showMore(Math.min(rest, SHOWN_AT_ONCE))}</button>
      </div>`
  }`;
}

function renderFoot(state: PickerState, act: PickerActions, labels: Labels): TemplateResult {
  const words = labels.connectButton;
  const { progress, selected, outcome } = state;
  const count = selected.size;
  if (progress !== undefined) return renderProgress(progress, act, labels);
  // After a part of them is in, there is nothing to take back any more.
  const isPart = (outcome?.imported.length ?? 0) > 0;
  const isOff = count === 0 || state.phase !== 'ready';
  if (state.phase === 'ready' && state.accounts.length > 0 && importableOf(state.accounts).length === 0) {
    return html`${renderAside(state, act, labels)}
      <button type="button" part="button" class="btn" @click=${() => act.close()}>${isPart ? words.done : labels.common.close}</button>`;
  }
  return html`${renderAside(state, act, labels)}
    <button type="button" part="button" class="btn btn--quiet" @click=${() => act.close()}>${isPart ? words.done : labels.common.cancel}</button>
    <button
      type="button"
      part="button primary-button"
      class="btn btn--primary picker__import"
      aria-disabled=${isOff ? 'true' : nothing}
      @click=${() => !isOff && void act.import()}
    >
      ${count === 0 ? words.chooseOne : words.import(count)}
    </button>`;
}

function renderAside(state: PickerState, act: PickerActions, labels: Labels): TemplateResult {
  const words = labels.connectButton;
  const { accounts, selected, only } = state;
  const blocked = accounts.length - importableOf(accounts).length;
  if (isMany(state) && (selected.size > 0 || only !== undefined)) {
    return html`<button type="button" class="link" @click=${() => act.showOnlySelected(only === undefined)}>
      ${only === undefined ? words.showSelected : words.showAll}
    </button>`;
  }
  return html`<p class="small muted">${blocked === 0 ? nothing : words.cannotImport(blocked)}</p>`;
}

function renderProgress(
  { done, total, isStopping }: NonNullable<PickerState['progress']>,
  act: PickerActions,
  labels: Labels,
): TemplateResult {
  const words = labels.connectButton;
  const text = words.importProgress(done, total);
  return html`<div class="picker__progress">
      <span class="small num">${text}</span>
      <progress class="progress" max=${total} .value=${done} aria-label=${text}></progress>
    </div>
    <button
      type="button"
      part="button"
      class="btn btn--quiet"
      aria-disabled=${isStopping ? 'true' : nothing}
      @click=${() => act.stop()}
    >
      ${isStopping ? words.stopping : words.stop}
    </button>
    <button type="button" part="button primary-button" class="btn btn--primary" aria-disabled="true">${words.importing}</button>`;
}
