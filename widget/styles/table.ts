import { css } from 'lit';

/** Rows are grids with fixed or fractional columns, so they line up and can turn into cards; roles are written out. */
export const tableStyles = css`
  .table {
    display: block;
  }
  .row {
    display: grid;
    align-items: center;
    column-gap: var(--_space-3);
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    transition: background-color var(--_quick) var(--_ease);
  }
  .row--head {
    padding-block: var(--_space-1);
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    font-weight: var(--_medium);
    color: var(--_muted);
    background: var(--_sunken);
  }
  .row:not(.row--head):hover {
    background: var(--_hover);
  }
  .table > .row:last-child {
    border-end-start-radius: var(--_radius-panel);
    border-end-end-radius: var(--_radius-panel);
  }
  .cell {
    min-inline-size: 0;
  }
  .table__foot {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    font-size: var(--_size-sm);
    color: var(--_muted);
  }
  @container tiktok (inline-size < 480px) {
    .row,
    .table__foot {
      padding-inline: var(--_space-2);
    }
    .row:not(.row--head):hover {
      background: none;
    }
  }
`;
