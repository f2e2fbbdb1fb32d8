import { css } from 'lit';

export const menuStyles = css`
  .icon--more {
    stroke-width: 2.25;
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    min-inline-size: 208px;
    max-inline-size: calc(100vw - 16px);
    max-block-size: calc(100dvh - 16px);
    overflow: auto;
    padding: 4px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow-popover);
  }
  .menu__item {
    display: block;
    inline-size: 100%;
    min-block-size: 32px;
    padding: 4px 10px;
    border: 0;
    border-radius: calc(var(--_radius) * 0.625);
    background: none;
    text-align: inherit;
    unicode-bidi: plaintext;
    font-size: var(--_size-sm);
    line-height: var(--_leading);
    cursor: pointer;
  }
  .menu__item:is(:hover, :focus) {
    background: color-mix(in oklab, var(--_text) 6%, transparent);
  }
  .menu__item:focus-visible {
    outline-offset: -2px;
  }
  .menu__item--danger {
    color: var(--_danger);
  }
  .menu__item--danger:is(:hover, :focus) {
    background: var(--_danger-soft);
  }
  @media (pointer: coarse) {
    .menu__item {
      min-block-size: 44px;
      padding-inline: 14px;
      font-size: var(--_size);
    }
  }
  @media (forced-colors: active) {
    .menu__item:is(:hover, :focus) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
