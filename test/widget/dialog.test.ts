import { sendKeys } from '@web/test-runner-commands';
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

afterEach(() => document.querySelector('long-words')?.remove());

async function open(paragraphs = 2): Promise<{ host: LongWords; body: HTMLElement }> {
  const host = document.createElement('long-words') as LongWords;
  host.paragraphs = paragraphs;
  document.body.append(host);
  host.dialog.open();
  const body = await until(() => host.shadowRoot?.querySelector<HTMLElement>('.dialog__body'), 'the dialog');
  return { host, body };
}
const isThere = (host: LongWords) => host.shadowRoot?.querySelector('dialog') != null;

describe('a dialog in a page with layers of its own', () => {
  it('keeps Esc to itself: one press closes one layer', async () => {
    const { host } = await open();
    const heard: string[] = [];
    const hear = ({ key }: KeyboardEvent) => heard.push(key);
    document.addEventListener('keydown', hear);
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Escape' });
    await until(() => !isThere(host), 'no dialog');
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', hear);
    expect(heard).to.deep.equal(['ArrowDown', 'Escape']);
  });

  it('closes when the page hides what it is in: nothing else could be pressed behind it', async () => {
    const { host, body } = await open();
    await until(() => body.getBoundingClientRect().height > 0, 'its room');
    host.style.display = 'none';
    await until(() => !host.dialog.isOpen, 'it to close');
    host.style.display = '';
    await until(() => !isThere(host), 'no dialog when it is shown again');
  });

  it('is closed for good where the browser closes it by itself, and can be opened again', async () => {
    const { host } = await open();
    host.shadowRoot?.querySelector('dialog')?.close();
    await until(() => !host.dialog.isOpen, 'it to know');
    host.dialog.open();
    await until(() => host.shadowRoot?.querySelector('dialog')?.open, 'the dialog again');
    await new Promise((resolve) => requestAnimationFrame(resolve));
    expect(host.dialog.isOpen).to.equal(true);
  });
});

describe('a dialog with more text than there is room for', () => {
  it('can be scrolled with the keyboard, also when the room is taken away later', async () => {
    const { host, body } = await open();
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
