import { css } from 'lit';

/** The matrix: a table that turns into cards. */
export const rulesStyles = css`
  .rules__table,
  .rules__table > :is(thead, tbody) {
    display: block;
  }
  .rules__table .row {
    grid-template-columns: minmax(0, 1.25fr) repeat(3, minmax(0, 1fr));
    column-gap: var(--_space-2);
    padding-block: var(--_space-1);
    min-block-size: 56px;
  }
  .rules__table .row--head {
    align-items: start;
    min-block-size: 0;
  }
  .rules__table :is(th, td) {
    padding: 0;
    font-weight: inherit;
    text-align: inherit;
  }
  .rules__table .rules__action {
    display: grid;
    font-weight: var(--_medium);
  }
  .rules__action > .caption {
    font-weight: 400;
  }
  .actor {
    display: flex;
    align-items: center;
    gap: 6px;
    color: var(--_text);
  }
  .actor > .icon {
    inline-size: 14px;
    block-size: 14px;
    color: var(--_muted);
  }
  .actor__hint {
    display: block;
    font-weight: 400;
  }
  .rule {
    display: flex;
    inline-size: 100%;
    max-inline-size: 240px;
  }
  /* What was decided here speaks; what comes from above stays in the background. */
  .rule:not(.rule--plain, .is-inherited) {
    border-color: var(--_line-control);
  }
  .rule.is-inherited:hover {
    border-color: var(--_line-control);
  }
  .rule > .icon:first-child {
    position: absolute;
    inset-inline-start: var(--_space-1h);
    pointer-events: none;
  }
  .rule__text {
    position: absolute;
    inset-inline: calc(var(--_space-1h) + 24px) 26px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: var(--_medium);
    unicode-bidi: plaintext;
    pointer-events: none;
  }
  /* The list itself also says where a decision comes from, which has no room in the closed cell. */
  .rule > select {
    padding-inline-start: calc(var(--_space-1h) + 25px);
    color: transparent;
  }
  .rule.is-inherited {
    border-style: dashed;
    border-color: var(--_line-strong);
    background: none;
  }
  .rule.is-inherited > .rule__text {
    color: var(--_muted);
    font-weight: 400;
  }
  .rule--allow > .icon:first-child {
    color: var(--_success);
  }
  .rule--ask > .icon:first-child {
    color: var(--_warning);
  }
  .rule--deny > .icon:first-child {
    color: var(--_danger);
  }
  .rule.is-changed {
    border-style: solid;
    border-color: var(--_accent-text);
    background: var(--_accent-soft);
  }
  .rule--plain {
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 28px;
    color: var(--_muted);
  }
  .rule--plain.is-own {
    color: var(--_text);
    font-weight: var(--_medium);
  }
  .rule--plain > .icon:first-child {
    position: static;
  }
  .rule-cell > .skeleton {
    inline-size: 72%;
  }
  .rules__foot {
    justify-content: flex-start;
    column-gap: var(--_space-3);
    min-block-size: calc(var(--_control-small) + var(--_space-1h) * 2);
  }
  .rules__foot > span {
    unicode-bidi: plaintext;
  }
  .rules__clear {
    margin-inline-start: auto;
    margin-block: -4px;
  }
  .rules .key {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    min-inline-size: 0;
    block-size: auto;
    padding: 0;
    border-radius: 0;
    box-shadow: none;
    font: inherit;
    font-size: var(--_size-sm);
  }
  .key__mark {
    inline-size: 20px;
    block-size: 14px;
    border: 1px dashed var(--_line-control);
    border-radius: var(--_radius-mark);
  }
  @container tiktok (inline-size < 760px) {
    .rules__table .row {
      grid-template-columns: minmax(0, 1fr) repeat(3, minmax(0, 1fr));
      column-gap: var(--_space-1h);
    }
    .actor__hint {
      display: none;
    }
  }
  @container tiktok (inline-size < 640px) {
    .rules__table > thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .rules__table .row {
      grid-template-columns: repeat(3, minmax(0, 1fr));
      row-gap: var(--_space-1);
      padding-block: var(--_space-2);
    }
    .rules__table .rules__action {
      grid-column: 1 / -1;
    }
    .rule-cell {
      display: grid;
      gap: var(--_space-half);
      align-items: center;
    }
    .rule-cell::before {
      content: attr(data-label);
      font-size: var(--_size-sm);
      color: var(--_muted);
    }
    .rule {
      max-inline-size: none;
    }
    .rules__clear {
      margin-inline-start: calc(2px - var(--_space-1h));
    }
  }
  @container tiktok (inline-size < 480px) {
    .rules__table .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .rule-cell {
      grid-template-columns: 72px minmax(0, 1fr);
      gap: var(--_space-1h);
    }
    .rule-cell:lang(ja) {
      grid-template-columns: 88px minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .rule__text {
      display: none;
    }
    .rule.is-changed {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
