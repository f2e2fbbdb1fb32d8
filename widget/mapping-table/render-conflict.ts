import { html, nothing, type TemplateResult } from 'lit';
import { changedAttributes } from './mapping-changes.ts';
import type { MappingModel, OpenConflict } from './mapping-model.ts';

/** Two people saved: shows what differs, row by row. Nothing is set to overwrite until the person says so. */
export function renderConflict(
  view: MappingModel,
  conflict: OpenConflict,
  title: string,
  isSaving: boolean,
): TemplateResult {
  const words = view.host.labels.mappingTable;
  const labelOf = (name: string | null) =>
    name === null ? words.conflictNotMapped : (view.properties.get(name)?.label ?? name);
  const names = (attributes: OpenConflict['onlyMine']) =>
    attributes.map((attribute) => words.attributes[attribute]).join(', ');
  const mine = changedAttributes(view.saved, view.draft).length;
  return html`<section aria-label=${words.conflictRegion}>
    <div class="banner banner--accent banner--flush" role="alert">
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13"></path></svg>
      <div class="banner__text">
        <p>${title}</p>
        <p>${words.conflictText(mine, conflict.rows.length)}</p>
      </div>
    </div>
    <div class="diff">
      ${conflict.rows.map(({ attribute, mine: own, theirs }) => {
        const keepsMine = conflict.keepMine.has(attribute);
        const side = (isMine: boolean, name: string | null, caption: string) => html`<label class="choice">
          <input
            type="radio"
            class="dot"
            name="keep-${attribute}"
            .checked=${keepsMine === isMine}
            @change=${() => view.keepMine(attribute, isMine)}
          />
          <span><span class="choice__name"><bdi>${labelOf(name)}</bdi></span><br /><span class="caption">${caption}</span></span>
        </label>`;
        return html`<div role="radiogroup" aria-label=${words.attributes[attribute]}>
          <span class="small">${words.attributes[attribute]}</span>
          ${side(true, own, words.conflictMine)} ${side(false, theirs, words.conflictTheirs)}
        </div>`;
      })}
    </div>
    <div class="table__foot">
      <span>
        ${conflict.onlyMine.length === 0 ? nothing : words.conflictOnlyMine(names(conflict.onlyMine), conflict.onlyMine.length)}
        ${conflict.onlyTheirs.length === 0 ? nothing : words.conflictOnlyTheirs(names(conflict.onlyTheirs), conflict.onlyTheirs.length)}
      </span>
      <span class="actions">
        <button type="button" class="btn btn--quiet" @click=${() => view.takeTheirs()}>${words.conflictTakeTheirs}</button>
        <button type="button" class="btn btn--primary" aria-disabled=${isSaving ? 'true' : nothing} @click=${() => view.saveConflict()}>
          ${isSaving ? words.saving : words.conflictSave}
        </button>
      </span>
    </div>
  </section>`;
}
