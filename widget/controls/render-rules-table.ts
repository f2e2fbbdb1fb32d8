import { html, nothing, type TemplateResult } from 'lit';
import {
  ACTOR_KINDS,
  type ActorKind,
  CONTROL_ACTIONS,
  CONTROL_DECISIONS,
  type ControlAction,
  type ControlDecision,
} from '../../shared/control-kinds.ts';
import { icon, type IconName } from '../element/icons.ts';
import type { ViewHost } from '../element/lazy-element.ts';
import { cellKey } from './rule-changes.ts';
import type { RulesModel } from './rules-model.ts';

const MARKS: Readonly<Record<ControlDecision, IconName>> = { allow: 'check', ask: 'person', deny: 'ban' };
const ACTORS: Readonly<Record<ActorKind, IconName>> = { person: 'person', automation: 'program', agent: 'agent' };

/** Eight rows of three cells. Roles are written out: as grids, and as cards on a narrow host, tables lose theirs. */
export function renderRulesTable(host: ViewHost, model: RulesModel, canEdit: boolean): TemplateResult {
  const words = host.labels.controls;
  return renderTable(host, (action) =>
    ACTOR_KINDS.map(
      (actorKind) => html`<td role="cell" class="cell rule-cell" data-label=${words.actors[actorKind]}>
        ${canEdit ? renderChoice(host, model, actorKind, action) : renderPlain(host, model, actorKind, action)}
      </td>`,
    ),
  );
}

export function renderRulesWaiting(host: ViewHost): TemplateResult {
  const { actors } = host.labels.controls;
  return html`${renderTable(host, () =>
    ACTOR_KINDS.map(
      (kind) =>
        html`<td role="cell" class="cell rule-cell" data-label=${actors[kind]}><span class="skeleton"></span></td>`,
    ),
  )}`;
}

function renderTable({ labels }: ViewHost, cells: (action: ControlAction) => unknown): TemplateResult {
  const words = labels.controls;
  return html`<table part="table" class="table rules__table" role="table" aria-label=${words.rules}>
    <thead role="rowgroup">
      <tr class="row row--head" role="row">
        <th class="cell" role="columnheader" scope="col">${words.columnAction}</th>
        ${ACTOR_KINDS.map(
          (kind) => html`<th class="cell" role="columnheader" scope="col">
            <span class="actor">${icon(ACTORS[kind])}${words.actors[kind]}</span>
            <span class="actor__hint">${words.actorHints[kind]}</span>
          </th>`,
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${CONTROL_ACTIONS.map(
        (action) => html`<tr class="row" role="row">
          <th class="cell rules__action" role="rowheader" scope="row">
            <span>${words.actions[action]}</span><span class="caption">${words.actionHints[action]}</span>
          </th>
          ${cells(action)}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function renderChoice(host: ViewHost, model: RulesModel, actorKind: ActorKind, action: ControlAction): TemplateResult {
  const words = host.labels.controls;
  const key = cellKey(actorKind, action);
  const own = model.draft[key];
  const holds = model.rules[key];
  const isChanged = model.isChanged(key);
  const from = model.scope === null ? 'default' : 'workspace';
  const options: readonly (ControlDecision | null)[] = [null, ...CONTROL_DECISIONS];
  const choose = (event: Event) => model.set(key, options[(event.target as HTMLSelectElement).selectedIndex] ?? null);
  const name = words.cell(words.actors[actorKind], words.actions[action]);
  return html`<span class="select rule rule--${holds} ${own === undefined ? 'is-inherited' : ''} ${isChanged ? 'is-changed' : ''}">
    ${icon(MARKS[holds])}<span class="rule__text" aria-hidden="true">${words.decision(holds)}</span>
    <select
      data-rule=${key}
      aria-label=${isChanged ? `${name}${host.labels.common.comma}${words.changed}` : name}
      @change=${choose}
    >
      ${options.map(
        (decision) => html`<option .selected=${(own ?? null) === decision}>
          ${decision === null ? words.inherited(model.above[key], from) : words.decision(decision)}
        </option>`,
      )}
    </select>
    ${icon('down')}
  </span>`;
}

function renderPlain(host: ViewHost, model: RulesModel, actorKind: ActorKind, action: ControlAction): TemplateResult {
  const words = host.labels.controls;
  const key = cellKey(actorKind, action);
  const holds = model.rules[key];
  const isOwn = model.draft[key] !== undefined;
  return html`<span class="rule rule--plain rule--${holds} ${isOwn ? 'is-own' : ''}">
    ${icon(MARKS[holds])}<span>${words.decision(holds)}</span>${isOwn ? nothing : html`<span class="visually-hidden">, ${words.inheritedKey[model.scope === null ? 'default' : 'workspace']}</span>`}
  </span>`;
}
