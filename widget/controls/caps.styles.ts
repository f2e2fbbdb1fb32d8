import { css } from 'lit';

/** Caps: amounts, meters, and the form of one. */
export const capsStyles = css`
  .cap {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-1h);
    padding: var(--_space-2) var(--_space-3);
  }
  .cap__head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: var(--_space-2);
  }
  .cap__name {
    min-inline-size: 0;
  }
  .cap__head > .actions {
    flex: none;
    flex-wrap: nowrap;
    margin-inline-end: -6px;
  }
  .cap__title {
    font-weight: var(--_medium);
    overflow-wrap: anywhere;
  }
  .cap__meters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr));
    gap: var(--_space-2) var(--_space-4);
  }
  .meter {
    display: grid;
    align-content: start;
    gap: 4px;
    min-inline-size: 0;
  }
  .meter__head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space-2);
    font-size: var(--_size-sm);
  }
  .meter__head > span,
  .lines__row > .num,
  .lines__name > .caption {
    unicode-bidi: plaintext;
  }
  .meter__head > .num {
    font-weight: var(--_medium);
  }
  .meter .progress {
    block-size: 6px;
    border-radius: 3px;
  }
  .meter--over .progress {
    color: var(--_danger);
  }
  .meter--over .progress::-webkit-progress-value {
    background: var(--_danger);
  }
  .meter--over .progress::-moz-progress-bar {
    background: var(--_danger);
  }
  .meter__aside {
    display: flex;
    gap: 6px;
    align-items: start;
  }
  .meter__aside > span {
    unicode-bidi: plaintext;
    text-wrap: pretty;
  }
  .meter--over .meter__aside {
    color: var(--_danger);
  }
  .lines {
    display: grid;
    gap: 6px;
    margin-block-start: var(--_space-1);
    padding: var(--_space-1h);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    font-size: var(--_size-sm);
  }
  .lines__row {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--_space-2);
  }
  .lines__name {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .lines__name > .caption {
    display: block;
  }
  .lines__row > .num {
    flex: none;
    text-align: end;
  }
  .cap__read {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-1);
  }
  .cap .line {
    max-inline-size: 280px;
  }
  .cap .note .link {
    margin-inline-start: 4px;
  }
  .caps__foot {
    justify-content: flex-start;
  }
  .cap-form legend {
    padding: 0;
  }
  .cap-form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
  }
  .cap-form .input:not(:focus-within):has([aria-invalid='true']) {
    border-color: var(--_danger);
  }
  .cap-form__inner {
    margin-block-start: var(--_space-half);
  }
  .cap-form__currency {
    color: var(--_muted);
    font-size: var(--_size-sm);
  }
  .pick-line {
    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 28px;
    cursor: pointer;
  }
  @container tiktok (inline-size < 480px) {
    .cap {
      padding-inline: var(--_space-2);
    }
    .lines__row {
      flex-wrap: wrap;
      gap: 0 var(--_space-2);
    }
    .caps__foot > .btn {
      flex: 1;
    }
  }
  @media (pointer: coarse) {
    .pick-line {
      min-block-size: 44px;
    }
    .cap-form input:is([type='text']) {
      font-size: max(16px, var(--_size));
    }
  }
  @media (forced-colors: active) {
    .meter--over .progress::-webkit-progress-value {
      background: Highlight;
    }
  }
`;
