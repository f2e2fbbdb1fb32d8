import { css } from 'lit';

/** The host box, a small reset, text helpers and focus. Each element is its own container: its width decides. */
export const baseStyles = css`
  :host {
    display: block;
  }
  /* Not on the host: what a page says of it, by "*" say, would win. Only font family, direction and colour scheme come through. */
  .root {
    container: tiktok / inline-size;
    inline-size: 100%;
    font-family: var(--tiktok-font, inherit);
    font-size: var(--_size);
    font-style: normal;
    font-variant: normal;
    font-weight: 400;
    font-stretch: normal;
    line-height: var(--_leading);
    letter-spacing: normal;
    word-spacing: normal;
    word-break: normal;
    overflow-wrap: normal;
    hyphens: manual;
    white-space: normal;
    color: var(--_text);
    -webkit-text-fill-color: currentcolor;
    text-align: left;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    -webkit-font-smoothing: antialiased;
  }
  .root:dir(rtl) {
    text-align: right;
  }
  /* Japanese breaks between phrases where the browser knows them, Korean between words, as people there write. */
  .root:lang(ja) {
    word-break: auto-phrase;
  }
  .root:lang(ko) {
    word-break: keep-all;
    overflow-wrap: break-word;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :is(h2, h3, h4, h5, p, ul, ol, dl, dd, figure, fieldset) {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  :is(h2, h3, h4, h5) {
    font-size: inherit;
    font-weight: var(--_strong);
    line-height: inherit;
  }
  :is(ul, ol) {
    list-style: none;
  }
  /* A sentence runs in its own direction, so that English on a page from right to left keeps its full stop at its end.
     Where it stands is the page's affair: hence left and right above, which unlike start do not turn with the sentence. */
  :where(h2, h3, h4, h5, p, li, legend, .count, .caption, .subtitle, .tag, .clip) {
    unicode-bidi: plaintext;
  }
  :is(button, input) {
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
    margin: 0;
  }
  code,
  .mono {
    font-family: var(--_mono);
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    font-variant-ligatures: none;
  }
  strong {
    font-weight: var(--_strong);
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  /* WebKit, alone in knowing this property, calls no radio focus-visible that an arrow key reached. */
  @supports (hanging-punctuation: first) {
    [type='radio']:focus {
      outline: 2px solid var(--_focus);
      outline-offset: 2px;
    }
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    inline-size: 16px;
    block-size: 16px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon:is(.icon--arrow, .icon--out):dir(rtl) {
    transform: scaleX(-1);
  }
  .muted {
    color: var(--_muted);
  }
  .small {
    font-size: var(--_size-sm);
  }
  .caption {
    font-size: var(--_size-xs);
    line-height: var(--_leading-xs);
    color: var(--_muted);
  }
  .title {
    font-size: var(--_size-lg);
    line-height: var(--_leading-lg);
    letter-spacing: -0.006em;
  }
  .subtitle {
    color: var(--_muted);
    font-size: var(--_size-sm);
    text-wrap: pretty;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .clip {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  .lines-3 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  /* A sentence runs as its own letters do, not as those of a name in it. */
  bdi {
    unicode-bidi: plaintext;
  }
  .isolate {
    unicode-bidi: isolate;
    direction: ltr;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .icon {
      color: inherit !important;
    }
  }
  @container tiktok (inline-size < 640px) {
    .lines-3 {
      -webkit-line-clamp: 5;
    }
  }
`;
