import { css } from 'lit';

export const buttonStyles = css`
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-1);
    min-block-size: var(--_control);
    padding: 0 calc(var(--_space-2) - 2px);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    color: var(--_text);
    font-weight: var(--_medium);
    line-height: var(--_leading);
    white-space: nowrap;
    text-decoration: none;
    cursor: pointer;
    box-shadow: var(--_shadow-button);
    transition: background-color var(--_quick) var(--_ease), border-color var(--_quick) var(--_ease), color var(--_quick) var(--_ease);
  }
  .btn:hover {
    background: var(--_hover);
    border-color: color-mix(in oklab, var(--_line-control) 60%, var(--_line-strong));
  }
  .btn:active {
    background: var(--_line);
  }
  .btn--primary {
    background: var(--_accent);
    border-color: transparent;
    color: var(--_on-accent);
  }
  .btn--primary:hover {
    background: var(--_accent-hover);
    border-color: transparent;
  }
  .btn--primary:active {
    background: var(--_accent-press);
  }
  .btn--danger {
    background: var(--_danger-fill);
    border-color: transparent;
    color: var(--_on-danger);
  }
  .btn--danger:hover {
    background: color-mix(in oklab, var(--_danger-fill) 88%, light-dark(#000, #fff));
    border-color: transparent;
  }
  .btn--quiet {
    background: transparent;
    border-color: transparent;
    box-shadow: none;
  }
  .btn--quiet:hover {
    background: color-mix(in oklab, var(--_text) 6%, transparent);
    border-color: transparent;
  }
  .btn--small {
    min-block-size: var(--_control-small);
    padding: 0 calc(var(--_space-1h) - 2px);
    font-size: var(--_size-sm);
    gap: 6px;
  }
  .btn--icon {
    flex: none;
    padding: 0;
    inline-size: var(--_hit);
    min-block-size: var(--_hit);
    color: var(--_muted);
  }
  .btn--icon:hover {
    color: var(--_text);
  }
  .btn--remove:is(:hover, :focus-visible) {
    color: var(--_danger);
    background: var(--_danger-soft);
  }
  .btn[aria-disabled='true'] {
    background: var(--_sunken);
    border-color: var(--_line);
    color: var(--_muted);
    box-shadow: none;
    cursor: not-allowed;
  }
  .btn .icon:first-child:not(:last-child) {
    margin-inline-start: -2px;
  }
  .btn .icon:last-child:not(:first-child) {
    margin-inline-end: -2px;
    inline-size: 14px;
    block-size: 14px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1);
    align-items: center;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--_accent-text);
    font-weight: var(--_medium);
    text-decoration: underline;
    text-decoration-color: color-mix(in oklab, currentColor 32%, transparent);
    text-underline-offset: 3px;
    cursor: pointer;
    border-radius: 2px;
    /* 24 pixels to press, without moving what is around it. */
    padding-block: 4px;
    margin-block: -4px;
  }
  .link:hover {
    text-decoration-color: currentColor;
  }
  .link .icon {
    inline-size: 12px;
    block-size: 12px;
    vertical-align: -1px;
    margin-inline-start: 4px;
  }
  .request {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space-1);
    min-inline-size: 0;
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
  }
  .request__id {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-half);
    min-inline-size: 0;
  }
  .request code {
    overflow-wrap: anywhere;
    color: var(--_text);
  }
  .request .btn--icon {
    inline-size: 24px;
    min-block-size: 24px;
  }
  .request .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  @media (pointer: coarse) {
    .request .btn--icon {
      inline-size: 44px;
      min-block-size: 44px;
      margin-block: -8px;
      /* As wide as a finger, yet TikTok's ids keep their one line on a phone. */
      margin-inline: -8px -12px;
    }
    .link {
      padding-block: 14px;
      margin-block: -14px;
    }
  }
  @media (forced-colors: active) {
    .link {
      color: LinkText;
    }
    .btn--primary,
    .btn--danger {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
    :is(.btn--primary, .btn--danger):is(:hover, :active) {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    .btn[aria-disabled='true'] {
      forced-color-adjust: none;
      border-color: GrayText;
      background: ButtonFace;
      color: GrayText;
    }
  }
`;
