import { css } from 'lit';

export const bannerStyles = css`
  .banner {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto;
    gap: 2px var(--_space-1h);
    align-items: start;
    padding: var(--_space-1h) var(--_space-2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
  .banner > .icon {
    margin-block-start: 2px;
  }
  .banner__text {
    font-size: var(--_size-sm);
  }
  .banner__text > :first-child {
    font-size: var(--_size);
    font-weight: var(--_strong);
  }
  .banner__text > p {
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .banner > .request {
    grid-column: 2 / -1;
    margin-block-start: 4px;
  }
  .banner > .actions {
    align-self: center;
  }
  .banner--warning {
    background: var(--_warning-soft);
    border-color: var(--_warning-line);
  }
  .banner--warning > .icon {
    color: var(--_warning);
  }
  .banner--danger {
    background: var(--_danger-soft);
    border-color: var(--_danger-line);
  }
  .banner--danger > .icon {
    color: var(--_danger);
  }
  .banner--accent {
    background: var(--_accent-soft);
    border-color: var(--_accent-line);
  }
  .banner--accent > .icon {
    color: var(--_accent-text);
  }
  @container tiktok (inline-size < 640px) {
    .banner {
      grid-template-columns: 16px minmax(0, 1fr);
    }
    .banner > .actions {
      grid-column: 2;
      margin-block-start: 8px;
    }
  }
  @container tiktok (inline-size < 480px) {
    .banner > .request {
      grid-column: 1 / -1;
      margin-block-start: 8px;
    }
  }
`;
