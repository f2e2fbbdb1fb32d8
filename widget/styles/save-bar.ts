import { css } from 'lit';

export const barStyles = css`
  .savebar {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line-strong);
    border-end-start-radius: var(--_radius-panel);
    border-end-end-radius: var(--_radius-panel);
    background: var(--_raised);
    box-shadow: 0 -8px 24px light-dark(rgb(17 24 39 / 0.05), rgb(0 0 0 / 0.28));
  }
  .savebar > .banner {
    flex: 1 1 100%;
  }
  .savebar > p {
    flex: 1;
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: var(--_control);
    font-weight: var(--_medium);
  }
  .savebar__done {
    color: var(--_success);
  }
  .savebar__open::before {
    content: '';
    flex: none;
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_accent-text);
  }
  .conflict {
    border-block: 1px solid var(--_accent-line);
  }
  .conflict:focus {
    outline: none;
  }
  .banner--flush {
    border-width: 0;
    border-radius: 0;
    padding: var(--_space-2) var(--_space-3);
  }
  .diff {
    display: grid;
  }
  .diff > div {
    display: grid;
    grid-template-columns: 128px minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--_space-2);
    padding: 10px var(--_space-3);
    border-block-start: 1px solid var(--_line);
  }
  .choice {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 0 var(--_space-1h);
    align-items: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .choice__name {
    font-weight: var(--_medium);
  }
  .conflict__rest {
    display: grid;
    gap: 2px;
    flex: 1 1 240px;
    text-wrap: pretty;
  }
  .table__foot > .actions {
    margin-inline-start: auto;
  }
  @container tiktok (inline-size < 480px) {
    .savebar {
      padding-inline: var(--_space-2);
    }
    .savebar > p {
      flex: 1 1 100%;
    }
    .savebar > .btn {
      flex: 1;
    }
    .banner--flush,
    .diff > div {
      padding-inline: var(--_space-2);
    }
    .diff > div {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-1);
    }
  }
  @media (forced-colors: active) {
    .savebar__open::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
