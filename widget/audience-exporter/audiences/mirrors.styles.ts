import { css } from 'lit';

export const mirrorStyles = css`
  .mirror {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.1fr) minmax(0, 1fr) auto;
    gap: var(--_space-1h) var(--_space-3);
    align-items: start;
    padding: var(--_space-2) var(--_space-3);
    border-block-start: 1px solid var(--_line);
  }
  .mirror > * {
    min-inline-size: 0;
  }
  .mirror p {
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .mirror__name {
    font-weight: var(--_medium);
  }
  .mirror__title {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 6px;
  }
  .mirror__title > .icon {
    margin-block-start: 2px;
    color: var(--_accent-text);
  }
  .mirror__title ~ .caption {
    margin-inline-start: 22px;
  }
  .mirror__last > .caption {
    margin-inline-start: 22px;
  }
  .mirror__when {
    font-size: var(--_size-sm);
  }
  .mirror__paused {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .mirror__paused .icon {
    inline-size: 14px;
    block-size: 14px;
  }
  .mirror__last > .status {
    white-space: normal;
    align-items: flex-start;
  }
  .mirror__last > .status > .icon {
    margin-block-start: 2px;
  }
  .mirror__links {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space-1h);
  }
  .mirror__links .link {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
  }
  .mirror__do {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-half);
    margin-block: -4px;
    margin-inline-end: -8px;
  }
  .mirror__wide {
    grid-column: 1 / -1;
  }
  .mirror__wide .confirm {
    margin-block-start: var(--_space-1);
  }
  @media not (pointer: coarse) {
    .mirror__links .link {
      min-block-size: 24px;
      padding-block: 0;
      margin-block: 0;
    }
  }
  @container tiktok (inline-size < 960px) {
    .mirror {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
      grid-template-areas: 'what last do' 'when last do';
      row-gap: var(--_space-1);
    }
    .mirror__what {
      grid-area: what;
    }
    .mirror__when {
      margin-inline-start: 22px;
      grid-area: when;
    }
    .mirror__last {
      grid-area: last;
    }
    .mirror__do {
      grid-area: do;
    }
  }
  @container tiktok (inline-size < 560px) {
    .mirror {
      grid-template-columns: minmax(0, 1fr) auto;
      grid-template-areas: 'what menu' 'when when' 'last last' 'do do';
      padding-inline: var(--_space-2);
    }
    /* The menu stands where the audiences below have theirs; the button takes the whole line. */
    .mirror__do {
      display: contents;
    }
    .mirror__do > .btn--icon {
      grid-area: menu;
      margin-block: -6px;
    }
    .mirror__do > .btn--small {
      grid-area: do;
      margin-block-start: 4px;
    }
    .mirror__wide > .actions > .btn {
      flex: 1 1 auto;
    }
  }
  @media (pointer: coarse) {
    @container tiktok (inline-size < 560px) {
      .mirror__do > .btn--icon {
        margin-block: -12px;
        margin-inline-end: -8px;
      }
    }
  }
`;
