import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { axeProblems } from './support/axe.ts';
import { audience, exported, ExportServer, READY_COUNTS, SEGMENTS } from './support/export-server.ts';
import { chooseAudience, chooseFile, openExporter as open, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const VIP = audience('7001', 'VIP buyers 2026-03');

describe('<tiktok-audience-exporter>', () => {
  afterEach(clearPage);

  it('exports a segment in five presses, and shows the numbers before anything is sent', async () => {
    const { element, server, events, details } = await open({ audiences: [VIP] });
    server.findings = [
      { code: 'audience_limit_near', severity: 'info', message: 'The account has 391 of 400 audiences.' },
    ];
    await sees('Step 1 of 5');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue');
    await sees('Step 2 of 5');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue');
    await sees('Step 3 of 5');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue');
    await sees('No other audience here has this name.');
    expect(((await find('textbox', 'Name')) as HTMLInputElement).value).to.match(
      /^Bought in the last 90 days, \w+ \d{4}$/,
    );
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({
      advertiserId: '7104856021930123265',
      segmentId: 'buyers',
      attributes: ['email', 'phone', 'firstName', 'country', 'googleAdvertisingId'],
    });
    server.move('receiving', { counts: { ...READY_COUNTS, rows: 12_000 } });
    await sees('12,000 people fetched so far');
    server.move('ready', { counts: READY_COUNTS });
    await sees('of 25,000 people are ready to send');
    // The account's room is read on its own and may come later than the report.
    await sees('The account has 391 of 400 audiences.');
    for (const text of [
      '24,112',
      'Duplicates, sent once',
      '612',
      'Phone can’t be read',
      '188',
      'Nothing has been sent to TikTok yet.',
    ]) {
      expect(seen()).to.include(text);
    }
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
    await pressFree('Send 24,112 people');
    await sees('Sending 24,112 people');
    expect(seen()).to.include('8,000 of 24,112 people sent').and.include('You can leave this page.');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.move('processing', { peopleUploaded: 24_112 });
    await sees('TikTok matches your people now. That usually takes 24 to 48 hours');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.move('completed', {
      customAudienceId: '7002',
      audienceProgress: {
        isValid: true,
        coverNum: 19_874,
        message: null,
        expiredTime: '2027-03-12 00:00:00',
        isExpiring: false,
        checkedAt: '2026-03-13T19:40:00.000Z',
      },
    });
    await sees('Your audience is ready');
    expect(seen())
      .to.match(/matched by TikTok 19,874 sent by you 24,112/)
      .and.include('1,204 values were hashed already');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect([events[0], events.at(-1)]).to.deep.equal(['tiktok-export-started', 'tiktok-export-finished']);
    expect(details[0]).to.deep.equal({
      exportId: 'exp_00000001',
      advertiserId: '7104856021930123265',
      segmentId: 'buyers',
      hostSendsPeople: false,
    });
    expect(details.at(-1)).to.deep.equal({
      exportId: 'exp_00000001',
      state: 'completed',
      customAudienceId: '7002',
      coverNum: 19_874,
      errorCode: null,
    });
  });

  it('needs at least one of the four, and asks for a country when none is mapped', async () => {
    const { mapping } = { mapping: { email: 'email', phone: 'mobile_phone', city: 'city' } };
    const { server } = await open({ mapping });
    await toStep('What');
    await sees('Country is not among your columns');
    const country = (await find('combobox', 'Country of phone numbers without a country code')) as HTMLSelectElement;
    await until(() => country.options.length > 200, 'the countries');
    country.value = 'DE';
    country.dispatchEvent(new Event('change'));
    for (const name of ['Email', 'Phone']) (await find('checkbox', name)).click();
    await press('button', 'Continue');
    await sees('Choose at least one of the four');
    (await find('checkbox', 'Phone')).click();
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({
      attributes: ['phone', 'city'],
      defaultCountry: 'DE',
    });
  });

  it('preselects nothing that loses people, and replaces only after the number was confirmed', async () => {
    const { element, server } = await open({
      audiences: [VIP, audience('7009', 'Site visitors', { updatable: false })],
    });
    await toStep('Audience');
    (await find('radio', 'Existing audience')).click();
    await press('button', 'Check before sending');
    await sees('Choose an audience');
    await chooseAudience('vip', /^VIP buyers/);
    const add = (await find('radio', /^Add people/)) as HTMLInputElement;
    expect(add.checked).to.equal(true);
    expect(seen()).to.include('up to 73,210').and.include('23,210 or more').and.include('up to 25,000');
    expect(await axeProblems(element)).to.deep.equal([]);
    (await find('radio', /^Replace everyone/)).click();
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({
      audience: { update: { customAudienceId: '7001', action: 'REPLACE' } },
    });
    server.move('ready', { counts: READY_COUNTS });
    await pressFree('Replace with 24,112 people');
    await sees('Replace everyone in “VIP buyers 2026-03”?');
    await until(() => focusedName() === 'Keep the audience', 'focus on the harmless button');
    expect(seen()).to.include('TikTok takes out all 48,210 people first.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Replace everyone');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
    (await find('checkbox', 'Take out the 48,210 people who are there now')).click();
    await until(
      () => all('button', 'Replace everyone')[0]?.getAttribute('aria-disabled') !== 'true',
      'the red button free',
    );
    await press('button', 'Replace everyone');
    await sees('Sending 24,112 people');
  });

  it('goes on following an export when it is moved in the page', async () => {
    const { element, server } = await open();
    await toStep('Audience');
    await press('button', 'Check before sending');
    await sees('Fetching people…');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    server.move('ready', { counts: READY_COUNTS });
    await sees('of 25,000 people are ready to send');
    expect(server.asked('POST /v1/exports')).to.have.length(1);
  });

  it('reads a file anew, into a new export, when it is moved before the file is through', async () => {
    const { element, server } = await open();
    await toStep('Who');
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    server.on('PUT /v1/exports/*/records', async () => {
      await mayAnswer;
      return { body: server.move('ready', { counts: READY_COUNTS }) };
    });
    await chooseFile('email\nana@example.com\n');
    await sees('1 row');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.asked('PUT /v1/exports/*/records').length === 1, 'an upload');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(element);
    await until(() => server.asked('POST /v1/exports').length === 2, 'a second export');
    expect(server.asked('POST /v1/exports/*/cancel')).to.have.length(1);
    answer();
    await sees('people are ready to send');
  });

  it('keeps the audience on Esc and gives focus back to the button that asked', async () => {
    const { server } = await open({ audiences: [VIP] });
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    (await find('radio', /^Remove people/)).click();
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    server.move('ready', { counts: READY_COUNTS });
    const remove = await find('button', 'Remove 24,112 people');
    remove.focus();
    await sendKeys({ press: 'Enter' });
    await sees('Remove 24,112 people from “VIP buyers 2026-03”?');
    await sendKeys({ press: 'Escape' });
    await until(() => focusedName() === 'Remove 24,112 people', 'focus back');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
  });

  it('never asks for more people where people are taken out, and says when TikTok may refuse', async () => {
    const { server } = await open({ audiences: [{ ...VIP, coverNum: 1_100 }] });
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    (await find('radio', /^Remove people/)).click();
    server.findings = [{ code: 'audience_too_small', severity: 'blocker', message: 'TikTok refuses this.' }];
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    server.move('ready', { counts: { ...READY_COUNTS, rows: 300, ready: 300, duplicates: 0, rejectedRows: 0 } });
    await find('button', 'Remove 300 people');
    await sees('One thing stops this export');
    expect(seen()).to.include('Too few people would remain').and.not.include('Too few for ads');
    expect(all('button', 'Choose more people')).to.have.length(0);
  });

  it('waits for the host to send the people of a segment without a source', async () => {
    const { server, details } = await open();
    await toStep('Who');
    (await find('radio', /^VIP customers/)).click();
    await toStep('Audience');
    await press('button', 'Check before sending');
    await sees('Waiting for your product to send the people');
    expect(details[0]).to.deep.include({ segmentId: 'vip', hostSendsPeople: true });
    server.findings = [{ code: 'too_small_to_target', severity: 'warning', message: 'Ads need 1,000 matches.' }];
    server.move('ready', { counts: { ...READY_COUNTS, rows: 1200, ready: 874, duplicates: 0, rejectedRows: 326 } });
    await sees('Too few for ads');
    await press('button', 'Choose more people');
    await sees('Step 2 of 5');
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the unsent export cancelled');
  });

  it('explains a failure with TikTok’s request id, and goes on from what is done', async () => {
    const failed = exported({
      state: 'failed',
      counts: READY_COUNTS,
      peopleUploaded: 8000,
      chunks: { total: 3, uploaded: 1 },
      error: {
        code: 'tiktok_token_rejected',
        message: 'Sign in again and the rest follows.',
        tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
      },
      timeline: [
        { state: 'receiving', at: '2026-03-12T14:02:11.000Z' },
        { state: 'ready', at: '2026-03-12T14:02:12.000Z' },
        { state: 'uploading', at: '2026-03-12T14:02:13.000Z' },
      ],
    });
    const { element, server } = await open({ history: [failed] });
    server.current = failed;
    await press('button', 'Open the export of 90-day buyers, March 2026');
    await sees('Export paused');
    expect(seen())
      .to.include('TikTok refused the sign-in')
      .and.include('8,000 of 24,112 people are already there and won’t be sent twice.')
      .and.include('202603121432070A9F3C51E77B20D4C8');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Try again');
    await sees('Sending 24,112 people');
    expect(server.asked('POST /v1/exports/*/retry')).to.have.length(1);
    await press('button', 'Cancel export');
    await sees('8,000 people are at TikTok already and stay there.');
    all('button', 'Cancel export').at(-1)?.click();
    await sees('Export cancelled');
  });

  it('keeps an export of the history up to date that nobody has opened', async () => {
    const item = exported({ id: 'exp_00000002', state: 'processing', counts: READY_COUNTS, peopleUploaded: 24_112 });
    const ready = exported({
      ...item,
      state: 'completed',
      audienceProgress: {
        isValid: true,
        coverNum: 19_874,
        message: null,
        expiredTime: null,
        isExpiring: false,
        checkedAt: '2026-03-12T14:02:11.000Z',
      },
    });
    let asked = 0;
    await open({
      routes: {
        'GET /v1/exports': () => {
          asked += 1;
          return { body: { items: [asked === 1 ? item : ready], nextCursor: null } };
        },
      },
    });
    await sees('24 to 48 h');
    await sees('19,874 of 24,112 matched');
  });

  it('lists earlier exports with their result, and downloads a file', async () => {
    const items = [
      exported({ id: 'exp_00000002', state: 'processing', counts: READY_COUNTS, peopleUploaded: 24_112 }),
      exported({
        id: 'exp_00000003',
        state: 'completed',
        counts: READY_COUNTS,
        audience: { create: { name: 'عملاء رمضان' } },
        audienceProgress: {
          isValid: false,
          coverNum: 612,
          message: null,
          expiredTime: null,
          isExpiring: false,
          checkedAt: '2026-03-12T14:02:11.000Z',
        },
      }),
    ];
    const asked: string[] = [];
    const { element } = await open({
      history: items,
      routes: {
        'GET /v1/exports/*/rejects.csv': ({ path }) => ({ body: asked.push(path) ? 'row,attribute,reason\n' : '' }),
      },
    });
    await sees('24 to 48 h');
    expect(seen()).to.include('Processing').and.include('Too small').and.include('612 matched; ads need 1,000.');
    expect(all('row')).to.have.length(3);
    expect(await axeProblems(element)).to.deep.equal([]);
    const clicks: string[] = [];
    const watch = (event: Event) => {
      if (event.target instanceof HTMLAnchorElement) clicks.push(event.target.download);
    };
    HTMLAnchorElement.prototype.click = function () {
      clicks.push(this.download);
    };
    document.addEventListener('click', watch);
    await press('button', /Download rejected rows of 90-day buyers/);
    await until(() => clicks.length === 1, 'a download');
    // The method is HTMLElement's: what was put before it goes again.
    Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    document.removeEventListener('click', watch);
    expect(clicks).to.deep.equal(['90-day buyers, March 2026 rejects.csv']);
    expect(asked).to.deep.equal(['/v1/exports/exp_00000002/rejects.csv']);
  });

  it('shows nothing to press without the permission to export', async () => {
    const { element } = await open({ permissions: ['read'] });
    await sees('You can look, but not export');
    expect(all('button', 'Continue')).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('explains empty and failed starts, and loads again', async () => {
    const empty = await open({ accounts: [] });
    await sees('No ad accounts yet');
    expect(await axeProblems(empty.element)).to.deep.equal([]);
    clearPage();
    let isDown = true;
    const server = new ExportServer({
      routes: {
        'GET /v1/segments': () =>
          isDown
            ? problem(500, 'internal_error', 'The disk is full.')
            : { body: { items: SEGMENTS, nextCursor: null } },
      },
    });
    const element = document.createElement('tiktok-audience-exporter');
    element.client = server.client;
    document.body.append(element);
    await sees('We couldn’t load what you can export');
    expect(await axeProblems(element)).to.deep.equal([]);
    isDown = false;
    await press('button', 'Try again');
    await sees('Step 1 of 5');
  });
});
