import { css } from 'lit';

/** What takes the connect button's place while a sign-in goes on and after it. */
export const noticeStyles = css`
  .notice {
    inline-size: 100%;
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: var(--_space-1h);
    padding: var(--_space-2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
    overflow: hidden;
  }
  .notice:focus {
    outline: 0;
  }
  .notice:focus-visible {
    outline: 2px solid var(--_focus);
  }
  .notice > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .notice--ok > .icon {
    color: var(--_success);
  }
  .notice--warning > .icon {
    color: var(--_warning);
  }
  .notice--danger > .icon {
    color: var(--_danger);
  }
  .notice > .line {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    border-radius: 0;
  }
  .notice--form {
    max-inline-size: 480px;
    grid-template-columns: minmax(0, 1fr);
  }
  .notice--form .field {
    margin-block-start: var(--_space-1);
  }
  .notice__body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-half);
    min-inline-size: 0;
  }
  .notice__body p {
    color: var(--_muted);
    font-size: var(--_size-sm);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .notice__body > :is(.actions, .request) {
    margin-block-start: var(--_space-1);
  }
  .notice__text {
    display: grid;
    gap: var(--_space-half);
    min-inline-size: 0;
  }
  .lost {
    display: grid;
    margin-block: var(--_space-1);
    border-radius: var(--_radius);
    background: var(--_sunken);
    font-size: var(--_size-sm);
    line-height: var(--_leading);
    overflow-wrap: anywhere;
  }
  .lost > section {
    display: grid;
    gap: 6px;
    padding: var(--_space-1h) var(--_space-2);
  }
  .lost > section + section {
    border-block-start: 1px solid var(--_line);
  }
  .lost h5 {
    font-size: inherit;
    font-weight: var(--_medium);
    unicode-bidi: plaintext;
  }
  .lost ul {
    display: grid;
    gap: 2px;
    padding-inline-start: var(--_space-2);
    list-style: disc;
  }
  .lost li::marker {
    color: var(--_muted);
  }
  /* The order of name and remark is the page's, whatever either is written in. */
  .lost li,
  .lost li > .caption {
    unicode-bidi: isolate;
  }
  .lost li.caption {
    list-style: none;
  }
  .notice__body > .banner {
    margin-block-end: var(--_space-1);
  }
  .notice__body > .notice__also {
    margin-block-start: var(--_space-1h);
    padding-block-start: var(--_space-1h);
    border-block-start: 1px solid var(--_line);
  }
  .notice--brief .notice__body {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: var(--_space-1) var(--_space-2);
  }
  .notice--brief .notice__body > .actions {
    margin: 0;
  }
`;
