import { css } from 'lit';

export const connectButtonStyles = css`
  :host {
    /* Sits inline among the host's own buttons: as wide as it needs, so it cannot be a size container. */
    container-type: normal;
  }
  .connect {
    display: grid;
    gap: 12px;
    justify-items: start;
  }
  .notice {
    inline-size: 100%;
    position: relative;
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr);
    gap: 12px;
    padding: 16px;
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
    margin-block-start: 8px;
  }
  .notice__body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
    min-inline-size: 0;
  }
  .notice__body > p {
    color: var(--_muted);
    font-size: var(--_size-sm);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .notice__body > :is(.actions, .request) {
    margin-block-start: 8px;
  }
  .notice__body > .notice__also {
    margin-block-start: 12px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_line);
  }
  .connect > .subtitle {
    max-inline-size: 44ch;
  }
`;
