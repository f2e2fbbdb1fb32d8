import { css } from 'lit';

export const propertyStyles = css`
  .pickbox__name:has(> .caption) {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
    max-block-size: 20px;
    overflow: hidden;
  }
  /* Where both do not fit, the word wraps out of sight: dashes and "Use" say it too, the property's name only stands here. */
  .is-suggested .pickbox__name > :is(.clip, .caption) {
    padding: 0;
    max-inline-size: 100%;
  }
  .pickbox__name > .lines-3 {
    padding-block: 0;
    margin-block: 7px;
    overflow-wrap: anywhere;
  }
  .pickbox--fixed {
    border-color: transparent;
    background: none;
    padding-inline: 0;
    cursor: default;
    overflow-wrap: anywhere;
  }
  .pickbox--waiting {
    cursor: default;
  }
  .pickrow--suggested {
    display: flex;
    align-items: center;
    padding-inline-end: 3px;
    border: 1px dashed color-mix(in oklab, var(--_accent-text) 64%, var(--_surface));
    border-radius: var(--_radius-control);
    background: var(--_surface);
  }
  .pickrow--suggested > .pickbox {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(var(--_control) - 2px);
    border: 0;
    background: none;
  }
  .pickbox--changed::before {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_accent-text);
  }
  .misfit {
    display: grid;
    grid-template-columns: 14px minmax(0, 1fr);
    gap: 6px;
    margin-block-start: 4px;
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
  }
  .misfit .icon {
    inline-size: 14px;
    block-size: 14px;
    margin-block-start: 1px;
  }
  /* Five columns in little room: dashes and "Use" say it without the word, the same in every row. */
  @container tiktok (880px <= inline-size < 1040px) {
    .is-suggested .pickbox__name > .caption {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .pickrow--suggested > .btn {
      border-color: transparent;
      background: none;
      box-shadow: none;
      color: var(--_accent-text);
      min-block-size: 42px;
    }
  }
  @media (forced-colors: active) {
    .pickbox--changed::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
