import { css } from 'lit';

/** Calls that wait, decisions and changes: rows, their details, and what became of them. */
export const listStyles = css`
  .list > li {
    border-block-start: 1px solid var(--_line);
  }
  .list__older {
    justify-content: center;
  }
  .bone {
    display: grid;
    gap: 10px;
    padding: calc(var(--_space-2) + 4px) var(--_space-3);
  }
  .bone > .skeleton:first-child {
    inline-size: min(420px, 72%);
  }
  .bone > .skeleton:last-child {
    inline-size: min(240px, 48%);
    block-size: 8px;
  }

  .ask {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 0 var(--_space-2);
    padding: var(--_space-2) var(--_space-3);
  }
  .ask > .icon {
    margin-block-start: 2px;
    color: var(--_accent-text);
  }
  .ask.is-settled > .icon {
    color: var(--_muted);
  }
  .ask__text,
  .past__text {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
    font-size: var(--_size-sm);
  }
  .ask__title {
    font-size: var(--_size);
    max-inline-size: 88ch;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  :is(.ask__title, .past__title) {
    border-radius: 2px;
  }
  .ask.is-settled .ask__title {
    font-weight: 400;
  }
  .ask__place,
  .ask__when {
    color: var(--_muted);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .ask__place code {
    overflow-wrap: normal;
  }
  .ask__when > time {
    white-space: nowrap;
  }
  .ask__soon {
    color: var(--_warning);
    font-weight: var(--_medium);
  }
  .ask__note {
    max-inline-size: 88ch;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .ask__text > .actions,
  .ask__failure {
    margin-block-start: var(--_space-1h);
  }
  .ask__dismiss {
    align-self: start;
    margin-block: -6px;
    margin-inline-end: -8px;
  }
  .note,
  .outcome {
    display: flex;
    gap: 6px;
    align-items: start;
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .outcome {
    color: var(--_text);
  }
  :is(.note, .outcome) > .icon {
    margin-block-start: 2px;
  }
  :is(.note, .outcome) > span {
    unicode-bidi: plaintext;
    text-wrap: pretty;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }
  .note--danger {
    color: var(--_danger);
  }
  .outcome--ok > .icon {
    color: var(--_success);
  }
  .outcome--danger > .icon {
    color: var(--_danger);
  }
  .outcome--warning > .icon {
    color: var(--_warning);
  }
  .outcome--busy > .icon {
    color: var(--_accent-text);
  }
  .outcome--none > .icon {
    color: var(--_muted);
  }
  .is-danger {
    color: var(--_danger);
  }

  .more > summary {
    inline-size: fit-content;
    padding-block: 2px;
    margin-block: 0 -2px;
    color: var(--_accent-text);
    font-weight: var(--_medium);
    font-size: var(--_size-sm);
    cursor: pointer;
    border-radius: 2px;
  }
  .more > dl {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 4px var(--_space-2);
    margin-block-start: var(--_space-1);
    padding: var(--_space-1h);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .more dt {
    color: var(--_muted);
  }
  .more :is(dt, dd).mono {
    line-height: var(--_leading);
    text-align: start;
  }
  .more__none {
    margin-block-start: var(--_space-1);
    color: var(--_muted);
  }
  .attempts {
    display: grid;
    gap: 4px;
    margin-block-start: var(--_space-1);
    font-size: var(--_size-sm);
  }
  .attempts > li {
    display: grid;
    grid-template-columns: fit-content(96px) minmax(0, 1fr);
    gap: var(--_space-1h);
    overflow-wrap: anywhere;
  }
  .attempts time {
    color: var(--_muted);
    white-space: nowrap;
  }

  .sub__head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-half) var(--_space-2);
    padding: 6px var(--_space-3);
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .sub__title {
    font-size: var(--_size-xs);
    font-weight: var(--_medium);
    color: var(--_muted);
  }
  .sub__none {
    padding: var(--_space-2) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_size-sm);
  }
  .sub .panel__notice {
    padding-block-start: var(--_space-2);
    border-block-start: 1px solid var(--_line);
  }

  .past {
    display: grid;
    grid-template-columns: 136px minmax(0, 1fr) auto;
    gap: 0 var(--_space-2);
    padding: var(--_space-1h) var(--_space-3);
    /* Hundreds of rows: those out of sight are not laid out. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 84px;
  }
  .past__status {
    align-self: start;
    align-items: start;
    white-space: normal;
  }
  .past__status > .icon {
    margin-block-start: 2px;
  }
  :is(.ask__title, .past__title) .mono {
    font-size: calc(var(--_size) - 1px);
    line-height: inherit;
  }
  .past__title {
    font-size: var(--_size);
    font-weight: 400;
    max-inline-size: 88ch;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  /* Its status stands in front already. */
  .past .outcome > .icon {
    display: none;
  }
  .past__time {
    unicode-bidi: plaintext;
    font-size: var(--_size-sm);
    color: var(--_muted);
    white-space: nowrap;
  }
  @container tiktok (inline-size < 640px) {
    .past {
      grid-template-columns: minmax(0, 1fr) auto;
      row-gap: var(--_space-half);
    }
    .past__text {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
  @container tiktok (inline-size < 480px) {
    .ask,
    .past,
    .bone,
    .sub__head,
    .sub__none {
      padding-inline: var(--_space-2);
    }
    .ask {
      column-gap: var(--_space-1h);
    }
    .ask__text > .actions > .btn {
      flex: 1;
    }
    /* From edge to edge: beside the mark there is no room for ids. */
    .ask__text {
      grid-column: 2 / -1;
      grid-row: 1;
    }
    .ask.is-settled .ask__title {
      padding-inline-end: var(--_hit);
    }
    .ask__dismiss {
      grid-column: 3;
      grid-row: 1;
    }
    .more > dl {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .more dd + dt {
      margin-block-start: var(--_space-1);
    }
  }
  @media (pointer: coarse) {
    .more > summary {
      padding-block: 12px;
      margin-block: -6px;
    }
  }
`;
