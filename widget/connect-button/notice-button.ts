import { html, type TemplateResult } from 'lit';
import type { Labels } from '../labels/labels.ts';

/** A button of a notice. */
export const button = (
  text: string,
  press: () => void,
  kind: 'primary' | 'quiet' | 'plain' = 'plain',
): TemplateResult =>
  html`<button type="button" part=${kind === 'primary' ? 'button primary-button' : 'button'} class="btn btn--small btn--${kind}" @click=${press}>${text}</button>`;

export const reloadPage = ({ common }: Labels, kind: 'primary' | 'quiet'): TemplateResult =>
  button(common.reload, () => location.reload(), kind);
