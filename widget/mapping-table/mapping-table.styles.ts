import { css, type CSSResult } from 'lit';
import { bannerStyles, fieldStyles, statusStyles, tableStyles } from '../styles/controls.ts';
import { pickerStyles } from './picker.styles.ts';
import { barStyles } from './save-bar.styles.ts';

const rowStyles = css`
  .mapping .row {
    grid-template-columns: 172px minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr) 100px;
    grid-template-areas: 'attribute property raw normal hash';
    column-gap: 16px;
    padding-block: 8px;
    min-block-size: 52px;
  }
  .mapping .row--head {
    min-block-size: 0;
  }
  /* What gets focus must not end up under the bar that sticks to the bottom. */
  .mapping .row :is(button, input) {
    scroll-margin-block: 8px 96px;
  }
  [data-cell='attribute'] {
    grid-area: attribute;
    display: flex;
    align-items: center;
    gap: 8px;
  }
  [data-cell='property'] {
    grid-area: property;
  }
  [data-cell='raw'] {
    grid-area: raw;
  }
  [data-cell='normal'] {
    grid-area: normal;
  }
  [data-cell='hash'] {
    grid-area: hash;
  }
  .value--word {
    grid-column: normal / hash;
  }
  [data-cell='blank'] {
    grid-area: raw / raw / hash / hash;
    font-size: var(--_size-sm);
    color: var(--_muted);
  }
  .when-medium {
    display: none;
  }
  .mapping__key {
    display: inline-flex;
    color: var(--_accent-text);
  }
  .mapping__nokey {
    inline-size: 16px;
    flex: none;
  }
  .mapping__legend {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .mapping__legend .mapping__key {
    padding-block-start: 2px;
  }
  .mapping__note {
    padding: 0 24px 16px;
  }
  .value:not(.value--word) {
    font-size: var(--_size-xs);
    line-height: 16px;
  }
  .value--raw,
  .value--hash {
    color: var(--_muted);
  }
  .value--raw > .clip {
    white-space: pre;
  }
  .value .label {
    display: none;
  }
  .value--word {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 6px;
    font-size: var(--_size-sm);
  }
  .value--word .icon {
    margin-block-start: 2px;
  }
  .is-warning {
    color: var(--_warning);
  }
  .hash {
    display: block;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
    border-radius: 2px;
  }
  .hash:hover {
    color: var(--_text);
  }
  /* Five columns in little room: dashes and "Use" say it without the word, the same in every row. */
  @container tiktok (880px <= inline-size < 1040px) {
    .pickbox__suggestion > .caption {
      display: none;
    }
  }
  @container tiktok (inline-size < 880px) {
    .when-wide {
      display: none;
    }
    .when-medium {
      display: inline;
    }
    .mapping .row {
      grid-template-columns: 168px minmax(0, 1.2fr) minmax(0, 1fr);
      grid-template-areas: 'attribute property raw' 'attribute property normal' 'attribute property hash';
      column-gap: 16px;
      padding-block: 10px;
    }
    .mapping .row--head {
      grid-template-areas: 'attribute property raw';
    }
    .mapping .row--head :is([data-cell='normal'], [data-cell='hash']) {
      display: none;
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute property raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute property raw' 'attribute property normal';
    }
    .value--word {
      grid-column: auto;
      grid-area: normal;
    }
    [data-cell='blank'] {
      grid-area: raw;
    }
  }
  @container tiktok (inline-size < 640px) {
    .mapping .row {
      grid-template-columns: 152px minmax(0, 1fr);
      grid-template-areas: 'attribute property' '. raw' '. normal' '. hash';
      row-gap: 4px;
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute property' '. raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute property' '. raw' '. normal';
    }
    .mapping .row--head {
      display: none;
    }
  }
  @container tiktok (inline-size < 480px) {
    .mapping .row {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: 'attribute' 'property' 'raw' 'normal' 'hash';
      row-gap: 6px;
      padding-block: 16px;
    }
    .mapping .row:has([data-cell='blank']) {
      grid-template-areas: 'attribute' 'property' 'raw';
    }
    .mapping .row:has(.value--word) {
      grid-template-areas: 'attribute' 'property' 'raw' 'normal';
    }
    .mapping__nokey {
      display: none;
    }
    [data-cell='attribute'] {
      font-weight: var(--_medium);
    }
    .value:not(.value--word) {
      display: grid;
      grid-template-columns: 84px minmax(0, 1fr);
      gap: 8px;
      align-items: baseline;
    }
    .hash {
      justify-self: start;
    }
    .value .label {
      display: block;
      font-size: var(--_size-xs);
      color: var(--_muted);
    }
    .mapping__note {
      padding-inline: 16px;
    }
  }
`;

export const mappingStyles: readonly CSSResult[] = [
  bannerStyles,
  fieldStyles,
  statusStyles,
  tableStyles,
  rowStyles,
  pickerStyles,
  barStyles,
];
