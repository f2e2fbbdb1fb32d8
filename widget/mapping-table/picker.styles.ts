import { css } from 'lit';

export const pickerStyles = css`
  .pickbox {
    display: flex;
    align-items: center;
    gap: 8px;
    inline-size: 100%;
    min-block-size: var(--_control);
    padding-inline: 12px 8px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    text-align: start;
    cursor: pointer;
  }
  button.pickbox:hover {
    border-color: var(--_line-control);
  }
  .pickbox > .icon:last-child {
    color: var(--_muted);
  }
  .pickbox__name {
    flex: 1;
    min-inline-size: 0;
  }
  .pickbox--none {
    color: var(--_muted);
  }
  .pickbox--fixed {
    border-color: transparent;
    background: none;
    padding-inline: 0;
    cursor: default;
    overflow-wrap: anywhere;
  }
  .pickbox--suggested {
    border-style: dashed;
    border-color: color-mix(in oklab, var(--_accent-text) 64%, var(--_surface));
    padding-inline: 0 3px;
    cursor: default;
  }
  .pickbox__open {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--_control) - 2px);
    padding-inline: 12px 0;
    border: 0;
    background: none;
    text-align: start;
    border-radius: var(--_radius-control);
    cursor: pointer;
  }
  /* Where both do not fit, the word wraps out of sight: dashes and "Use" say it too, the property's name only stands here. */
  .pickbox__suggestion {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
    max-block-size: 20px;
    overflow: hidden;
  }
  .pickbox--changed::before {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_accent-text);
  }
  .combo {
    position: relative;
  }
  .combo .input > .icon {
    flex: none;
  }
  .popover {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline-start: 0;
    z-index: 3;
    inline-size: max(100%, min(440px, 92cqi - 32px));
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow-popover);
    overflow: hidden;
  }
  .popover--above {
    inset-block: auto calc(100% + 4px);
  }
  .options {
    position: relative;
    padding: 4px 4px 0;
    max-block-size: 316px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .options__group {
    display: flex;
    justify-content: space-between;
    padding: 10px 8px 4px;
    font-size: var(--_size-xs);
    line-height: 16px;
    font-weight: var(--_medium);
    color: var(--_muted);
  }
  .options__none {
    padding: 16px 8px;
    color: var(--_muted);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .option {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) minmax(0, auto);
    gap: 0 8px;
    align-items: center;
    padding: 6px 8px;
    border-radius: var(--_radius-control);
    cursor: pointer;
    scroll-margin-block: 32px 48px;
  }
  .option > .caption {
    max-inline-size: 140px;
  }
  .option > .icon {
    color: var(--_accent-text);
  }
  .option:hover {
    background: var(--_hover);
  }
  .option.is-active {
    background: var(--_accent-soft);
    box-shadow: inset 0 0 0 1px var(--_accent-line);
  }
  .option mark {
    background: none;
    color: inherit;
    font-weight: var(--_strong);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .option--unmap {
    position: sticky;
    inset-block-end: 0;
    margin: 4px -4px 0;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_line);
    border-radius: 0;
    background: var(--_raised);
  }
  .option__minus {
    block-size: 0;
    margin-inline: 3px;
    border-block-start: 1.5px solid var(--_accent-text);
  }
  .popover__foot {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    justify-content: space-between;
    padding: 8px 12px;
    border-block-start: 1px solid var(--_line);
    font-size: var(--_size-xs);
    line-height: 16px;
    color: var(--_muted);
  }
  .key {
    display: inline-grid;
    place-content: center;
    min-inline-size: 16px;
    margin-inline-start: 4px;
    padding: 0 4px;
    block-size: 16px;
    border-radius: 3px;
    box-shadow: inset 0 0 0 1px var(--_line-strong);
    font: 11px/1 inherit;
    font-family: inherit;
  }
  @container tiktok (inline-size < 480px) {
    .popover {
      inline-size: 100%;
    }
    .option > .caption {
      display: none;
    }
    .option {
      grid-template-columns: 16px minmax(0, 1fr);
    }
  }
  @media (pointer: coarse) {
    .option {
      padding-block: 12px;
    }
    .keys {
      display: none;
    }
    .pickbox--suggested > .btn {
      border-color: transparent;
      background: none;
      box-shadow: none;
      color: var(--_accent-text);
      min-block-size: 42px;
    }
  }
  @media (forced-colors: active) {
    .option.is-active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
    .pickbox--changed::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
