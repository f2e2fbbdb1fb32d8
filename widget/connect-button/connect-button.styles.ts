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
  .connect > .subtitle {
    max-inline-size: 44ch;
  }
`;
