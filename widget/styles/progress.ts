import { css } from 'lit';

export const progressStyles = css`
  .progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 4px;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--_line);
    color: var(--_accent-text);
  }
  .progress::-webkit-progress-bar {
    background: var(--_line);
  }
  .progress::-webkit-progress-value {
    background: var(--_accent-text);
    border-radius: 2px;
    transition: inline-size var(--_calm) linear;
  }
  .progress::-moz-progress-bar {
    background: var(--_accent-text);
  }
  @media (forced-colors: active) {
    .progress {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
      background: Canvas;
      color: Highlight;
    }
    .progress::-webkit-progress-value {
      background: Highlight;
    }
  }
`;
