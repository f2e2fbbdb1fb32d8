import { css } from 'lit';

export const statusStyles = css`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: var(--_medium);
    font-size: var(--_size-sm);
    line-height: var(--_leading);
    white-space: nowrap;
  }
  .status--ok {
    font-weight: 400;
  }
  .status--ok .icon {
    color: var(--_success);
  }
  .status--warning {
    color: var(--_warning);
  }
  .status--danger {
    color: var(--_danger);
  }
  .status--none {
    color: var(--_muted);
  }
  .status--busy .icon {
    color: var(--_accent-text);
  }
  .count {
    font-weight: 400;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    margin-inline: 6px;
    unicode-bidi: plaintext;
  }
  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-half);
    padding: 0 6px;
    border-radius: var(--_radius-mark);
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px var(--_line);
    font-size: var(--_size-xs);
    line-height: var(--_leading);
    color: var(--_muted);
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .tag {
      border: 1px solid CanvasText;
    }
  }
`;
