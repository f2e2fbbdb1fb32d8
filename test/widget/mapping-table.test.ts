import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { Property } from '../../shared/properties.ts';
import type { MappingSavedDetail } from '../../widget/events/mapping-saved.ts';
import '../../widget/mapping-table/define.ts';
import { filterProperties, indexProperties } from '../../widget/mapping-table/filter-properties.ts';
import { findConflict, resolveConflict } from '../../widget/mapping-table/mapping-changes.ts';
import { suggestMapping } from '../../widget/mapping-table/suggest.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute, StubServer } from './support/stub-server.ts';

const property = (
  name: string,
  label: string,
  example?: string,
  kind: Property['kind'] = 'system',
  type: Property['type'] = 'string',
): Property => ({
  name,
  label,
  kind,
  type,
  ...(example === undefined ? {} : { example }),
});
const PROPERTIES: Property[] = [
  property('email', 'Email address', '  Ana.Lima+News@Exemplo.com.br '),
  property('mobile_phone', 'Mobile phone', '(11) 98765-4321'),
  property('first_name', 'First name', 'Ana'),
  property('country', 'Country', 'Brazil'),
  property('gender', 'Gender', 'Female'),
  property('ios_ad_id', 'iOS ad ID', '00000000-0000-0000-0000-000000000000'),
  property('email_sha', 'Email (hashed)', '80305C2F9BFB3A0B8A2E8B6C2E2C0C6A4F1B1E6A0F2B7A6E5D4C3B2A1F0D7705'),
  property('loyalty_country', 'Country of first purchase', 'PT', 'custom'),
  property('email_opt_in', 'Email opt-in', 'true', 'custom', 'boolean'),
];

async function pressControlEnd(): Promise<void> {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: 'End' });
  await sendKeys({ up: 'Control' });
}

interface Setup {
  properties?: Property[];
  attributes?: Record<string, string>;
  permissions?: string[];
  routes?: Record<string, StubRoute>;
}

async function open({
  properties = PROPERTIES,
  attributes = { email: 'email' },
  permissions = ['read', 'map'],
  routes = {},
}: Setup = {}) {
  let version = 1;
  let mapping = { attributes, version, updatedAt: '2026-03-12T14:32:00.000Z', updatedBy: 'maren' as string | null };
  const server = new StubServer({
    'GET /v1/session': () => ({
      body: { kind: 'session', workspaceId: 'w', userId: 'maren', permissions, origin: null, expiresAt: null },
    }),
    'GET /v1/properties': () => ({ body: { items: properties, nextCursor: null } }),
    'GET /v1/mapping': () => ({ body: mapping, headers: { ETag: `"${version}"` } }),
    'PUT /v1/mapping': ({ body, headers }) => {
      if (headers.get('If-Match') !== `"${version}"`) return problem(412, 'precondition_failed');
      version++;
      mapping = { ...mapping, ...(body as { attributes: Record<string, string> }), version };
      return { body: mapping, headers: { ETag: `"${version}"` } };
    },
    ...routes,
  });
  const element = document.createElement('tiktok-mapping-table');
  element.client = server.client;
  document.body.append(element);
  const someoneElseSaves = (theirs: Record<string, string>) => {
    version++;
    mapping = { ...mapping, attributes: theirs, version, updatedBy: 'Jun Tanaka' };
  };
  return { element, server, someoneElseSaves };
}

describe('<tiktok-mapping-table>', () => {
  afterEach(clearPage);

  it('shows thirteen rows with what is mapped, and the example on its way: as stored, normalised, hashed', async () => {
    const { element } = await open({
      attributes: { email: 'email', phone: 'mobile_phone', country: 'country', appleIdfa: 'ios_ad_id' },
    });
    await sees('ana.lima+news@exemplo.com.br');
    expect(all('rowheader')).to.have.length(13);
    expect(seen())
      .to.include('4 of 13')
      .and.include('+5511987654321')
      .and.include('All zeros: tracking is off. This value is skipped.');
    expect(seen()).to.include('··').and.include('Stays blank in the audience file');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('says so when a phone lacks a country, and when a value is hashed already', async () => {
    await open({ attributes: { email: 'email_sha', phone: 'mobile_phone' } });
    await sees('Needs a country. Map Country, or choose a default when you export.');
    await sees('Already hashed. Sent as it is, in lower case.');
  });

  it('suggests by name, takes one or all, and saves with the version it read', async () => {
    const { element, server } = await open();
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
    const { element } = await open();
    const button = await find('button', 'Country: Country suggested, choose another');
    button.focus();
    await sendKeys({ type: 'coun' });
    const field = (await find('combobox', 'Property for Country')) as HTMLInputElement;
    await until(() => field.value === 'coun' && all('option').length === 2, 'two options');
    expect(all('option').map((option) => option.getAttribute('aria-posinset'))).to.deep.equal(['1', '2']);
    expect(seen()).to.include('2 of 9 properties').and.include('Custom properties');
    expect(await axeProblems(element)).to.deep.equal([]);
    await sendKeys({ press: 'ArrowDown' });
    await until(() => field.getAttribute('aria-activedescendant') === 'option-1', 'the second option');
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
    await open();
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
    await open({ properties: [...PROPERTIES, ...many] });
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

  it('keeps my changes when somebody else saved first, and lets me choose row by row', async () => {
    const { element, server, someoneElseSaves } = await open({ attributes: { email: 'email', country: 'country' } });
    await press('button', 'Email: Email address');
    await sendKeys({ type: 'hashed' });
    await sendKeys({ press: 'Enter' });
    await press('button', 'Use Mobile phone for Phone');
    someoneElseSaves({ country: 'country', gender: 'gender' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping at');
    expect(seen()).to.include(
      'Your 2 changes are still here and nothing was overwritten. 1 of them differs from what was saved.',
    );
    expect(seen())
      .to.include('Phone changes on your side only and is kept.')
      .and.include('Gender changes on their side only and is taken over.');
    const radios = all('radio') as HTMLInputElement[];
    expect(radios.map((radio) => radio.checked)).to.deep.equal([false, true]);
    expect(await axeProblems(element)).to.deep.equal([]);
    radios[0]?.click();
    await press('button', 'Save my choice');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping').at(-1)?.body).to.deep.equal({
      attributes: { email: 'email_sha', phone: 'mobile_phone', country: 'country', gender: 'gender' },
    });
  });

  it('marks nothing that both saved alike, and saves what is changed while the conflict is open', async () => {
    const { server, someoneElseSaves } = await open({ attributes: { email: 'email' } });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Use Gender for Gender');
    someoneElseSaves({ email: 'email', phone: 'mobile_phone' });
    await press('button', 'Save mapping');
    await sees('Jun Tanaka saved this mapping at');
    await find('button', 'Phone: Mobile phone');
    expect(seen()).to.include('Your change is still here');
    await press('button', 'Use First name for First name');
    await sees('First name, Gender change on your side only and are kept.');
    await press('button', 'Save my choice');
    await sees('Saved');
    expect(server.asked('PUT /v1/mapping').at(-1)?.body).to.deep.equal({
      attributes: { email: 'email', phone: 'mobile_phone', firstName: 'first_name', gender: 'gender' },
    });
  });

  it('keeps what is changed while a save is on its way, as not saved yet', async () => {
    const { server } = await open();
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    server.on('PUT /v1/mapping', async ({ body }) => {
      await mayAnswer;
      return { body: { ...(body as object), version: 2, updatedAt: null, updatedBy: null }, headers: { ETag: '"2"' } };
    });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Save mapping');
    await find('button', 'Saving…');
    await press('button', 'Use Gender for Gender');
    answer();
    await sees('1 unsaved change');
    await find('button', 'Phone: Mobile phone');
    await find('button', 'Gender: Gender, not saved yet');
  });

  it('takes the other person’s mapping when asked, and sends nothing', async () => {
    const { server, someoneElseSaves } = await open();
    await press('button', 'Use Mobile phone for Phone');
    someoneElseSaves({ email: 'email_sha' });
    await press('button', 'Save mapping');
    await press('button', 'Take all of theirs');
    await find('button', 'Email: Email (hashed)');
    expect(server.asked('PUT /v1/mapping')).to.have.length(1);
  });

  it('is a read-only table without the permission', async () => {
    const { element } = await open({ permissions: ['read'] });
    await sees('You can look, but not change');
    expect(all('button', /choose|Use|Email/).filter((button) => !button.title).length).to.equal(0);
    expect(seen()).to.include('Email address');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('explains an empty list, a failure with its request id, and loads again when asked', async () => {
    const empty = await open({ properties: [] });
    await sees('No properties yet');
    expect(await axeProblems(empty.element)).to.deep.equal([]);
    clearPage();
    let isDown = true;
    const failing = await open({
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

  it('keeps the changes when saving fails, and gives them up only when told', async () => {
    const { element } = await open({
      routes: { 'PUT /v1/mapping': () => problem(422, 'unknown_property', 'There is no property mobile_phone.') },
    });
    await press('button', 'Use Mobile phone for Phone');
    await press('button', 'Save mapping');
    await sees('We couldn’t save the mapping');
    expect(seen()).to.include('There is no property mobile_phone.').and.include('1 unsaved change');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    await press('button', 'Discard');
    await until(() => !seen().includes('unsaved change'), 'the bar gone');
    expect(element.hasUnsavedChanges).to.equal(false);
  });
});

describe('mapping by name', () => {
  it('suggests what a property says, in several spellings, and nothing that only sounds like it', () => {
    const list = (...names: string[]) => names.map((name) => property(name, name));
    expect(
      suggestMapping(
        {},
        list('E-Mail', 'mobilePhone', 'customer_first_name', 'Birthday', 'ZIP / Postal code', 'GAID', 'region'),
      ),
    ).to.deep.equal({
      email: 'E-Mail',
      phone: 'mobilePhone',
      firstName: 'customer_first_name',
      dateOfBirth: 'Birthday',
      zip: 'ZIP / Postal code',
      googleAdvertisingId: 'GAID',
      state: 'region',
    });
    expect(
      suggestMapping({}, list('email_opt_in', 'order_state', 'phone_verified', 'city_count', 'username')),
    ).to.deep.equal({});
    expect(suggestMapping({}, list('Correo electrónico', 'Teléfono', 'País'))).to.deep.equal({
      email: 'Correo electrónico',
      phone: 'Teléfono',
      country: 'País',
    });
    expect(suggestMapping({}, [property('email', 'Email', undefined, 'custom', 'boolean')])).to.deep.equal({});
  });

  it('never suggests one property twice or touches what is mapped', () => {
    const suggestions = suggestMapping({ email: 'mail' }, [
      property('mail', 'Mail'),
      property('email', 'Email'),
      property('phone', 'Phone'),
    ]);
    expect(suggestions).to.deep.equal({ phone: 'phone' });
  });

  it('finds text without case and accents, best place first, and says where it stands', () => {
    const index = indexProperties([
      property('a', 'Discount group'),
      property('b', 'Phone country'),
      property('c', 'Country'),
      property('d', 'Région'),
    ]);
    const { system } = filterProperties(index, 'COUN');
    expect(system.map(({ property: { name } }) => name)).to.deep.equal(['c', 'b', 'a']);
    expect(system[1]?.inLabel).to.deep.equal([6, 10]);
    expect(filterProperties(index, 'regi').system.map(({ inLabel }) => inLabel)).to.deep.equal([[0, 4]]);
  });

  it('merges two people’s changes: only rows that both changed need a choice', () => {
    const base = { email: 'a', phone: 'p', city: 'c' };
    const mine = { email: 'b', phone: 'p', city: 'c', zip: 'z' };
    const theirs = { email: 'x', city: 'c', state: 's' };
    const conflict = findConflict(base, mine, theirs);
    expect(conflict).to.deep.equal({
      rows: [{ attribute: 'email', mine: 'b', theirs: 'x' }],
      onlyMine: ['zip'],
      onlyTheirs: ['phone', 'state'],
    });
    expect(resolveConflict(mine, theirs, conflict, new Set())).to.deep.equal({
      email: 'x',
      city: 'c',
      state: 's',
      zip: 'z',
    });
    expect(resolveConflict(mine, theirs, conflict, new Set(['email']))).to.deep.equal({
      email: 'b',
      city: 'c',
      state: 's',
      zip: 'z',
    });
  });
});
