import { expect } from 'chai';
import type { Export } from '../../shared/exports.ts';
import { TikTokConnectSucceededEvent } from '../../widget/events/connect-succeeded.ts';
import { axeProblems } from './support/axe.ts';
import { account, ACCOUNTS, exported, READY_COUNTS } from './support/export-server.ts';
import { setOffline, watchExport as watch } from './support/export-watch.ts';
import { openExporter } from './support/exporter.ts';
import { all, clearPage, find, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const line = (state: Export['state'], hours: number) => ({ state, at: hoursAgo(hours) });
const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';
const WAITING: NonNullable<Export['waiting']> = {
  since: hoursAgo(2),
  reason: { code: 'connection_disconnected', message: 'TikTok refuses this sign-in.', tiktokRequestId: REQUEST_ID },
};
const READ_ONLY: NonNullable<Export['waiting']> = {
  since: hoursAgo(2),
  reason: { code: 'connection_read_only', message: 'This connection only reads until somebody signs in.' },
};
const SENDING: Partial<Export> = {
  state: 'uploading',
  counts: READY_COUNTS,
  chunks: { total: 3, uploaded: 1 },
  peopleUploaded: 8000,
  waiting: WAITING,
  timeline: [line('receiving', 3), line('ready', 3), line('uploading', 3)],
};
const WITH_CONNECT = {
  permissions: ['read', 'export', 'connect'],
  routes: {
    'POST /v1/connections/authorize': () => ({
      status: 201,
      body: { attemptId: 'att_00000001', authorizeUrl: 'about:blank#tiktok', expiresAt: hoursAgo(-1) },
    }),
    'GET /v1/connections/attempts/*': () => ({
      body: { attemptId: 'att_00000001', status: 'pending', expiresAt: hoursAgo(-1) },
    }),
  },
};
const signedIn = (connectionId: string) =>
  document.body.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId }));

describe('an export that waits for a sign-in', () => {
  afterEach(() => {
    setOffline(false);
    clearPage();
  });

  it('says why, what is safe and what lets it go on, without a spinner, a rate or a pause', async () => {
    const { element } = await watch(SENDING, WITH_CONNECT);
    await sees('Waiting for a sign-in');
    expect(seen())
      .to.include('TikTok refused the sign-in')
      .and.include(
        '8,000 of 24,112 people are already there and won’t be sent twice. Sign in again and the rest follows.',
      )
      .and.include(REQUEST_ID)
      .and.include('The export goes on by itself after the sign-in.')
      .and.not.match(/ left|a second/);
    expect(all('button', 'Pause sending')).to.have.length(0);
    expect(all('button', 'Cancel export')).to.have.length(1);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('signs in from there, goes on by itself, and the page notices', async () => {
    const { server } = await watch(SENDING, WITH_CONNECT);
    await press('button', 'Sign in again');
    await until(() => server.asked('POST /v1/connections/authorize').length === 1, 'a sign-in');
    expect(server.asked('POST /v1/connections/authorize')[0]?.body).to.deep.include({ connectionId: 'con_00000000' });
    server.move('uploading', { waiting: null });
    signedIn('con_00000000');
    await sees('Sending 24,112 people');
    await sees('Going on');
    expect(all('button', 'Pause sending')).to.have.length(1);
    expect(server.asked('POST /v1/exports/*/retry')).to.have.length(0);
  });

  it('notices a sign-in made elsewhere on the page, even while the server is still at it', async () => {
    const { server } = await watch(SENDING, WITH_CONNECT);
    await sees('Waiting for a sign-in');
    const looks = server.asked('GET /v1/exports/*').length;
    signedIn('con_elsewhere0');
    await until(() => server.asked('GET /v1/exports/*').length > looks, 'a look');
    expect(seen()).to.include('Waiting for a sign-in');
    server.move('uploading', { waiting: null });
    await sees('Sending 24,112 people');
  });

  it('looks when somebody comes back to the page, who may have signed in in another tab', async () => {
    const { server } = await watch(SENDING, WITH_CONNECT);
    await sees('Waiting for a sign-in');
    server.move('uploading', { waiting: null });
    const looks = server.asked('GET /v1/exports/*').length;
    document.dispatchEvent(new Event('visibilitychange'));
    await until(() => server.asked('GET /v1/exports/*').length > looks, 'a look');
    await sees('Sending 24,112 people');
  });

  it('tells a sign-in that could not be renewed from one that was refused', async () => {
    const { element } = await watch({ ...SENDING, waiting: READ_ONLY, peopleUploaded: 0 }, WITH_CONNECT);
    await sees('We couldn’t renew the TikTok sign-in');
    expect(seen()).to.include(
      'Nothing has reached TikTok yet, and nothing is lost. Sign in again and the rest follows.',
    );
    expect(element.shadowRoot?.querySelectorAll('.banner--warning').length).to.equal(1);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('names who can sign in when this person cannot', async () => {
    await watch(SENDING, { permissions: ['read', 'export'] });
    await sees('The rest follows once somebody signs in again.');
    await sees('Signing in needs the Connect permission.');
    expect(all('button', 'Sign in again')).to.have.length(0);
  });

  it('does not say that TikTok is late with what nobody can look at', async () => {
    await watch(
      {
        ...SENDING,
        state: 'processing',
        peopleUploaded: 24_112,
        chunks: { total: 3, uploaded: 3 },
        customAudienceId: '7345678901234567890',
        timeline: [...(SENDING.timeline ?? []), line('processing', 60)],
      },
      WITH_CONNECT,
    );
    await sees('TikTok has everyone and goes on with it. Sign in again to see here what comes of it.');
    expect(seen())
      .to.include('TikTok is building your audience')
      .and.include('Sign in again to see the result')
      .and.not.include('longer than')
      .and.not.include('Next look');
  });

  it('says both when somebody has paused it, too', async () => {
    const { server } = await watch({ ...SENDING, pausedAt: hoursAgo(1) }, WITH_CONNECT);
    await sees('Sending is paused');
    expect(seen()).to.include('TikTok refused the sign-in');
    await press('button', 'Resume sending');
    await sees('Waiting for a sign-in');
    expect(server.asked('POST /v1/exports/*/resume')).to.have.length(1);
  });

  it('stands in the history with its reason, and signs in from there', async () => {
    const { server } = await openExporter({ ...WITH_CONNECT, history: [exported(SENDING)] });
    server.current = exported(SENDING);
    await sees('Waits for a sign-in');
    expect(seen()).to.include('TikTok refused the sign-in');
    await press('button', /^Sign in again to go on with/);
    await until(() => server.asked('POST /v1/connections/authorize').length === 1, 'a sign-in');
    await find('button', 'Sign in again');
    expect(seen()).to.include('Shown above');
    expect(all('button', /^Sign in again/), 'one of them is enough').to.have.length(1);
  });
});

describe('an ad account whose sign-in lacks a permission', () => {
  afterEach(clearPage);

  it('says so, and offers the sign-in that cures it', async () => {
    const statusReason = { code: 'tiktok_permission_denied' as const, message: 'Not granted.' };
    const LIMITED = account('7104856021930123888', 'Limited shop', { status: 'read_only', statusReason });
    const { server } = await openExporter({
      ...WITH_CONNECT,
      accounts: [LIMITED, ...ACCOUNTS],
      routes: {
        ...WITH_CONNECT.routes,
        'GET /v1/connections': () => ({
          body: { items: [{ id: LIMITED.connectionId, notices: ['permissions_missing'] }], nextCursor: null },
        }),
      },
    });
    await sees('The sign-in lacks a permission that exports need. Sign in again to export to it.');
    await press('button', 'Sign in again to export to Limited shop');
    await until(() => server.asked('POST /v1/connections/authorize').length === 1, 'a sign-in');
  });
});

describe('a sandbox ad account', () => {
  afterEach(clearPage);
  const SANDBOX = account('7104856021930123999', 'Sandbox shop', { environment: 'sandbox' });

  it('says in place that the sandbox has no audiences, and is not chosen', async () => {
    const { server, element } = await openExporter({
      accounts: [SANDBOX, ...ACCOUNTS],
      routes: { 'GET /v1/audiences': () => problem(409, 'tiktok_not_in_sandbox', 'No audiences.') },
    });
    await sees('TikTok’s sandbox has no audiences, so nothing can be exported to it.');
    const radios = all('radio') as HTMLInputElement[];
    expect(radios.find(({ checked }) => checked)?.closest('.choice')?.textContent).to.include('Nordlys Outdoor');
    expect(all('radio', 'Sandbox shop').map((radio) => (radio as HTMLInputElement).disabled)).to.deep.equal([true]);
    expect(server.asked('GET /v1/audiences').map(({ query }) => query.get('advertiserId'))).to.deep.equal([
      SANDBOX.advertiserId,
    ]);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('takes exports where the sandbox has audiences', async () => {
    const { server } = await openExporter({ accounts: [SANDBOX] });
    await until(() => server.asked('GET /v1/audiences').length === 1, 'a look at the sandbox');
    expect((all('radio')[0] as HTMLInputElement).checked).to.equal(true);
    await press('button', 'Continue');
    await sees('Step 2 of 5');
  });
});
