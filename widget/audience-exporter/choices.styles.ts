import { css } from 'lit';

export const choiceStyles = css`
  .pad {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    padding: 0 var(--_space-3) var(--_space-3);
  }
  .segmented {
    justify-self: start;
    display: inline-flex;
    gap: 2px;
    padding: 2px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px var(--_line);
  }
  .segmented__item {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-block-size: 32px;
    padding: 0 var(--_space-1h);
    border-radius: calc(var(--_radius-control) - 1px);
    color: var(--_muted);
    font-weight: var(--_medium);
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  .segmented__input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segmented__item:has(:checked) {
    background: var(--_raised);
    color: var(--_text);
    box-shadow: 0 0 0 1px var(--_line-strong), var(--_shadow-button);
  }
  .segmented__item:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* As in the base styles: WebKit. */
  @supports (hanging-punctuation: first) {
    .segmented__item:has(:focus) {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
  }
  .choices {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: hidden;
  }
  .choices--long {
    max-block-size: 420px;
    overflow: auto;
  }
  .choices:empty {
    display: none;
  }
  .choice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 0 var(--_space-1h);
    align-items: start;
    padding: 10px var(--_space-1h);
    cursor: pointer;
  }
  .choice + .choice {
    border-block-start: 1px solid var(--_line);
  }
  .choice:has(:checked) {
    background: var(--_accent-soft);
  }
  .choice.is-off {
    cursor: default;
  }
  .choice.is-off .choice__name {
    color: var(--_muted);
  }
  .choice__text {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .choice__name {
    font-weight: var(--_medium);
  }
  /* No word alone on the last line. */
  .choice__text,
  .caption,
  .rail__sum,
  .field__label,
  .field__hint,
  .field__error,
  .check > span,
  .table__foot > p,
  .timeline .rail__body {
    text-wrap-style: pretty;
  }
  .choice__aside > .tag {
    margin-inline-end: var(--_space-half);
  }
  .choice__aside {
    text-align: end;
    font-size: var(--_size-sm);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .fieldset {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-1);
    min-inline-size: 0;
    align-content: start;
  }
  .fieldset__legend {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-2);
    align-items: baseline;
    font-size: var(--_size-sm);
    font-weight: var(--_strong);
  }
  .fieldset__legend > :not(.legend) {
    font-weight: 400;
    color: var(--_muted);
    font-size: var(--_size-xs);
  }
  .columns {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0 var(--_space-3);
  }
  .columns > label {
    display: flex;
    align-items: flex-start;
    gap: 10px;
    padding-block: 6px;
    min-inline-size: 0;
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  .columns > .is-off {
    color: var(--_muted);
    cursor: default;
  }
  .select {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: center;
  }
  .select > .icon {
    position: absolute;
    inset-inline-end: 10px;
    color: var(--_muted);
    pointer-events: none;
  }
  .select > select {
    appearance: none;
    min-inline-size: 0;
    min-block-size: var(--_control);
    padding-inline: var(--_space-1h) 36px;
    border: 1px solid var(--_line-control);
    border-radius: var(--_radius-control);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    text-overflow: ellipsis;
  }
  .input--short {
    max-inline-size: 140px;
  }
  /* Short phrases of ours that a question mark or a number would tear apart on a page from right to left. */
  :is(.legend, .shift b, .columns > label > span, .choice__name, .shown > span) {
    unicode-bidi: plaintext;
  }
  .shown {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--_space-half) var(--_space-2);
  }
  .filled {
    display: grid;
    grid-template-columns: auto 80px;
    gap: var(--_space-1h);
    align-items: center;
    min-block-size: 20px;
  }
  .choice--key:has(.tick:not(:checked)) .progress {
    opacity: 0.4;
  }
  .shift {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    white-space: nowrap;
  }
  .shift b {
    font-weight: var(--_medium);
    color: var(--_text);
  }
  .shift .icon {
    inline-size: 12px;
    block-size: 12px;
  }
  .is-warning {
    color: var(--_warning);
  }
  .input:has([aria-invalid='true']):not(:focus-within) {
    border-color: var(--_danger);
  }
  @container tiktok (inline-size < 480px) {
    .filled {
      grid-template-columns: auto 40px;
    }
    .pad {
      padding-inline: var(--_space-2);
    }
    .segmented {
      display: flex;
      justify-self: stretch;
    }
    .segmented__item {
      flex: 1 1 auto;
      justify-content: center;
      padding: 0 var(--_space-1);
    }
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    /* All 19 digits, on a line of their own. */
    .sheet .options--tall .option__text > code {
      display: block;
      font-size: var(--_size-xs);
      line-height: var(--_leading-xs);
    }
    .choice--below {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .choice--below > .choice__aside {
      grid-column: 2;
      text-align: start;
    }
    /* The reason takes the whole width; what stands beside the name stays there. */
    .choice.is-off > .choice__text:has(.caption) {
      display: contents;
    }
    .choice.is-off > .choice__text > .caption {
      grid-column: 2 / -1;
    }
    .choice.is-off > .choice__aside {
      grid-column: 2 / -1;
      text-align: start;
    }
    .choice.is-off > .choice__text:has(.caption) + .choice__aside {
      grid-area: 1 / 3;
    }
  }
  @media (pointer: coarse) {
    .segmented__item {
      min-block-size: 44px;
    }
    .choice {
      grid-template-columns: 20px minmax(0, 1fr) auto;
      padding-block: var(--_space-1h);
    }
    .columns > label {
      padding-block: var(--_space-1h);
    }
  }
  @media (forced-colors: active) {
    .segmented {
      border: 1px solid CanvasText;
    }
    .segmented__item:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
      color: Highlight;
    }
    .choice:has(:checked) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
