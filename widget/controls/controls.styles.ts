import { css, type CSSResult } from 'lit';
import { comboboxStyles } from '../controllers/combobox.styles.ts';
import {
  bannerStyles,
  dialogStyles,
  fieldStyles,
  progressStyles,
  statusStyles,
  tableStyles,
} from '../styles/controls.ts';
import { barStyles } from '../styles/save-bar.ts';
import { capsStyles } from './caps.styles.ts';
import { listStyles } from './lists.styles.ts';
import { rulesStyles } from './rules.styles.ts';

/** What the four parts wear alike. */
const partStyles = css`
  .controls {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
  }
  .panel > .empty,
  .panel > [role='alert'] > .empty {
    border-block-start: 1px solid var(--_line);
    padding-block: var(--_space-4);
  }
  .panel__notice {
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .panel__head .title:focus,
  :is(.ask__title, .past__title, .cap__title):focus:not(:focus-visible) {
    outline: none;
  }
  .scope {
    display: grid;
    gap: 4px;
    flex: 0 1 300px;
    min-inline-size: 0;
  }
  .select {
    position: relative;
    display: inline-flex;
    align-items: center;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
  }
  .select > select {
    appearance: none;
    flex: 1;
    /* Over the border too, which is part of what one aims at. */
    inline-size: calc(100% + 2px);
    min-inline-size: 0;
    min-block-size: var(--_control);
    margin: -1px;
    padding-inline: calc(var(--_space-1h) + 1px) 33px;
    border: 0;
    border-radius: inherit;
    background: none;
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  .select option {
    background: var(--_raised);
    color: var(--_text);
  }
  .select > .icon:last-child {
    position: absolute;
    inset-inline-end: 10px;
    color: var(--_muted);
    pointer-events: none;
  }
  .select > select:focus-visible {
    outline-offset: -1px;
  }
  .select:hover {
    border-color: var(--_line-control);
  }
  .select--small > select {
    min-block-size: var(--_control-small);
    padding-inline: calc(var(--_space-1h) + 1px) 29px;
    font-size: var(--_size-sm);
  }
  .select--small > .icon:last-child {
    inset-inline-end: 8px;
  }

  .input--area {
    padding: 0;
  }
  .input--area > textarea {
    flex: 1;
    min-inline-size: 0;
    padding: var(--_space-1) var(--_space-1h);
    border: 0;
    outline: 0;
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
  }
  .undone {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-2);
    padding: var(--_space-1) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    border-end-start-radius: var(--_radius-panel);
    border-end-end-radius: var(--_radius-panel);
    background: var(--_sunken);
    font-size: var(--_size-sm);
  }

  @container tiktok (inline-size < 640px) {
    .scope {
      flex: 1 1 100%;
    }
  }
  @container tiktok (inline-size < 480px) {
    .undone,
    .panel__notice {
      padding-inline: var(--_space-2);
    }
  }
  @media (pointer: coarse) {
    .input--area > textarea,
    .select > select {
      font-size: max(16px, var(--_size));
    }
  }
`;

export const controlsStyles: readonly CSSResult[] = [
  bannerStyles,
  fieldStyles,
  statusStyles,
  tableStyles,
  dialogStyles,
  progressStyles,
  comboboxStyles,
  barStyles,
  partStyles,
  listStyles,
  rulesStyles,
  capsStyles,
];
