/// <reference lib="dom" />
// The least that Lit can do, for comparison: one element, one button that answers.
import { html, LitElement, type TemplateResult } from 'lit';

class EmptyElement extends LitElement {
  static override properties = { presses: { state: true } };
  declare private presses: number;

  constructor() {
    super();
    this.presses = 0;
  }

  protected override render(): TemplateResult {
    return html`<button @click=${() => (this.presses += 1)}>${this.presses}</button>`;
  }
}

customElements.define('empty-element', EmptyElement);
