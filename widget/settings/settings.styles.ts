import { css } from 'lit';

export const settingsStyles = css`
  .settings {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
  }
  .settings__title {
    font-size: calc(var(--_size) + 6px);
    line-height: 28px;
    letter-spacing: -0.014em;
  }
  .settings__subtitle {
    color: var(--_muted);
    text-wrap: pretty;
  }
  .steps {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
  }
  .steps--unknown {
    visibility: hidden;
  }
  .steps > li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 12px;
    padding: 12px 24px;
  }
  .steps > li + li {
    border-inline-start: 1px solid var(--_line);
  }
  .steps .icon {
    inline-size: 20px;
    block-size: 20px;
    color: var(--_success);
  }
  .steps .is-next .icon {
    color: var(--_accent-text);
  }
  .icon--half {
    transform: none;
  }
  .steps .is-next :is(p:first-child),
  .steps .is-done :is(p:first-child) {
    font-weight: var(--_strong);
  }
  .steps .is-later {
    color: var(--_muted);
  }
  .steps .is-later .icon {
    color: var(--_line-control);
  }
  .tabs {
    display: flex;
    gap: 24px;
    border-block-end: 1px solid var(--_line-strong);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tab {
    position: relative;
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 40px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
    font-weight: var(--_medium);
    white-space: nowrap;
    cursor: pointer;
  }
  .tab:hover,
  .tab[aria-selected='true'] {
    color: var(--_text);
  }
  .tab[aria-selected='true']::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 2px;
    background: var(--_accent-text);
    border-radius: 1px;
  }
  .tab:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-mark);
  }
  .tab__count {
    font-weight: 400;
    font-size: var(--_size-sm);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }
  @container tiktok (inline-size < 760px) {
    .steps > li {
      padding-inline: 16px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .steps {
      grid-template-columns: minmax(0, 1fr);
    }
    .steps > li + li {
      border-inline-start: 0;
      border-block-start: 1px solid var(--_line);
    }
  }
  @media (pointer: coarse) {
    .tab {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true']::after {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
