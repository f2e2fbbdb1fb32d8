import { css } from 'lit';

/** What stands above the table or in its place: banners, the sign-in, and the shapes of what is still to come. */
export const listStateStyles = css`
  .banners {
    display: grid;
    gap: var(--_space-1);
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .banners > .more {
    justify-self: start;
    font-size: var(--_size-sm);
  }
  /* A sign-in under way stands where the ones asked for stood: one thing to do at a time. */
  .connect[signing-in] ~ .banners > :is(.needs-sign-in, .more) {
    display: none;
  }
  .connect[signing-in] ~ .banners:not(:has(> [role='alert'])) {
    display: none;
  }
  .connect {
    display: block;
    margin: 0 var(--_space-3) var(--_space-2);
  }
  /* Not away: the account picker opens from it, too. */
  .connect[idle] {
    margin-block: 0;
  }
  .connect:not([idle]):first-child {
    margin-block-start: var(--_space-3);
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

  .wait .skeleton {
    flex: none;
  }
  .wait .row:not(.row--head) :is([data-cell='account'], [data-cell='status']) {
    min-block-size: calc(var(--_leading) + var(--_leading-xs));
  }
  .wait .row--head [data-cell='account'] {
    padding-inline-start: 44px;
  }
  .sk-tool {
    block-size: var(--_control);
    border-radius: var(--_radius-control);
  }
  .sk-tool--icon {
    inline-size: var(--_control);
  }
  .sk-tool--button {
    inline-size: 167px;
  }
  .sk-tile {
    inline-size: 32px;
    block-size: 32px;
    border-radius: var(--_radius-control);
  }
  .sk-lines {
    flex: 1;
    display: grid;
    gap: var(--_space-1);
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
  .sk-short {
    inline-size: 40px;
  }
  .sk-zone {
    inline-size: 112px;
  }
  .row:nth-child(2n) .sk-name {
    inline-size: 132px;
  }
  .row:nth-child(3n) .sk-name {
    inline-size: 208px;
  }
`;
