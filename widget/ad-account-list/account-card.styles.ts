import { css } from 'lit';

/** How the six columns fold as the host gets narrower, down to cards. */
export const accountCardStyles = css`
  @container tiktok (inline-size < 960px) {
    .row {
      grid-template-columns: minmax(0, 1fr) 240px 80px 72px 32px;
      grid-template-areas: 'account status role currency remove' 'account status zone zone remove';
      column-gap: var(--_space-2);
      row-gap: 0;
    }
    .row:not(.row--head) :is([data-cell='role'], [data-cell='currency']) {
      align-self: end;
    }
    .row:not(.row--head) [data-cell='zone'] {
      align-self: start;
      white-space: nowrap;
      font-size: var(--_size-xs);
      line-height: var(--_leading-xs);
      color: var(--_muted);
    }
    .row--head {
      grid-template-areas: 'account status role currency remove';
    }
    .row--head [data-cell='zone'] {
      display: none;
    }
  }
  @container tiktok (inline-size < 760px) {
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) 264px 32px;
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
      line-height: var(--_leading-xs);
      color: var(--_muted);
    }
    .row:not(.row--head) [data-cell='zone'] {
      display: flex;
    }
    [data-cell='role'] {
      padding-inline-start: 44px;
    }
    [data-cell='status'] {
      padding-inline: var(--_space-2) var(--_space-1);
    }
    .row:not(.row--head) :is([data-cell='currency'], [data-cell='zone'])::before {
      content: '·';
      margin-inline: 6px;
    }
    /* In a line of words a dash says nothing; what is not known is left out, with the dot before it. */
    .unknown {
      display: none;
    }
    .row:not(.row--head) .cell:has(> .unknown)::before,
    .row:not(.row--head) [data-cell='role']:has(> .unknown) + [data-cell='currency']::before,
    .row:not(.row--head)
      [data-cell='role']:has(> .unknown)
      + [data-cell='currency']:has(> .unknown)
      + [data-cell='zone']::before,
    .wait .row [data-cell]::before {
      content: none;
    }
    .wait .row:not(.row--head) :is([data-cell='role'], [data-cell='currency'], [data-cell='zone']) {
      padding-block-start: 4px;
      min-block-size: var(--_leading-xs);
    }
    .wait [data-cell='currency'],
    .wait [data-cell='zone'] {
      margin-inline-start: 8px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) 208px 32px;
    }
    /* A long one takes a second line rather than lose its end. */
    .row:not(.row--head) [data-cell='zone'] {
      white-space: normal;
    }
    .zone__offset {
      display: none;
    }
  }
  @container tiktok (inline-size < 480px) {
    .banners {
      padding-inline: var(--_space-2);
    }
    .connect {
      margin-inline: var(--_space-2);
    }
    .row--head {
      display: none;
    }
    .row {
      grid-template-columns: auto auto minmax(0, 1fr) auto;
      grid-template-areas: 'account account account remove' 'status status status status' 'role currency zone zone';
      gap: var(--_space-1) 0;
      padding-block: var(--_space-2);
      align-items: start;
    }
    [data-cell='account'] {
      align-items: flex-start;
    }
    .row:not(.row--head) :is([data-cell='role'], [data-cell='currency'], [data-cell='zone']) {
      font-size: var(--_size-sm);
      line-height: var(--_leading);
    }
    [data-cell='role'] {
      padding-inline-start: 0;
    }
    .row:not(.row--head) [data-cell='status'] {
      gap: var(--_space-1h);
      padding: var(--_space-1) var(--_space-1h);
      border-radius: var(--_radius-control);
      background: var(--_sunken);
    }
    .row:not(.row--head) [data-cell='status'][data-state='ok'] {
      padding: 0;
      background: none;
    }
    .row.is-selected:not(.row--head) [data-cell='status'] {
      background: none;
    }
    .has-cause .account__line--last {
      margin-inline-end: 0;
    }
    .has-cause .account__refresh {
      align-self: center;
      margin-block-start: 0;
    }
    [data-status='disconnected'] .account__refresh {
      padding-inline: 10px;
      color: var(--_text);
    }
    [data-status='disconnected'] .refresh__word {
      display: inline;
    }
    .zone__offset {
      display: inline;
    }
    .wait .row:not(.row--head) :is([data-cell='role'], [data-cell='currency'], [data-cell='zone']) {
      min-block-size: var(--_leading);
    }
    .sk-tool--button {
      flex: 1;
    }
    [data-cell='remove'] {
      margin-block: -6px;
      margin-inline-end: -6px;
    }
    [data-state='ok'] .account__refresh {
      margin-inline-end: -6px;
    }
  }
  @media (pointer: coarse) {
    .account__refresh {
      min-inline-size: 44px;
      opacity: 1;
    }
    .account__refresh.btn--quiet {
      margin-block: -4px;
    }
    .pick {
      margin: -6px;
      inline-size: 44px;
      block-size: 44px;
    }
    .account__line .link {
      line-height: var(--_leading);
    }
  }
`;
