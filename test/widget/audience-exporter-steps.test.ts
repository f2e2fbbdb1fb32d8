import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { createClient } from '../../widget/client/client.ts';
import { OPEN_TAB_EVENT, type OpenTabEvent } from '../../widget/element/open-tab.ts';
import { axeProblems } from './support/axe.ts';
import { account, ACCOUNTS, audience, MAPPING, SEGMENTS } from './support/export-server.ts';
import { chooseAudience, openExporter as open, openMore, select, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const checked = (name: string | RegExp) => find('checkbox', name).then((box) => (box as HTMLInputElement).checked);

describe('<tiktok-audience-exporter>, step by step', () => {
  afterEach(clearPage);

  it('finds one of 3,000 ad accounts, draws a page of them, and keeps the chosen one in sight', async () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      account(`71${String(index).padStart(17, '0')}`, `Shop ${index}`, index === 0 ? { status: 'suspended' } : {}),
    );
    const { element } = await open({ accounts: many });
    await sees('Showing 50 of 3,000.');
    expect(all('radio', /^Shop/)).to.have.length(50);
    expect(seen()).to.not.include('Suspended');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Show 50 more');
    await until(() => all('radio', /^Shop/).length === 100, 'the next page');
    const search = (await find('textbox', 'Find by name or ID')) as HTMLInputElement;
    search.value = '0002718';
    search.dispatchEvent(new InputEvent('input'));
    await until(() => all('radio', /^Shop/).length === 1, 'the one that was searched for');
    (await find('radio', /^Shop 2718/)).click();
    search.value = 'nothing like it';
    search.dispatchEvent(new InputEvent('input'));
    await sees('No ad account has “nothing like it” in its name or ID.');
    expect(seen()).to.include('Still chosen: Shop 2718');
    search.value = '';
    search.dispatchEvent(new InputEvent('input'));
    await until(() => (all('radio', /^Shop 2718/)[0] as HTMLInputElement | undefined)?.checked === true, 'the choice');
    await press('button', 'Continue');
    await sees('Shop 2718');
  });

  it('says why an account cannot take exports, and starts the sign-in that helps', async () => {
    const { server } = await open({
      permissions: ['read', 'export', 'connect'],
      accounts: [
        ...ACCOUNTS,
        account('7180023349915566082', 'Read-only shop', { status: 'read_only', connectionId: 'con_00000001' }),
        account('7180023349915566083', 'Closed shop', { status: 'suspended' }),
        account('7180023349915566084', 'Analysed shop', {
          role: 'ANALYST',
          status: 'read_only',
          statusReason: { code: 'tiktok_permission_denied', message: 'An analyst only reads.' },
        }),
        account('7180023349915566086', 'New shop', {
          status: 'read_only',
          statusReason: { code: 'tiktok_permission_denied', message: 'Not approved.' },
        }),
        account('7180023349915566085', 'Lost shop', { status: 'no_permission', role: null }),
      ],
      routes: { 'POST /v1/connections/attempts': () => problem(503, 'internal_error') },
    });
    await sees('Read-only. Sign in again to export to it.');
    expect(seen())
      .to.include('Disconnected. Sign in again to export to it.')
      .and.include('Appeal in TikTok Ads Manager')
      .and.include('Ask an Admin of this ad account to make you an Operator.')
      .and.include('TikTok has not approved it yet, so it can only be read. See why')
      .and.include('Access lost.');
    expect(all('radio', /shop|Girassol/).every((radio) => (radio as HTMLInputElement).disabled)).to.equal(true);
    const started: unknown[] = [];
    const connect = document
      .querySelector('tiktok-audience-exporter')
      ?.shadowRoot?.querySelector<HTMLElement & { start: (options: unknown) => void }>('tiktok-connect-button');
    if (connect == null) throw new Error('there is no connect button');
    connect.start = (options) => void started.push(options);
    await press('button', 'Sign in again to export to Read-only shop');
    expect(started).to.have.length(1);
    expect(started[0]).to.deep.include({ connectionId: 'con_00000001' });
    expect(server.asked('POST /v1/exports')).to.have.length(0);
  });

  it('asks somebody else to sign in where this person may not', async () => {
    const { element } = await open({ permissions: ['read', 'export'], accounts: [ACCOUNTS[2] as never] });
    await sees('No ad account can take exports right now');
    expect(seen()).to.include('Disconnected. Signing in again needs the Connect permission.');
    expect(all('button', /^Sign in again/)).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(all('button', 'Continue')).to.have.length(0);
  });

  it('leads from missing segments to a file', async () => {
    await open({ segments: [] });
    await toStep('Who');
    (await find('radio', 'Segment')).click();
    await sees('No segments yet');
    expect(all('button', 'Continue')).to.have.length(0);
    await press('button', 'Use a CSV file');
    await sees('Drop a CSV file here or');
    await find('button', 'Continue');
  });

  it('searches 500 segments, and says how old and how large each is', async () => {
    const segments = Array.from({ length: 500 }, (_, index) => ({
      ...(SEGMENTS[0] as (typeof SEGMENTS)[number]),
      segmentId: `s${index}`,
      name: index === 499 ? 'Kundinnen über 30' : `Segment ${index}`,
      size: index === 499 ? null : 25_000 + index,
      updatedAt: new Date(Date.now() - 20 * 60_000).toISOString(),
    }));
    await open({ segments });
    await toStep('Who');
    await sees('Showing 50 of 500.');
    expect(seen()).to.include('Updated 20 minutes ago').and.include('25,007 people');
    const search = (await find('textbox', 'Find a segment')) as HTMLInputElement;
    search.value = 'uber';
    search.dispatchEvent(new InputEvent('input'));
    await until(() => all('radio', /^Kundinnen/).length === 1, 'the segment');
    expect(seen()).to.include('Size not known');
    (await find('radio', /^Kundinnen/)).click();
    await press('button', 'Continue');
    await sees('\u2068Kundinnen über 30\u2069 · Size not known');
  });

  it('says how many people have each match key, and moves columns in one press', async () => {
    const filled = { email: 24_871, mobile_phone: 18_377, gaid: 6120 };
    const { element, server } = await open({ segments: [{ ...(SEGMENTS[0] as never as object), filled } as never] });
    await toStep('What');
    expect(seen())
      .to.include('People who have it')
      .and.include('Email 24,871 people have it')
      .and.include('Google advertising ID 6,120');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Select none');
    expect(await checked('First name')).to.equal(false);
    expect(await checked('Country')).to.equal(false);
    expect(await checked('Email')).to.equal(true);
    await press('button', 'Select all');
    expect(await checked('Country')).to.equal(true);
    await toStep('Audience');
    await sees('Email, Phone, Google advertising ID · 2 columns');
    await press('button', 'Change what');
    await until(() => focusedName() === 'What', 'focus on the step');
    expect(server.asked('POST /v1/exports')).to.have.length(0);
  });

  it('opens the mapping where settings are around it, and says where it is where it stands alone', async () => {
    await open();
    await toStep('What');
    await press('button', 'Map it: Apple IDFA');
    await sees('Map it in the property mapping of your product.');
    clearPage();
    const asked: unknown[] = [];
    const take = (event: Event) => {
      event.preventDefault();
      asked.push((event as OpenTabEvent).detail);
    };
    document.addEventListener(OPEN_TAB_EVENT, take);
    try {
      await open();
      await toStep('What');
      await press('button', 'Map it: Apple IDFA');
      expect(asked.at(-1)).to.deep.equal({ tab: 'mapping', attribute: 'appleIdfa' });
    } finally {
      document.removeEventListener(OPEN_TAB_EVENT, take);
    }
  });

  it('keeps the email rule and the country of numbers one disclosure away', async () => {
    const { server } = await open();
    await toStep('Audience');
    expect(all('radio', /^As older tools do/)).to.have.length(0);
    await openMore();
    (await find('radio', /^As older tools do/)).click();
    const country = /^Country of phone numbers/;
    await until(() => ((all('combobox', country)[0] as HTMLSelectElement).options.length ?? 0) > 200, 'the countries');
    await select(country, /^Brazil$/);
    await sees('numbers from Brazil · emails as older tools do');
    await press('button', 'Use Germany, as for the ad account');
    await sees('numbers from Germany');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({ emailRule: 'legacy', defaultCountry: 'DE' });
  });

  it('says that nothing is mapped before anything else', async () => {
    const { element } = await open({ mapping: { city: 'city' } });
    await sees('Nothing to match people on yet');
    expect(await axeProblems(element)).to.deep.equal([]);
    await toStep('What');
    await press('button', 'Continue');
    await sees('Choose at least one of the four that TikTok matches on.');
  });

  it('finds one of 500 audiences by typing, with a reason at each that cannot be changed', async () => {
    const audiences = Array.from({ length: 500 }, (_, index) =>
      audience(`70${index}`, { 1: 'Site visitors', 317: 'Kundinnen März' }[index] ?? `Audience ${index}`, {
        coverNum: 2000 + index,
        ...(index === 1 ? { updatable: false, audienceType: 'Engagement Audience' } : {}),
        ...(index === 317 ? { expiredTime: '2031-09-08 00:00:00' } : {}),
      }),
    );
    const { element } = await open({ audiences });
    await toStep('Audience');
    (await find('radio', 'Existing audience')).click();
    await find('button', 'Audience: Choose an audience');
    await press('button', 'Check before sending');
    await sees('Choose an audience Check before sending');
    await until(() => focusedName() === 'Audience: Choose an audience', 'focus on the field that is missing');
    await sendKeys({ press: 'ArrowDown' });
    await sees('500 of 500 audiences');
    expect(seen()).to.include('2,000 matched');
    await sendKeys({ type: 'marz' });
    await sees('1 of 500 audiences');
    await sendKeys({ press: 'Enter' });
    await sees('2,317');
    expect(seen())
      .to.match(/ends [^·]*2031/)
      .and.include('up to 27,317')
      .and.include('0 or more');
    expect(await axeProblems(element)).to.deep.equal([]);
    await chooseAudience('site', /^Site visitors/);
    expect(seen()).to.include('Only audiences made from a file or a stream can be changed.');
    await sendKeys({ press: 'Escape' });
    expect(all('radio', /^Add people/)).to.have.length(1);
  });

  it('takes the way from a taken name to the audience that has it', async () => {
    const { element } = await open({ audiences: [audience('7001', 'VIP buyers')] });
    await toStep('Audience');
    const name = (await find('textbox', 'Name')) as HTMLInputElement;
    await sees('No other audience here has this name.');
    name.value = 'VIP buyers';
    name.dispatchEvent(new InputEvent('input'));
    await sees('Another audience in this ad account has this name.');
    expect(seen()).to.include('10 of 128');
    await press('button', 'Check before sending');
    await until(() => focusedName() === 'Name', 'focus on the field at fault');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'add to that audience');
    await find('button', /^Audience: VIP buyers/);
    expect(((await find('radio', /^Add people/)) as HTMLInputElement).checked).to.equal(true);
  });

  it('sets a fixed end within TikTok’s limits, and takes it back', async () => {
    const { server } = await open();
    await toStep('Audience');
    await openMore();
    (await find('checkbox', /^End on a fixed day/)).click();
    const days = (await find('spinbutton', 'Days until it ends')) as HTMLInputElement;
    await until(() => focusedName() === 'Days until it ends', 'focus on the field');
    days.value = '366';
    days.dispatchEvent(new InputEvent('input'));
    await sees('Use a whole number from 1 to 365.');
    await press('button', 'Check before sending');
    await sees('Step 4 of 5');
    days.value = '30';
    days.dispatchEvent(new InputEvent('input'));
    await sees('Nothing extends it.');
    (await find('textbox', 'Name')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export');
    expect(server.asked('POST /v1/exports')[0]?.body).to.have.nested.property('audience.create.retentionInDays', 30);
  });

  it('goes on without the audiences of the account, says so, and loads them again', async () => {
    let isDown = true;
    const { element } = await open({
      routes: {
        'GET /v1/audiences': () =>
          isDown
            ? problem(502, 'tiktok_unavailable', 'TikTok did not answer.')
            : { body: { items: [audience('7001', 'VIP buyers')], nextCursor: null } },
      },
    });
    await toStep('Audience');
    await sees('We couldn’t load this account’s audiences');
    expect(((await find('textbox', 'Name')) as HTMLInputElement).value).to.match(/^Bought in the last 90 days/);
    expect(await axeProblems(element)).to.deep.equal([]);
    (await find('radio', 'Existing audience')).click();
    isDown = false;
    await press('button', 'Try again');
    await find('button', 'Audience: Choose an audience');
  });

  it('offers a new audience where none can be changed', async () => {
    await open({ audiences: [audience('7001', 'Site visitors', { updatable: false })] });
    await toStep('Audience');
    (await find('radio', 'Existing audience')).click();
    await sees('This ad account has 1 audience, but none that takes people from here.');
    expect(all('button', 'Check before sending')).to.have.length(0);
    await press('button', 'Create a new one');
    await until(() => focusedName() === 'Name', 'focus on the name');
  });

  it('shows the real layout while it loads, and moves focus and voice with the steps', async () => {
    const element = document.createElement('tiktok-audience-exporter');
    element.client = createClient({
      serverUrl: 'https://server.example',
      fetchSessionToken: async () => 'token',
      fetch: () => new Promise<Response>(() => undefined),
    });
    document.body.append(element);
    await sees('Export an audience');
    await until(() => element.shadowRoot?.querySelector('[aria-busy="true"]') != null, 'a busy panel');
    for (const name of ['Account', 'Who', 'What', 'Audience', 'Check']) expect(seen()).to.include(name);
    expect(await axeProblems(element)).to.deep.equal([]);
    clearPage();
    const { element: real } = await open({ mapping: MAPPING });
    await press('button', 'Continue');
    await until(() => focusedName() === 'Who', 'focus on the step');
    expect(real.shadowRoot?.querySelector('[role=status]')?.textContent).to.include('Step 2 of 5: Who');
  });
});
