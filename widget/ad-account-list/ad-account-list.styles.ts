import { css } from 'lit';

export const adAccountListStyles = css`
  .row {
    grid-template-columns: minmax(0, 1fr) 240px 72px 64px 172px 32px;
    grid-template-areas: 'account status role currency zone remove';
    min-block-size: 60px;
  }
  .row--head {
    min-block-size: 0;
  }
  [data-cell='account'] {
    grid-area: account;
    display: flex;
    gap: 12px;
    align-items: center;
  }
  [data-cell='status'] {
    grid-area: status;
  }
  .row:not(.row--head) [data-cell='status'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
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
  .account__why {
    padding-inline-start: 22px;
    font-size: var(--_size-xs);
    line-height: 16px;
    color: var(--_muted);
    text-wrap: pretty;
  }
  .account__why .link {
    font-weight: 400;
  }
  .account__refresh {
    flex: none;
    opacity: 0;
  }
  .row:is(:hover, :focus-within) .account__refresh,
  .account__refresh[aria-disabled='true'] {
    opacity: 1;
  }
  .banners {
    display: grid;
    gap: 8px;
    padding: 0 24px 16px;
  }
  .connect {
    display: block;
    margin: 0 24px 16px;
  }
  .connect[idle] {
    display: none;
  }
  /* Before the first ad account, what the connect button says takes the place of the invitation to press it. */
  .is-empty:has(> .connect:not([idle])) {
    border: 0;
    background: none;
  }
  .is-empty > .connect:not([idle]) {
    margin: 0;
  }
  .is-empty > .connect:not([idle]) ~ .empty {
    display: none;
  }
  .connect:first-child {
    margin-block-start: 24px;
  }
  .wait .skeleton {
    flex: none;
  }
  .sk-tile {
    inline-size: 32px;
    block-size: 32px;
    border-radius: var(--_radius-control);
  }
  .sk-lines {
    flex: 1;
    display: grid;
    gap: 8px;
  }
  .sk-name {
    inline-size: 176px;
  }
  .sk-id {
    inline-size: 132px;
    block-size: 8px;
  }
  .sk-status {
    inline-size: 88px;
  }
  .row:nth-child(2n) .sk-name {
    inline-size: 132px;
  }
  .row:nth-child(3n) .sk-name {
    inline-size: 208px;
  }

  @container tiktok (inline-size < 960px) {
    .row {
      grid-template-columns: minmax(0, 1fr) 232px 80px 72px 32px;
      grid-template-areas: 'account status role currency remove' 'account status zone zone remove';
      column-gap: 16px;
      row-gap: 0;
    }
    [data-cell='role'],
    [data-cell='currency'] {
      align-self: end;
    }
    [data-cell='zone'] {
      align-self: start;
      white-space: nowrap;
      font-size: var(--_size-xs);
      line-height: 16px;
      color: var(--_muted);
    }
    .row--head [data-cell='zone'] {
      display: none;
    }
    .row--head {
      grid-template-areas: 'account status role currency remove';
    }
    .row--head :is([data-cell='role'], [data-cell='currency']) {
      align-self: center;
    }
  }
  @container tiktok (inline-size < 760px) {
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) 256px 32px;
      grid-template-areas: 'account account account status remove' 'role currency zone status remove';
      column-gap: 0;
    }
    .row--head {
      grid-template-areas: 'account account account status remove';
    }
    .row--head :is([data-cell='role'], [data-cell='currency']) {
      display: none;
    }
    .row:not(.row--head) :is([data-cell='role'], [data-cell='currency'], [data-cell='zone']) {
      align-self: start;
      font-size: var(--_size-xs);
      line-height: 16px;
      color: var(--_muted);
    }
    .row:not(.row--head) [data-cell='zone'] {
      display: flex;
    }
    [data-cell='role'] {
      padding-inline-start: 44px;
    }
    [data-cell='status'] {
      padding-inline: 16px 8px;
    }
    .row:not(.row--head) :is([data-cell='currency'], [data-cell='zone']):not(:empty)::before {
      content: '·';
      margin-inline: 6px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) 200px 32px;
    }
    .row:not(.row--head) [data-cell='status'] {
      flex-wrap: wrap;
      justify-content: flex-start;
      gap: 4px;
    }
    .account__refresh {
      margin-inline-start: 22px;
    }
    [data-cell='zone'] > .isolate {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .zone__offset {
      display: none;
    }
  }
  @container tiktok (inline-size < 480px) {
    .banners {
      padding-inline: 16px;
    }
    .connect {
      margin-inline: 16px;
    }
    .row--head {
      display: none;
    }
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) auto;
      grid-template-areas: 'account account account remove' 'status status status status' 'role currency zone zone';
      gap: 8px 0;
      padding-block: 16px;
      align-items: start;
    }
    .row:not(.row--head) :is([data-cell='role'], [data-cell='currency'], [data-cell='zone']) {
      font-size: var(--_size-sm);
      line-height: 20px;
    }
    [data-cell='role'] {
      padding-inline-start: 0;
    }
    .row:not(.row--head) [data-cell='status'] {
      flex-wrap: nowrap;
      justify-content: space-between;
      gap: 12px;
      padding: 8px 12px;
      border-radius: var(--_radius-control);
      background: var(--_sunken);
    }
    .row:not(.row--head) [data-cell='status'][data-state='ok'] {
      padding: 0;
      background: none;
    }
    .account__refresh {
      margin-inline-start: 0;
    }
    .zone__offset {
      display: inline;
    }
    [data-cell='remove'] {
      margin-block: -6px;
      margin-inline-end: -6px;
    }
  }
  @media (pointer: coarse) {
    .row {
      --_bin: 44px;
    }
    .account__refresh {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }
  }
`;
