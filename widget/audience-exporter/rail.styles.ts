import { css } from 'lit';

export const railStyles = css`
  .exporter {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .connect {
    display: block;
  }
  .connect[idle] {
    display: none;
  }
  /* On a wide page a number must not drift away from its name. */
  .rail {
    max-inline-size: 960px;
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .rail__item {
    position: relative;
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr);
    column-gap: var(--_space-2);
    padding-block: var(--_space-1);
  }
  .rail__item:not(:last-child)::before {
    content: '';
    position: absolute;
    inset-block: 38px -6px;
    inset-inline-start: 11.5px;
    inline-size: 1px;
    background: var(--_line-strong);
  }
  .rail__mark {
    display: grid;
    place-content: center;
    inline-size: 24px;
    block-size: 24px;
    margin-block: 2px;
    border-radius: 50%;
    box-shadow: inset 0 0 0 1px var(--_line-strong);
    font-size: var(--_size-xs);
    font-weight: var(--_medium);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    background: var(--_surface);
  }
  .rail__mark .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .is-current > .rail__mark {
    background: var(--_accent-text);
    box-shadow: none;
    color: var(--_surface);
  }
  .is-done > .rail__mark {
    color: var(--_success);
    background: var(--_success-soft);
    box-shadow: inset 0 0 0 1px var(--_success-line);
  }
  .is-failed > .rail__mark {
    color: var(--_danger);
    background: var(--_danger-soft);
    box-shadow: inset 0 0 0 1px var(--_danger-line);
  }
  .rail__head {
    display: flex;
    align-items: baseline;
    gap: 2px var(--_space-2);
    min-block-size: 28px;
    padding-block: var(--_space-half);
  }
  .rail__head h4 {
    flex: none;
    min-inline-size: 88px;
  }
  h4:focus,
  .run__title:focus {
    outline: none;
  }
  .rail__item:not(.is-current, .is-done, .is-failed) h4 {
    font-weight: 400;
    color: var(--_muted);
  }
  .rail__sum {
    flex: 1;
    min-inline-size: 0;
    color: var(--_muted);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .rail__body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    padding-block: var(--_space-1) var(--_space-2);
  }
  .timeline {
    max-inline-size: none;
    padding-block-start: 0;
  }
  .timeline .rail__head {
    display: grid;
    /* A long word keeps its whole length, and the time beside it wraps. */
    grid-template-columns: minmax(min-content, 1fr) minmax(min-content, auto);
  }
  .timeline .rail__head h4 {
    min-inline-size: 0;
  }
  .timeline .rail__body {
    gap: 2px;
    padding-block: 0 var(--_space-1);
    font-size: var(--_size-sm);
    color: var(--_muted);
  }
  .timeline .rail__body > .progress {
    margin-block: 6px;
  }
  .timeline .rail__item {
    padding-block: 6px;
  }
  .timeline .rail__item:not(:last-child)::before {
    inset-block: 36px -6px;
  }
  .when,
  .when time {
    unicode-bidi: plaintext;
  }
  .when {
    font-size: var(--_size-xs);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .timeline .request {
    margin-block: 2px;
  }
  .run .panel__head {
    align-items: flex-start;
  }
  .run .panel__tools {
    justify-content: flex-end;
  }
  .run .panel__tools > .btn--quiet[aria-disabled='true'] {
    background: none;
    border-color: transparent;
  }
  /* Its words end where the panel's do. */
  .run .panel__tools > .btn--quiet:last-child {
    margin-inline-end: -14px;
  }
  /* The sentence wraps, not the button. */
  .run .table__foot > p {
    flex: 1 1 0;
  }
  .line.is-still::before {
    animation: none;
    opacity: 0;
  }
  .icon__fill {
    fill: currentColor;
    stroke: none;
  }
  @container tiktok (inline-size < 480px) {
    .rail {
      padding-inline: var(--_space-2);
    }
    .rail__item {
      column-gap: var(--_space-1h);
    }
    .rail__head {
      flex-wrap: wrap;
    }
    .timeline .when {
      white-space: normal;
      text-align: end;
    }
    .rail__head h4 {
      min-inline-size: 0;
      flex: 1 0 auto;
    }
    .rail__sum {
      flex: 1 1 100%;
      order: 3;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .rail:not(.timeline) .rail__item.is-current > div {
      display: contents;
    }
    .rail__body {
      grid-column: 1 / -1;
    }
    .timeline .rail__body {
      grid-column: 2;
    }
    .rail:not(.timeline) .rail__item.is-current::before {
      content: none;
    }
    .run .table__foot {
      display: grid;
      gap: var(--_space-1h);
    }
    .run .table__foot > span:empty {
      display: none;
    }
    .run .panel__tools > .btn--quiet:last-child {
      margin-inline-end: 0;
    }
    .run .panel__tools > .btn--quiet:only-child {
      margin-inline-start: -14px;
    }
  }
  @media (forced-colors: active) {
    .rail__mark {
      border: 1px solid CanvasText;
    }
    .is-current > .rail__mark {
      border: 2px solid Highlight;
    }
  }
`;
