import { css } from 'lit';

export const accountPickerStyles = css`
  .picker__tools {
    flex: none;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-auto-flow: column;
    align-items: center;
    gap: var(--_space-1);
    padding: 0 var(--_space-3) var(--_space-1h);
  }
  .picker__tools > .btn--icon {
    margin-inline-end: -8px;
  }
  .picker__tools > .btn--icon[aria-disabled] {
    border-color: transparent;
    background: none;
  }
  .picker__sort {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .picker__sort > select {
    appearance: none;
    font: inherit;
    font-size: var(--_size-sm);
    color: inherit;
    min-block-size: var(--_control);
    padding-inline: var(--_space-1h) 32px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_raised);
    cursor: pointer;
  }
  .picker__sort > select:hover {
    background: var(--_hover);
  }
  .picker__sort > .icon {
    position: absolute;
    inset-inline-end: 10px;
    color: var(--_muted);
    pointer-events: none;
  }
  .picker__all {
    flex: none;
    position: relative;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--_space-1h);
    padding: var(--_space-1) var(--_space-3);
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  :is(.picker__all, .picker__note, .picker__progress, .pick__why) > span {
    unicode-bidi: plaintext;
  }
  .picker__all.is-waiting {
    color: var(--_muted);
    cursor: default;
  }
  .picker__all > .line {
    position: absolute;
    inset-block-end: -1px;
    inset-inline: 0;
    border-radius: 0;
  }
  .dialog__body:has(.picker__room) {
    display: block;
    padding: 0;
  }
  .picker__room {
    min-block-size: min(176px, 30dvh);
  }
  .picker__room.is-medium {
    min-block-size: min(296px, 38dvh);
  }
  .picker__room.is-large {
    min-block-size: min(464px, 54dvh);
  }
  .pick {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) 92px 84px;
    grid-template-rows: auto 1fr;
    gap: 0 var(--_space-1h);
    align-items: start;
    padding: calc(var(--_space-1h) - 2px) var(--_space-3);
    cursor: pointer;
    /* Rows out of sight cost nothing, however many were asked for. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 58px;
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
  .pick.is-off:hover {
    background: none;
  }
  .tick[aria-disabled] {
    border-color: var(--_line-strong);
    background: var(--_sunken);
    cursor: not-allowed;
  }
  .tick[aria-disabled]:is(:checked, :indeterminate) {
    border-color: var(--_muted);
    background: var(--_muted);
  }
  .pick__name {
    grid-column: 2;
    justify-self: start;
    max-inline-size: 100%;
    font-weight: var(--_medium);
    -webkit-line-clamp: 3;
  }
  .pick.is-off .pick__name {
    color: var(--_muted);
    font-weight: 400;
  }
  .pick__facts {
    display: contents;
  }
  .pick__id {
    grid-area: 2 / 2;
    line-height: var(--_leading);
  }
  .pick__role,
  .pick__money {
    grid-row: 1 / 3;
    font-size: var(--_size-sm);
    color: var(--_muted);
  }
  .pick__role {
    grid-column: 3;
  }
  .pick__money {
    grid-column: 4;
    display: grid;
    justify-items: end;
    text-align: end;
  }
  .pick__money > .caption {
    line-height: var(--_leading);
  }
  .pick__why {
    grid-column: 2 / -1;
    display: flex;
    gap: 6px;
    margin-block-start: 4px;
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    text-wrap: pretty;
  }
  .pick:not(.is-off) .pick__why {
    color: var(--_muted);
  }
  .pick__why .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
    color: var(--_muted);
  }
  .pick--waiting,
  .pick--waiting:hover {
    background: none;
    cursor: default;
    content-visibility: visible;
  }
  .pick--waiting > .tick {
    border-color: var(--_line-strong);
    cursor: default;
  }
  .pick--waiting > .pick__name {
    inline-size: 56%;
    margin-block: 4px;
  }
  .pick--waiting > .pick__id {
    block-size: 8px;
    inline-size: 34%;
    margin-block: 6px;
  }
  .picker__note {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    align-items: start;
    gap: var(--_space-1h);
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    color: var(--_muted);
    text-wrap: pretty;
  }
  .picker__note > .icon {
    margin-block-start: 2px;
  }
  .picker__note > .btn {
    align-self: center;
  }
  .picker__trouble {
    flex: none;
    padding: 0 var(--_space-3) var(--_space-1h);
  }
  .picker__progress {
    flex: 1 1 160px;
    display: grid;
    gap: 6px;
    color: var(--_muted);
  }
  @container tiktok (inline-size < 480px) {
    .picker__tools,
    .picker__all,
    .pick,
    .picker__note,
    .picker__trouble {
      padding-inline: var(--_space-2);
    }
    .picker__tools {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .picker__sort {
      grid-area: 2 / 1 / auto / -1;
    }
    .picker__sort > select {
      flex: 1;
    }
    .dialog__foot:has(> .picker__import) > .btn--quiet {
      flex: 0 0 auto;
      padding-inline: var(--_space-1);
    }
    .picker__import[aria-disabled] {
      padding-inline: var(--_space-1);
      font-size: var(--_size-sm);
    }
    .picker__note {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .picker__note > .btn {
      grid-column: 2;
      justify-self: start;
    }
    .pick {
      grid-template-columns: auto minmax(0, 1fr);
      grid-template-rows: none;
      align-items: start;
    }
    .pick__name {
      -webkit-line-clamp: 5;
    }
    .pick__facts {
      grid-column: 2;
      display: flex;
      flex-wrap: wrap;
      column-gap: var(--_space-half);
    }
    .pick__id {
      flex: 1 0 100%;
    }
    .pick__money {
      display: block;
    }
    /* The dot belongs to the row, which may run from right to left, not to the place's own name. */
    .pick__money > .caption {
      font-size: inherit;
      unicode-bidi: isolate;
    }
    .pick__role:not(:empty) + .pick__money::before,
    .pick__money > .caption:not(:empty)::before {
      content: '· ';
    }
    .dialog__foot > .picker__progress {
      flex-basis: 100%;
    }
  }
  @media (pointer: coarse) {
    .pick,
    .picker__all {
      padding-block: var(--_space-1h);
    }
    .picker__all {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .pick:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .pick:has(:focus-visible) {
      outline: 3px solid CanvasText;
      outline-offset: -4px;
    }
    .tick[aria-disabled] {
      border-color: GrayText;
    }
    .pick.is-off .pick__name {
      color: GrayText;
    }
  }
`;
