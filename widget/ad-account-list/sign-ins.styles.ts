import { css } from 'lit';

/** The sign-ins below the ad accounts: their columns go on under those of the table, down to cards. */
export const signInStyles = css`
  .sign-ins {
    margin-block-start: var(--_space-3);
  }
  .sign-ins > .panel__head {
    flex-wrap: nowrap;
  }
  .sign-ins__title:focus {
    outline: none;
  }
  .sign-ins > .panel__head .btn {
    margin-block: -6px;
    margin-inline-end: -10px;
  }
  .sign-in {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 248px calc(268px + 2 * var(--_space-2)) 72px;
    align-items: center;
    column-gap: var(--_space-2);
    padding: var(--_space-1h) var(--_space-3);
    min-block-size: calc(var(--_space-1h) * 3 + 25px);
    border-block-start: 1px solid var(--_line);
  }
  .who,
  .used,
  .state {
    min-inline-size: 0;
  }
  .state {
    display: grid;
    justify-items: start;
  }
  .who__name {
    font-weight: var(--_medium);
  }
  .who > .caption {
    overflow-wrap: anywhere;
  }
  .who > .caption > bdi {
    display: inline-block;
    max-inline-size: 100%;
  }
  bdi + .tag {
    margin-inline-start: 6px;
  }
  .manage {
    justify-self: end;
    margin-inline-end: -6px;
    color: var(--_muted);
  }
  .manage:is(:hover, [aria-expanded='true']) {
    color: var(--_text);
  }
  .manage[aria-expanded='true'] .icon {
    transform: rotate(180deg);
  }
  .notes,
  .doings,
  .sign-in > .banner {
    grid-column: 1 / -1;
    margin-block-start: var(--_space-1h);
  }
  .notes {
    display: grid;
    gap: var(--_space-1);
  }
  .note {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: var(--_space-1);
    font-size: var(--_size-sm);
    overflow-wrap: anywhere;
  }
  .note > p {
    max-inline-size: 108ch;
    text-wrap: pretty;
  }
  .note > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .note--warning > .icon {
    color: var(--_warning);
  }
  .note--info > p {
    color: var(--_muted);
  }
  .note .link {
    white-space: nowrap;
    margin-inline-end: var(--_space-1);
  }
  .note__close {
    align-self: start;
    margin-block: -6px;
    margin-inline-end: -6px;
  }
  .doings {
    display: grid;
    gap: var(--_space-1h);
    padding: var(--_space-1h);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
  }
  .disconnect {
    margin-inline-start: auto;
    unicode-bidi: plaintext;
    color: var(--_danger);
  }
  .reason {
    display: grid;
    gap: var(--_space-half);
    max-inline-size: 92ch;
    overflow-wrap: anywhere;
  }
  .sign-ins__foot {
    padding: var(--_space-1h) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    font-size: var(--_size-sm);
  }
  .leaving {
    margin-block-start: var(--_space-half);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .banner--closable {
    grid-template-columns: 16px minmax(0, 1fr) auto auto;
  }
  .banner__close {
    align-self: center;
    margin-inline: -4px -8px;
  }
  .paste {
    justify-self: center;
    margin-block-start: var(--_space-1h);
    font-size: var(--_size-sm);
  }

  @container tiktok (inline-size >= 1080px) {
    .sign-in {
      grid-template-columns: minmax(0, 1fr) 284px calc(288px + 2 * var(--_space-3)) 72px;
      column-gap: var(--_space-3);
    }
  }
  @container tiktok (inline-size < 960px) {
    .sign-in {
      grid-template-columns: minmax(0, 1fr) 200px calc(152px + var(--_space-2)) 72px;
    }
  }
  @container tiktok (inline-size < 760px) {
    .sign-in {
      grid-template-columns: minmax(0, 1fr) 212px 84px;
      grid-template-rows: auto 1fr;
      align-items: start;
      column-gap: 0;
    }
    .state .account__line {
      white-space: nowrap;
    }
    .state {
      padding-inline-start: var(--_space-2);
    }
    .who,
    .used {
      grid-column: 1;
    }
    .state {
      grid-area: 1 / 2 / span 2;
    }
    .used {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      column-gap: 12px;
    }
    .used > p {
      font-size: var(--_size-xs);
      line-height: var(--_leading-xs);
      color: var(--_muted);
    }
    /* Beside the word of the state, not beside its line, which takes all the room. */
    .manage {
      grid-area: 1 / 3 / span 2;
      margin-block-start: -4px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .sign-in {
      grid-template-columns: minmax(0, 1fr) 152px 88px;
    }
    .state .account__line {
      white-space: normal;
    }
    .banner--closable {
      grid-template-columns: 16px minmax(0, 1fr) auto;
    }
    .banner__close {
      grid-area: 1 / 3;
      align-self: start;
      margin-block-start: -6px;
    }
  }
  @container tiktok (inline-size < 480px) {
    .sign-in {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-rows: none;
      column-gap: var(--_space-1);
      row-gap: var(--_space-1);
      padding: var(--_space-2);
    }
    .manage {
      grid-area: 1 / 2;
      margin-block: -12px;
    }
    .state,
    .used {
      grid-area: auto / 1 / auto / -1;
    }
    .state[data-state='ok'] {
      padding: 0;
    }
    .state:not([data-state='ok']) {
      justify-self: stretch;
      padding: var(--_space-1) var(--_space-1h);
      border-radius: var(--_radius-control);
      background: var(--_sunken);
    }
    .used > p {
      font-size: var(--_size-sm);
      line-height: var(--_leading);
    }
    .notes,
    .doings,
    .sign-in > .banner {
      margin-block-start: 4px;
    }
    .doings .btn {
      flex: 1 1 auto;
    }
    .disconnect {
      margin-inline-start: 0;
    }
    .sign-ins__foot {
      padding-inline: var(--_space-2);
    }
  }
  @media (pointer: coarse) {
    .note__close {
      margin-block: -12px;
      margin-inline-end: -12px;
    }
    .manage {
      margin-block: -12px;
    }
  }
`;
