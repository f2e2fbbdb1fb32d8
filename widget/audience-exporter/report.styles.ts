import { css } from 'lit';

export const reportStyles = css`
  .report {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-1h);
  }
  /* On a wide page a number must not drift away from its name. */
  .report,
  .halves,
  .change__table {
    max-inline-size: 872px;
  }
  .halves {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--_space-2) var(--_space-4);
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1h) var(--_space-6);
  }
  .pair > div {
    display: flex;
    flex-direction: column-reverse;
  }
  .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-1);
    font-variant-numeric: tabular-nums;
  }
  .figure b {
    font-size: var(--_size-figure);
    line-height: 32px;
    font-weight: var(--_strong);
    letter-spacing: -0.02em;
  }
  .stack {
    display: block;
    inline-size: 100%;
    block-size: 8px;
    border-radius: 4px;
    background: var(--_line);
    overflow: hidden;
  }
  .stack:dir(rtl) {
    transform: scaleX(-1);
  }
  .stack__ready {
    fill: var(--_accent-text);
  }
  .stack__same {
    fill: color-mix(in oklab, var(--_muted) 60%, var(--_surface));
  }
  .stack__rejected {
    fill: var(--_danger);
  }
  .swatch {
    display: inline-block;
    inline-size: 8px;
    block-size: 8px;
    margin-inline-end: 10px;
    border-radius: 2px;
    background: var(--_accent-text);
  }
  .swatch--same {
    background: color-mix(in oklab, var(--_muted) 60%, var(--_surface));
  }
  .stack__withheld {
    fill: var(--_warning);
  }
  .swatch--withheld {
    background: var(--_warning);
  }
  .requests {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_size-sm);
  }
  .requests > li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: 0 var(--_space-2);
    padding-block: var(--_space-half);
  }
  .requests > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .requests__what {
    display: grid;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .findings__list {
    display: grid;
    gap: var(--_space-1h);
    margin: 0;
    padding: var(--_space-1) 0 0;
    list-style: none;
  }
  .findings__list strong {
    font-weight: var(--_medium);
  }
  .findings__list p {
    overflow-wrap: anywhere;
  }
  .swatch--rejected {
    background: var(--_danger);
  }
  .tally {
    display: grid;
    font-size: var(--_size-sm);
  }
  .tally > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 10px;
    align-items: baseline;
    padding-block: 6px;
  }
  .tally > div + div {
    border-block-start: 1px solid var(--_line);
  }
  .tally dd {
    font-variant-numeric: tabular-nums;
    font-weight: var(--_medium);
    text-align: end;
  }
  .kinds > div {
    grid-template-columns: minmax(0, 1fr) auto 96px;
    gap: 0 var(--_space-2);
    align-items: center;
  }
  .bar {
    display: block;
    inline-size: 100%;
    block-size: 4px;
    border-radius: 2px;
    background: var(--_line);
    overflow: hidden;
  }
  .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  .bar__fill {
    fill: var(--_accent-text);
  }
  .tally--nested dt {
    color: var(--_muted);
  }
  .tally--nested dd {
    font-weight: 400;
  }
  .checks {
    display: grid;
    gap: var(--_space-1);
    font-size: var(--_size-sm);
  }
  .checks > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 10px;
    text-wrap: pretty;
    color: var(--_text);
  }
  .checks .icon {
    margin-block-start: 2px;
    color: var(--_success);
  }
  .notes {
    max-inline-size: 872px;
  }
  .notes > li {
    color: var(--_muted);
  }
  .notes .icon {
    color: var(--_muted);
  }
  .checks .is-warning .icon {
    color: var(--_warning);
  }
  .confirm {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    cursor: pointer;
  }
  /* One grid for both rows: the bars are only worth comparing on tracks of one length. */
  .compare {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--_space-1h) var(--_space-2);
    align-items: center;
    padding: var(--_space-2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .compare > div {
    display: contents;
  }
  .compare .num {
    text-align: end;
  }
  .compare .progress {
    block-size: 8px;
    border-radius: 4px;
    background: transparent;
  }
  .compare .progress::-webkit-progress-bar {
    background: transparent;
  }
  .compare .progress::-webkit-progress-value {
    border-radius: 4px;
  }
  .progress--danger::-webkit-progress-value {
    background: var(--_danger);
  }
  .progress--danger::-moz-progress-bar {
    background: var(--_danger);
  }
  @container tiktok (inline-size < 480px) {
    .halves {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .swatch,
    .bar,
    .stack {
      forced-color-adjust: none;
    }
  }
`;
