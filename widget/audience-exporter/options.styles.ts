import { css } from 'lit';

/** What opens in place: one line, and what few need below it. Also the waiting shapes of the steps. */
export const optionStyles = css`
  .more > summary {
    display: flex;
    flex-wrap: wrap;
    gap: 2px var(--_space-1h);
    align-items: baseline;
    inline-size: fit-content;
    list-style: none;
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  .more > summary::-webkit-details-marker {
    display: none;
  }
  .more > summary > .link::after {
    content: '';
    display: inline-block;
    inline-size: 5px;
    block-size: 5px;
    margin-inline-start: 8px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: translateY(-3px) rotate(45deg);
  }
  .more[open] > summary > .link::after {
    transform: translateY(0) rotate(225deg);
  }
  .more__body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    padding-block: var(--_space-1h) var(--_space-half);
  }
  .check {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    padding-block: 2px;
    margin-block: -2px;
    font-size: var(--_size-sm);
    cursor: pointer;
  }
  .check .caption {
    display: block;
  }
  .check:has(.caption) {
    align-items: flex-start;
  }
  .ticks {
    display: grid;
    gap: var(--_space-1h);
  }
  .ticks__field {
    padding-inline-start: 26px;
  }
  .schedule {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1h) var(--_space-2);
    align-items: end;
  }
  .schedule + .caption > strong {
    font-weight: var(--_medium);
    color: var(--_text);
  }
  .input--list {
    padding: 0;
  }
  .input--list > textarea {
    inline-size: 100%;
    min-block-size: 128px;
    padding: var(--_space-1) var(--_space-1h);
    border: 0;
    background: none;
    color: inherit;
    font-family: var(--_mono);
    font-size: var(--_size-sm);
    line-height: 20px;
    resize: vertical;
  }
  .input--list > textarea:focus {
    outline: none;
  }
  .select--short {
    max-inline-size: 280px;
  }
  .found {
    max-inline-size: 480px;
  }
  .choice--waiting {
    cursor: default;
  }
  .skeleton--dot {
    inline-size: 16px;
    block-size: 16px;
    margin-block: 2px;
    border-radius: 50%;
  }
  .skeleton--name,
  .skeleton--id {
    inline-size: 208px;
    margin-block: 4px;
  }
  .skeleton--id {
    inline-size: 144px;
    block-size: 10px;
    margin-block: 3px;
  }
  .skeleton--button {
    inline-size: 88px;
    block-size: var(--_control);
    border-radius: var(--_radius-control);
  }
  .skeleton--field {
    block-size: var(--_control);
    border-radius: var(--_radius-control);
  }
  @container tiktok (inline-size < 480px) {
    .schedule > .field {
      flex: 1 1 120px;
    }
    .schedule .input--short {
      max-inline-size: none;
    }
  }
  @media (pointer: coarse) {
    .more > summary,
    .check:not(:has(.caption)) {
      min-block-size: 44px;
      align-items: center;
    }
  }
`;
