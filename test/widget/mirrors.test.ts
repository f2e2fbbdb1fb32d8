import { expect } from 'chai';
import type { Export } from '../../shared/exports.ts';
import type { Mirror } from '../../shared/mirrors.ts';
import { mirror, openAudiences } from './support/audiences.ts';
import { axeProblems } from './support/axe.ts';
import { exported } from './support/export-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const RUN = 'exp_000000run';
const BUYERS = '\u2068Buyers\u2069';
const run = (change: Partial<Export> = {}): Export =>
  exported({
    id: RUN,
    mirrorId: 'mir_00000001',
    audience: { update: { customAudienceId: '7300000000000000001', action: 'MIRROR' } },
    ...change,
  });
const MENU = `More for keeping ${BUYERS} in sync`;
async function inMenu(name: string): Promise<void> {
  await press('button', MENU);
  await press('menuitem', name);
}
const spoken = (): string =>
  all('status')
    .map(({ textContent }) => textContent)
    .join(' ');

async function setChoice(name: string, value: string): Promise<void> {
  const field = (await find('combobox', name)) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event('change'));
}

describe('what is kept in sync', () => {
  afterEach(clearPage);

  it('says when it runs in the account’s time, what the last run did, and when the next one is', async () => {
    const { element, opened } = await openAudiences();
    await sees('Every day at 06:30, Berlin time');
    const text = seen();
    expect(text)
      .to.include('Follows \u2068Bought in the last 90 days\u2069')
      .and.include('23,412 identifiers at TikTok');
    expect(text).to.include('1,204 people added, 310 identifiers taken out').and.include('2 hours ago');
    expect(text).to.match(/Next run in 3 hours, \w{3} \d\d:\d\d/);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', `Open the run of ${BUYERS}`);
    await until(() => opened.includes('export exp_00000001'), 'the run');
  });

  it('tells what went wrong and what comes next, what was skipped, and that nothing had changed', async () => {
    const lastRun = {
      exportId: RUN,
      state: 'failed',
      at: new Date().toISOString(),
      toAdd: null,
      toRemove: null,
    } as const;
    const error = {
      code: 'segment_source_failed',
      message: 'The source answered 500. Look at it, then run again.',
    } as const;
    await openAudiences({
      mirrors: [
        mirror({ lastRun: { ...lastRun, error }, skipped: 3, segmentName: null }),
        mirror({
          id: 'mir_00000002',
          audienceName: 'Calm',
          customAudienceId: null,
          schedule: null,
          nextRunAt: null,
          lastRun: { ...lastRun, state: 'completed', toAdd: 0, toRemove: 0, error: null },
        }),
      ],
    });
    await sees('The segment’s people could not be fetched');
    const text = seen();
    expect(text).to.include('The source answered 500.').and.include('The next run tries again.');
    expect(text).to.include('3 runs were skipped').and.include('Its segment was removed.');
    expect(text).to.include('Nothing had changed').and.include('Only when asked to');
  });

  it('runs when asked to, and shows how far it is until it is over', async () => {
    let current: Export = run({ state: 'receiving' });
    let told = 0;
    const { state, server } = await openAudiences({
      runsMoved: () => (told += 1),
      routes: {
        'POST /v1/mirrors/*/run': () => {
          state.mirrors = state.mirrors.map((each) => ({ ...each, currentExportId: RUN }));
          return { status: 202, body: current };
        },
        'GET /v1/exports/*': () => ({ body: current }),
      },
    });
    await press('button', `Run now: ${BUYERS}`);
    await sees('Fetching people…');
    expect(told).to.equal(1);
    expect((await find('button', `Run now: ${BUYERS}`)).getAttribute('aria-disabled')).to.equal('true');
    const counts = { ...current.counts, rows: 900, ready: 900, toAdd: 20, toRemove: 10 };
    current = run({ state: 'uploading', counts, peopleUploaded: 12, updatedAt: new Date().toISOString() });
    await sees('12 of 30 changes sent');
    state.mirrors = state.mirrors.map((each): Mirror => {
      const at = new Date().toISOString();
      const lastRun = { exportId: RUN, state: 'processing', at, toAdd: 20, toRemove: 10, error: null } as const;
      return { ...each, currentExportId: null, lastRun };
    });
    await sees('TikTok works on it');
    expect(seen()).to.include('20 people added').and.include('10 identifiers taken out');
    expect(told).to.equal(2);
    expect(server.asked('POST /v1/mirrors/*/run')[0]?.body).to.deep.equal({});
    await until(() => server.asked('GET /v1/audiences').length === 2, 'the audiences as they are now');
  });

  it('checks first without sending, and sends everybody again once that was said', async () => {
    const { server, opened } = await openAudiences({
      routes: {
        'POST /v1/mirrors/*/run': ({ body }) => ({ status: 202, body: run({ dryRun: 'dryRun' in (body as object) }) }),
      },
    });
    await inMenu('Check first');
    await until(() => opened.includes(`export ${RUN}`), 'the check');
    await inMenu('Send everybody again…');
    await sees('The segment takes the place of everybody in the audience.');
    await until(() => focusedName() === 'Leave it', 'focus on leaving it');
    await press('button', 'Send everybody');
    await until(() => server.asked('POST /v1/mirrors/*/run').length === 2, 'the second run');
    expect(server.asked('POST /v1/mirrors/*/run').map(({ body }) => body)).to.deep.equal([
      { dryRun: true },
      { full: true },
    ]);
  });

  it('asks before it takes out many: what it would do, and the two ways on', async () => {
    const asking = run({
      state: 'ready',
      counts: { ...run().counts, rows: 12_000, ready: 12_000, toAdd: 4, toRemove: 12_400 },
      confirmation: {
        code: 'many_removals',
        message: '12,400 identifiers of 23,412 would be taken out of the audience (53 %).',
      },
    });
    const { element, state, server } = await openAudiences({
      mirrors: [mirror({ currentExportId: RUN })],
      routes: {
        'GET /v1/exports/*': () => ({ body: asking }),
        'POST /v1/exports/*/cancel': () => {
          state.mirrors = [
            mirror({ lastRun: { ...(mirror().lastRun as object), state: 'cancelled' } as Mirror['lastRun'] }),
          ];
          return { status: 202, body: asking };
        },
        'POST /v1/exports/*/start': () => ({ status: 202, body: asking }),
      },
    });
    await sees('Nothing is sent before you say so');
    await sees('12,400 identifiers of 23,412 would be taken out');
    expect(seen()).to.include('4 people to add or change, 12,400 identifiers to take out.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Take out 12,400 and send');
    await until(() => server.asked('POST /v1/exports/*/start').length === 1, 'the start');
    await until(() => spoken().includes('Sending has started'), 'that it has begun');
    await press('button', 'Do not send');
    await sees('Not sent');
    await until(() => focusedName() === MENU, 'focus on the row');
  });

  it('is paused and goes on', async () => {
    const { server } = await openAudiences();
    await inMenu('Pause');
    await sees('Paused');
    await until(() => spoken().includes('is paused. The audience stays as it is.'), 'that it is paused');
    await sees('In sync, paused');
    await press('button', `Resume ${BUYERS}`);
    await find('button', `Run now: ${BUYERS}`);
    expect(server.asked('POST /v1/mirrors/*/resume')).to.have.length(1);
  });

  it('gets another schedule, and the old one back', async () => {
    const { server, element } = await openAudiences();
    await inMenu('Change schedule…');
    await sees('Each run begins up to 10 minutes later.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await setChoice('Runs', 'week');
    await setChoice('On', 'friday');
    await sees('Every Friday at 06:30, Berlin time');
    const time = await until(
      () => element.shadowRoot?.querySelector<HTMLInputElement>('input[type=time]'),
      'the time of day',
    );
    time.value = '';
    time.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press('button', 'Save schedule');
    await sees('Set a time of day.');
    time.value = '22:15';
    time.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await press('button', 'Save schedule');
    await sees('Every Friday at 22:15, Berlin time');
    await press('button', 'Undo');
    await until(() => seen().includes('Every day at 06:30'), 'the old schedule');
    expect(server.asked('PATCH /v1/mirrors/*').map(({ body }) => body)).to.deep.equal([
      { schedule: { every: 'week', on: 'friday', at: '22:15' } },
      { schedule: { every: 'day', at: '06:30' } },
    ]);
  });

  it('takes the offer of the old schedule along when it is stopped', async () => {
    await openAudiences();
    await inMenu('Change schedule…');
    await setChoice('Runs', 'hour');
    await press('button', 'Save schedule');
    await sees('New schedule:');
    await inMenu('Stop keeping in sync…');
    await press('button', 'Stop keeping in sync');
    await until(() => all('heading', /^Kept in sync/).length === 0, 'the list without it');
    expect(all('button', 'Undo')).to.have.length(0);
  });

  it('replaces everyone only after a tick that says how many', async () => {
    const asking = run({
      state: 'ready',
      confirmation: { code: 'replaces_audience', message: 'The first run replaces everyone in the audience.' },
    });
    const { element, server } = await openAudiences({
      mirrors: [mirror({ currentExportId: RUN })],
      routes: {
        'GET /v1/exports/*': () => ({ body: asking }),
        'POST /v1/exports/*/start': () => ({ status: 202, body: asking }),
      },
    });
    const tick = (await find('checkbox', 'Take out the 48,210 people who are there now')) as HTMLInputElement;
    await press('button', 'Replace everyone');
    await until(() => spoken().includes('Tick the box first'), 'what is missing');
    expect(focusedName()).to.equal('Take out the 48,210 people who are there now');
    expect(server.asked('POST /v1/exports/*/start')).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    tick.click();
    await until(
      () => all('button', 'Replace everyone')[0]?.getAttribute('aria-disabled') !== 'true',
      'the button to be free',
    );
    await press('button', 'Replace everyone');
    await until(() => server.asked('POST /v1/exports/*/start').length === 1, 'the start');
  });

  it('stops on request, after saying that the audience stays', async () => {
    const { server } = await openAudiences();
    await inMenu('Stop keeping in sync…');
    await sees('The audience stays as it is');
    await until(() => focusedName() === 'Keep in sync', 'focus on keeping it');
    await press('button', 'Stop keeping in sync');
    await until(() => all('heading', /^Kept in sync/).length === 0, 'the list without it');
    expect(server.asked('DELETE /v1/mirrors/*')).to.have.length(1);
    expect(seen()).not.to.include('In sync');
    await until(() => focusedName().startsWith('Audiences'), 'focus on what is left');
  });

  it('says why something could not be done, with the request id, and lets it go', async () => {
    await openAudiences({
      routes: { 'POST /v1/mirrors/*/run': () => problem(409, 'mirror_running', 'A run is under way. Wait for it.') },
    });
    await press('button', `Run now: ${BUYERS}`);
    await sees('The run could not begin');
    expect(seen()).to.include('A run is under way. Wait for it.').and.include('req_0123456789');
    await press('button', 'Dismiss');
    await until(() => !seen().includes('The run could not begin'), 'no failure');
  });

  it('says beside the audience that a run could not be opened', async () => {
    const { opened } = await openAudiences({
      routes: { 'GET /v1/exports/*': () => problem(503, 'internal_error', 'The server is busy.') },
    });
    await press('button', `Open the run of ${BUYERS}`);
    await sees('We couldn’t open the run');
    expect(opened).to.deep.equal([]);
  });

  it('does not begin to look again once it has left the page', async () => {
    let answer: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const { element, server } = await openAudiences({
      routes: {
        'POST /v1/mirrors/*/run': async () => {
          await asked;
          return { status: 202, body: run({ state: 'receiving' }) };
        },
      },
    });
    await press('button', `Run now: ${BUYERS}`);
    await until(() => server.asked('POST /v1/mirrors/*/run').length === 1, 'the run asked for');
    const before = server.asked('GET /v1/mirrors').length;
    element.remove();
    answer?.();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(server.asked('GET /v1/mirrors')).to.have.length(before);
  });

  it('cannot be changed by whoever may not export', async () => {
    await openAudiences({
      permissions: ['read'],
      mirrors: [mirror({ currentExportId: RUN })],
      routes: {
        'GET /v1/exports/*': () => ({
          body: run({ state: 'ready', confirmation: { code: 'source_shrank', message: 'The source gave 10 rows.' } }),
        }),
      },
    });
    await sees('The source gave 10 rows.');
    expect(all('button', 'Do not send')).to.have.length(0);
    await press('button', MENU);
    await until(() => all('menuitem').length === 1, 'one thing to do');
  });
});
