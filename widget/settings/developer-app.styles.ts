import { css } from 'lit';

/** One line at the end of the accounts, and the form it opens to. */
export const developerAppStyles = css`
  .app {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    margin-block-start: var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
  }
  .app__title {
    font-weight: var(--_medium);
  }
  .app__title:focus {
    outline: none;
  }
  .app__text {
    min-inline-size: 0;
  }
  .app__own {
    overflow-wrap: anywhere;
  }
  .app__own > span {
    display: inline-block;
  }
  .app :is(.field__hint, .field__error) {
    unicode-bidi: plaintext;
  }
  .app__own .mono {
    color: var(--_text);
  }
  .app__wait .skeleton {
    inline-size: 168px;
    margin-block: calc((var(--_leading) - 12px) / 2);
  }
  .app > .banner,
  .app__form {
    grid-column: 1 / -1;
  }
  .app__form {
    display: grid;
    gap: var(--_space-2);
    margin-block-end: var(--_space-half);
  }
  .app__fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: var(--_space-2);
    align-items: start;
  }
  .app__address {
    display: flex;
    align-items: center;
    gap: var(--_space-half);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .input.is-wrong:not(:focus-within) {
    border-color: var(--_danger);
  }
  .app > .actions {
    justify-content: flex-end;
  }
  @container tiktok (inline-size < 640px) {
    .app,
    .app__fields {
      grid-template-columns: minmax(0, 1fr);
    }
    .app > .actions {
      justify-content: flex-start;
      margin-inline-start: -10px;
    }
    .app > .actions > .btn:only-child,
    .app > .actions > .btn:not(.btn--quiet) {
      margin-inline-start: 10px;
    }
    .app > .actions > .btn--quiet {
      order: 1;
    }
  }
  @container tiktok (inline-size < 480px) {
    .app {
      padding-inline: var(--_space-2);
    }
  }
`;
