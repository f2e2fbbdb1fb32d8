import { expect } from 'chai';
import type { Export } from '../../shared/exports.ts';
import { axeProblems } from './support/axe.ts';
import { mirror } from './support/audiences.ts';
import { exported, READY_COUNTS } from './support/export-server.ts';
import { openExporter as open, select, toStep } from './support/exporter.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRequest } from './support/stub-server.ts';

function many(count: number, change: Partial<Export> = {}): Export[] {
  return Array.from({ length: count }, (_, index) =>
    exported({
      id: `exp_${String(index).padStart(8, '0')}`,
      state: 'completed',
      counts: READY_COUNTS,
      audience: { create: { name: `Audience number ${index}` } },
      audienceName: `Audience number ${index}`,
      audienceProgress: {
        isValid: true,
        coverNum: 1000 + index,
        message: null,
        expiredTime: null,
        isExpiring: false,
        checkedAt: '2026-03-12T14:02:11.000Z',
      },
      ...change,
    }),
  );
}

/** Answers as the server does: page by page, narrowed by name and state. */
function listOf(items: readonly Export[]) {
  return ({ query }: StubRequest) => {
    const words = query.get('q') ?? '';
    const states = query.get('state')?.split(',');
    const found = items.filter(
      ({ audienceName, state }) => (audienceName ?? '').includes(words) && (states?.includes(state) ?? true),
    );
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Number(query.get('limit'));
    return { body: { items: found.slice(start, end), nextCursor: end < found.length ? String(end) : null } };
  };
}

const rows = () => all('row').length - 1;

async function type(text: string): Promise<void> {
  const field = (await find('searchbox', 'Find an audience')) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

describe('the history of exports', () => {
  afterEach(clearPage);

  it('does not call created what waits for a sign-in and has sent nobody', async () => {
    const reason = { code: 'connection_disconnected' as const, message: 'TikTok refuses this sign-in.' };
    const waiting = { since: '2026-03-12T14:02:11.000Z', reason };
    await open({ routes: { 'GET /v1/exports': listOf(many(1, { state: 'uploading', waiting, peopleUploaded: 0 })) } });
    await sees('Waits for a sign-in');
    const action = () =>
      document
        .querySelector('tiktok-audience-exporter')
        ?.shadowRoot?.querySelector('.cell[data-cell="action"]:not([role="columnheader"])');
    expect(action()?.textContent).to.equal('Create');
  });

  it('is narrowed by name, result, action, account and date, says what it found, and is cleared again', async () => {
    const { element, server } = await open({ routes: { 'GET /v1/exports': listOf(many(12)) } });
    await until(() => rows() === 10, 'ten exports');
    await type('number 11');
    await until(() => rows() === 1, 'the one export');
    expect(server.asked('GET /v1/exports').at(-1)?.query.get('q')).to.equal('number 11');
    expect(seen()).to.include('1 export found');
    expect(all('button', 'Clear filters')).to.have.length(1);
    await type('');
    await select('Result', /^In trouble$/);
    await sees('No export fits');
    expect(server.asked('GET /v1/exports').at(-1)?.query.get('state')).to.equal('failed');
    expect(await axeProblems(element)).to.deep.equal([]);
    await select('Action', /^Removed$/);
    await select('Ad account', /^Nordlys/);
    await select('Date', /^Last 7 days$/);
    await until(() => server.asked('GET /v1/exports').at(-1)?.query.get('since') !== null, 'a query with a date');
    const { query } = server.asked('GET /v1/exports').at(-1) as StubRequest;
    expect([query.get('action'), query.get('advertiserId')]).to.deep.equal(['REMOVE', '7104856021930123265']);
    await press('button', 'Clear filters');
    await until(() => rows() === 10, 'ten exports again');
    expect(focusedName()).to.equal('Find an audience');
    expect(all('button', 'Clear filters')).to.have.length(0);
  });

  it('shows more at the end, and leaves the keyboard there when that was all', async () => {
    await open({ routes: { 'GET /v1/exports': listOf(many(24)) } });
    await sees('10 shown');
    (await find('button', 'Show more')).focus();
    await press('button', 'Show more');
    await until(() => rows() === 24, 'all exports');
    expect(all('button', 'Show more')).to.have.length(0);
    await until(() => focusedName() === 'Open the export of Audience number 10', 'focus on the first that came');
  });

  it('keeps what is shown above a failure', async () => {
    let isDown = false;
    const answer = listOf(many(12));
    await open({
      routes: { 'GET /v1/exports': (request) => (isDown ? problem(503, 'internal_error') : answer(request)) },
    });
    await until(() => rows() === 10, 'ten exports');
    isDown = true;
    await press('button', 'Show more');
    await sees('We couldn’t load the history');
    expect(rows()).to.equal(10);
    expect(seen()).to.include('req_0123456789');
    isDown = false;
    await press('button', 'Try again');
    await until(() => rows() === 12, 'the rest');
    expect(seen()).to.not.include('We couldn’t load the history');
  });

  it('says which download failed and why, tries it again, and can be dismissed', async () => {
    const { element } = await open({
      history: many(1),
      routes: {
        'GET /v1/exports/*/audience.csv': () =>
          problem(409, 'export_wrong_state', 'The audience file of this export is no longer kept.'),
      },
    });
    await press('button', 'Download the hashed file of Audience number 0');
    await sees('We couldn’t download the hashed file of Audience number 0');
    expect(seen()).to.include('The audience file of this export is no longer kept.');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Dismiss');
    await until(() => !seen().includes('We couldn’t download'), 'no failure');
  });

  it('gives each result its word, and a retry named after its audience', async () => {
    const base = { counts: READY_COUNTS, peopleUploaded: 8000, attributes: ['email' as const] };
    const named = (name: string, change: Partial<Export>): Export =>
      exported({ ...base, id: `exp_${name}`, audience: { create: { name } }, audienceName: name, ...change });
    const { element } = await open({
      history: [
        named('A', { state: 'failed', error: { code: 'tiktok_unavailable', message: 'TikTok did not answer.' } }),
        named('B', { state: 'uploading', pausedAt: '2026-03-12T14:02:11.000Z' }),
        named('C', { state: 'processing', timeline: [{ state: 'processing', at: '2026-01-01T00:00:00.000Z' }] }),
        named('D', {
          state: 'completed',
          audienceProgress: {
            isValid: true,
            coverNum: 5000,
            message: null,
            expiredTime: '2026-02-01 00:00:00',
            isExpiring: false,
            checkedAt: '2026-03-12T14:02:11.000Z',
          },
        }),
        named('E', { state: 'ready', createdBy: null }),
      ],
    });
    await sees('Longer than 48 hours');
    for (const text of [
      'TikTok did not answer as expected',
      '8,000 of 24,112 sent. Resume whenever you like.',
      'Ended',
      '24,112 people to send',
      'Your product',
    ])
      expect(seen()).to.include(text);
    expect(all('button', 'Try again: A')).to.have.length(1);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('calls a check that was done checked, also once it was given up', async () => {
    const given = (id: string, change: Partial<Export>): Export =>
      exported({
        id,
        audience: { create: { name: id } },
        audienceName: id,
        state: 'cancelled',
        dryRun: true,
        ...change,
      });
    const at = '2026-03-12T14:02:11.000Z';
    await open({
      history: [
        given('exp_done', {
          counts: READY_COUNTS,
          timeline: [
            { state: 'receiving', at },
            { state: 'ready', at },
            { state: 'cancelled', at },
          ],
        }),
        // Given up while its people came in: nobody has seen a report of it.
        given('exp_half', {
          counts: { ...READY_COUNTS, ready: 4000 },
          timeline: [
            { state: 'receiving', at },
            { state: 'cancelled', at },
          ],
        }),
      ],
    });
    await sees('24,112 people ready. Nothing was sent.');
    expect(seen())
      .to.match(/Checked/)
      .and.not.include('4,000 people ready');
    const words = () => {
      const root = document.querySelector('tiktok-audience-exporter')?.shadowRoot;
      return [...(root?.querySelectorAll('[data-cell=result] .status') ?? [])].map((one) => one.textContent.trim());
    };
    expect(words()).to.deep.equal(['Checked', 'Cancelled']);
    await press('button', 'Open the export of exp_done');
    await find('heading', 'Only a check');
  });

  it('keeps a finished check as one when its person goes back and prepares again', async () => {
    const { server } = await open();
    await toStep('Audience');
    await press('button', 'Check only');
    await until(() => server.asked('POST /v1/exports').length === 1, 'the check');
    server.move('ready', { counts: READY_COUNTS });
    await sees('Only a check');
    await press('button', 'Back to the audience');
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the check put away');
    await sees('24,112 people ready. Nothing was sent.');
    expect(all('cell', /^Cancelled/)).to.have.length(0);
  });

  it('names what is in the file of rejected rows, and offers no other try where none helps', async () => {
    const none = { ...READY_COUNTS, rejectedRows: 0 };
    const named = (name: string, change: Partial<Export>): Export =>
      exported({
        id: `exp_${name}`,
        audience: { create: { name } },
        audienceName: name,
        state: 'completed',
        ...change,
      });
    await open({
      history: [
        named('A', { counts: { ...none, withoutConsent: 3, rejectedValues: 3, byReason: { no_consent: 3 } } }),
        named('B', { counts: { ...none, rejectedValues: 5, byReason: { invalid_phone: 5 } } }),
        named('C', { counts: READY_COUNTS }),
        named('D', { state: 'failed', error: { code: 'audience_not_found', message: 'It is gone.' } }),
      ],
    });
    await find('button', /^3 rows left out\. Download rejected rows of A/);
    await find('button', /^5 values rejected\. Download rejected rows of B/);
    await find('button', /^276 rejected\. Download rejected rows of C/);
    expect(seen()).to.include('Failed').and.not.include('Paused');
    expect(all('button', /^Try again/)).to.have.length(0);
    await press('button', 'Open the export of A');
    await find('button', '3 rows left out');
  });

  it('shows a run that was started from what is kept in sync, from its beginning to its end', async () => {
    const mirrorId = 'mir_00000001';
    const RUN = 'exp_000000run';
    const run = exported({
      id: RUN,
      mirrorId,
      state: 'receiving',
      createdBy: 'maren',
      audience: { update: { customAudienceId: '7300000000000000001', action: 'MIRROR' } },
      audienceName: 'Followers',
    });
    let [shown, kept] = [many(12), mirror()];
    const { server } = await open({
      routes: {
        'GET /v1/mirrors': () => ({ body: { items: [kept], nextCursor: null } }),
        'GET /v1/exports': (request) => listOf(shown)(request),
        'POST /v1/mirrors/*/run': () => {
          shown = [run, ...shown];
          kept = mirror({ currentExportId: RUN });
          return { status: 202, body: run };
        },
      },
    });
    server.current = run;
    await press('button', 'Show audiences');
    await press('button', 'Show more');
    await until(() => rows() === 12, 'every export');
    await press('button', 'Run now: \u2068Buyers\u2069');
    await find('button', 'Open the export of Followers');
    // What was opened further down stays open.
    expect(all('button', /^Open the export of Audience/)).to.have.length(12);
    const over = { ...run, state: 'completed' as const, updatedAt: new Date().toISOString() };
    server.current = over;
    shown = [over, ...shown.slice(1)];
    const lastRun = {
      exportId: RUN,
      state: 'completed',
      at: over.updatedAt,
      toAdd: 0,
      toRemove: 0,
      error: null,
    } as const;
    kept = mirror({ lastRun });
    await sees('Nothing had changed');
  });

  it('shows what the server finds later, also where it reads the words more kindly than the page', async () => {
    const [moving] = many(1, { state: 'uploading' });
    const [other] = many(1, {
      id: 'exp_later',
      audienceName: 'Hauptstraße',
      audience: { create: { name: 'Hauptstraße' } },
    });
    let found: unknown[] = [moving];
    const { server } = await open({
      routes: {
        'GET /v1/exports': ({ query }) => ({
          body: { items: query.get('q') === null ? many(12) : found, nextCursor: null },
        }),
      },
    });
    await until(() => rows() === 12, 'all exports');
    await type('strasse');
    await until(() => rows() === 1, 'the one export');
    found = [other, moving];
    await until(() => rows() === 2, 'the one that came later');
    expect(all('button', 'Open the export of Hauptstraße')).to.have.length(1);
    expect(server.asked('GET /v1/exports').at(-1)?.query.get('q')).to.equal('strasse');
  });

  it('leaves the rows of 500 exports alone while something else changes', async () => {
    const { element } = await open({ history: many(500) });
    await until(() => rows() === 500, '500 exports');
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    const table = element.shadowRoot?.querySelector('.history .table') as Element;
    observer.observe(table, { subtree: true, childList: true, attributes: true, characterData: true });
    for (let round = 0; round < 5; round++) {
      element.requestUpdate();
      await element.updateComplete;
    }
    changes += observer.takeRecords().length;
    observer.disconnect();
    expect(changes).to.equal(0);
  });
});
