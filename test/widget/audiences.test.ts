import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { ADVERTISER, chooseInMenu, held, mirror, openAudiences, tiktokTime } from './support/audiences.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, nameOf, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const menuName = (name: string): string => `More for \u2068${name}\u2069`;
const rows = (): string[] => all('rowheader').map((row) => nameOf(row));

async function type(name: string, text: string): Promise<void> {
  const field = (await find('textbox', name)) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('the audiences of an ad account', () => {
  afterEach(clearPage);

  it('stand with their kind, people, state and end, and what is kept in sync', async () => {
    const { element } = await openAudiences();
    await sees('Your people, as a file');
    await sees('Every day at 06:30, Berlin time');
    const text = seen();
    expect(rows()).to.have.length(3);
    expect(text).to.include('48,210').and.include('Usable');
    expect(text).to.include('Too small to target').and.include('Ads need 1,000 matched people.');
    expect(text).to.include('Your people, as a stream').and.include('in 30 days');
    expect(text).to.match(/ends in 30 days/);
    expect(text).to.include('In sync');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('tell what is processing, what has ended, and why one is of no use', async () => {
    await openAudiences({
      mirrors: [],
      audiences: [
        held('7300000000000000011', 'New', { coverNum: 0, isValid: false, createTime: tiktokTime(-0.5) }),
        held('7300000000000000012', 'Old', { isValid: false, expiredTime: tiktokTime(-3) }),
        held('7300000000000000013', 'Odd', { coverNum: 0, isValid: false, audienceType: 'Rule something' }),
        held('7300000000000000014', 'Theirs', { isCreator: false, updatable: false, delivery: null }),
      ],
      routes: {
        'GET /v1/audiences/*': ({ path }) => ({
          body: { ...held(path.split('/').at(-1) ?? '', 'Odd'), message: 'The file had no known people.' },
        }),
      },
    });
    await sees('The file had no known people.');
    const text = seen();
    expect(text).to.include('Processing').and.include('Not known yet').and.include('Usually 24 to 48 hours');
    expect(text).to.include('Expired').and.include('Ads can’t use it. It can only be deleted.');
    expect(text).to.include('Rule something').and.include('Shared with this account');
    await press('button', menuName('Old'));
    await until(() => all('menuitem').length === 2, 'two things that can be done');
    expect(all('menuitem').map((item) => nameOf(item))).to.deep.equal(['All runs', 'Delete…']);
    await sendKeys({ press: 'Escape' });
    await press('button', menuName('Theirs'));
    await until(() => all('menuitem').length === 1, 'the one thing that can be done');
  });

  it('have a menu that the keyboard walks through, and that gives focus back', async () => {
    const { opened } = await openAudiences({ mirrors: [] });
    (await find('button', menuName('Newsletter'))).focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => focusedName() === 'All runs', 'the first item');
    await sendKeys({ press: 'End' });
    expect(focusedName()).to.equal('Delete…');
    await sendKeys({ press: 'ArrowDown' });
    expect(focusedName()).to.equal('All runs');
    await sendKeys({ press: 'm' });
    expect(focusedName()).to.equal('Make a lookalike…');
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === menuName('Newsletter') && all('menu').length === 0, 'focus on the button');
    await sendKeys({ press: 'Enter' });
    await until(() => focusedName() === 'All runs', 'the menu again');
    await sendKeys({ press: 'Enter' });
    expect(opened).to.deep.equal(['history 7300000000000000002 Newsletter']);
  });

  it('are renamed, and take their old name back', async () => {
    const { server, element } = await openAudiences();
    await chooseInMenu('Newsletter', 'Rename…');
    await until(() => focusedName() === 'New name', 'focus in the field');
    expect(await axeProblems(element)).to.deep.equal([]);
    await type('New name', '  ');
    await press('button', 'Rename');
    await sees('Give it a name.');
    await type('New name', 'Buyers');
    await press('button', 'Rename');
    await sees('Another audience here has this name already.');
    await type('New name', 'Readers');
    await sendKeys({ press: 'Enter' });
    await until(() => rows().some((row) => row.startsWith('Readers')), 'the new name');
    await until(() => focusedName() === menuName('Readers'), 'focus back on the row');
    await press('button', 'Undo');
    await until(() => rows().some((row) => row.startsWith('Newsletter')), 'the old name');
    expect(server.asked('PATCH /v1/audiences/*').map(({ body }) => body)).to.deep.equal([
      { name: 'Readers' },
      { name: 'Newsletter' },
    ]);
  });

  it('say what could not be taken back, under its own name, and try that again', async () => {
    const { server } = await openAudiences();
    await chooseInMenu('Newsletter', 'Rename…');
    await type('New name', 'Readers');
    await press('button', 'Rename');
    await until(() => rows().some((row) => row.startsWith('Readers')), 'the new name');
    let isDown = true;
    const newsletter = held('7300000000000000002', 'Newsletter');
    server.on('PATCH /v1/audiences/*', () => (isDown ? problem(503, 'internal_error') : { body: newsletter }));
    await press('button', 'Undo');
    await sees('We couldn’t rename the audience');
    expect(seen()).to.include('Readers').and.not.include('We couldn’t load the audiences');
    isDown = false;
    await press('button', 'Try again');
    await until(() => rows().some((row) => row.startsWith('Newsletter')), 'the old name');
    expect(seen()).to.not.include('We couldn’t rename the audience');
  });

  it('offer no lookalike of a lookalike', async () => {
    await openAudiences({
      audiences: [held('7300000000000000009', 'Alike', { audienceType: 'Lookalike Audience', delivery: null })],
    });
    (await find('button', 'More for \u2068Alike\u2069')).click();
    await find('menuitem', 'Rename…');
    expect(all('menuitem', 'Make a lookalike…')).to.have.length(0);
  });

  it('say what TikTok cuts of a stream’s name, and keep what was typed when it fails', async () => {
    await openAudiences({
      routes: {
        'PATCH /v1/audiences/*': () => problem(502, 'tiktok_error', 'TikTok refused it.', { tiktokRequestId: '2026X' }),
      },
    });
    await chooseInMenu('عملاء رمضان', 'Rename…');
    await sees('TikTok shows 70 characters of a stream’s name.');
    await type('New name', 'Ramadan');
    await press('button', 'Rename');
    await sees('We couldn’t rename the audience');
    await sees('2026X');
    expect(((await find('textbox', 'New name')) as HTMLInputElement).value).to.equal('Ramadan');
  });

  it('are deleted only by their name, and focus goes on at the next one', async () => {
    const { state } = await openAudiences();
    await chooseInMenu('Newsletter', 'Delete…');
    await until(() => focusedName() === 'Keep audience', 'focus on keeping it');
    await press('button', 'Delete audience');
    await until(() => focusedName() === 'Name of the audience', 'focus on what is missing');
    await type('Name of the audience', 'newsletter');
    await press('button', 'Delete audience');
    expect(state.audiences).to.have.length(3);
    await type('Name of the audience', 'Newsletter');
    await press('button', 'Delete audience');
    await until(() => rows().length === 2, 'two left');
    await until(() => focusedName() === menuName('عملاء رمضان'), 'focus on the next one');
  });

  it('take the offer of their old name along when they are deleted', async () => {
    await openAudiences();
    await chooseInMenu('Newsletter', 'Rename…');
    await type('New name', 'Readers');
    await press('button', 'Rename');
    await find('button', 'Undo');
    await chooseInMenu('Readers', 'Delete…');
    await type('Name of the audience', 'Readers');
    await press('button', 'Delete audience');
    await until(() => rows().length === 2, 'two left');
    expect(all('button', 'Undo')).to.have.length(0);
  });

  it('are not deleted while something works on them, and that says what to do', async () => {
    const { opened } = await openAudiences({
      routes: { 'DELETE /v1/audiences/*': () => problem(409, 'audience_in_use', 'The export exp_1 sends to it.') },
    });
    await chooseInMenu('Buyers', 'Delete…');
    await sees('It is kept in sync');
    expect(all('button', 'Delete audience')).to.have.length(0);
    await press('button', 'Stop keeping in sync…');
    await sees('Nobody is added or taken out any more');
    await press('button', 'Keep in sync');
    await chooseInMenu('Newsletter', 'Delete…');
    await type('Name of the audience', 'Newsletter');
    await press('button', 'Delete audience');
    await sees('An export still works on it');
    await press('button', 'Show its runs');
    expect(opened).to.deep.equal(['history 7300000000000000002 Newsletter']);
  });

  it('are shared with other ad accounts of the workspace, and taken back', async () => {
    let shares = [{ advertiserId: '7231904417760051203', name: '株式会社ひかり化粧品 公式アカウント', sharedAt: null }];
    const { server, element } = await openAudiences({
      routes: {
        'GET /v1/audiences/*/shares': () => ({ body: { items: shares } }),
        'POST /v1/audiences/*/shares': ({ body }) => {
          const { advertiserIds } = body as { advertiserIds: string[] };
          shares = [
            ...shares,
            ...advertiserIds.map((advertiserId) => ({ advertiserId, name: 'Casa', sharedAt: null })),
          ];
          return { body: { items: shares } };
        },
        'DELETE /v1/audiences/*/shares/*': () => ({ status: 204 }),
      },
    });
    await chooseInMenu('Newsletter', 'Share…');
    await sees('Have it already');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect((await find('button', 'Share')).getAttribute('aria-disabled')).to.equal('true');
    (await find('checkbox', /^Casa Girassol/)).click();
    await press('button', 'Share with 1 ad account');
    await sees('Every ad account of this workspace has it.');
    expect(server.asked('POST /v1/audiences/*/shares')[0]?.body).to.deep.equal({
      advertiserIds: ['7180023349915566081'],
    });
    await press('button', /^Stop sharing with .株式会社/);
    await find('checkbox', /^株式会社/);
    await press('button', 'Done');
    await sees('Shared');
  });

  it('say why TikTok refuses to share', async () => {
    await openAudiences({
      routes: {
        'GET /v1/audiences/*/shares': () => ({ body: { items: [] } }),
        'POST /v1/audiences/*/shares': () => problem(502, 'tiktok_error', 'They are in different Business Centers.'),
      },
    });
    await chooseInMenu('Newsletter', 'Share…');
    (await find('checkbox', /^Casa Girassol/)).click();
    await press('button', 'Share with 1 ad account');
    await sees('We couldn’t share the audience');
    await sees('They are in different Business Centers.');
  });

  it('make lookalikes in countries, the ad account’s own proposed', async () => {
    const countries = [
      { locationId: '6252001', name: 'United States', regionCode: 'US' },
      { locationId: '2921044', name: 'Germany', regionCode: 'DE' },
      { locationId: '3017382', name: 'France', regionCode: 'FR' },
    ];
    const { server, element } = await openAudiences({
      routes: {
        'GET /v1/locations': () => ({ body: { items: countries } }),
        'POST /v1/audiences/*/lookalikes': () => ({ status: 201, body: { customAudienceId: '7300000000000000099' } }),
      },
    });
    await chooseInMenu('Newsletter', 'Make a lookalike…');
    await sees('1 chosen');
    expect(await axeProblems(element)).to.deep.equal([]);
    (await find('checkbox', 'Germany')).click();
    await press('button', 'Make the lookalike');
    await sees('Choose at least one country.');
    const search = (await find('searchbox', 'Find a country')) as HTMLInputElement;
    search.value = 'fra';
    search.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => all('checkbox', 'United States').length === 0, 'what was found');
    (await find('checkbox', 'France')).click();
    (await find('radio', /^Narrow/)).click();
    await press('button', 'Make the lookalike');
    await until(() => all('dialog').length === 0, 'the end of the dialog');
    expect(server.asked('POST /v1/audiences/*/lookalikes')[0]?.body).to.deep.equal({
      name: 'Lookalike of Newsletter',
      audienceSize: 'NARROW',
      locationIds: ['3017382'],
      includeSource: false,
    });
    expect(server.asked('GET /v1/audiences')).to.have.length(2);
  });

  it('warn before they are for Reach & Frequency, from which there is no way back', async () => {
    const { server } = await openAudiences();
    await chooseInMenu('Newsletter', 'Use for reach & frequency…');
    await sees('There is no way back.');
    await until(() => focusedName() === 'Leave it as it is', 'focus on leaving it');
    await press('button', 'Use for Reach & Frequency');
    await until(() => all('dialog').length === 0, 'the end of the dialog');
    expect(server.asked('PATCH /v1/audiences/*')[0]?.body).to.deep.equal({ audienceSubType: 'REACH_FREQUENCY' });
  });

  it('offer to send more people where the page around can', async () => {
    const sent: string[] = [];
    await openAudiences({ sendMore: ({ name }, advertiserId) => sent.push(`${name} ${advertiserId}`) });
    await chooseInMenu('Newsletter', 'Send more people…');
    expect(sent).to.deep.equal([`Newsletter ${ADVERTISER}`]);
  });

  it('come page by page, and the keyboard goes on where the next page begins', async () => {
    const many = Array.from({ length: 60 }, (_, index) => held(`73000000000000001${10 + index}`, `List ${index}`));
    await openAudiences({ audiences: many, mirrors: [] });
    await sees('50 shown, there are more');
    await press('button', 'Show more');
    await until(() => rows().length === 60, 'all of them');
    await until(() => focusedName() === menuName('List 50'), 'focus on the first that came');
  });

  it('follow the ad account chosen around them, and can be looked at in another one', async () => {
    const { element, server, state } = await openAudiences();
    const asked = () => server.asked('GET /v1/audiences').map(({ query }) => query.get('advertiserId'));
    await sees('Usable');
    const choice = (await find('combobox', 'Ad account')) as HTMLSelectElement;
    choice.value = '7231904417760051203';
    choice.dispatchEvent(new Event('change'));
    await until(() => asked().at(-1) === '7231904417760051203', 'the other account');
    state.advertiserId = '7180023349915566081';
    element.accountChanged();
    await until(() => asked().at(-1) === '7180023349915566081', 'the account chosen around it');
    state.advertiserId = null;
    element.accountChanged();
    await sees('No ad account is chosen');
  });

  it('say that there are none, that the sandbox has none, and who may see them', async () => {
    await openAudiences({ audiences: [], mirrors: [] });
    await sees('No audiences in this ad account');
    clearPage();
    await openAudiences({
      mirrors: [],
      routes: { 'GET /v1/audiences': () => problem(422, 'tiktok_not_in_sandbox', 'No audiences there.') },
    });
    await sees('TikTok’s sandbox has no audiences');
    clearPage();
    const refused = () => problem(403, 'permission_denied');
    await openAudiences({ routes: { 'GET /v1/audiences': refused, 'GET /v1/mirrors': refused } });
    await sees('You can’t see the audiences');
  });

  it('fail with TikTok’s request id, and are tried again; what was shown stays', async () => {
    const { server, state } = await openAudiences({
      mirrors: [],
      routes: {
        'GET /v1/audiences': () =>
          problem(502, 'tiktok_unavailable', 'TikTok did not answer.', { tiktokRequestId: '20260312X' }),
      },
    });
    await sees('We couldn’t load the audiences');
    await sees('20260312X');
    const works = () => ({ body: { items: state.audiences, nextCursor: null } });
    server.on('GET /v1/audiences', works);
    await press('button', 'Try again');
    await until(() => rows().length === 3, 'the audiences');
    server.on('GET /v1/audiences', () => problem(502, 'tiktok_unavailable', 'TikTok did not answer.'));
    await press('button', 'Look again');
    await sees('TikTok did not answer.');
    expect(rows()).to.have.length(3);
  });

  it('only show themselves to whoever may not export', async () => {
    await openAudiences({ permissions: ['read'], mirrors: [mirror()] });
    await sees('Changing audiences needs the Export permission.');
    expect(all('button', /^Run/)).to.have.length(0);
    await press('button', menuName('Newsletter'));
    await until(() => all('menuitem').length === 1, 'one thing to do');
    expect(nameOf(await find('menuitem'))).to.equal('All runs');
  });
});
