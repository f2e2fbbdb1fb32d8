import { html, nothing, type TemplateResult } from 'lit';
import type { GrantedAdvertiser } from '../../shared/connections.ts';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';
import { lacksRole, zonePlace } from './picker-model.ts';
import type { PickerActions, PickerState } from './picker-state.ts';
import { whyNot } from './why-not.ts';

/** The rows that are shown. Their elements are used again for other accounts, which keeps a keystroke short. */
export function renderAdvertisers(
  state: PickerState,
  act: PickerActions,
  labels: Labels,
  found: readonly GrantedAdvertiser[],
): TemplateResult {
  const tellsRoles = state.accounts.some((account) => account.role !== null);
  const isBusy = state.phase === 'importing';
  return html`<div class="picker__list" role="group" aria-label=${labels.connectButton.pickerList}>
    ${found.slice(0, state.shown).map((account) => {
      const isSelected = state.selected.has(account.advertiserId);
      return renderAdvertiser(account, { act, labels, tellsRoles, isSelected, isBusy });
    })}
  </div>`;
}

interface RowParts {
  act: PickerActions;
  labels: Labels;
  tellsRoles: boolean;
  isSelected: boolean;
  isBusy: boolean;
}

function renderAdvertiser(
  account: GrantedAdvertiser,
  { act, labels, tellsRoles, isSelected, isBusy }: RowParts,
): TemplateResult {
  const words = labels.connectButton;
  const { advertiserId: id, role, currency, name } = account;
  const isOff = !account.importable;
  const reason = whyNot(account, labels);
  const isRoleless = lacksRole(account, tellsRoles);
  const note = reason ?? (isRoleless ? { mark: 'info' as const, text: words.roleUnknownWhy } : undefined);
  const roleText = role === null ? (isRoleless ? words.roleUnknown : '') : labels.common.roles[role];
  // Not `disabled`: whoever goes through the list by keyboard hears the reason, too.
  const holdBack = (event: Event) => {
    if (isOff || isBusy) event.preventDefault();
  };
  return html`<label class="pick ${isOff ? 'is-off' : ''}">
    <input
      type="checkbox"
      class="tick"
      .checked=${isSelected}
      aria-disabled=${isOff || isBusy ? 'true' : nothing}
      aria-labelledby="name-${id}"
      aria-describedby="facts-${id} why-${id}"
      @click=${holdBack}
      @change=${(event: Event) => act.select([account], (event.target as HTMLInputElement).checked)}
    />
    <bdi class="pick__name lines-3" id="name-${id}" title=${name.length > 60 ? name : nothing}>${name}</bdi>
    <span class="pick__facts" id="facts-${id}">
      <span class="mono muted isolate pick__id">${id}</span>
      <span class="pick__role">${roleText}</span>
      <span class="pick__money"><span>${currency}</span> <span class="caption"><bdi>${zonePlace(account.timezone)}</bdi></span></span>
    </span>
    <span class="pick__why" id="why-${id}" ?hidden=${note === undefined}>
      ${note === undefined ? nothing : html`${icon(note.mark)}<span>${note.text}</span>`}
    </span>
  </label>`;
}

/** Rows of the real height, so that nothing jumps when the list comes. */
export function renderWaitingAdvertisers(count: number): TemplateResult {
  return html`<div class="picker__list" aria-hidden="true">
    ${Array.from(
      { length: Math.max(1, count) },
      () => html`<div class="pick pick--waiting">
        <span class="tick"></span><span class="skeleton pick__name"></span><span class="skeleton pick__id"></span>
      </div>`,
    )}
  </div>`;
}
