import { html, nothing, type TemplateResult } from 'lit';

export interface StateWords {
  title: string;
  text: string;
  actions?: unknown;
  more?: unknown;
}

/** The centred block around a mark and its words; the host's own help goes under it. */
export const stateFrame = (mark: TemplateResult, { title, text, actions, more }: StateWords): TemplateResult =>
  html`<div part="state" class="empty">
    <span class="empty__mark">${mark}</span>
    <h4>${title}</h4>
    <p>${text}</p>
    ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`} ${more ?? nothing}
    <slot name="help"></slot>
  </div>`;
