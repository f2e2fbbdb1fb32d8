import { css } from 'lit';

export const fileStyles = css`
  .drop {
    position: relative;
    display: grid;
    justify-items: center;
    gap: var(--_space-half);
    padding: var(--_space-4) var(--_space-3);
    border: 1px dashed var(--_line-control);
    border-radius: var(--_radius);
    background: var(--_sunken);
    text-align: center;
    text-wrap: balance;
    cursor: pointer;
  }
  .drop > .icon {
    inline-size: 20px;
    block-size: 20px;
    margin-block-end: 8px;
    color: var(--_muted);
  }
  .drop__input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .drop:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .drop:is(:hover, .is-over) {
    border-color: var(--_accent-text);
  }
  /* Held over it: nothing inside may take the file for itself, or the edge would flicker. */
  .drop.is-over > * {
    pointer-events: none;
  }
  .drop.is-over .icon {
    color: inherit;
  }
  .drop.is-over {
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .file {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-1);
    padding: var(--_space-1h) var(--_space-2);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .waiting {
    display: grid;
    gap: var(--_space-1);
  }
  .file__head {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    gap: 0 var(--_space-1h);
    align-items: center;
  }
  .file__head > .icon {
    inline-size: 20px;
    block-size: 20px;
    stroke-width: 1.25;
    color: var(--_muted);
  }
  /* In line with the file's name. */
  .file > .more > summary {
    margin-inline-start: 32px;
  }
  .file__now {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-2);
  }
  .anywhere {
    overflow-wrap: anywhere;
  }
  .assure {
    display: flex;
    gap: var(--_space-1);
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
  }
  .assure .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
  }
  .banner__below {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    margin-block-start: 8px;
  }
  .matches {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--_space-1h) var(--_space-3);
  }
  .matches__row {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-half);
  }
  .sample {
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .sample table {
    inline-size: 100%;
    border-collapse: collapse;
    text-align: start;
    white-space: nowrap;
  }
  .sample :is(th, td) {
    padding: var(--_space-1) var(--_space-1h);
    text-align: start;
    vertical-align: top;
  }
  .sample th {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    font-weight: var(--_medium);
    color: var(--_muted);
    background: var(--_sunken);
  }
  .sample td {
    border-block-start: 1px solid var(--_line);
  }
  .read {
    grid-template-columns: 1fr 1fr;
  }
  .read > .check {
    grid-column: 1 / -1;
  }
  .sample td > span {
    display: block;
  }
  .sample .is-warning {
    color: var(--_warning);
  }
  @media (pointer: coarse) {
    .file > .more:not([open]) {
      margin-block: -8px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .matches,
    .read {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
