import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

/** A mark by its name. The half disc of "processing" is the one that is filled: it takes a day, so nothing turns. */
export const markOf = (name: IconName): TemplateResult =>
  name === 'half'
    ? html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.25"></circle>
      <path class="icon__fill" d="M8 4.75a3.25 3.25 0 0 1 0 6.5z"></path>
    </svg>`
    : icon(name);
