import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import { isRemoval, needsConsent } from './export-state.ts';
import type { ExporterModel } from './exporter-model.ts';
import { DEVICES_AS, type DevicesAs, LIST_KINDS, type ListFacts, type ListKind } from './pasted-list.ts';
import { chooseRemoval } from './render-csv.ts';
import { PROBLEM_ID } from './step-parts.ts';

/** A list of people that somebody pastes: the field, and what its lines are taken for. It is hashed like a file. */
export function renderList(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  const { list } = view.draft;
  const isTooLong = list?.isTooLong === true;
  const isWrong = isTooLong || (view.showsProblem && (list === null || Object.keys(list.found).length === 0));
  const take = (event: Event) => view.paste((event.target as HTMLTextAreaElement).value);
  return html`<div class="field">
      <div class="field__label">
        <label for="list">${words.listLabel}</label>
        ${view.listText === '' ? nothing : html`<button type="button" class="link" aria-label=${words.clearList} @click=${() => clear(view)}>${words.clear}</button>`}
      </div>
      <div part="input" class="input input--list">
        <textarea
          id="list"
          rows="6"
          dir="ltr"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          placeholder=${words.listPlaceholder}
          aria-invalid=${isWrong ? 'true' : nothing}
          aria-describedby="list-hint${view.showsProblem ? ` ${PROBLEM_ID}` : ''}"
          .value=${view.listText}
          @input=${take}
          @change=${() => list !== null && view.host.announce(words.announceList(list.lines))}
        ></textarea>
      </div>
      <p class=${isTooLong ? 'field__error' : 'field__hint'} id="list-hint" role=${isTooLong ? 'alert' : nothing}>${isTooLong ? words.listTooLong : words.listHint}</p>
    </div>
    ${list === null || isTooLong ? nothing : renderFound(view, list)}
    <p class="assure">${icon('shield')}<span>${words.assure}</span></p>
    ${list !== null && !isTooLong && needsConsent(view.world) ? renderAgreed(view) : nothing}`;
}

function clear(view: ExporterModel): void {
  view.paste('');
  void view.host.element.updateComplete.then(() => view.host.find('#list')?.focus());
}

/** What the lines are taken for, so that a wrong guess is seen before anything is hashed. */
function renderFound(view: ExporterModel, list: ListFacts): TemplateResult {
  const { labels, format } = view.host;
  const words = labels.audienceExporter;
  const kinds = LIST_KINDS.filter((kind) => (list.found[kind] ?? 0) > 0);
  return html`<dl class="tally found" aria-label=${words.listFound(list.lines)}>
      ${kinds.map(
        (kind) => html`<div>
          <dt>${labels.mappingTable.attributes[kind]}${
            view.world.mapping[kind] === undefined
              ? html` <span class="caption is-warning">${words.notMapped}</span>`
              : nothing
          }</dt>
          <dd>${format.number(list.found[kind] ?? 0)}</dd>
        </div>`,
      )}
    </dl>
    ${list.unreadable === 0 ? nothing : html`<p class="caption is-warning">${words.listUnreadable(list.unreadable)}</p>`}
    ${list.devices === 0 ? nothing : renderDevicesAs(view, list)}
    ${list.hashed === 0 ? nothing : renderHashedAs(view, list)}`;
}

/** Both systems' ids look alike, and not everybody writes them as they do. */
function renderDevicesAs(view: ExporterModel, { devices, devicesAs, hashed, hashedAs }: ListFacts): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const choose = (event: Event) => {
    const said = { devicesAs: (event.target as HTMLSelectElement).value as DevicesAs };
    view.paste(view.listText, hashed === 0 ? said : { ...said, hashedAs });
  };
  return html`<div class="field">
    <label class="field__label" for="devices-as">${words.listDevicesAs(devices)}</label>
    <span class="select select--short"><select id="devices-as" aria-describedby="devices-as-hint" @change=${choose}>
      ${DEVICES_AS.map((kind) => html`<option value=${kind} .selected=${kind === devicesAs}>${kind === 'case' ? words.listDevicesByCase : labels.mappingTable.attributes[kind]}</option>`)}
    </select>${icon('down')}</span>
    <p class="field__hint" id="devices-as-hint">${words.listDevicesHint}</p>
  </div>`;
}

function renderHashedAs(view: ExporterModel, { hashed, hashedAs, devicesAs }: ListFacts): TemplateResult {
  const { labels } = view.host;
  const words = labels.audienceExporter;
  const choose = (event: Event) =>
    view.paste(view.listText, { hashedAs: (event.target as HTMLSelectElement).value as ListKind, devicesAs });
  return html`<div class="field">
    <label class="field__label" for="hashed-as">${words.listHashedAs(hashed)}</label>
    <span class="select select--short"><select id="hashed-as" aria-describedby="hashed-as-hint" @change=${choose}>
      ${LIST_KINDS.map((kind) => html`<option value=${kind} .selected=${kind === hashedAs}>${labels.mappingTable.attributes[kind]}</option>`)}
    </select>${icon('down')}</span>
    <p class="field__hint" id="hashed-as-hint">${words.listHashedHint(hashed)}</p>
  </div>`;
}

function renderAgreed(view: ExporterModel): TemplateResult {
  const words = view.host.labels.audienceExporter;
  if (isRemoval(view.draft)) return html`<p class="caption">${words.onlyRemovalChosen}</p>`;
  const isMissing = view.showsProblem && !view.draft.hasAgreed;
  const onlyRemoval = view.draft.hasAgreed
    ? nothing
    : html`<p class="small"><button type="button" class="link" @click=${() => chooseRemoval(view)}>${words.onlyRemoval}</button></p>`;
  return html`<label class="check">
    <input
      type="checkbox"
      class="tick"
      aria-invalid=${isMissing ? 'true' : nothing}
      aria-describedby="agreed-hint${isMissing ? ` ${PROBLEM_ID}` : ''}"
      .checked=${view.draft.hasAgreed}
      @change=${(event: Event) => view.change({ hasAgreed: (event.target as HTMLInputElement).checked })}
    />
    <span>${words.agreed}<span class="caption" id="agreed-hint">${words.agreedHint}</span></span>
  </label>${onlyRemoval}`;
}
