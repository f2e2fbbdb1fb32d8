import { css } from 'lit';

/** What a long list needs around its rows: filters, pages, the bar of a selection, and what its dialogs hold. */
export const listToolStyles = css`
  .check-all {
    padding: 0;
    inline-size: var(--_control);
    color: var(--_muted);
  }
  .check-all:hover {
    color: var(--_text);
  }
  .toolbar {
    display: flex;
    align-items: flex-start;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-2);
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .toolbar__end {
    flex: none;
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    margin-inline-end: -10px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1);
    min-inline-size: 0;
  }
  .filter {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: var(--_control-small);
    padding: 0 10px;
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_radius) * 2.75);
    background: none;
    font-size: var(--_size-sm);
    line-height: 18px;
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--_quick) var(--_ease), border-color var(--_quick) var(--_ease);
  }
  .filter:hover {
    background: var(--_hover);
  }
  .filter[aria-pressed='true'] {
    border-color: var(--_accent-text);
    background: var(--_accent-soft);
    color: var(--_accent-text);
    font-weight: var(--_medium);
  }
  .filter__count {
    color: var(--_muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .btn[data-select-mode][aria-pressed='true'] {
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .select {
    position: relative;
    padding: 0;
  }
  .select > select {
    appearance: none;
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--_control) - 2px);
    padding-inline: var(--_space-1h) 34px;
    border: 0;
    border-radius: inherit;
    outline: 0;
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
  .select > .icon {
    position: absolute;
    inset-inline-end: 10px;
    pointer-events: none;
  }
  .select--small {
    min-block-size: var(--_control-small);
    inline-size: auto;
  }
  .select--small > select {
    min-block-size: calc(var(--_control-small) - 2px);
    padding-inline: var(--_space-1) 28px;
    font-size: var(--_size-sm);
  }
  .select--small > .icon {
    inset-inline-end: 8px;
  }
  .sort {
    display: none;
  }
  .table {
    scroll-margin-block-start: 16px;
  }
  .pager__jump {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-end: 8px;
  }

  .bar {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-2);
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line-strong);
    border-end-start-radius: var(--_radius-panel);
    border-end-end-radius: var(--_radius-panel);
    background: var(--_raised);
    box-shadow: 0 -8px 24px light-dark(rgb(17 24 39 / 0.05), rgb(0 0 0 / 0.28));
  }
  .bar__text {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-1h);
    font-weight: var(--_medium);
    overflow-wrap: anywhere;
  }
  .bar__aside {
    color: var(--_muted);
    font-weight: 400;
  }
  .bar .link {
    font-size: var(--_size-sm);
  }
  .bar .btn--remove {
    unicode-bidi: plaintext;
    color: var(--_danger);
  }

  .names {
    display: grid;
    gap: var(--_space-half);
    padding: var(--_space-1h) var(--_space-2);
    border-radius: var(--_radius);
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px var(--_line);
  }
  .names > li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--_space-2);
    overflow-wrap: anywhere;
  }
  .removing {
    display: grid;
    gap: var(--_space-1);
  }
  .message {
    padding: var(--_space-1h) var(--_space-2);
    border-radius: var(--_radius);
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px var(--_line);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }

  @container tiktok (inline-size < 640px) {
    .filters {
      flex-wrap: nowrap;
      overflow-x: auto;
      margin: -4px;
      padding: var(--_space-half);
      scrollbar-width: none;
    }
  }
  @container tiktok (inline-size < 480px) {
    .toolbar {
      flex-direction: column;
      align-items: stretch;
      padding-inline: var(--_space-2);
    }
    .toolbar__end {
      margin-inline-end: 0;
      justify-content: space-between;
    }
    /* Languages with long words: the order gives way, its words are cut. */
    .sort {
      display: flex;
      flex: 0 1 auto;
      min-inline-size: 0;
    }
    .sort > select {
      inline-size: 100%;
      text-overflow: ellipsis;
    }
    .filters {
      flex-wrap: wrap;
      overflow: visible;
      margin: 0;
      padding: 0;
    }
    .panel__tools > .btn.check-all:not(.btn--quiet) {
      flex: none;
    }
    .bar {
      padding-inline: var(--_space-2);
    }
    .bar:not(.undo) > .actions {
      flex: 1 1 100%;
      justify-content: flex-end;
    }
    .pager__jump {
      flex: 1 1 100%;
      margin: 0;
    }
  }
  @media (forced-colors: active) {
    .filter[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
