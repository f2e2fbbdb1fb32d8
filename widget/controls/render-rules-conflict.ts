import { html, nothing, type TemplateResult } from 'lit';
import type { ControlDecision } from '../../shared/control-kinds.ts';
import { icon } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { isolated } from '../labels/number.ts';
import { type CellKey, CELLS } from './rule-changes.ts';
import type { RulesModel } from './rules-model.ts';
import type { OpenConflict } from './rules-save.ts';

/** Two people saved: shows what differs, cell by cell. Nothing is set to overwrite until the person says so. */
export function renderRulesConflict(host: ViewHost, model: RulesModel, conflict: OpenConflict): TemplateResult {
  const words = host.labels.controls;
  const { saving } = model;
  const { rows, onlyMine, onlyTheirs, theirs, theirRules } = conflict;
  const person = theirs.updatedBy === null ? null : isolated(theirs.updatedBy);
  const cellName = (key: CellKey): string => {
    const cell = CELLS.find((one) => one.key === key);
    return cell === undefined ? key : words.cell(words.actors[cell.actorKind], words.actions[cell.action]);
  };
  const said = (decision: ControlDecision | undefined): string =>
    decision === undefined
      ? words.conflictStandard[model.scope === null ? 'default' : 'workspace']
      : words.decision(decision);
  const side = (
    key: CellKey,
    isMine: boolean,
    decision: ControlDecision | undefined,
    caption: string,
  ) => html`<label class="choice">
    <input
      type="radio"
      class="dot"
      name="keep-${key}"
      .checked=${conflict.keepMine.has(key) === isMine}
      @change=${() => saving.keepMine(key, isMine)}
    />
    <span><span class="choice__name">${said(decision)}</span><br /><span class="caption">${caption}</span></span>
  </label>`;
  const at = theirs.updatedAt ?? new Date().toISOString();
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return html`<section class="conflict" tabindex="-1" aria-label=${words.conflictRegion} aria-describedby="conflict-title">
    <div part="banner" class="banner banner--accent banner--flush" role="alert">
      ${icon('info')}
      <div class="banner__text">
        <h4 id="conflict-title">${words.conflictTitle(person, host.format.time(at), isToday ? null : host.format.date(at))}</h4>
        <p>${words.conflictText(model.changes, rows.length)}</p>
      </div>
    </div>
    <div class="diff">
      ${rows.map(
        (key) => html`<div role="radiogroup" aria-label=${cellName(key)}>
          <span class="small">${cellName(key)}</span>
          ${side(key, true, model.draft[key], words.conflictMine)}
          ${side(key, false, theirRules[key], person === null ? words.conflictTheirs : words.conflictTheirsOf(person))}
        </div>`,
      )}
    </div>
    <div class="table__foot">
      <div class="conflict__rest">
        ${onlyMine.length === 0 ? nothing : html`<p>${words.conflictOnlyMine(onlyMine.map(cellName))}</p>`}
        ${onlyTheirs.length === 0 ? nothing : html`<p>${words.conflictOnlyTheirs(onlyTheirs.map(cellName))}</p>`}
      </div>
      <span class="actions">
        <button type="button" part="button" class="btn btn--quiet" @click=${saving.takeTheirs}>${words.conflictTakeTheirs}</button>
        <button type="button" part="button primary-button" class="btn btn--primary" aria-disabled=${saving.isSaving ? 'true' : nothing} @click=${saving.saveConflict}>
          ${saving.isSaving ? words.saving : words.conflictSave}
        </button>
      </span>
    </div>
  </section>`;
}
