import { html, nothing, type TemplateResult } from 'lit';
import type { MappingModel } from './mapping-model.ts';
import type { OpenConflict } from './save-flow.ts';

/** Two people saved: shows what differs, row by row. Nothing is set to overwrite until the person says so. */
export function renderConflict(view: MappingModel, conflict: OpenConflict): TemplateResult {
  const { saving } = view;
  const words = view.host.labels.mappingTable;
  const person = conflict.theirs.updatedBy;
  const { rows, onlyMine, onlyTheirs } = conflict;
  const labelOf = (name: string | null) => (name === null ? words.conflictNotMapped : view.labelOf(name));
  const names = (attributes: OpenConflict['onlyMine']) => attributes.map((attribute) => words.attributes[attribute]);
  return html`<section class="conflict" tabindex="-1" aria-label=${words.conflictRegion} aria-describedby="conflict-title">
    <div part="banner" class="banner banner--accent banner--flush" role="alert">
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8l-2.5 2.5L6 13"></path></svg>
      <div class="banner__text">
        <h4 id="conflict-title">${isolate(titleOf(view, conflict), person)}</h4>
        <p>${words.conflictText(view.changes, rows.length)}</p>
      </div>
    </div>
    <div class="diff">
      ${rows.map(({ attribute, mine, theirs }) => {
        const keepsMine = conflict.keepMine.has(attribute);
        const side = (isMine: boolean, name: string | null, caption: unknown) => html`<label class="choice">
          <input
            type="radio"
            class="dot"
            name="keep-${attribute}"
            .checked=${keepsMine === isMine}
            @change=${() => saving.keepMine(attribute, isMine)}
          />
          <span><span class="choice__name"><bdi>${labelOf(name)}</bdi></span><br /><span class="caption">${caption}</span></span>
        </label>`;
        return html`<div role="radiogroup" aria-label=${words.attributes[attribute]}>
          <span class="small">${words.attributes[attribute]}</span>
          ${side(true, mine, words.conflictMine)}
          ${side(false, theirs, person === null ? words.conflictTheirs : isolate(words.conflictTheirsOf(person), person))}
        </div>`;
      })}
    </div>
    <div class="table__foot">
      <div class="conflict__rest">
        ${onlyMine.length === 0 ? nothing : html`<p>${words.conflictOnlyMine(names(onlyMine))}</p>`}
        ${onlyTheirs.length === 0 ? nothing : html`<p>${words.conflictOnlyTheirs(names(onlyTheirs))}</p>`}
      </div>
      <span class="actions">
        <button type="button" part="button" class="btn btn--quiet" @click=${() => saving.takeTheirs()}>${words.conflictTakeTheirs}</button>
        <button type="button" part="button primary-button" class="btn btn--primary" aria-disabled=${saving.isSaving ? 'true' : nothing} @click=${() => saving.saveConflict()}>
          ${saving.isSaving ? words.saving : words.conflictSave}
        </button>
      </span>
    </div>
  </section>`;
}

/** Who saved, and when: the time, with the date when that was another day. */
function titleOf({ host: { labels, format } }: MappingModel, { theirs }: OpenConflict): string {
  const at = theirs.updatedAt ?? new Date().toISOString();
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return labels.mappingTable.conflictTitle(theirs.updatedBy, format.time(at), isToday ? null : format.date(at));
}

/** A sentence with the name in it set apart, so that its writing direction does not reach the words around. */
function isolate(sentence: string, name: string | null): unknown {
  const at = name === null ? -1 : sentence.indexOf(name);
  if (name === null || at < 0) return sentence;
  return html`${sentence.slice(0, at)}<bdi>${name}</bdi>${sentence.slice(at + name.length)}`;
}
