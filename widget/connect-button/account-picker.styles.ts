import { css } from 'lit';

export const accountPickerStyles = css`
  .picker__tools {
    flex: none;
    padding: 0 24px 12px;
  }
  .picker__all {
    flex: none;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 12px;
    padding: 8px 24px;
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  .dialog__body:has(.picker__list) {
    display: block;
    padding: 0;
  }
  .pick {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 64px 84px;
    gap: 0 12px;
    align-items: start;
    padding: 10px 24px;
    cursor: pointer;
  }
  .pick + .pick {
    border-block-start: 1px solid var(--_line);
  }
  .pick:hover {
    background: var(--_hover);
  }
  .pick:has(:checked) {
    background: var(--_accent-soft);
  }
  .pick:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }
  /* The whole row shows the focus. */
  .pick .tick:focus-visible {
    outline: 0;
  }
  .pick.is-off {
    cursor: default;
  }
  .pick__text {
    display: grid;
    justify-items: start;
    min-inline-size: 0;
  }
  .account__name {
    font-weight: var(--_medium);
  }
  .pick.is-off .account__name {
    color: var(--_muted);
    font-weight: 400;
  }
  .pick__why {
    grid-column: 2 / -1;
    display: flex;
    gap: 6px;
    margin-block-start: 4px;
    font-size: var(--_size-xs);
    line-height: 16px;
    text-wrap: pretty;
  }
  .pick__why .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
    color: var(--_muted);
  }
  .pick__zone {
    display: grid;
    justify-items: end;
    text-align: end;
  }
  .picker__note {
    display: flex;
    gap: 12px;
    padding: 12px 24px;
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    color: var(--_muted);
    text-wrap: pretty;
  }
  .picker__note .icon {
    margin-block-start: 2px;
  }
  .picker__wait {
    display: grid;
    gap: 12px;
    padding-block: 24px;
  }
  .picker__error {
    padding: 12px 24px;
  }
  @container tiktok (inline-size < 480px) {
    .picker__tools,
    .picker__all,
    .pick,
    .picker__note,
    .picker__error {
      padding-inline: 16px;
    }
    .pick {
      grid-template-columns: auto minmax(0, 1fr) auto;
    }
    .pick__zone {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .pick,
    .picker__all {
      padding-block: 12px;
    }
  }
  @media (forced-colors: active) {
    .pick:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
