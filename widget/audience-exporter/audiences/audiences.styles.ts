import { css, type CSSResult } from 'lit';
import { menuStyles } from './menu.styles.ts';
import { mirrorStyles } from './mirrors.styles.ts';

const listStyles = css`
  .keeping {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-3);
  }
  :is(.audiences__title, .mirrors__title) {
    inline-size: fit-content;
  }
  .audiences__account > select {
    max-inline-size: 320px;
  }
  .audiences .row {
    grid-template-columns: minmax(0, 1fr) 96px 208px 112px var(--_hit);
    grid-template-areas: 'name people state ends menu';
    column-gap: var(--_space-2);
    align-items: start;
  }
  .audiences .row--head {
    align-items: center;
  }
  .audiences [data-cell='name'] {
    grid-area: name;
  }
  .audiences [data-cell='people'] {
    grid-area: people;
    /* Ones under ones, also where the page runs from right to left. */
    text-align: right;
  }
  .audiences [data-cell='state'] {
    grid-area: state;
    padding-inline-start: var(--_space-1);
  }
  .audiences [data-cell='ends'] {
    grid-area: ends;
  }
  .audiences [data-cell='menu'] {
    grid-area: menu;
    margin-block: -6px;
  }
  .audience__name {
    font-weight: var(--_medium);
  }
  .audience__line {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .audience__sync {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px var(--_space-1);
    margin-block-start: 4px;
  }
  .audience__sync .icon {
    inline-size: 12px;
    block-size: 12px;
    color: var(--_accent-text);
  }
  .ends,
  .ends__soon {
    display: block;
  }
  .audiences .unit {
    display: none;
  }
  .audiences .is-warning,
  .mirrors .is-warning {
    color: var(--_warning);
  }
  .audiences .sk-wide {
    inline-size: 72%;
  }
  .audiences .sk-short {
    inline-size: 40%;
    margin-block-start: 10px;
  }
  .audiences .skeleton {
    margin-block-start: 4px;
  }
  .audiences__slow {
    padding: var(--_space-1h) var(--_space-3);
  }
  .done {
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
  .receivers {
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius);
  }
  .receivers > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1);
    padding: var(--_space-1) var(--_space-1h);
  }
  .receivers > li + li {
    border-block-start: 1px solid var(--_line);
  }
  .removing__ask {
    overflow-wrap: anywhere;
  }
  .choices--scroll {
    max-block-size: 264px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .choices--countries {
    max-block-size: 176px;
  }
  .dialog .is-warning {
    color: var(--_warning);
  }
  @container tiktok (inline-size < 760px) {
    .audiences .row {
      grid-template-columns: minmax(0, 1fr) 192px var(--_hit);
      grid-template-areas: 'name state menu' 'name people .' 'name ends .';
      grid-template-rows: auto auto 1fr;
      row-gap: 2px;
    }
    .audiences .row--head {
      display: none;
    }
    .audiences [data-cell='state'] {
      padding-inline-start: 0;
    }
    .audiences .unit {
      display: inline;
    }
    .audiences [data-cell='people'] {
      text-align: start;
      font-size: var(--_size-sm);
    }
    /* What is not known needs no line where no column asks for it. */
    .audiences :is(.ends--none, .people--none) {
      display: none;
    }
  }
  @container tiktok (inline-size < 560px) {
    .audiences .row {
      grid-template-columns: minmax(0, 1fr) var(--_hit);
      grid-template-areas: 'name menu' 'state state' 'people people' 'ends ends';
      grid-template-rows: none;
    }
    .audiences [data-cell='state'] {
      margin-block-start: 4px;
    }
    .ends,
    .ends__soon {
      display: inline;
    }
    .ends__soon {
      margin-inline-start: 6px;
    }
    .audiences__account {
      flex: 1 1 0;
    }
    .audiences__account > select {
      max-inline-size: none;
      inline-size: 100%;
    }
    .done {
      padding-inline: var(--_space-2);
    }
  }
  @media (pointer: coarse) {
    .audiences [data-cell='menu'] {
      margin-block: -12px;
      margin-inline-end: -8px;
    }
  }
`;

/** What the audiences add to the exporter's own styles. */
export const audiencesStyles: readonly CSSResult[] = [listStyles, mirrorStyles, menuStyles];
