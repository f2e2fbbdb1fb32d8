import { expect } from 'chai';
import { kindOf, readList } from '../../widget/audience-exporter/pasted-list.ts';
import { axeProblems } from './support/axe.ts';
import { hex } from './support/csv-worker.ts';
import type { CreateMirror } from '../../shared/mirrors.ts';
import { account, audience, type ExportServer, MAPPING, mirror, READY_COUNTS } from './support/export-server.ts';
import { chooseAudience, chooseFile, openExporter as open, openMore, select, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, pressFree, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const VIP = audience('7001', 'VIP buyers 2026-03');
const WITH_CONSENT = { ...MAPPING, consent: 'may_send' };

async function pasteList(text: string): Promise<void> {
  (await find('radio', 'Paste a list')).click();
  const field = await until(
    () => document.querySelector('tiktok-audience-exporter')?.shadowRoot?.querySelector('textarea'),
    'a field for the list',
  );
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('an export in few presses', () => {
  afterEach(clearPage);

  it('takes a first-time user five clicks from an empty page to Send, with nothing typed or chosen', async () => {
    const { element, server } = await open({ accounts: [account('7104856021930123265', 'Nordlys Outdoor')] });
    let clicks = 0;
    element.addEventListener('click', () => clicks++);
    for (let step = 0; step < 3; step++) await press('button', 'Continue');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export opened');
    server.move('ready', { counts: READY_COUNTS });
    await pressFree('Send 24,112 people');
    await sees('Sending 24,112 people');
    expect(clicks).to.equal(5);
  });
});

describe('ways in', () => {
  afterEach(clearPage);

  it('hashes a pasted list of mixed lines in the worker, and never sends a line as it is', async () => {
    const { element, server } = await open();
    await toStep('Who');
    await pasteList('Ana@Example.com\n+49 171 1234567\n"bo@example.com", carl@example.com\n\nnot a person\n');
    await sees('1 line looks like none of these and will be left out.');
    expect(seen()).to.match(/Email 3 Phone 1/);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue');
    await sees('Step 3 of 5');
    expect(seen()).to.include('Pasted list · 5 lines').and.include('None in your list.');
    await toStep('Audience');
    expect(((await find('textbox', 'Name')) as HTMLInputElement).value).to.match(/^Pasted list, /);
    await press('button', 'Check before sending');
    await sees('people are ready to send');
    const sent = server.uploaded.join('');
    expect(sent)
      .to.include(await hex('ana@example.com'))
      .and.include(await hex('+491711234567'));
    expect(sent).to.not.match(/example|not a person|171/i);
    expect(sent.trimEnd().split('\n')).to.have.length(6);
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({ attributes: ['email', 'phone'] });
  });

  it('asks what hashed lines are of, and says what no line is', async () => {
    const { server } = await open();
    await toStep('Who');
    await press('button', 'Continue');
    await toStep('What');
    await press('button', 'Change who');
    await pasteList('hello\nworld');
    await press('button', 'Continue');
    await sees('No line has an email, a phone number or a device ID.');
    const hash = await hex('+491711234567');
    await pasteList(`ana@example.com\n${hash}\n${hash.toUpperCase()}`);
    await select(/^What are the hashed lines/, /^Phone$/);
    await sees('Phone 2');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    expect(server.uploaded[0]?.split('\n')[2]).to.equal(`,${hash}`);
  });

  it('says that a list holds only what is not mapped', async () => {
    await open();
    await toStep('Who');
    await pasteList('AEBE52E7-03EE-455A-B3C4-E57283966239');
    await press('button', 'Continue');
    await sees('Apple IDFA is not mapped to a property yet');
    await press('button', 'Clear the list');
    await until(() => focusedName().startsWith('Emails, phone numbers'), 'focus on the field');
  });

  it('judges each line by its looks alone', () => {
    expect(
      ['a@b.co', '+49 (171) 12-34', '38400000-8cf0-11bd-b23e-10b96e40000d', 'AEBE52E7-03EE-455A-B3C4-E57283966239'].map(
        (line) => kindOf(line),
      ),
    ).to.deep.equal(['email', 'phone', 'googleAdvertisingId', 'appleIdfa']);
    expect([kindOf('f'.repeat(64)), kindOf('12'), kindOf('Ana')]).to.deep.equal(['hashed', null, null]);
    expect(readList('\n , ;\n')).to.equal(null);
    expect(readList('Ana Lima <ana@example.com>; bo@example.com')).to.deep.include({ lines: 2, found: { email: 2 } });
    expect(readList(`+4917112\n${'0'.repeat(32)}`)).to.deep.include({ hashed: 1, hashedAs: 'phone' });
  });

  it('writes who agreed into the upload, and says how many rows that leaves out', async () => {
    const { element, server } = await open({ mapping: WITH_CONSENT });
    await toStep('Who');
    await chooseFile(
      'email,may_send\nana@example.com,YES\nbo@example.com,opted-out\ncarl@example.com,\ndi@example.com,hm\n',
    );
    await sees('3 rows without consent will be left out.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    const lines = server.uploaded[0]?.trimEnd().split('\n') ?? [];
    expect(lines[0]).to.equal('email,consent');
    expect(lines.slice(1).map((line) => line.split(',')[1])).to.deep.equal([
      'true',
      'false',
      'false',
      '!unknown_consent',
    ]);
    expect(lines[1]?.split(',')[0]).to.equal(await hex('ana@example.com'));
  });

  it('does not go on without the consent column until one is matched', async () => {
    const { server } = await open({ mapping: WITH_CONSENT });
    await toStep('Who');
    await chooseFile('email,ok\nana@example.com,1\n');
    await sees('No column for Consent');
    await press('button', 'Continue');
    await until(() => focusedName() === 'Column for Consent', 'focus on the list of columns');
    expect(seen()).to.include('Step 2 of 5');
    await select('Column for Consent', /^\W*ok/);
    await sees('Everyone in the rows looked at has agreed.');
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    expect(server.uploaded[0]).to.match(/^email,consent\n[0-9a-f]{64},true\n$/);
  });

  it('takes people out without asking for consent, and then lets nobody be sent', async () => {
    const { element, server } = await open({ mapping: WITH_CONSENT, audiences: [VIP] });
    await toStep('Who');
    await chooseFile('email\nana@example.com\n');
    await sees('No column for Consent');
    await press('button', 'Only take people out');
    await sees('These people are only taken out of an audience.');
    await until(() => focusedName() === 'Continue', 'focus on the way on');
    expect(await axeProblems(element)).to.deep.equal([]);
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    expect(((await find('radio', /^Remove people/)) as HTMLInputElement).checked).to.equal(true);
    (await find('radio', /^Add people/)).click();
    await press('button', 'Check before sending');
    await sees('Nobody knows who of these people has agreed');
    (await find('radio', 'New audience')).click();
    await press('button', 'Check before sending');
    await sees('Nobody knows who of these people has agreed');
    expect(server.asked('POST /v1/exports')).to.have.length(0);
    await chooseAudience('vip', /^VIP buyers/);
    (await find('radio', /^Remove people/)).click();
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    expect(server.uploaded[0]).to.match(/^email\n[0-9a-f]{64}\n$/);
  });

  it('takes a pasted list out without asking who agreed', async () => {
    await open({ mapping: WITH_CONSENT, audiences: [VIP] });
    await toStep('Who');
    await pasteList('ana@example.com');
    await press('button', 'Only take people out');
    await press('button', 'Continue');
    await sees('Step 3 of 5');
  });

  it('does not go on with a list that is too long', async () => {
    await open();
    await toStep('Who');
    await pasteList('ana@example.com\n'.repeat(320_000));
    await sees('This list is too long to paste.');
    await press('button', 'Continue');
    expect(seen()).to.include('Step 2 of 5');
  });

  it('asks once whether everyone in a pasted list agreed', async () => {
    const { element, server } = await open({ mapping: WITH_CONSENT });
    await toStep('Who');
    await pasteList('ana@example.com');
    await press('button', 'Continue');
    await sees('Say whether everyone in this list has agreed.');
    await until(() => focusedName().startsWith('Everyone in this list'), 'focus on the tick');
    expect(await axeProblems(element)).to.deep.equal([]);
    (await find('checkbox', /^Everyone in this list/)).click();
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.uploaded.length === 1, 'the upload');
    expect(server.uploaded[0]).to.match(/^email,consent\n[0-9a-f]{64},true\n$/);
  });
});

/** Chooses to keep a new audience in sync, checks, and says so to the report. */
async function keepInSync(server: ExportServer): Promise<void> {
  await toStep('Who');
  (await find('radio', 'Keep in sync')).click();
  await toStep('Audience');
  await press('button', 'Check before sending');
  await until(() => server.asked('POST /v1/exports').length === 1, 'the check opened');
  server.move('ready', { counts: READY_COUNTS });
  await pressFree(/and keep in sync$/);
}

describe('how often and how', () => {
  afterEach(clearPage);

  it('keeps an audience in sync: the schedule in words, a check, then a mirror and its first run', async () => {
    const { element, server, events } = await open();
    await toStep('Who');
    (await find('radio', 'Keep in sync')).click();
    await sees('Every day at 06:00, Berlin time.');
    await select('Runs', /^Every week$/);
    await select('On', /^Friday$/);
    const time = await until(
      () =>
        document.querySelector('tiktok-audience-exporter')?.shadowRoot?.querySelector<HTMLInputElement>('#time-of-day'),
      'a time',
    );
    time.value = '';
    time.dispatchEvent(new InputEvent('input'));
    await press('button', 'Continue');
    await sees('Set a time of day.');
    time.value = '18:30';
    time.dispatchEvent(new InputEvent('input'));
    await sees('Every Friday at 18:30, Berlin time.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await toStep('Audience');
    expect(seen()).to.include('kept in sync every Friday at 18:30, Berlin time');
    expect(all('button', 'Check only')).to.have.length(0);
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the check opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.have.property('dryRun', true);
    server.move('ready', { counts: READY_COUNTS });
    await sees('Then it goes on by itself:');
    expect(server.asked('POST /v1/mirrors')).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await pressFree('Send 24,112 people and keep in sync');
    await until(() => server.asked('POST /v1/mirrors/*/run').length === 1, 'the first run');
    expect(server.asked('POST /v1/mirrors')[0]?.body).to.deep.include({
      segmentId: 'buyers',
      schedule: { every: 'week', on: 'friday', at: '18:30' },
    });
    await until(() => focusedName() === 'Preparing the export', 'focus on the run');
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the check put away');
    // The history knows that it is put away: its file went with it.
    await until(() => all('button', /^Download the hashed file/).length === 0, 'the check without its file');
    expect(seen()).to.include('Checked');
    server.move('receiving', { counts: { ...READY_COUNTS, rows: 12_000 } });
    await sees('12,000 people fetched so far');
    // Nobody has to confirm it: it passes `ready` by itself, and the page goes on with it.
    server.move('ready', { counts: READY_COUNTS });
    await sees('This run goes on by itself.');
    expect(all('button', /^Send/)).to.have.length(0);
    server.move('uploading', { counts: READY_COUNTS, chunks: { total: 3, uploaded: 0 } });
    await sees('0 of 24,112 people sent');
    expect(seen()).to.include('Keep in sync: ');
    expect(events.filter((name) => name === 'tiktok-export-started')).to.have.length(2);
  });

  it('makes the mirror once, however often its first run has to be asked for', async () => {
    let isDown = true;
    const { server } = await open();
    const run = (): void => {
      server.on('POST /v1/mirrors/*/run', () =>
        isDown
          ? problem(503, 'internal_error')
          : { status: 202, body: server.move('receiving', { mirrorId: 'mir_1' }) },
      );
    };
    run();
    await keepInSync(server);
    await sees('We couldn’t start to keep it in sync');
    isDown = false;
    await pressFree(/and keep in sync$/);
    await until(() => server.asked('POST /v1/mirrors/*/run').length === 2, 'the first run');
    expect(server.asked('POST /v1/mirrors')).to.have.length(1);
  });

  it('finds the mirror again whose making was done but not answered', async () => {
    const { server } = await open();
    server.on('POST /v1/mirrors', ({ body }) => {
      server.mirror = mirror(body as CreateMirror);
      return problem(503, 'internal_error');
    });
    server.on('GET /v1/mirrors', () => ({ body: { items: [server.mirror], nextCursor: null } }));
    await keepInSync(server);
    await sees('We couldn’t start to keep it in sync');
    await pressFree(/and keep in sync$/);
    await until(() => server.asked('POST /v1/mirrors/*/run').length === 1, 'the first run');
    expect(server.asked('POST /v1/mirrors')).to.have.length(1);
  });

  it('goes on with a first run that had begun although its answer was lost', async () => {
    const { server } = await open();
    server.on('POST /v1/mirrors/*/run', () => problem(409, 'mirror_running', 'A run is under way.'));
    server.on('GET /v1/mirrors/*', () => {
      server.move('receiving', { id: 'exp_00000002', mirrorId: 'mir_00000001' });
      return { body: { ...server.mirror, currentExportId: 'exp_00000002' } };
    });
    await keepInSync(server);
    await sees('Preparing the export');
  });

  it('takes a mirror back whose first run never began, when other choices are made', async () => {
    const { server } = await open();
    server.on('POST /v1/mirrors/*/run', () => problem(503, 'internal_error'));
    server.on('DELETE /v1/mirrors/*', () => ({ status: 204 }));
    await keepInSync(server);
    await sees('We couldn’t start to keep it in sync');
    await press('button', 'Change who');
    await until(() => server.asked('DELETE /v1/mirrors/*').length === 1, 'the mirror taken back');
  });

  it('offers no schedule for people that the host sends', async () => {
    await open();
    await toStep('Who');
    await find('radio', 'Keep in sync');
    (await find('radio', /^VIP customers/)).click();
    await until(() => all('radio', 'Keep in sync').length === 0, 'no schedule');
  });

  it('says what the first run does to an audience that exists, and which cannot follow a segment', async () => {
    const stream = audience('7002', 'Wishlist', { audienceType: 'Partner', delivery: 'stream' });
    const taken = audience('7003', 'Loyalty', { mirrorId: 'mir_00000009' });
    const { server } = await open({ audiences: [VIP, stream, taken] });
    await toStep('Who');
    (await find('radio', 'Keep in sync')).click();
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    await sees('It takes out the 48,210 people who are there now');
    expect(all('radio', /^Add people/)).to.have.length(0);
    await chooseAudience('wish', /^Wishlist/);
    await sees('A stream can’t start from what is in it now.');
    await press('button', 'Check before sending');
    await sees('Step 4 of 5');
    await chooseAudience('loy', /^Loyalty/);
    await sees('It is kept in sync with a segment already.');
    await press('button', 'Check before sending');
    expect(server.asked('POST /v1/exports')).to.have.length(0);
    await chooseAudience('vip', /^VIP buyers/);
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the check opened');
    expect(server.asked('POST /v1/exports')[0]?.body).to.deep.include({
      dryRun: true,
      audience: { update: { customAudienceId: '7001', action: 'REPLACE' } },
    });
  });

  it('suggests a stream for every hour, and keeps what a stream cannot have out of the request', async () => {
    const { element, server } = await open();
    await toStep('Who');
    (await find('radio', 'Keep in sync')).click();
    await select('Runs', /^Every hour$/);
    await sees('Every hour.');
    await toStep('Audience');
    await openMore();
    (await find('checkbox', /^End on a fixed day/)).click();
    await sees('Nothing extends it.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Use a stream');
    await sees('A stream has no fixed end and no Reach & Frequency.');
    expect(seen()).to.include('as a stream').and.not.include('a stream fits better');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the check opened');
    expect(server.asked('POST /v1/exports')[0]?.body)
      .to.have.nested.property('audience.create')
      .that.has.all.keys('delivery', 'name');
  });

  it('sends a fixed end and Reach & Frequency with a file, and says both in one line', async () => {
    const { server } = await open();
    await toStep('Audience');
    await openMore();
    (await find('checkbox', /^End on a fixed day/)).click();
    (await find('checkbox', /^For Reach & Frequency ads/)).click();
    await sees('· for Reach & Frequency');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the export');
    expect(server.asked('POST /v1/exports')[0]?.body).to.have.nested.property('audience.create').that.deep.includes({
      retentionInDays: 180,
      audienceSubType: 'REACH_FREQUENCY',
    });
  });

  it('switches off what a stream cannot do, with the reason, and warns of an audience that is in sync', async () => {
    const stream = audience('7002', 'Wishlist', {
      audienceType: 'Partner',
      delivery: 'stream',
      mirrorId: 'mir_00000009',
      expiredTime: new Date(Date.now() + 20.5 * 86_400_000).toISOString().slice(0, 19).replace('T', ' '),
    });
    const { element } = await open({ audiences: [VIP, stream] });
    await toStep('Audience');
    await chooseAudience('vip', /^VIP buyers/);
    (await find('radio', /^Replace everyone/)).click();
    await chooseAudience('wish', /^Wishlist/);
    await sees('A stream can’t be replaced.');
    expect(((await find('radio', 'Replace everyone')) as HTMLInputElement).disabled).to.equal(true);
    expect(((await find('radio', /^Add people/)) as HTMLInputElement).checked).to.equal(true);
    expect(seen()).to.include('This audience is kept in sync with a segment').and.include('ends in 20 days');
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});
