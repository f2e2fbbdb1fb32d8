import { css } from 'lit';

export const fileStyles = css`
  .drop {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 32px 24px;
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
    gap: 8px;
    padding: 12px 16px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .waiting {
    display: grid;
    gap: 8px;
  }
  .file__head {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: center;
  }
  .file__head > .icon {
    inline-size: 20px;
    block-size: 20px;
    stroke-width: 1.25;
    color: var(--_muted);
  }
  .file__now {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
  }
  .anywhere {
    overflow-wrap: anywhere;
  }
  .assure {
    display: flex;
    gap: 8px;
    font-size: var(--_size-xs);
    line-height: 16px;
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
    gap: 8px 16px;
    margin-block-start: 8px;
  }
  .matches {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 12px 24px;
  }
  .matches__row {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
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
    padding: 8px 12px;
    text-align: start;
    vertical-align: top;
  }
  .sample th {
    font-size: var(--_size-xs);
    line-height: 16px;
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
