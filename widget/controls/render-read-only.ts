import { html, type TemplateResult } from 'lit';
import { icon } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';

/** @param isAgent a model looks, which never changes the rules that hold it */
export const renderReadOnly = (
  words: Labels['controls'],
  isAgent: boolean,
): TemplateResult => html`<div class="panel__notice">
  <div part="banner" class="banner">
    ${icon('lock')}
    <div class="banner__text">
      <h4>${words.readOnlyTitle}</h4>
      <p>${isAgent ? words.readOnlyAgent : words.readOnly}</p>
    </div>
  </div>
</div>`;
