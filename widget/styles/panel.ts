import { css } from 'lit';

export const panelStyles = css`
  .panel {
    position: relative;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-panel);
    background: var(--_surface);
  }
  .panel__head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-1h) var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
  }
  .panel__titles {
    min-inline-size: 0;
    flex: 1 1 200px;
  }
  .panel__tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1);
    align-items: center;
  }
  @container tiktok (inline-size < 640px) {
    .panel__tools:has(.search) {
      flex: 1 1 100%;
    }
  }
  @container tiktok (inline-size < 480px) {
    .panel__head {
      padding: var(--_space-2);
    }
    .panel__tools > .btn:not(.btn--quiet) {
      flex: 1;
    }
  }
`;
