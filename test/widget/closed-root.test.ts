import { expect } from 'chai';
import { deepActiveElement } from '../../widget/element/focus.ts';
import { openMapping } from './support/mapping-page.ts';
import { clearPage, until } from './support/page.ts';

// A product may close the shadow roots of its own components. From outside, all that happens in one seems to happen to its host.

/** Moves an element into a closed root two levels deep, beside something of the product's. */
function enclose(element: HTMLElement): { neighbour: HTMLInputElement } {
  const neighbour = document.createElement('input');
  const [outer, inner] = [document.createElement('div'), document.createElement('div')];
  inner.attachShadow({ mode: 'closed' }).append(neighbour, element);
  outer.attachShadow({ mode: 'closed' }).append(inner);
  document.body.append(outer);
  return { neighbour };
}

const pressOn = (target: Element): boolean =>
  target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, cancelable: true }));

describe('inside a closed shadow root', () => {
  afterEach(clearPage);

  it('a list stays open while it is pressed, and closes at a press beside it, in the root or outside', async () => {
    const { element } = await openMapping();
    const { neighbour } = enclose(element);
    const root = element.shadowRoot as ShadowRoot;
    const openList = (): Element | null => root.querySelector('.combo__open');
    const reopen = async (): Promise<Element> => {
      const opener = await until(() => root.querySelector<HTMLElement>('[aria-label^="Phone:"]'), 'the opener');
      opener.click();
      return until(openList, 'the list');
    };

    pressOn(await reopen());
    await element.updateComplete;
    expect(openList() === null).to.equal(false);
    pressOn(neighbour);
    await until(() => openList() === null, 'no list after a press beside it');
    await reopen();
    pressOn(document.body);
    await until(() => openList() === null, 'no list after a press elsewhere on the page');
  });

  it('the focus is known, so that a dialog can give it back', () => {
    const element = document.createElement('div');
    const { neighbour } = enclose(element);
    neighbour.focus();
    expect(deepActiveElement(element) === neighbour).to.equal(true);
    expect(deepActiveElement(document.body)?.localName).to.equal('div');
  });
});
