import { expect } from 'chai';
import type { EventType } from '../../shared/event-types.ts';
import type { Export } from '../../shared/exports.ts';
import { ADVERTISER, held, mirror, openAudiences } from './support/audiences.ts';
import { ACCOUNTS, exported, READY_COUNTS } from './support/export-server.ts';
import { openExporter } from './support/exporter.ts';
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
async function openLive(history: Export[]) {
  const stream = new LiveServer();
  const items = { history };
  const permissions = ['read', 'export', 'map'];
  const workspaceId = `exporter-${(workspaces += 1)}`;
  const session = { kind: 'session', workspaceId, userId: 'maren', permissions, origin: null, expiresAt: null };
  const world = await openExporter({
    live: stream.fetch,
    routes: {
      'GET /v1/session': () => ({ body: session }),
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

afterEach(clearPage);

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

  it('asks for no audiences of TikTok because of an ad, and for no history because of an account', async () => {
    const { server, stream } = await openLive([]);
    await sees('No exports yet');
    await until(() => server.asked('GET /v1/mirrors').length > 0, 'the end of the first look');
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
    element.hear(news('evt_1', 'audience.ready', { customAudienceId: '7300000000000000009', exportId: null }));
    await sees('Made by a colleague');
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 1);
    expect(focusedName()).to.equal(before);

    state.mirrors = [mirror({ segmentName: 'People of another segment' })];
    element.hear(news('evt_2', 'mirror.confirmation_needed', { mirrorId: 'mir_00000001', exportId: 'exp_00000007' }));
    await sees('People of another segment');
    // The list is TikTok’s: it is asked for what may have changed it only.
    expect(server.asked('GET /v1/audiences').length).to.equal(asked + 1);
    expect(focusedName()).to.equal(before);
  });

  it('leaves alone what belongs to another ad account', async () => {
    const { element, server } = await openLiveAudiences();
    const before = server.requests.length;
    element.hear([activity('evt_1', 'audience.ready', { advertiserId: '7999999999999999999' })]);
    element.hear([about('evt_2', 'export.started', { exportId: 'exp_00000003' })]);
    await until(() => server.requests.length > before, 'a look');
    expect(server.requests.slice(before).map(({ path }) => path)).to.deep.equal(['/v1/mirrors']);
    expect(all('alert').length).to.equal(0);
  });
});
