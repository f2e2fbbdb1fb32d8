import { css } from 'lit';

export const settingsStyles = css`
  .settings {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  .settings__title {
    font-size: calc(var(--_size) + 6px);
    line-height: calc(var(--_size) + 14px);
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
  .steps__wait > p {
    display: flow-root;
  }
  .steps .skeleton {
    inline-size: 120px;
    margin-block: calc((var(--_leading) - 12px) / 2);
  }
  .steps .caption .skeleton {
    block-size: 8px;
    inline-size: 88px;
    margin-block: calc((var(--_leading-xs) - 8px) / 2);
  }
  .steps .skeleton--mark {
    block-size: 20px;
    inline-size: 20px;
    margin: 0;
    border-radius: 50%;
  }
  .steps > * {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 var(--_space-1h);
    padding: var(--_space-1h) var(--_space-3);
  }
  .steps > * + * {
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
    gap: max(16px, var(--_space-3));
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
    min-block-size: calc(var(--_control) + 4px);
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
    unicode-bidi: plaintext;
  }
  .tab__alarm {
    min-inline-size: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--_danger-soft);
    color: var(--_danger);
    font-size: var(--_size-xs);
    line-height: 20px;
    font-weight: var(--_medium);
    font-variant-numeric: tabular-nums;
    text-align: center;
    unicode-bidi: plaintext;
  }
  /* Not an alarm: the same call already counts among what needs somebody. */
  .tab__waits {
    min-inline-size: 20px;
    padding: 0 6px;
    border-radius: 10px;
    background: var(--_accent-soft);
    color: var(--_accent-text);
    font-size: var(--_size-xs);
    line-height: 20px;
    font-weight: var(--_medium);
    font-variant-numeric: tabular-nums;
    text-align: center;
    unicode-bidi: plaintext;
  }
  .tab__unsaved {
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_accent-text);
  }
  @container tiktok (inline-size < 760px) {
    .steps > * {
      padding-inline: var(--_space-2);
    }
  }
  /* Words and link would take a second line, and the tabs would move when it comes. */
  @container tiktok (640px <= inline-size < 860px) {
    .has-way .steps__hint {
      display: none;
    }
  }
  /* All tabs at once on a phone, in two lines where words are long; what they lead to has the counts as well. */
  @container tiktok (inline-size < 440px) {
    .tabs {
      flex-wrap: wrap;
      gap: 0 8px;
      justify-content: space-between;
    }
    .tab {
      gap: 4px;
      font-size: var(--_size-sm);
    }
    .tab__count,
    .tab__waits {
      display: none;
    }
  }
  @container tiktok (inline-size < 360px) {
    .tabs {
      gap: 0 6px;
    }
    .tab {
      font-size: var(--_size-xs);
    }
    .tab__alarm {
      min-inline-size: 16px;
      padding-inline: 4px;
      line-height: 16px;
    }
  }
  @container tiktok (inline-size < 640px) {
    .steps {
      grid-template-columns: minmax(0, 1fr);
    }
    .steps > * + * {
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
    .tab__alarm,
    .tab__waits {
      border: 1px solid currentColor;
    }
    .tab__unsaved {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
