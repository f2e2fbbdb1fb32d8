import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import { Combobox, type ComboboxField } from '../../widget/controllers/combobox.ts';
import { comboboxStyles } from '../../widget/controllers/combobox.styles.ts';
import { type ElementView, LazyElement, type ViewHost } from '../../widget/element/lazy-element.ts';
import { labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { fieldStyles } from '../../widget/styles/controls.ts';
import { axeProblems } from './support/axe.ts';
import { describeNeeds } from './support/engine.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';

interface City {
  id: string;
  name: string;
  people: number;
  land: 'north' | 'south';
  closed?: boolean;
}

const CITIES: City[] = [
  { id: 'AAR', name: 'Aarhus', people: 290_000, land: 'north' },
  { id: 'OSL', name: 'Oslo', people: 700_000, land: 'north' },
  { id: 'UME', name: 'Umeå', people: 90_000, land: 'north', closed: true },
  { id: 'SAO', name: 'São Paulo', people: 11_000_000, land: 'south' },
  { id: 'RSL', name: 'Porto do Sol', people: 12_000, land: 'south' },
];

class CityView implements ElementView {
  readonly styles = [fieldStyles, comboboxStyles];
  readonly combobox: Combobox<City>;
  readonly #host: ViewHost;
  chosen: string | null = 'OSL';

  constructor(host: ViewHost) {
    this.#host = host;
    this.combobox = new Combobox<City>(host, {
      key: ({ id }) => id,
      // A name of our own is in the page's language.
      text: ({ name }) => (name === '' ? host.labels.common.cancel : name),
      detail: ({ id }) => id,
      aside: ({ people }) => host.format.number(people),
      group: ({ land }) => land,
      groups: () => [
        { key: 'north', label: 'The north' },
        { key: 'south', label: 'The south' },
      ],
      refusal: ({ closed }) => (closed === true ? 'Closed for the winter' : undefined),
      placeholder: () => 'Choose a city',
      list: () => 'Cities',
      count: (found, of) => `${found} of ${of} cities`,
      none: (typed) => `No city is called “${typed}”.`,
    });
    this.combobox.setItems(CITIES);
  }

  get field(): ComboboxField<City> {
    return {
      opener: 'city',
      label: 'City',
      chosen: this.chosen,
      unset: this.#host.format.locale === 'de' ? 'Keine Stadt' : 'No city',
      choose: (item) => {
        this.chosen = item?.id ?? null;
        this.#host.update();
      },
    };
  }

  connected(): void {}
  disconnected(): void {}
  clientChanged(): void {}

  render() {
    return html`<div class="panel" aria-label="Travel">${this.combobox.render(this.field)}${this.combobox.renderSheet()}<button type="button">After</button></div>`;
  }
}

class CityField extends LazyElement<CityView> {
  protected override get loadingLabel() {
    return 'Loading';
  }

  protected override async loadView(host: ViewHost) {
    return new CityView(host);
  }

  get cityView() {
    return this.view as CityView;
  }
}
customElements.define('test-city-field', CityField);

async function open(style = '') {
  const element = document.createElement('test-city-field') as CityField;
  element.style.cssText = style;
  document.body.append(element);
  await find('button', /^City: /);
  return element;
}

const active = (): string | undefined => {
  const field = all('combobox')[0];
  const id = field?.getAttribute('aria-activedescendant');
  const root = field?.getRootNode() as ShadowRoot | undefined;
  return id == null ? undefined : (root?.getElementById(id)?.textContent ?? undefined)?.replace(/\s+/g, ' ').trim();
};
const isActive = (text: RegExp) => until(() => text.test(active() ?? ''), `the active option ${String(text)}`);

async function withKey(held: string, key: string): Promise<void> {
  await sendKeys({ down: held });
  await sendKeys({ press: key });
  await sendKeys({ up: held });
}

describe('a combobox', () => {
  before(() => loadLabels('de'));
  afterEach(clearPage);

  it('opens on what is chosen, by a press, an arrow or a letter, and names its parts', async () => {
    const element = await open();
    await press('button', 'City: Oslo');
    const field = (await find('combobox', 'City')) as HTMLInputElement;
    expect(focusedName()).to.equal('City');
    expect(field.getAttribute('aria-expanded')).to.equal('true');
    expect(field.value).to.equal('Oslo');
    const list = await find('listbox', 'Cities');
    expect(field.getAttribute('aria-controls')).to.equal(list.id);
    await isActive(/^Oslo/);
    expect(all('group').map((group) => group.getAttribute('aria-label'))).to.deep.equal(['The north', 'The south']);
    expect(all('option', /^Oslo/)[0]?.getAttribute('aria-selected')).to.equal('true');
    expect(all('option').map((option) => option.getAttribute('aria-posinset'))).to.deep.equal([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
    expect(all('option')[0]?.getAttribute('aria-setsize')).to.equal('6');
    expect(await axeProblems(element)).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'City: Oslo', 'focus back on the opener');
    await withKey('Alt', 'ArrowDown');
    await find('listbox');
    await withKey('Alt', 'ArrowUp');
    await until(() => all('listbox').length === 0 && focusedName() === 'City: Oslo', 'the list closed');
    await sendKeys({ type: 'sao' });
    await until(() => (all('combobox')[0] as HTMLInputElement | undefined)?.value === 'sao', 'the typed text');
    await isActive(/^São Paulo/);
  });

  it('moves by arrows, pages, Home and End, and leaves Home and End to the text while the person is in it', async () => {
    await open();
    await press('button', 'City: Oslo');
    await sendKeys({ press: 'ArrowDown' });
    await isActive(/^Umeå/);
    await sendKeys({ press: 'Home' });
    await isActive(/^Aarhus/);
    await sendKeys({ press: 'ArrowUp' });
    await isActive(/^Aarhus/);
    await sendKeys({ press: 'End' });
    await isActive(/^No city/);
    await sendKeys({ press: 'PageUp' });
    await isActive(/^Aarhus/);
    await sendKeys({ press: 'PageDown' });
    await isActive(/^No city/);
    await sendKeys({ type: 'o' });
    await isActive(/^Oslo/);
    const field = (await find('combobox', 'City')) as HTMLInputElement;
    await sendKeys({ press: 'Home' });
    await until(() => field.selectionStart === 0, 'the cursor at the start');
    await isActive(/^Oslo/);
    await withKey('Control', 'End');
    await isActive(/^No city/);
  });

  it('filters as one types, marks what matched, says how many are left, and nothing when nothing is', async () => {
    await open();
    await press('button', 'City: Oslo');
    await sendKeys({ type: 'sl' });
    await until(() => all('option').length === 3, 'two cities and the last line');
    expect(all('option').map((option) => option.querySelector('mark')?.textContent ?? '')).to.deep.equal([
      'sl',
      'SL',
      '',
    ]);
    await until(() => all('status').some(({ textContent }) => textContent === '2 of 5 cities'), 'the spoken count');
    await sendKeys({ type: 'zz' });
    await sees('No city is called “slzz”.');
    await until(
      () => all('status').some(({ textContent }) => textContent === 'No city is called “slzz”.'),
      'it is said',
    );
    await isActive(/^$/).catch(() => undefined);
    expect((await find('combobox', 'City')).hasAttribute('aria-activedescendant')).to.equal(false);
    await sendKeys({ press: 'Enter' });
    expect(all('listbox')).to.have.length(1);
  });

  it('chooses by Enter and by pointer, takes the choice back by the last line, and gives focus back', async () => {
    const element = await open();
    await press('button', 'City: Oslo');
    await sendKeys({ type: 'sol' });
    await isActive(/^Porto do Sol/);
    await sendKeys({ press: 'Enter' });
    await until(() => focusedName() === 'City: Porto do Sol', 'focus on the opener');
    await press('button', 'City: Porto do Sol');
    await press('option', /^Aarhus/);
    await until(() => focusedName() === 'City: Aarhus', 'focus on the opener');
    await press('button', 'City: Aarhus');
    await press('option', 'No city');
    await until(() => focusedName() === 'City: Choose a city', 'the placeholder');
    expect(element.cityView.chosen).to.equal(null);
    await press('button', 'City: Choose a city');
    await find('listbox');
    expect(all('option', 'No city')).to.have.length(0);
  });

  it('keeps what was chosen when Tab goes on, or when the page is pressed elsewhere', async () => {
    await open();
    await press('button', 'City: Oslo');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Tab' });
    await until(() => all('listbox').length === 0 && focusedName() === 'After', 'the list closed and focus further on');
    await press('button', 'City: Oslo');
    await find('listbox');
    await sendMouse({ type: 'click', position: [700, 560] });
    await until(() => all('listbox').length === 0, 'the list closed');
    await find('button', 'City: Oslo');
  });

  it('shows what cannot be chosen, says why, and stays open', async () => {
    await open();
    await press('button', 'City: Oslo');
    const refused = await find('option', /^Umeå/);
    expect(refused.getAttribute('aria-disabled')).to.equal('true');
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => all('status').some(({ textContent }) => textContent === 'Closed for the winter'), 'the reason');
    expect(all('listbox')).to.have.length(1);
  });

  it('leaves Enter and the arrows to an input method that composes', async () => {
    await open();
    await press('button', 'City: Oslo');
    const field = await find('combobox', 'City');
    for (const key of ['Enter', 'ArrowDown', 'Escape'])
      field.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    await isActive(/^Oslo/);
    expect(all('listbox')).to.have.length(1);
  });

  it('draws a few dozen of 5,000 lines, points at none that is missing, and reaches the last', async () => {
    const element = await open();
    element.cityView.combobox.setItems(
      Array.from({ length: 5000 }, (_, index) => ({
        id: `C${index}`,
        name: `City ${index}`,
        people: index,
        land: index < 2500 ? 'north' : 'south',
      })),
    );
    await press('button', 'City: Choose a city');
    expect(all('option').length).to.be.lessThan(40);
    await withKey('Control', 'End');
    await sendKeys({ press: 'ArrowUp' });
    await isActive(/^City 4999/);
    const list = await find('listbox');
    expect(list.scrollTop).to.be.greaterThan(100_000);
    list.scrollTop = 0;
    await until(() => all('option', /^City 0 /).length === 1, 'the first lines');
    await isActive(/^City 4999/);
    await sendKeys({ press: 'ArrowUp' });
    await isActive(/^City 4998/);
    await until(() => list.scrollTop > 100_000, 'the list went along');
    expect(all('option').length).to.be.lessThan(40);
  });

  it('keeps its active line when the items are replaced while it is open', async () => {
    const element = await open();
    await press('button', 'City: Oslo');
    await sendKeys({ press: 'ArrowDown' });
    await isActive(/^Umeå/);
    element.cityView.combobox.setItems([{ id: 'NEW', name: 'Aalborg', people: 1, land: 'north' }, ...CITIES]);
    await isActive(/^Umeå/);
  });

  it('says its lines in the new language when that is switched while it is open, and keeps the active one', async () => {
    const { common } = labelsFor('de').labels;
    const element = await open();
    element.cityView.combobox.setItems([...CITIES, { id: 'ANY', name: '', people: 1, land: 'north' }]);
    await press('button', 'City: Oslo');
    await find('option', /^Cancel/);
    await sendKeys({ press: 'ArrowDown' });
    await isActive(/^Umeå/);
    element.lang = 'de';
    await find('option', new RegExp(`^${common.cancel}`));
    await find('option', 'Keine Stadt');
    expect(all('option', /Cancel|No city/)).to.deep.equal([]);
    await isActive(/^Umeå/);
  });

  it('stays within the window wherever its field is, goes with it, and goes away with it', async () => {
    const element = await open('position: absolute; inset-inline-end: 0; top: 500px; inline-size: 200px');
    document.body.append(Object.assign(document.createElement('div'), { style: 'block-size: 3000px' }));
    await press('button', 'City: Oslo');
    const list = await find('listbox');
    const box = () => (list.parentElement as HTMLElement).getBoundingClientRect();
    expect(box().right).to.be.at.most(window.innerWidth);
    expect(box().left).to.be.at.least(0);
    expect(box().bottom).to.be.at.most(window.innerHeight);
    const field = () => (all('combobox')[0] as HTMLElement).getBoundingClientRect();
    const distance = box().bottom - field().top;
    window.scrollTo(0, 40);
    await until(() => Math.abs(box().bottom - field().top - distance) < 1, 'the list beside its field');
    window.scrollTo(0, 2500);
    await until(() => all('listbox').length === 0, 'the list gone with its field');
    window.scrollTo(0, 0);
    expect(element.cityView.chosen).to.equal('OSL');
  });

  it('stays open when the window becomes another, with its field in sight', async () => {
    await open('position: absolute; top: 500px; inline-size: 300px');
    await press('button', 'City: Oslo');
    await sendKeys({ type: 'sl' });
    await setViewport({ width: 700, height: 400 });
    await until(() => {
      const field = all('combobox')[0]?.getBoundingClientRect();
      return field !== undefined && field.bottom <= 400 && all('option').length === 3;
    }, 'the field in sight');
    await setViewport({ width: 800, height: 600 });
    expect(all('listbox')).to.have.length(1);
    window.scrollTo(0, 0);
  });

  it('closes when its element is taken out of the page', async () => {
    const element = await open();
    await press('button', 'City: Oslo');
    await find('listbox');
    element.remove();
    document.body.append(element);
    await find('button', 'City: Oslo');
    expect(all('listbox')).to.have.length(0);
  });
});

describeNeeds('a page as narrow as a phone', 'a combobox under a finger', () => {
  const realMatch = window.matchMedia.bind(window);

  before(async () => {
    window.matchMedia = (query) => (query === '(pointer: coarse)' ? realMatch('all') : realMatch(query));
    await setViewport({ width: 360, height: 640 });
  });
  after(async () => {
    window.matchMedia = realMatch;
    await setViewport({ width: 800, height: 600 });
  });
  afterEach(clearPage);

  it('fills a narrow page as a dialog with a way out, and lines that a finger hits', async () => {
    const element = await open();
    await press('button', 'City: Oslo');
    const dialog = await find('dialog', 'City');
    const box = dialog.getBoundingClientRect();
    expect([box.left, box.top, box.width, box.height]).to.deep.equal([0, 0, 360, 640]);
    expect(all('option')[0]?.getBoundingClientRect().height).to.equal(44);
    expect(focusedName()).to.equal('City');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Close');
    await until(() => all('dialog').length === 0 && focusedName() === 'City: Oslo', 'the page again');
    await press('button', 'City: Oslo');
    await sendKeys({ type: 'aar' });
    await sees('1 of 5 cities');
    await press('option', /^Aarhus/);
    await until(() => focusedName() === 'City: Aarhus', 'the choice');
    expect(seen()).to.not.include('1 of 5 cities');
  });

  it('becomes a list at its field when the page grows wide, and a dialog again, with what was typed', async () => {
    await open();
    await press('button', 'City: Oslo');
    await sendKeys({ type: 'o' });
    await find('dialog', 'City');
    await setViewport({ width: 700, height: 640 });
    await until(() => all('dialog').length === 0 && all('listbox').length === 1, 'the list at its field');
    expect((all('combobox')[0] as HTMLInputElement).value).to.equal('o');
    expect(focusedName()).to.equal('City');
    await sendKeys({ press: 'ArrowDown' });
    await isActive(/^Aarhus|^Porto|^São/);
    await setViewport({ width: 360, height: 640 });
    await find('dialog', 'City');
    await isActive(/^Aarhus|^Porto|^São/);
  });
});
