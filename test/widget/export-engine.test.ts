import { expect } from 'chai';
import type { Export } from '../../shared/exports.ts';
import { mirror } from './support/audiences.ts';
import { axeProblems } from './support/axe.ts';
import { audience, exported, READY_COUNTS } from './support/export-server.ts';
import { NAME, watchExport as watch } from './support/export-watch.ts';
import { openExporter as open, openMore } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const tiktokTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');
const MINUTES_AGO = new Date(Date.now() - 240_000).toISOString();

const done = (change: Partial<Export> = {}, expiredTime: string | null = null): Partial<Export> => ({
  state: 'completed',
  counts: { ...READY_COUNTS, ready: 10_000 },
  peopleUploaded: 10_000,
  customAudienceId: '7001',
  audienceProgress: {
    isValid: true,
    coverNum: 8120,
    message: null,
    expiredTime,
    isExpiring: false,
    checkedAt: MINUTES_AGO,
  },
  ...change,
});

describe('a run, told as it is', () => {
  afterEach(clearPage);

  it('counts batches of a stream, names who TikTok refused, and says when it is usable', async () => {
    const { element, server } = await watch({
      state: 'uploading',
      delivery: 'stream',
      counts: { ...READY_COUNTS, refused: 12 },
      chunks: { total: 5, uploaded: 1 },
      peopleUploaded: 5000,
      milestones: { received: MINUTES_AGO, prepared: MINUTES_AGO, uploaded: null, accepted: null, usable: null },
    });
    await sees('Batch 2 of 5, 5,000 of 24,112 people sent');
    expect(seen()).to.include('24,112 people in 5 batches');
    await find('button', '12 people refused by TikTok');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.move('processing', {
      peopleUploaded: 24_100,
      milestones: {
        received: MINUTES_AGO,
        prepared: MINUTES_AGO,
        uploaded: MINUTES_AGO,
        accepted: MINUTES_AGO,
        usable: null,
      },
      usableBy: { from: inDays(1), until: inDays(2) },
    });
    await sees('TikTok is building your audience');
    expect(seen())
      .to.match(/Usable between .+ and .+, as TikTok says\./)
      .and.include('5 batches')
      .and.not.match(/\d matched/);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('waits for its turn, says how many go before, and leads to the one at work', async () => {
    const other = exported({ id: 'exp_00000009', state: 'uploading', audience: { create: { name: 'The other one' } } });
    const mine = exported({
      state: 'uploading',
      counts: READY_COUNTS,
      queue: { position: 2, behind: 'exp_00000009' },
    });
    const { element, server } = await watch(mine, { history: [mine, other] });
    await sees('Waiting for its turn');
    expect(seen())
      .to.include('Waits for another export to this audience')
      .and.include('2 go before.')
      .and.include('2 exports go before');
    expect(await axeProblems(element)).to.deep.equal([]);
    await find('button', 'Show the one before');
    server.move('uploading', { queue: null, chunks: { total: 3, uploaded: 0 } });
    await sees('Sending 24,112 people');
    expect(all('button', 'Show the one before')).to.have.length(0);
  });

  it('puts what TikTok matched beside what was sent, and keeps quiet about an end that is far', async () => {
    const { element } = await watch(done({}, tiktokTime(inDays(300))));
    await sees('Your audience is ready');
    expect(seen())
      .to.include('TikTok matched 8,120 of 10,000 sent.')
      .and.include('8,120 of 10,000 matched')
      .and.not.include('This audience ends');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('warns of an end in less than 60 days, and says what extends it', async () => {
    await watch(done({}, tiktokTime(inDays(41.5))));
    await sees('in 41 days');
    expect(seen())
      .to.include('TikTok keeps it for another 365 days')
      .and.include('8,120 of 10,000 matched · ends in 41 days');
    clearPage();
    await watch(done({ audience: { create: { name: NAME, retentionInDays: 60 } } }, tiktokTime(inDays(12.5))));
    await sees('nothing extends it');
    expect(seen()).to.include('in 12 days').and.not.include('another 365 days');
  });

  it('says that nothing had changed instead of showing zeros', async () => {
    await watch(
      done({
        mirrorId: 'mir_00000001',
        audience: { update: { customAudienceId: '7001', action: 'MIRROR' } },
        counts: { ...READY_COUNTS, toAdd: 0, toRemove: 0 },
        audienceProgress: null,
      }),
    );
    await sees('Nothing had changed since the last run, so nothing was sent.');
    expect(seen()).to.include('Your audience is up to date');
  });

  it('keeps TikTok’s request ids at hand, folded, each with a button that copies it', async () => {
    const { element } = await watch(
      done({
        tiktokRequests: [
          { at: MINUTES_AGO, call: '/dmp/custom_audience/create/', requestId: '20260312140507A1', code: 0 },
          { at: MINUTES_AGO, call: '/dmp/custom_audience/update/', requestId: '20260312140507A2', code: 40002 },
          { at: MINUTES_AGO, call: '/dmp/custom_audience/update/', requestId: null, code: null },
        ],
      }),
    );
    await sees('TikTok request IDs');
    expect(seen()).to.not.include('20260312140507A1');
    await openMore('TikTok request IDs');
    await sees('20260312140507A1');
    expect(seen()).to.include('refused, code 40002').and.include('answer lost');
    await find('button', 'Copy request ID 20260312140507A2');
    await find('button', 'Copy all');
    expect(await axeProblems(element)).to.deep.equal([]);
  });
});

describe('the history of an audience', () => {
  afterEach(clearPage);
  const synced = exported({
    ...done(),
    id: 'exp_00000005',
    mirrorId: 'mir_00000001',
    createdBy: null,
    audience: { update: { customAudienceId: '7001', action: 'MIRROR' } },
    counts: { ...READY_COUNTS, toAdd: 1204, toRemove: 310 },
  });

  it('marks what a schedule began, and counts what a run added and took out', async () => {
    const { element } = await open({ history: [synced] });
    await sees('By schedule');
    expect(seen())
      .to.match(/Synced \+1,204 people\s+−310 identifiers/)
      .and.include('8,120 in the audience');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('narrows to all runs of one audience, and back', async () => {
    const { element, server } = await open({ history: [synced, exported({ id: 'exp_00000006', state: 'failed' })] });
    await press('button', `All runs of ${NAME}`);
    await until(
      () => server.asked('GET /v1/exports').at(-1)?.query.get('customAudienceId') === '7001',
      'the runs of the audience',
    );
    await until(() => focusedName() === 'History', 'focus on the history');
    await sees(`Only ${NAME}`);
    expect(all('button', /^All runs of/)).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', `Show all audiences, not only ${NAME}`);
    await until(
      () => server.asked('GET /v1/exports').at(-1)?.query.get('customAudienceId') === null,
      'the whole history',
    );
  });
});

describe('the audiences below the history', () => {
  afterEach(clearPage);

  it('come when somebody asks for them, and lead back into the steps and the history', async () => {
    const { element, server } = await open({
      audiences: [audience('7001', 'VIP buyers')],
      routes: { 'GET /v1/mirrors': () => ({ body: { items: [], nextCursor: null } }) },
    });
    await sees('What this ad account has at TikTok, and what keeps it in sync.');
    expect(server.asked('GET /v1/audiences')).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Show audiences');
    await sees('VIP buyers');
    expect(server.asked('GET /v1/audiences')[0]?.query.get('advertiserId')).to.equal('7104856021930123265');
    await until(() => focusedName().startsWith('Audiences'), 'focus on the audiences');
  });

  it('show by themselves a run that waits for an answer, without asking TikTok', async () => {
    const asking = exported({
      id: 'exp_00000009',
      mirrorId: 'mir_00000001',
      audience: { update: { customAudienceId: '7001', action: 'MIRROR' } },
      confirmation: { code: 'many_removals', message: '9,310 identifiers of 24,000 would be taken out.' },
      state: 'ready',
    });
    const waiting = mirror({ customAudienceId: '7001', currentExportId: asking.id });
    const { element, server } = await open({
      history: [asking],
      routes: {
        'GET /v1/mirrors': () => ({ body: { items: [waiting], nextCursor: null } }),
        'GET /v1/exports/*': () => ({ body: asking }),
      },
    });
    await sees('Nothing is sent before you say so');
    await find('button', 'Do not send');
    expect(server.asked('GET /v1/audiences')).to.have.length(0);
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Show audiences');
    await until(() => server.asked('GET /v1/audiences').length > 0, 'the audiences');
    await until(() => focusedName().startsWith('Audiences'), 'focus on the audiences');
  });

  it('say so when they did not load, and try again', async () => {
    const { server } = await open({
      routes: {
        'GET /v1/audiences': () => problem(502, 'tiktok_unavailable', 'TikTok did not answer.'),
        'GET /v1/mirrors': () => ({ body: { items: [], nextCursor: null } }),
      },
    });
    await press('button', 'Show audiences');
    await sees('TikTok did not answer.');
    expect(server.asked('POST /v1/exports')).to.have.length(0);
  });
});
