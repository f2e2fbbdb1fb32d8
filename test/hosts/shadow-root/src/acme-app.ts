import './acme-advertising.ts';
import { modeOf } from './mode.ts';

/** The product's shell: everything it shows lives in a shadow root of its own. */
class AcmeApp extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: modeOf(document) });
    const heading = document.createElement('h1');
    heading.textContent = 'Acme settings';
    // Made once, then put in and taken out: the elements keep what they hold.
    const advertising = document.createElement('acme-advertising');
    const button = document.createElement('button');
    const label = (): void => {
      button.textContent = advertising.isConnected ? 'Hide advertising' : 'Show advertising';
    };
    button.addEventListener('click', () => {
      if (advertising.isConnected) advertising.remove();
      else root.append(advertising);
      label();
    });
    label();
    root.append(heading, button);
  }
}

customElements.define('acme-app', AcmeApp);
