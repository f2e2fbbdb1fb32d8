import { css, type CSSResult } from 'lit';
import { comboboxStyles } from '../controllers/combobox.styles.ts';
import { bannerStyles, fieldStyles, statusStyles, tableStyles } from '../styles/controls.ts';
import { narrowStyles } from './narrow.styles.ts';
import { propertyStyles } from './property.styles.ts';
import { barStyles } from '../styles/save-bar.ts';

const rowStyles = css`
  .mapping .row {
    grid-template-columns: 172px minmax(0, 1.2fr) minmax(0, 1fr) minmax(0, 1fr) 100px;
    grid-template-areas: 'attribute property raw normal hash';
    column-gap: var(--_space-2);
    padding-block: var(--_space-1);
    min-block-size: 52px;
  }
  .mapping .row--head {
    min-block-size: 0;
  }
  .mapping .row.is-called {
    background: var(--_accent-soft);
  }
  [data-cell='attribute'] {
    grid-area: attribute;
    display: flex;
    align-items: center;
    gap: var(--_space-1);
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
  .mapping__attribute {
    display: grid;
    min-inline-size: 0;
  }
  .mapping__legend {
    display: flex;
    gap: var(--_space-1);
    align-items: flex-start;
  }
  .mapping__legend > span {
    unicode-bidi: plaintext;
  }
  .mapping__legend .mapping__key {
    padding-block-start: 2px;
  }
  .mapping__note {
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .value:not(.value--word) {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
  }
  .value--raw,
  .value--hash {
    color: var(--_muted);
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
  .mapping__group {
    padding: var(--_space-3) var(--_space-3) var(--_space-1h);
    border-block-start: 1px solid var(--_line);
  }
  .mapping__group p {
    max-inline-size: 88ch;
  }
  .mapping__group + .row {
    border-block-start: 0;
  }
  .is-kept {
    color: var(--_success);
  }
  .is-warning {
    color: var(--_warning);
  }
  .hash {
    display: block;
    padding: 4px 0;
    margin-block: -4px;
    border: 0;
    background: none;
    color: inherit;
    cursor: pointer;
    border-radius: 2px;
  }
  .hash:hover {
    color: var(--_text);
  }
  .value--alone {
    color: var(--_text);
  }
  .space {
    color: var(--_accent-text);
  }
  .example {
    display: flex;
    align-items: center;
    gap: var(--_space-half);
  }
  .example > .clip {
    white-space: pre;
    text-align: start;
  }
  .example__try {
    flex: none;
    inline-size: 24px;
    min-block-size: 24px;
    opacity: 0;
  }
  .example__try .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .row:hover .example__try,
  .row:focus-within .example__try {
    opacity: 1;
  }
  .try {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }
  .try > .input {
    min-block-size: 28px;
    padding-inline: var(--_space-1) 2px;
    gap: 2px;
  }
  .try input {
    min-block-size: 26px;
  }
  .try .btn--icon {
    flex: none;
    inline-size: 24px;
    min-block-size: 24px;
  }
  /* Room for the button that comes with the suggestions: the legend breaks its lines beside it from the start. */
  .waits {
    visibility: hidden;
  }
  .cell > .skeleton {
    margin-block: 2px;
  }
  [data-cell='raw'] > .skeleton {
    margin-block: 6px;
  }
  .skeleton--0 {
    inline-size: 64%;
  }
  .skeleton--1 {
    inline-size: 48%;
  }
  .skeleton--2 {
    inline-size: 80%;
  }
  @media (pointer: coarse) {
    .example__try {
      opacity: 1;
    }
    .example__try,
    .try .btn--icon {
      inline-size: 44px;
      min-block-size: 44px;
      margin-block: -12px;
    }
    .try > .input {
      min-block-size: 44px;
    }
    .try input {
      min-block-size: 42px;
      font-size: max(16px, var(--_size));
    }
    .hash {
      padding-block: 14px;
      margin-block: -14px;
    }
  }
`;

export const mappingStyles: readonly CSSResult[] = [
  bannerStyles,
  fieldStyles,
  statusStyles,
  tableStyles,
  rowStyles,
  narrowStyles,
  comboboxStyles,
  propertyStyles,
  barStyles,
];
