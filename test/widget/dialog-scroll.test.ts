import { expect } from 'chai';
import { html, LitElement } from 'lit';
import { DialogController } from '../../widget/element/dialog.ts';
import { dialogStyles } from '../../widget/styles/dialog.ts';
import { until } from './support/page.ts';

class LongWords extends LitElement {
  static override styles = [dialogStyles];
  readonly dialog = new DialogController(this);
  paragraphs = 40;

  override render() {
    return this.dialog.render(() => ({
      title: 'What would be removed',
      body: Array.from({ length: this.paragraphs }, (_, at) => html`<p>Ad account ${at}</p>`),
      foot: html`<button autofocus>Cancel</button>`,
    }));
  }
}
customElements.define('long-words', LongWords);

describe('a dialog with more text than there is room for', () => {
  afterEach(() => document.querySelector('long-words')?.remove());

  it('can be scrolled with the keyboard, also when the room is taken away later', async () => {
    const host = document.createElement('long-words') as LongWords;
    host.paragraphs = 2;
    document.body.append(host);
    host.dialog.open();
    const body = await until(() => host.shadowRoot?.querySelector<HTMLElement>('.dialog__body'), 'the dialog');
    const isStop = () => body.getAttribute('tabindex') === '0';
    expect(isStop()).to.equal(false);
    // Nothing is drawn anew: a phone is turned, or the person makes all text larger.
    const box = host.shadowRoot?.querySelector<HTMLElement>('.dialog__box');
    if (box == null) throw new Error('no box');
    box.style.maxHeight = '90px';
    await until(isStop, 'a stop of the keyboard');
    box.style.maxHeight = '';
    await until(() => !isStop(), 'no stop where nothing is hidden');
    host.dialog.close();
  });
});
