import { css } from 'lit';

export const fieldStyles = css`
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
  }
  .field__label {
    font-size: var(--_size-sm);
    font-weight: var(--_medium);
    display: flex;
    justify-content: space-between;
    gap: var(--_space-1);
  }
  .field__hint {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
  }
  .field__error {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_danger);
  }
  .input {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    inline-size: 100%;
    min-block-size: var(--_control);
    padding-inline: var(--_space-1h) calc(var(--_space-1h) - 2px);
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_text);
    text-align: start;
  }
  .input > input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--_control) - 4px);
    padding: 0;
    border: 0;
    outline: 0;
    background: none;
    text-overflow: ellipsis;
  }
  .input ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input > .icon {
    color: var(--_muted);
  }
  .input:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: -1px;
    border-color: transparent;
  }
  .input--search {
    padding-inline: calc(var(--_space-1h) - 2px) var(--_space-1h);
  }
  .search {
    inline-size: 232px;
    flex: 0 1 auto;
  }
  /* Real inputs, drawn without images, which a strict content security policy would refuse. */
  .tick,
  .dot {
    appearance: none;
    flex: none;
    display: inline-grid;
    place-content: center;
    inline-size: 16px;
    block-size: 16px;
    margin: 2px 0;
    border: 1px solid var(--_line-control);
    background: var(--_surface);
    cursor: pointer;
  }
  .tick {
    border-radius: var(--_radius-mark);
  }
  .dot {
    border-radius: 50%;
  }
  .tick::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    clip-path: polygon(10% 50%, 0 61%, 38% 95%, 100% 20%, 89% 9%, 37% 72%);
  }
  :is(.tick, .dot):checked,
  .tick:indeterminate {
    background: var(--_accent-text);
    border-color: var(--_accent-text);
  }
  .tick:checked::before {
    background: var(--_surface);
  }
  .tick:indeterminate::before {
    clip-path: none;
    block-size: 2px;
    inline-size: 8px;
    border-radius: 1px;
    background: var(--_surface);
  }
  .dot:checked::before {
    content: '';
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_surface);
  }
  :is(.tick, .dot):disabled {
    border-color: var(--_line-strong);
    background: var(--_sunken);
    cursor: not-allowed;
  }
  @container tiktok (inline-size < 640px) {
    .search {
      flex: 1 1 100%;
      inline-size: 100%;
    }
  }
  @media (pointer: coarse) {
    .tick,
    .dot {
      inline-size: 20px;
      block-size: 20px;
      margin: 0;
    }
  }
  @media (forced-colors: active) {
    :is(.tick, .dot),
    :is(.tick, .dot)::before {
      forced-color-adjust: none;
    }
    :is(.tick, .dot) {
      background: Canvas;
      border-color: CanvasText;
    }
    :is(.tick, .dot):checked,
    .tick:indeterminate {
      background: Highlight;
      border-color: Highlight;
    }
    :is(.tick, .dot):disabled {
      background: Canvas;
      border-color: GrayText;
    }
    :is(.tick, .dot):checked::before,
    .tick:indeterminate::before {
      background: HighlightText;
    }
  }
`;
