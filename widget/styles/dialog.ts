import { css } from 'lit';

export const dialogStyles = css`
  .dialog {
    inline-size: min(560px, calc(100vw - 32px));
    max-inline-size: none;
    max-block-size: min(860px, calc(100dvh - 32px));
    margin: auto;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-dialog);
    background: var(--_raised);
    color: var(--_text);
    box-shadow: var(--_shadow-dialog);
    overflow: hidden;
  }
  .dialog[open] {
    display: flex;
    animation: tiktok-rise var(--_calm) var(--_ease);
  }
  .dialog::backdrop {
    background: var(--_scrim);
  }
  @keyframes tiktok-rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  .dialog--small {
    inline-size: min(440px, calc(100vw - 32px));
  }
  /* Its own container: a dialog is as wide as the window allows, whatever the element's width. */
  .dialog__box {
    container: tiktok / inline-size;
    flex: 1;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  .dialog__head {
    flex: none;
    display: flex;
    align-items: flex-start;
    gap: var(--_space-2);
    padding: calc(var(--_space-2) + 4px) var(--_space-3) var(--_space-2);
  }
  .dialog__head > div {
    flex: 1;
    min-inline-size: 0;
  }
  .dialog__head .btn--icon {
    margin: -4px;
    margin-inline-end: -8px;
  }
  .dialog__body {
    padding: 0 var(--_space-3) var(--_space-3);
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-2);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .dialog__foot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--_space-1);
    padding: var(--_space-2) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    background: var(--_sunken);
  }
  .dialog__foot > :first-child:not(.btn) {
    margin-inline-end: auto;
  }
  .dialog__title {
    font-size: var(--_size-xl);
    line-height: var(--_leading-lg);
    letter-spacing: -0.01em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  .bullets {
    display: grid;
    gap: var(--_space-1);
  }
  .bullets > li {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 10px;
  }
  .bullets .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  /* A phone on its side, or a page at 400 %: head and foot would leave the body no room, so all of it scrolls. */
  @media (max-height: 480px) {
    .dialog__box {
      overflow: auto;
    }
    .dialog__body {
      flex: none;
      overflow: visible;
    }
  }
  /* Narrower than the small dialog, so that only a narrow window changes it. */
  @container tiktok (inline-size < 400px) {
    .dialog__head,
    .dialog__body,
    .dialog__foot {
      padding-inline: var(--_space-2);
    }
    .dialog__foot > .btn {
      flex: 1 1 auto;
    }
    .dialog__foot > :first-child:not(.btn) {
      flex: 1 1 100%;
      text-align: start;
    }
  }
`;
