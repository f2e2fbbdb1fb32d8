import { css } from 'lit';

export const connectButtonStyles = css`
  .root {
    /* Sits inline among the host's own buttons: as wide as it needs, so it cannot be a size container. */
    container-type: normal;
  }
  .connect {
    display: grid;
    gap: var(--_space-1h);
    justify-items: start;
  }
  /* Inside another element the notice is as wide as that; alone it stays a card. */
  :host(:not([without-trigger])) .notice {
    max-inline-size: 640px;
  }
  :host(:not([without-trigger])) .notice--form {
    max-inline-size: 480px;
  }
  .connect > .link {
    font-size: var(--_size-sm);
  }
  .connect > .subtitle {
    max-inline-size: 44ch;
  }
`;
