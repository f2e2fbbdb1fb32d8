import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

export interface StateBlock {
  mark: IconName;
  title: string;
  text: string;
  actions?: unknown;
  more?: unknown;
}

/** The centred block for empty, refused and failed; the host's own help goes under it. */
export const stateBlock = ({ mark, title, text, actions, more }: StateBlock): TemplateResult =>
  html`<div part="state" class="empty">
    <span class="empty__mark">${icon(mark)}</span>
    <h4>${title}</h4>
    <p>${text}</p>
    ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`} ${more ?? nothing}
    <slot name="help"></slot>
  </div>`;
