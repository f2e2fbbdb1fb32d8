import { expect } from 'chai';
import type { EventType } from '../../shared/event-types.ts';
import type { Audience } from '../../shared/audiences.ts';
import type { Export } from '../../shared/exports.ts';
import { ADVERTISER, held, mirror, openAudiences } from './support/audiences.ts';
import { ACCOUNTS, exported, READY_COUNTS } from './support/export-server.ts';
import { openExporter, toStep } from './support/exporter.ts';
import { fastTime } from './support/fast-time.ts';
import { activity, LiveServer } from './support/live-server.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const about = (id: string, type: EventType, data: object = {}) =>
  activity(id, type, { advertiserId: ADVERTISER, data });
const ended = (id: string, exportId: string) => about(id, 'export.completed', { exportId, mirrorId: null });
const done = (id: string, change: Partial<Export> = {}) =>
  exported({
    id,
    state: 'completed',
    counts: READY_COUNTS,
    audience: { create: { name: `Audience of ${id}` } },
    ...change,
  });

let workspaces = 0;

/** An exporter before a server with a stream; the workspace is its own, since the stream of the test before may still be closing. */
async function openLive(history: Export[], audiences: Audience[] = []) {
  const stream = new LiveServer();
  const items = { history, audiences };
  const permissions = ['read', 'export', 'map'];
  const workspaceId = `exporter-${(workspaces += 1)}`;
  const session = { kind: 'session', workspaceId, userId: 'maren', permissions, origin: null, expiresAt: null };
  const world = await openExporter({
    live: stream.fetch,
    routes: {
      'GET /v1/session': () => ({ body: session }),
      'GET /v1/audiences': () => ({ body: { items: items.audiences, nextCursor: null } }),
      'GET /v1/exports': () => ({ body: { items: items.history, nextCursor: null } }),
      'GET /v1/exports/*': ({ path }) => {
        const one = items.history.find(({ id }) => path.endsWith(id));
        return one === undefined ? problem(404, 'not_found') : { body: one };
      },
    },
  });
  await until(() => stream.open.length === 1, 'the stream');
  return { ...world, stream, items };
}

let endHurry = (): void => undefined;
const hurry = (times: number) => void (endHurry = fastTime(times).end);

afterEach(() => {
  endHurry();
  clearPage();
});

describe('<tiktok-audience-exporter> while things happen', () => {
  it('shows in its history what others have sent, at once and without a flicker', async () => {
    const { element, server, stream, items } = await openLive([done('exp_00000001')]);
    await sees('Audience of exp_00000001');
    let wasBusy = false;
    const watch = new MutationObserver(() => {
      wasBusy ||= element.shadowRoot?.querySelector('.skeleton, [aria-busy="true"]') != null;
    });
    if (element.shadowRoot !== null)
      watch.observe(element.shadowRoot, { subtree: true, childList: true, attributes: true });
    const count = server.asked('GET /v1/exports').length;
    items.history = [done('exp_00000002'), ...items.history];
    stream.tell(...Array.from({ length: 100 }, (_, at) => ended(`evt_${at}`, 'exp_00000002')));
    await sees('Audience of exp_00000002');
    watch.disconnect();
    expect(wasBusy).to.equal(false);
    expect(server.asked('GET /v1/exports').length).to.equal(count + 1);
  });

  it('looks at once at the export that is shown, and at no other', async () => {
    const { server, stream, items } = await openLive([
      exported({
        state: 'processing',
        counts: READY_COUNTS,
        peopleUploaded: 24_112,
        customAudienceId: '7300000000000000001',
      }),
    ]);
    await press('button', /^Open/);
    await until(() => server.asked('GET /v1/exports/exp_00000001').length > 0, 'the first look');
    await sees('TikTok');
    const count = server.asked('GET /v1/exports/exp_00000001').length;
    items.history = items.history.map((one) => ({
      ...one,
      state: 'completed',
      updatedAt: new Date().toISOString(),
      audienceProgress: {
        isValid: true,
        coverNum: 12_345,
        message: null,
        expiredTime: null,
        isExpiring: false,
        checkedAt: new Date().toISOString(),
      },
    }));
    stream.tell(ended('evt_1', 'exp_00000001'));
    await sees('12,345');
    expect(server.asked('GET /v1/exports/exp_00000001').length).to.be.greaterThan(count);
  });

  it('takes up what becomes of its ad accounts, and says nothing when that fails', async () => {
    const { server, stream, element } = await openLive([]);
    const errors: string[] = [];
    element.addEventListener('tiktok-error', ({ detail }) => errors.push(detail.error.code));
    await sees('Nordlys Outdoor');
    let failures = 0;
    server.on('GET /v1/ad-accounts', () => (failures++, problem(503, 'internal_error')));
    stream.tell(about('evt_1', 'account.suspended'));
    await until(() => failures === 1, 'the failed look');
    const accounts = ACCOUNTS.map((one) => ({ ...one, name: `${one.name} (renamed)` }));
    server.on('GET /v1/ad-accounts', () => ({ body: { items: accounts, nextCursor: null } }));
    stream.tell(about('evt_2', 'account.restored'));
    await sees('(renamed)');
    expect(errors).to.deep.equal([]);
    expect(seen()).to.not.include('try again');
  });

  it('shows an audience that a colleague has made to whoever is about to choose one, and keeps what was typed', async () => {
    const { server, stream, items } = await openLive([], [held('7300000000000000001', 'Newsletter')]);
    await toStep('Audience');
    (await find('radio', 'Existing audience')).click();
    await press('button', 'Audience: Choose an audience');
    const field = (await find('combobox', /Audience/)) as HTMLInputElement;
    field.value = 'News';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await until(() => all('option').length === 1, 'the one that was found');
    const before = focusedName();
    const asked = server.asked('GET /v1/audiences').length;
    items.audiences = [...items.audiences, held('7300000000000000009', 'News for colleagues')];
    stream.tell(about('evt_1', 'audience.ready', { customAudienceId: '7300000000000000009', exportId: null }));
    await until(() => all('option').length === 2, 'the new one, too');
    expect(field.value).to.equal('News');
    expect(focusedName()).to.equal(before);
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 1);
  });

  it('looks again by itself when a look failed, though nothing more happens', async () => {
    const { server, stream, items } = await openLive([done('exp_00000001')]);
    await sees('Audience of exp_00000001');
    let failures = 0;
    server.on('GET /v1/exports', () => {
      if (failures === 0) return failures++, problem(503, 'internal_error');
      return { body: { items: items.history, nextCursor: null } };
    });
    items.history = [done('exp_00000002'), ...items.history];
    hurry(10);
    stream.tell(ended('evt_1', 'exp_00000002'));
    await sees('Audience of exp_00000002');
    expect(failures).to.equal(1);
    expect(seen()).to.not.include('try again');
  });

  it('asks for no audiences of TikTok because of an ad, and for no history because of an account', async () => {
    const { server, stream } = await openLive([]);
    await sees('No exports yet');
    const sandboxes = ACCOUNTS.filter(({ environment }) => environment === 'sandbox').length;
    const isDone = () =>
      server.asked('GET /v1/audiences').length === sandboxes && server.asked('GET /v1/mirrors').length > 0;
    await until(isDone, 'the end of the first look');
    const before = server.requests.length;
    stream.tell(about('evt_1', 'ad.disapproved'), about('evt_2', 'account.restored'));
    await until(() => server.requests.length > before, 'a look');
    const asked = new Set(server.requests.slice(before).map(({ path }) => path));
    expect(asked.has('/v1/audiences')).to.equal(false);
    expect(asked.has('/v1/exports')).to.equal(false);
  });
});

describe('the audiences and what is kept in sync, while things happen', () => {
  async function openLiveAudiences() {
    const world = await openAudiences();
    await sees('Newsletter');
    return world;
  }

  it('shows a question of a run and an audience that is ready, and leaves focus where it is', async () => {
    const { element, state, server } = await openLiveAudiences();
    const news = (id: string, type: EventType, data: object) => [about(id, type, data)];
    (await find('button', /^More for .*Newsletter/)).focus();
    const before = focusedName();
    const asked = server.asked('GET /v1/audiences').length;
    state.audiences = [held('7300000000000000009', 'Made by a colleague'), ...state.audiences];
    void element.hear(news('evt_1', 'audience.ready', { customAudienceId: '7300000000000000009', exportId: null }));
    await sees('Made by a colleague');
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 1);
    expect(focusedName()).to.equal(before);

    state.mirrors = [mirror({ segmentName: 'People of another segment' })];
    void element.hear(
      news('evt_2', 'mirror.confirmation_needed', { mirrorId: 'mir_00000001', exportId: 'exp_00000007' }),
    );
    await sees('People of another segment');
    // The list is TikTok’s: it is asked for what may have changed it only.
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 1);
    expect(focusedName()).to.equal(before);
  });

  it('brings every row that is shown up to date, beyond the first page, too', async () => {
    const audiences = Array.from({ length: 120 }, (_, at) =>
      held(String(7300000000000001000n + BigInt(at)), `Segment ${at}`),
    );
    const { element, state, server } = await openAudiences({ audiences });
    await press('button', 'Show more');
    await sees('Segment 99');
    const asked = server.asked('GET /v1/audiences').length;
    state.audiences = state.audiences
      .filter(({ name }) => name !== 'Segment 3')
      .map((one) => (one.name === 'Segment 80' ? { ...one, name: 'Renamed elsewhere' } : one));
    await element.hear([about('evt_1', 'audience.ready', { customAudienceId: null, exportId: null })]);
    await sees('Renamed elsewhere');
    await until(() => !seen().includes('Segment 3 '), 'the deleted one gone');
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 2);
    await press('button', 'Show more');
    await sees('Segment 119');
  });

  it('shows no older name after somebody has renamed an audience meanwhile', async () => {
    const { element, state, server } = await openLiveAudiences();
    const [first] = state.audiences;
    if (first === undefined) throw new Error('There is an audience');
    const old = state.audiences;
    let answer = (): void => undefined;
    const waits = new Promise<void>((resolve) => (answer = resolve));
    let looks = 0;
    server.on('GET /v1/audiences', async () => {
      looks++;
      const items = looks === 1 ? old : state.audiences;
      if (looks === 1) await waits;
      return { body: { items, nextCursor: null } };
    });
    const hearing = element.hear([about('evt_1', 'audience.ready', { customAudienceId: null, exportId: null })]);
    await until(() => looks === 1, 'the look');
    const renamed = { ...first, name: 'A better name' };
    state.audiences = [renamed, ...old.slice(1)];
    element.rename(renamed);
    answer();
    await hearing;
    await sees('A better name');
    expect(looks).to.equal(2);
    expect(seen()).to.not.include(first.name);
  });

  it('leaves alone what belongs to another ad account', async () => {
    const { element, server } = await openLiveAudiences();
    const before = server.requests.length;
    void element.hear([activity('evt_1', 'audience.ready', { advertiserId: '7999999999999999999' })]);
    void element.hear([about('evt_2', 'export.started', { exportId: 'exp_00000003' })]);
    await until(() => server.requests.length > before, 'a look');
    expect(server.requests.slice(before).map(({ path }) => path)).to.deep.equal(['/v1/mirrors']);
    expect(all('alert').length).to.equal(0);
  });
});
