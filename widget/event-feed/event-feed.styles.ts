import { css } from 'lit';

export const eventFeedStyles = css`
  .feed__head {
    flex-wrap: nowrap;
    gap: var(--_space-1h) var(--_space-2);
  }
  .feed__head > .title {
    flex: 1 0 auto;
  }
  .feed__head > .title:focus,
  .event__title:focus:not(:focus-visible) {
    outline: none;
  }
  .feed__read {
    font-size: var(--_size);
    margin-inline-end: calc(2px - var(--_space-1h));
  }
  .feed__read[aria-disabled='true'] {
    background: transparent;
    border-color: transparent;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-half);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-1h);
    border: 1px solid var(--_line-strong);
    border-radius: calc(var(--_hit) / 2);
    background: none;
    color: var(--_muted);
    font-size: var(--_size-sm);
    font-weight: var(--_medium);
    white-space: nowrap;
    cursor: pointer;
    transition: background-color var(--_quick) var(--_ease), border-color var(--_quick) var(--_ease), color var(--_quick) var(--_ease);
  }
  .chip:hover {
    background: var(--_hover);
    color: var(--_text);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent-line);
    background: var(--_accent-soft);
    color: var(--_accent-text);
  }
  .chip__count {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .connect {
    display: block;
    margin: 0 var(--_space-3) var(--_space-2);
  }
  .connect[idle] {
    margin-block: 0;
  }
  /* One thing to do at a time: the sign-in under way. */
  .connect[signing-in] ~ .feed__list .actions:has(> .sign-in) {
    display: none;
  }
  .feed__notice {
    margin: 0 var(--_space-3) var(--_space-2);
  }
  .feed__date {
    padding: 6px var(--_space-3);
    border-block: 1px solid var(--_line);
    background: var(--_sunken);
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    font-weight: var(--_medium);
    color: var(--_muted);
  }
  .event {
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 0 var(--_space-2);
    padding: var(--_space-2) var(--_space-3);
    /* What is out of view costs nothing, however many there are. */
    content-visibility: auto;
    contain-intrinsic-block-size: auto 96px;
  }
  .event.is-new {
    animation: tiktok-arrive var(--_calm) var(--_ease);
  }
  @keyframes tiktok-arrive {
    from {
      opacity: 0;
      translate: 0 -8px;
    }
  }
  .event + .event {
    border-block-start: 1px solid var(--_line);
  }
  .event > .icon {
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .event--danger > .icon {
    color: var(--_danger);
  }
  .event--warning > .icon {
    color: var(--_warning);
  }
  .event--ok > .icon {
    color: var(--_success);
  }
  .event.is-unread::before {
    content: '';
    position: absolute;
    inset-block-start: calc(var(--_space-2) + var(--_leading) / 2 - 3px);
    inset-inline-start: calc(var(--_space-3) / 2 - 3px);
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: var(--_accent-text);
  }
  .event__text {
    display: grid;
    gap: 2px;
    min-inline-size: 0;
    font-size: var(--_size-sm);
  }
  .event__title {
    font-size: var(--_size);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .event__title .mono {
    font-size: calc(var(--_size) - 1px);
    line-height: inherit;
  }
  .is-unread .event__title {
    font-weight: var(--_strong);
  }
  .event__place,
  .is-settled .event__title,
  .is-settled .event__text > p {
    color: var(--_muted);
  }
  .event__text > p {
    max-inline-size: 104ch;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .event__text > .actions {
    margin-block-start: var(--_space-1);
  }
  .event__text .event__note {
    display: flex;
    gap: 6px;
    align-items: start;
    margin-block-start: 2px;
    color: var(--_muted);
  }
  .event__note .icon {
    margin-block-start: 2px;
  }
  .event__note > span {
    unicode-bidi: plaintext;
  }
  .event__failure {
    margin-block-start: var(--_space-1);
  }
  .event__text .event__note--danger {
    color: var(--_danger);
  }
  .event__text > .request {
    margin-block-start: var(--_space-half);
  }
  .event__text .link {
    white-space: nowrap;
  }
  .event__time {
    unicode-bidi: plaintext;
    font-size: var(--_size-sm);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .event__more summary {
    inline-size: fit-content;
    color: var(--_accent-text);
    font-weight: var(--_medium);
    cursor: pointer;
    border-radius: 2px;
  }
  .event__more dl {
    display: grid;
    grid-template-columns: minmax(0, auto) minmax(0, 1fr);
    gap: 2px var(--_space-2);
    margin-block-start: var(--_space-1);
    padding: var(--_space-1) var(--_space-1h);
    border-radius: var(--_radius-control);
    background: var(--_sunken);
    overflow-wrap: anywhere;
  }
  .event__more dt {
    color: var(--_muted);
  }
  .fresh {
    position: sticky;
    inset-block-start: var(--_space-1);
    z-index: 1;
    display: flex;
    justify-content: center;
    block-size: 0;
    pointer-events: none;
  }
  /* It floats, hence a shadow; filled is only what somebody has to do. */
  .fresh > .btn {
    pointer-events: auto;
    translate: 0 var(--_space-1);
    border-color: var(--_accent-line);
    color: var(--_accent-text);
    border-radius: calc(var(--_control-small) / 2);
    box-shadow: var(--_shadow-popover);
    animation: tiktok-fresh var(--_calm) var(--_ease);
  }
  .fresh .icon,
  .fresh .icon:dir(rtl) {
    transform: rotate(-90deg);
  }
  @keyframes tiktok-fresh {
    from {
      opacity: 0;
    }
  }
  .feed__older {
    justify-content: center;
  }
  .feed__end {
    justify-content: center;
    font-size: var(--_size-xs);
  }
  .undone {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1) var(--_space-2);
    padding: var(--_space-1) var(--_space-3);
    border-block-start: 1px solid var(--_line);
    border-end-start-radius: var(--_radius-panel);
    border-end-end-radius: var(--_radius-panel);
    background: var(--_sunken);
    font-size: var(--_size-sm);
  }
  /* It covers events: one line of buttons, beside which the words may take two. */
  .undone > p {
    flex: 1 1 112px;
  }
  .feed__wait {
    border-block-start: 1px solid var(--_line);
  }
  .feed__wait .event {
    min-block-size: calc(var(--_leading) * 2 + var(--_space-2) * 2);
  }
  .feed__wait .event__text {
    gap: var(--_space-1);
    align-content: center;
  }
  .feed__wait > .caption {
    padding: 0 var(--_space-3) var(--_space-2);
  }
  .sk-mark {
    inline-size: 16px;
    block-size: 16px;
    grid-row: 1;
    border-radius: 50%;
    margin-block-start: 2px;
  }
  .sk-title {
    inline-size: min(280px, 64%);
  }
  .sk-line {
    inline-size: min(420px, 92%);
    block-size: 8px;
  }
  .event:nth-child(2n) .sk-title {
    inline-size: min(216px, 52%);
  }
  .event:nth-child(2n) .sk-line {
    inline-size: min(340px, 78%);
  }
  .sk-time {
    grid-row: 1;
    grid-column: 3;
    inline-size: 36px;
    margin-block-start: 4px;
  }
  @container tiktok (inline-size < 800px) {
    .feed__head {
      flex-wrap: wrap;
    }
    .feed__head > .title {
      flex: 1;
    }
    .chips {
      order: 1;
      flex: 1 1 100%;
    }
  }
  @container tiktok (inline-size < 480px) {
    .feed__date,
    .event {
      padding-inline: var(--_space-2);
    }
    .event {
      column-gap: var(--_space-1h);
    }
    .event.is-unread::before {
      inset-inline-start: calc(var(--_space-2) / 2 - 3px);
    }
    .event__text {
      grid-column: 2 / -1;
      grid-row: 1;
    }
    .event__title {
      padding-inline-end: 64px;
    }
    /* With a date before it, the time stands under that. */
    .event__time {
      grid-column: 3;
      grid-row: 1;
      align-self: start;
      max-inline-size: 64px;
      white-space: normal;
      text-align: right;
    }
    .event__time:dir(rtl) {
      text-align: left;
    }
    .is-dated .event__title {
      min-block-size: calc(var(--_leading) * 2);
    }
    .connect,
    .feed__notice {
      margin-inline: var(--_space-2);
    }
    .undone,
    .feed__wait > .caption {
      padding-inline: var(--_space-2);
    }
  }
  @media (pointer: coarse) {
    .event__more summary {
      padding-block: 12px;
    }
  }
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -1px;
    }
    .event.is-unread::before {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;
