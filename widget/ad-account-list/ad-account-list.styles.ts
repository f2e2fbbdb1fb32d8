import { css } from 'lit';

/** The table on a wide host; `account-card.styles.ts` folds it. */
export const adAccountListStyles = css`
  .row {
    grid-template-columns: minmax(0, 1fr) 248px 64px 68px 176px 32px;
    grid-template-areas: 'account status role currency zone remove';
    column-gap: var(--_space-2);
    min-block-size: calc(var(--_space-1h) * 3 + 25px);
  }
  .row--head {
    min-block-size: 0;
  }
  @container tiktok (inline-size >= 1080px) {
    .row {
      grid-template-columns: minmax(0, 1fr) 284px 72px 76px 180px 32px;
      column-gap: var(--_space-3);
    }
  }
  /* The words for roles and the currency are longer there, and do not break. */
  @container tiktok (inline-size >= 960px) {
    .row:is(:lang(es), :lang(fr), :lang(ja), :lang(pt)) {
      grid-template-columns: minmax(0, 1fr) 248px 92px 68px 164px 32px;
    }
    .row:lang(id) {
      grid-template-columns: minmax(0, 1fr) 248px 64px 80px 164px 32px;
    }
  }
  .table:not(:last-child) > .row:last-child {
    border-radius: 0;
  }
  .row.is-selected,
  .row.is-selected:not(.row--head):hover {
    background: var(--_accent-soft);
  }
  .title:focus,
  .empty h4:focus {
    outline: none;
  }
  [data-cell='account'] {
    grid-area: account;
    display: flex;
    gap: var(--_space-1h);
    align-items: center;
  }
  [data-cell='status'] {
    grid-area: status;
  }
  .row:not(.row--head) [data-cell='status'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1);
  }
  [data-cell='role'] {
    grid-area: role;
  }
  [data-cell='currency'] {
    grid-area: currency;
  }
  [data-cell='zone'] {
    grid-area: zone;
    min-inline-size: 0;
  }
  [data-cell='zone'] > .isolate {
    overflow-wrap: anywhere;
  }
  [data-cell='remove'] {
    grid-area: remove;
    justify-self: end;
    margin-inline-end: -6px;
  }
  .unknown {
    color: var(--_muted);
  }

  .tile {
    flex: none;
    display: grid;
    place-content: center;
    inline-size: 32px;
    block-size: 32px;
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    box-shadow: inset 0 0 0 1px var(--_line);
    color: var(--_muted);
    font-size: var(--_size-sm);
    font-weight: var(--_medium);
    line-height: 1;
  }
  /* The tick comes in the tile's place, so that it costs a short list nothing. */
  .pick {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 32px;
    block-size: 32px;
    user-select: none;
    -webkit-user-select: none;
    cursor: pointer;
  }
  .pick--all {
    block-size: 16px;
  }
  .pick > * {
    grid-area: 1 / 1;
  }
  .pick .tick {
    margin: 0;
    opacity: 0;
  }
  .pick .tick::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  :is(.is-selecting, .row:focus-within) .pick .tick {
    opacity: 1;
  }
  :is(.is-selecting, .row:focus-within) .pick .tile {
    visibility: hidden;
  }
  @media (hover: hover) {
    .row:hover .pick .tick {
      opacity: 1;
    }
    .row:hover .pick .tile {
      visibility: hidden;
    }
  }

  .account__name {
    font-weight: var(--_medium);
  }
  .account__text,
  .account__state {
    min-inline-size: 0;
  }
  .account__state {
    display: grid;
    justify-items: start;
  }
  .account__line {
    position: relative;
    padding-inline-start: 22px;
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  .account__line--last {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: var(--_space-1h);
  }
  .account__line--last > time {
    white-space: nowrap;
  }
  /* The last line goes on below the button, so that it need not break. */
  .has-cause .account__line--last {
    margin-inline-end: calc(-1 * var(--_space-1) - var(--_control-small));
  }
  .has-cause .account__refresh {
    align-self: flex-start;
    margin-block-start: -4px;
  }
  /* An English sentence in a page from right to left has its mark on the other side. */
  .account__line .link .icon {
    margin-inline: 3px;
  }
  .account__line .link {
    font-weight: 400;
    white-space: nowrap;
    unicode-bidi: plaintext;
  }
  /* Two that may stand one above the other: neither may reach into the other's 24 pixels. */
  .account__line:has(.link ~ .link) .link {
    margin-block: 0;
  }
  .account__refresh {
    flex: none;
    padding-inline: 6px;
    color: var(--_muted);
    opacity: 0;
  }
  .account__refresh:hover {
    color: var(--_text);
  }
  .row:is(:hover, :focus-within) .account__refresh,
  .account__refresh[aria-disabled='true'] {
    opacity: 1;
  }
  .account__refresh .icon:first-child:not(:last-child) {
    margin-inline: 0;
  }
  .refresh__word {
    display: none;
  }
  .status--busy .icon {
    animation: tiktok-turn 1200ms linear infinite;
  }
  @keyframes tiktok-turn {
    to {
      transform: rotate(360deg);
    }
  }

  .sorter {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    color: inherit;
    font-weight: inherit;
    text-align: start;
    white-space: nowrap;
    cursor: pointer;
  }
  .sorter:hover,
  [aria-sort='ascending'] .sorter,
  [aria-sort='descending'] .sorter {
    color: var(--_text);
  }
  .sorter .icon {
    inline-size: 12px;
    block-size: 12px;
    opacity: 0;
  }
  .sorter:is(:hover, :focus-visible) .icon {
    opacity: 0.6;
  }
  :is([aria-sort='ascending'], [aria-sort='descending']) .sorter .icon {
    opacity: 1;
  }
  [aria-sort='ascending'] .sorter .icon {
    transform: rotate(180deg);
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }
    .row.is-selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
