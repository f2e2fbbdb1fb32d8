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
  summary {
    inline-size: fit-content;
    cursor: pointer;
  }
  .banner__text--wide {
    grid-column: 2 / -1;
  }
  .banner__text > details {
    margin-block-start: 4px;
    font-weight: 400;
  }
  .matches {
    display: grid;
    gap: 8px;
    padding-block: 12px 4px;
  }
  .matches__row {
    display: grid;
    grid-template-columns: minmax(96px, 1fr) minmax(0, 2fr);
    gap: 12px;
    align-items: center;
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
  .sample td > span {
    display: block;
  }
  .sample .is-warning {
    color: var(--_warning);
  }
  @container tiktok (inline-size < 480px) {
    .matches__row {
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
    }
  }
`;
