import { css } from 'lit';

/** Waiting, empty and failed. */
export const stateStyles = css`
  .line {
    position: relative;
    overflow: hidden;
    block-size: 2px;
    border-radius: 1px;
    background: var(--_line);
  }
  .line::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inline-size: 36%;
    border-radius: 1px;
    background: var(--_accent-text);
    animation: tiktok-travel var(--_wait) cubic-bezier(0.45, 0, 0.55, 1) infinite alternate;
  }
  @keyframes tiktok-travel {
    from {
      inset-inline-start: 0;
    }
    to {
      inset-inline-start: 64%;
    }
  }
  .skeleton {
    display: block;
    block-size: 12px;
    max-inline-size: 100%;
    border-radius: var(--_radius-mark);
    background: color-mix(in oklab, var(--_line) 82%, var(--_surface));
    animation: tiktok-breathe 1800ms ease-in-out infinite alternate;
  }
  @keyframes tiktok-breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.55;
    }
  }
  .skeleton--title {
    inline-size: 176px;
  }
  .row-loading {
    padding: calc(var(--_space-2) + 4px) var(--_space-3);
    border-block-start: 1px solid var(--_line);
  }
  .empty {
    display: grid;
    justify-items: center;
    gap: var(--_space-half);
    padding: calc(var(--_space-2) * 2.5) var(--_space-3);
    text-align: center;
  }
  .empty__mark {
    display: grid;
    place-content: center;
    inline-size: 40px;
    block-size: 40px;
    margin-block-end: var(--_space-1h);
    border-radius: var(--_radius);
    box-shadow: inset 0 0 0 1px var(--_line-strong);
    color: var(--_muted);
  }
  .empty__mark .icon {
    inline-size: 20px;
    block-size: 20px;
    stroke-width: 1.25;
  }
  .empty > p {
    max-inline-size: 44ch;
    color: var(--_muted);
    font-size: var(--_size-sm);
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .empty > .actions {
    margin-block-start: 16px;
    justify-content: center;
  }
  .empty ::slotted([slot='help']) {
    display: block;
    margin-block-start: var(--_space-1h);
    font-size: var(--_size-sm);
  }
  .empty > .request {
    margin-block-start: 20px;
    justify-content: center;
  }
  @media (prefers-reduced-motion: reduce) {
    .line::before {
      inline-size: 100%;
      opacity: 0.5;
    }
  }
  @media (forced-colors: active) {
    .line::before {
      forced-color-adjust: none;
      background: Highlight;
    }
    .empty__mark,
    .skeleton {
      border: 1px solid CanvasText;
    }
  }
`;
