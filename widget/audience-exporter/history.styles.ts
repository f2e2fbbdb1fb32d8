import { css } from 'lit';

export const historyStyles = css`
  .history .row {
    grid-template-columns: 112px minmax(0, 1fr) 80px 80px 96px 232px;
    grid-template-areas: 'when audience action sent rejected result';
    column-gap: 16px;
    align-items: start;
  }
  .history .row--head {
    align-items: center;
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
    text-align: end;
  }
  [data-cell='rejected'] {
    grid-area: rejected;
    text-align: end;
  }
  [data-cell='result'] {
    grid-area: result;
    padding-inline-start: 16px;
  }
  .row:not(.row--head) > [data-cell='result'] {
    display: grid;
    justify-items: start;
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
    gap: 0 12px;
  }
  .history__links .link {
    color: var(--_accent-text);
  }
  @container tiktok (inline-size < 880px) {
    .history .unit {
      display: inline;
    }
    .history .row {
      grid-template-columns: 112px minmax(0, 1fr) 112px 192px;
      grid-template-areas: 'when audience sent result' 'action audience rejected result';
      row-gap: 2px;
    }
    .history .row--head {
      grid-template-areas: 'when audience sent result';
    }
    .history .row--head :is([data-cell='action'], [data-cell='rejected']) {
      display: none;
    }
  }
  @container tiktok (inline-size < 640px) {
    .history .row {
      grid-template-columns: auto auto minmax(0, 1fr);
      grid-template-areas: 'audience audience audience' 'result result result' 'when when when' 'action sent rejected';
      gap: 4px 16px;
    }
    .history .row--head {
      display: none;
    }
    [data-cell='result'] {
      padding-inline-start: 0;
    }
    .history .row {
      align-items: baseline;
    }
    .history :is([data-cell='sent'], [data-cell='rejected']) {
      text-align: start;
    }
    .row:not(.row--head) > [data-cell='when'] {
      display: flex;
      align-items: baseline;
      gap: 8px;
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
