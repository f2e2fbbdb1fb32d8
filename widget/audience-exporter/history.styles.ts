import { css } from 'lit';

export const historyStyles = css`
  .history .row {
    grid-template-columns: 112px minmax(0, 1fr) 80px 80px 96px 232px;
    grid-template-areas: 'when audience action sent rejected result';
    column-gap: var(--_space-2);
    align-items: start;
  }
  .history .row--head {
    align-items: center;
  }
  /* Hundreds of rows: those out of sight are not laid out. */
  .history .table > .row:not(.row--head) {
    content-visibility: auto;
    contain-intrinsic-size: auto 88px;
  }
  .table.is-old {
    opacity: 0.6;
    transition: opacity var(--_calm) var(--_ease);
  }
  .filters {
    flex: 1 1 480px;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: var(--_space-1);
  }
  .filters > .search {
    flex: 1 1 120px;
    max-inline-size: 224px;
  }
  .filters__choice {
    flex: 0 1 auto;
    inline-size: auto;
    max-inline-size: 176px;
  }
  .filters__choice > select {
    text-overflow: ellipsis;
  }
  .filters__choice.is-set > select {
    border-color: var(--_accent-text);
    font-weight: var(--_medium);
  }
  .history__wait .row > [data-cell='result'] {
    display: block;
  }
  .history__wait .skeleton + .skeleton {
    margin-block-start: 12px;
  }
  .history__wait .skeleton {
    margin-block: 4px;
    inline-size: 80%;
  }
  .history__wait .sk-short {
    inline-size: 56%;
  }
  .history .unit {
    display: none;
  }
  [data-cell='when'] {
    grid-area: when;
  }
  [data-cell='audience'] {
    grid-area: audience;
  }
  [data-cell='action'] {
    grid-area: action;
  }
  [data-cell='sent'] {
    grid-area: sent;
    /* Digits run left to right in every language: ones stand under ones only at the right. */
    text-align: right;
  }
  [data-cell='rejected'] {
    grid-area: rejected;
    text-align: right;
  }
  [data-cell='result'] {
    grid-area: result;
    padding-inline-start: var(--_space-2);
  }
  .row:not(.row--head) > [data-cell='result'] {
    display: grid;
    justify-items: start;
  }
  .history time {
    unicode-bidi: plaintext;
  }
  .history__head .title:focus {
    outline: none;
  }
  .only {
    flex: 1 1 100%;
    display: flex;
    align-items: center;
    gap: var(--_space-half);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .change {
    display: inline-flex;
    flex-wrap: wrap;
    justify-content: right;
    gap: 0 var(--_space-1);
  }
  .history__name {
    font-weight: var(--_medium);
  }
  .history__line {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .history__links {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    /* Under a finger each is taller than its line: wrapped, they would lie over each other. */
    gap: var(--_space-1) var(--_space-1h);
  }
  .history__links .link {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
  }
  @media not (pointer: coarse) {
    .history__links {
      row-gap: 0;
    }
    .history__links .link {
      min-block-size: 24px;
      padding-block: 0;
      margin-block: 0;
    }
  }
  @container tiktok (inline-size < 960px) {
    .filters {
      flex: 1 1 100%;
      justify-content: flex-start;
    }
    .filters > .search {
      flex: 1 1 100%;
      max-inline-size: none;
    }
    .filters__choice {
      flex: 1 1 0;
      max-inline-size: none;
    }
  }
  @container tiktok (inline-size < 880px) {
    .history .unit {
      display: inline;
    }
    .history .row {
      grid-template-columns: 112px minmax(0, 1fr) 112px 192px;
      grid-template-areas: 'when audience sent result' 'action audience rejected result';
      grid-template-rows: auto 1fr;
      row-gap: 2px;
    }
    .history .row--head {
      grid-template-areas: 'when audience sent result';
      grid-template-rows: auto;
    }
    .history .row--head :is([data-cell='action'], [data-cell='rejected']) {
      display: none;
    }
  }
  @container tiktok (inline-size < 640px) {
    .filters__choice {
      flex: 1 1 132px;
    }
    .history .row {
      grid-template-columns: repeat(2, minmax(min-content, max-content)) minmax(min-content, 1fr);
      grid-template-areas:
        'audience audience audience' 'status status status' 'line line line' 'when when when' 'action sent rejected'
        'links links links';
      grid-template-rows: none;
      gap: 2px var(--_space-2);
    }
    .history .row:not(.row--head) > [data-cell='result'] {
      display: contents;
    }
    .history .row .status {
      grid-area: status;
      margin-block-start: 4px;
    }
    .history .history__wait .row > [data-cell='result'] {
      display: block;
      grid-area: status;
      padding-inline-start: 0;
      margin-block-start: 8px;
    }
    .history .history__wait .row > :is([data-cell='when'], [data-cell='sent']) {
      display: none;
    }
    .history__line {
      grid-area: line;
    }
    .history__links {
      grid-area: links;
      margin-block-start: 4px;
    }
    .history .row--head {
      display: none;
    }
    .history .row {
      align-items: baseline;
    }
    .history :is([data-cell='sent'], [data-cell='rejected']) {
      text-align: start;
    }
    .history .change {
      flex-direction: column;
    }
    .row:not(.row--head) > [data-cell='when'] {
      display: flex;
      align-items: baseline;
      gap: var(--_space-1);
    }
    .history :is([data-cell='when'], [data-cell='sent'], [data-cell='action']) {
      color: var(--_muted);
    }
  }
  @media (pointer: coarse) {
    .history__links {
      gap: 0 20px;
    }
    .history .link {
      margin-block: -4px;
    }
  }
`;
