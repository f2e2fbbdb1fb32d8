import { css } from 'lit';

/** Looks of `Combobox`: the opener, the input over it, the list at it or the sheet. */
export const comboboxStyles = css`
  .pickbox {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    inline-size: 100%;
    min-block-size: var(--_control);
    padding-block: 0;
    padding-inline: var(--_space-1h) var(--_space-1);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    text-align: inherit;
    cursor: pointer;
    transition: border-color var(--_quick) var(--_ease);
  }
  button.pickbox:hover {
    border-color: var(--_line-control);
  }
  .pickbox > .icon:last-child {
    color: var(--_muted);
  }
  .pickbox__name {
    flex: 1;
    min-inline-size: 0;
  }
  .pickbox__name > .caption {
    padding-block-end: 6px;
  }
  .pickbox__name:has(> .caption) > :first-child {
    padding-block-start: 6px;
  }
  .pickbox--none {
    color: var(--_muted);
  }
  .combo {
    position: relative;
  }
  .combo__open > .input {
    position: absolute;
    inset: 0;
    z-index: 1;
  }
  .combo__popover {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 0;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow-popover);
    overflow: hidden;
  }
  .combo__popover:popover-open {
    display: flex;
    flex-direction: column;
    animation: tiktok-fade var(--_quick) var(--_ease);
  }
  @keyframes tiktok-fade {
    from {
      opacity: 0;
    }
  }
  .options {
    position: relative;
    flex: 1 1 auto;
    min-block-size: 0;
    padding-inline: var(--_space-half);
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .options__group {
    position: relative;
    margin-block-end: 4px;
  }
  .options__group[role='presentation'] {
    margin-block-start: 4px;
  }
  .options__head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    justify-content: space-between;
    block-size: var(--_head-size);
    margin-inline: -4px;
    padding: 10px var(--_space-1h) var(--_space-half);
    font-size: var(--_size-xs);
    line-height: 18px;
    font-weight: var(--_medium);
    color: var(--_muted);
    background: var(--_raised);
  }
  .options__none {
    flex: none;
    padding: var(--_space-2) var(--_space-1h);
    color: var(--_muted);
    font-size: var(--_size-sm);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .option {
    position: absolute;
    inset-inline: 0;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) fit-content(32%);
    gap: 0 var(--_space-1);
    align-items: center;
    block-size: var(--_line-size);
    padding-inline: var(--_space-1);
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  .options--tall .option {
    grid-template-columns: 16px minmax(0, 1fr);
    align-content: center;
  }
  .options--tall .option > :first-child {
    grid-row: span 2;
  }
  .options--tall .option__aside {
    grid-column: 2;
  }
  .option > .icon {
    color: var(--_accent-text);
  }
  .option.is-active {
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent-line);
  }
  .option--refused {
    color: var(--_muted);
    cursor: not-allowed;
  }
  .option mark {
    background: none;
    color: inherit;
    font-weight: var(--_strong);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  /* Stays in sight, however far the list goes. */
  .option--unset {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    margin-inline: -4px;
    padding-inline: var(--_space-1h);
    box-shadow: 0 -1px var(--_line);
    border-radius: 0;
    background: var(--_raised);
  }
  .option--unset.is-active {
    box-shadow: 0 -1px var(--_line), inset 0 0 0 1px var(--_accent-line);
  }
  .option__minus {
    block-size: 0;
    margin-inline: 3px;
    border-block-start: 1.5px solid var(--_accent-text);
  }
  .combo__foot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-half) var(--_space-2);
    justify-content: space-between;
    padding: var(--_space-1) var(--_space-1h);
    border-block-start: 1px solid var(--_line);
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .keys,
  .keys > span {
    display: flex;
    align-items: center;
    gap: var(--_space-half) var(--_space-1h);
  }
  .keys > span {
    gap: var(--_space-half);
  }
  .key {
    display: inline-grid;
    place-content: center;
    min-inline-size: 16px;
    padding: 0 var(--_space-half);
    block-size: 16px;
    border-radius: 3px;
    box-shadow: inset 0 0 0 1px var(--_line-strong);
    font-family: inherit;
    font-size: 11px;
    line-height: 1;
  }
  .key > .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .sheet {
    position: fixed;
    inset: 0;
    inline-size: 100%;
    max-inline-size: none;
    block-size: var(--_room, 100dvh);
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--_raised);
    color: var(--_text);
    overflow: hidden;
  }
  .sheet[open] {
    display: flex;
    flex-direction: column;
    animation: tiktok-fade var(--_quick) var(--_ease);
  }
  .sheet__head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1);
    padding-block: var(--_space-1) var(--_space-half);
    padding-inline: var(--_space-2) 6px;
  }
  .sheet__field {
    padding: 0 var(--_space-2) var(--_space-1);
  }
  /* Below 16 pixels a phone zooms in on the input. */
  .sheet__field input {
    font-size: max(16px, var(--_size));
  }
  /* A finger asks for no tooltip: long names have two lines. */
  .sheet .options:not(.options--tall) .option__text {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-height: 18px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .sheet > .options__none,
  .sheet .combo__foot {
    padding-inline: var(--_space-2);
  }
  @media (pointer: coarse) {
    .keys {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .option.is-active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .options__head,
    .option--unset {
      background: Canvas;
    }
    .option--unset,
    .combo__foot {
      border-block-start: 1px solid CanvasText;
    }
  }
`;
