import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { MappingSavedDetail } from '../../widget/events/mapping-saved.ts';
import { axeProblems } from './support/axe.ts';
import { openMapping, PROPERTIES, property } from './support/mapping-page.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

/** What the polite region of the element says. */
const said = (): string =>
  all('status')
    .map(({ textContent }) => textContent)
    .join(' ');

async function pressControlEnd(): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'End' });
  await sendKeys({ up: 'Control' });
}

function activeText(field: HTMLElement): string {
  const id = field.getAttribute('aria-activedescendant') ?? '';
  return (field.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.trim() ?? '';
}

describe('<tiktok-mapping-table>', () => {
  afterEach(clearPage);

  it('shows thirteen rows and consent with what is mapped, and the example on its way: as stored, normalised, hashed', async () => {
    const { element } = await openMapping({
      attributes: { email: 'email', phone: 'mobile_phone', country: 'country', appleIdfa: 'ios_ad_id' },
    });
    await sees('ana.lima+news@exemplo.com.br');
    expect(all('rowheader')).to.have.length(14);
    expect(seen())
      .to.include('4 of 13')
      .and.include('+5511987654321')
      .and.include('All zeros: tracking is off. This value is skipped.');
    expect(seen()).to.include('··').and.include('Stays blank in the audience file');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says so when a phone lacks a country, and when a value is hashed already', async () => {
    await openMapping({ attributes: { email: 'email_sha', phone: 'mobile_phone' } });
    await sees('Needs a country. Map Country, or choose a default when you export.');
    await sees('Already hashed. Sent as it is, in lower case.');
  });

  it('leads to an attribute as soon as it is there, and shows which until the focus goes on', async () => {
    const { element } = await openMapping();
    const marked = (table: Element) =>
      table.shadowRoot?.querySelector('.is-called [role=rowheader]')?.textContent ?? '';
    element.focusAttribute('zip');
    await until(() => focusedName() === 'Postal code: choose a property', 'the row');
    await until(() => marked(element).includes('Postal code'), 'the mark');
    element.focusAttribute('email');
    await until(() => focusedName() === 'Email: Email address', 'the other row');
    await until(() => marked(element).includes('Email'), 'its mark');
    await sendKeys({ press: 'Tab' });
    await until(() => marked(element) === '', 'no mark');
    clearPage();
    const { element: readOnly } = await openMapping({ permissions: ['read'] });
    readOnly.focusAttribute('email');
    await until(() => marked(readOnly).includes('Email'), 'the row of a person who may only look');
  });

  it('tells the page around each time that there is something to save, or nothing any more', async () => {
    const { element } = await openMapping();
    const told: boolean[] = [];
    document.body.addEventListener('tiktok-ads-connect:unsaved', () => told.push(element.hasUnsavedChanges), {
      signal: AbortSignal.timeout(10_000),
    });
    await press('button', 'Use Gender for Gender');
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Discard');
    await sees('2 changes discarded');
    await press('button', 'Undo');
    await press('button', 'Save mapping');
    await until(() => told.length === 4, 'four flips');
    expect(told).to.deep.equal([true, false, true, false]);
  });

  it('suggests by name, takes one or all, and saves with the version it read', async () => {
    const { element, server } = await openMapping();
    await press('button', 'Use Mobile phone for Phone');
    expect((await find('button', 'Phone: Mobile phone, not saved yet')).textContent).to.include('Mobile phone');
    await press('button', /^Use \d suggestions$/);
    await sees('5 unsaved changes');
    expect(element.hasUnsavedChanges).to.equal(true);
    let detail: MappingSavedDetail | undefined;
    element.addEventListener('tiktok-mapping-saved', (event) => (detail = event.detail));
    await press('button', 'Save mapping');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping')[0]?.headers.get('If-Match')).to.equal('"1"');
    const attributes = {
      email: 'email',
      phone: 'mobile_phone',
      firstName: 'first_name',
      country: 'country',
      gender: 'gender',
      appleIdfa: 'ios_ad_id',
    };
    expect(detail).to.deep.equal({ attributes, version: 2 });
    expect(element.hasUnsavedChanges).to.equal(false);
  });

  it('picks a property with the keyboard alone', async () => {
    const { element } = await openMapping();
    const button = await find('button', 'Country: Country suggested, choose another');
    button.focus();
    await sendKeys({ type: 'coun' });
    const field = (await find('combobox', 'Property for Country')) as HTMLInputElement;
    await until(() => field.value === 'coun' && all('option').length === 2, 'two options');
    expect(all('option').map((option) => option.getAttribute('aria-posinset'))).to.deep.equal(['1', '2']);
    expect(seen()).to.include('2 of 9 properties').and.include('Custom properties');
    expect(await axeProblems(element)).to.deep.equal([]);
    await sendKeys({ press: 'ArrowDown' });
    await until(() => activeText(field).startsWith('Country of first purchase'), 'the second option');
    await sendKeys({ press: 'Enter' });
    await find('button', 'Country: Country of first purchase, not saved yet');
    await until(() => focusedName() === 'Country: Country of first purchase, not saved yet', 'focus back on the row');
    await sendKeys({ press: 'ArrowDown' });
    await find('combobox', 'Property for Country');
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'Country: Country of first purchase, not saved yet', 'focus back after Esc');
    await press('button', 'Country: Country of first purchase, not saved yet');
    await pressControlEnd();
    await sendKeys({ press: 'Enter' });
    await find('button', 'Country: Country suggested, choose another');
  });

  it('says when nothing is found, and closes when focus leaves', async () => {
    await openMapping();
    await press('button', 'Email: Email address');
    await sendKeys({ type: 'zzz' });
    await sees('No property has “zzz” in its name.');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Tab' });
    await until(() => all('listbox').length === 0, 'the list closed');
    await find('button', 'Email: Email address');
  });

  it('stays quick with 1,000 properties, and reaches the last one', async () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      property(`field_${index}`, `Field ${index}`, undefined, index < 500 ? 'system' : 'custom'),
    );
    await openMapping({ properties: [...PROPERTIES, ...many] });
    await press('button', 'Email: Email address');
    const field = (await find('combobox', 'Property for Email')) as HTMLInputElement;
    const drawn = () => all('option').length;
    expect(drawn()).to.be.lessThan(80);
    await sendKeys({ type: 'field 99' });
    await until(() => field.value === 'field 99' && seen().includes('11 of 1,009 properties'), 'eleven found');
    field.value = '';
    field.dispatchEvent(new InputEvent('input'));
    await pressControlEnd();
    await sendKeys({ press: 'ArrowUp' });
    await until(() => all('option', /Field 999/).length === 1, 'the last property');
  });

  it('is a read-only table without the permission', async () => {
    const { element } = await openMapping({ permissions: ['read'] });
    await sees('You can look, but not change');
    expect(all('button', /choose|Use|Email/).filter((button) => !button.title).length).to.equal(0);
    expect(seen()).to.include('Email address');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('explains an empty list, a failure with its request id, and loads again when asked', async () => {
    const empty = await openMapping({ properties: [] });
    await sees('No properties yet');
    expect(await axeProblems(empty.element)).to.deep.equal([]);
    clearPage();
    let isDown = true;
    const failing = await openMapping({
      routes: {
        'GET /v1/properties': () =>
          isDown
            ? problem(503, 'storage_failed', 'The disk is full.')
            : { body: { items: PROPERTIES, nextCursor: null } },
      },
    });
    await sees('We couldn’t load the property mapping');
    expect(seen()).to.include('The disk is full.').and.include('req_0123456789');
    expect(await axeProblems(failing.element)).to.deep.equal([]);
    isDown = false;
    const again = await find('button', 'Try again');
    again.focus();
    again.click();
    await sees('1 of 13');
    expect(focusedName()).to.equal('Property mapping');
    expect(await axeProblems(failing.element)).to.deep.equal([]);
  });

  it('goes on from the row when a suggestion is used, and tells of those used together', async () => {
    await openMapping();
    const use = await find('button', 'Use Mobile phone for Phone');
    use.focus();
    use.click();
    await until(() => focusedName() === 'Phone: Mobile phone, not saved yet', 'focus on the row');
    const useAll = await find('button', /^Use \d suggestions$/);
    useAll.focus();
    useAll.click();
    await until(() => focusedName() === 'First name: First name, not saved yet', 'focus on the first used');
    expect(said()).to.include('4 suggestions used. Not saved yet.');
    await press('button', 'Discard');
    await find('button', 'First name: First name suggested, choose another');
  });

  it('tries a value in place of the example, keeps it in the page, and gives the example back', async () => {
    const { element, server } = await openMapping({ attributes: { phone: 'mobile_phone', country: 'country' } });
    await sees('+5511987654321');
    const before = server.requests.length;
    await press('button', 'Try a value for Phone');
    const field = (await find('textbox', 'Value to try for Phone')) as HTMLInputElement;
    await until(() => focusedName() === 'Value to try for Phone', 'focus in the field');
    expect(field.value).to.equal('(11) 98765-4321');
    expect(seen()).to.include('Only here: not saved, not sent.');
    await sendKeys({ type: '12' });
    await sees('Not a phone number that can exist. This value is skipped.');
    await until(() => said().includes('Phone: Not a phone number that can exist.'), 'the result said');
    field.value = '11 91111-2222';
    field.dispatchEvent(new InputEvent('input'));
    await sees('+5511911112222');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Try a value for Country');
    const country = (await find('textbox', 'Value to try for Country')) as HTMLInputElement;
    country.value = 'Portugal';
    country.dispatchEvent(new InputEvent('input'));
    // What was said of it before may still stand in the live region.
    const isShown = () => all('cell').some(({ textContent }) => textContent.includes('+5511911112222'));
    await until(() => !isShown(), 'the phone read as a Portuguese one');
    await press('button', 'Back to the example of Country');
    await until(isShown, 'the phone read as a Brazilian one');
    field.value = '';
    field.dispatchEvent(new InputEvent('input'));
    await sees('Type any value to see what TikTok would get.');
    field.focus();
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'Try a value for Phone', 'focus back on the row');
    await sees('+5511987654321');
    expect(element.hasUnsavedChanges).to.equal(false);
    expect(server.requests.length).to.equal(before);
  });

  it('offers a try where a property has no example, and nothing where the property is gone', async () => {
    await openMapping({
      properties: [...PROPERTIES, property('plz', 'Postcode')],
      attributes: { zip: 'plz', city: 'city_of_old' },
    });
    await sees('This property no longer exists. Choose another.');
    await find('button', 'City: city_of_old');
    expect(all('button', 'Try a value for City')).to.have.length(0);
    await press('button', 'Try a value for Postal code');
    await sendKeys({ type: ' 01310-100 ' });
    await sees('01310100');
  });

  it('says of each attribute what it is for, and hints at a type that does not fit', async () => {
    await openMapping({ attributes: { email: 'email_opt_in' } });
    await sees('1 of 13');
    const uses = all('rowheader').map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim());
    expect(uses[0]).to.equal('Email. TikTok matches people on it.Matching');
    expect(uses.filter((text) => text?.endsWith('File only'))).to.have.length(8);
    expect(uses[9]).to.include('tells us how to read phone numbers').and.include('File, phone country');
    await sees('Holds true or false. Is it the right one?');
  });

  it('copies the whole hash and says so', async () => {
    const written: string[] = [];
    Object.defineProperty(navigator.clipboard, 'writeText', {
      configurable: true,
      value: async (text: string) => void written.push(text),
    });
    await openMapping();
    await press('button', /Copy the hash of Email$/);
    await until(() => said().includes('Copied'), 'the copy said');
    // The browser's own stands behind it, on the prototype.
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    expect(written).to.have.length(1);
    expect(written[0]).to.match(/^38e8a7[0-9a-f]{52}bba014$/);
  });

  it('stands in its real layout while it loads', async () => {
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    const { element } = await openMapping({
      routes: {
        'GET /v1/properties': async () => {
          await mayAnswer;
          return { body: { items: PROPERTIES, nextCursor: null } };
        },
      },
    });
    await until(() => all('rowheader').length === 14, 'the rows');
    expect(all('region', 'Property mapping')[0]?.getAttribute('aria-busy') ?? 'true').to.equal('true');
    expect(await axeProblems(element)).to.deep.equal([]);
    const top = element.getBoundingClientRect().top;
    const tops = () => all('row').map((row) => Math.round(row.getBoundingClientRect().top - top));
    const before = tops();
    answer();
    await sees('38e8a7…bba014');
    // The head, the first row with a preview, and where the second begins; rows that stay blank need less room here.
    const moved = tops().map((now, index) => Math.abs(now - (before[index] ?? 0)));
    // An engine may round a line of text to another half pixel.
    expect(Math.max(...moved.slice(0, 3))).to.be.at.most(1);
  });

  it('loads by itself when the network is back', async () => {
    let isDown = true;
    await openMapping({
      routes: {
        'GET /v1/properties': () => {
          if (isDown) throw new TypeError('Failed to fetch');
          return { body: { items: PROPERTIES, nextCursor: null } };
        },
      },
    });
    await sees('We couldn’t load the property mapping');
    isDown = false;
    window.dispatchEvent(new Event('online'));
    await sees('1 of 13');
  });

  it('explains to those who may not read', async () => {
    const { element } = await openMapping({
      permissions: ['connect'],
      routes: { 'GET /v1/mapping': () => problem(403, 'permission_denied') },
    });
    await sees('You can’t see the mapping');
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});
