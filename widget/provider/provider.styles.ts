import { css } from 'lit';

export const providerStyles = css`
  :host {
    display: contents;
  }
  :host([theme='light']) {
    color-scheme: light !important;
  }
  :host([theme='dark']) {
    color-scheme: dark !important;
  }
`;
