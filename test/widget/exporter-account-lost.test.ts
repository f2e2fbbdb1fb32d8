import { expect } from 'chai';
import type { AdAccount } from '../../shared/ad-accounts.ts';
import { TikTokConnectSucceededEvent } from '../../widget/events/connect-succeeded.ts';
import { axeProblems } from './support/axe.ts';
import { account } from './support/export-server.ts';
import { openExporter, toStep } from './support/exporter.ts';
import { all, clearPage, find, press, seen, sees, until } from './support/page.ts';
import { problem, type StubRoute } from './support/stub-server.ts';

const NORDLICHT = account('7104856021930123265', 'Nordlicht');
const IPE = account('7231904417760051203', 'Ipê Amarelo');
const DISCONNECTED = {
  status: 'disconnected',
  statusReason: { code: 'connection_disconnected', message: 'TikTok refuses this sign-in.' },
} as const;
/** With the marks that keep a name's direction to itself. */
const gone = (name: string) => `\u2068${name}\u2069 can’t be used any more. Choose an ad account.`;
const GONE_WORDS = gone('Nordlicht');

/** An exporter whose ad accounts and further calls a test changes on the way. */
async function open(routes: Record<string, StubRoute> = {}) {
  const now: { accounts: AdAccount[]; refusal: ReturnType<StubRoute> | null } = {
    accounts: [IPE, NORDLICHT],
    refusal: null,
  };
  const opened = await openExporter({
    permissions: ['read', 'export', 'map', 'connect'],
    routes: { 'GET /v1/ad-accounts': () => ({ body: { items: now.accounts, nextCursor: null } }), ...routes },
  });
  const connect = opened.element.shadowRoot?.querySelector<HTMLElement & { start: (options: unknown) => void }>(
    'tiktok-connect-button',
  );
  if (connect == null) throw new Error('there is no connect button');
  const signIns: unknown[] = [];
  connect.start = (options) => void signIns.push(options);
  return { ...opened, now, signIns };
}
const signedIn = () => document.body.dispatchEvent(new TikTokConnectSucceededEvent({ connectionId: 'con_00000000' }));
const chosen = () => (all('radio') as HTMLInputElement[]).filter(({ checked, name }) => checked && name === 'account');
const root = () => document.querySelector('tiktok-audience-exporter')?.shadowRoot;
const announced = () => root()?.querySelector('[role=status]')?.textContent ?? '';
const notice = () => root()?.querySelector('.rail .banner')?.textContent ?? '';

describe('an ad account that is lost on the way to an export', () => {
  afterEach(clearPage);

  it('is never replaced: the first step is open again, with nothing chosen, and says so', async () => {
    const { now, server, element } = await open();
    (await find('radio', /^Nordlicht/)).click();
    await toStep('Audience');
    now.accounts = [IPE];
    signedIn();
    await sees(GONE_WORDS);
    expect(notice()).to.include(GONE_WORDS);
    expect(seen()).to.include('Step 1 of 5');
    expect(chosen()).to.have.length(0);
    await until(() => announced().includes(GONE_WORDS), 'the announcement');
    expect(await axeProblems(element)).to.deep.equal([]);
    signedIn();
    await press('button', 'Continue');
    await sees('Choose an ad account.');
    expect(chosen()).to.have.length(0);
    expect(server.asked('POST /v1/exports')).to.have.length(0);
    (await find('radio', /^Ipê/)).click();
    await until(() => notice() === '', 'the end of the notice');
    await press('button', 'Continue');
    await sees('Step 2 of 5');
  });

  it('takes a finished check along, which is cancelled', async () => {
    const { now, server } = await open();
    (await find('radio', /^Nordlicht/)).click();
    await toStep('Audience');
    await press('button', 'Check before sending');
    await until(() => server.asked('POST /v1/exports').length === 1, 'an export');
    now.accounts = [IPE, { ...NORDLICHT, status: 'no_permission' }];
    signedIn();
    await sees(GONE_WORDS);
    await until(() => server.asked('POST /v1/exports/*/cancel').length === 1, 'the cancel');
    expect(chosen()).to.have.length(0);
  });

  it('is kept where a draft went on with what was proposed, and is chosen again once it is back', async () => {
    const { now } = await open();
    await press('button', 'Continue');
    await sees('Step 2 of 5');
    now.accounts = [NORDLICHT];
    signedIn();
    await sees(gone('Ipê Amarelo'));
    expect(chosen()).to.have.length(0);
    now.accounts = [NORDLICHT, IPE];
    signedIn();
    await until(() => chosen()[0]?.closest('.choice')?.textContent?.includes('Ipê') === true, 'the choice');
    expect(notice()).to.equal('');
  });

  it('is marked in the folded step when its sign-in is lost, and the draft stays', async () => {
    const { now, element } = await open();
    (await find('radio', /^Nordlicht/)).click();
    await toStep('What');
    now.accounts = [IPE, { ...NORDLICHT, ...DISCONNECTED }];
    signedIn();
    await sees('Nordlicht · Sign-in lost');
    expect(seen()).to.include('Step 3 of 5');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('signs in from the audiences that could not be loaded, which are loaded by themselves then', async () => {
    let isLost = true;
    const { server, signIns } = await open({
      'GET /v1/audiences': () =>
        isLost ? problem(409, 'connection_disconnected') : { body: { items: [], nextCursor: null } },
    });
    await toStep('Audience');
    await sees('We couldn’t load this account’s audiences');
    expect(seen()).to.include('Sign-in lost');
    expect(all('button', 'Try again')).to.have.length(0);
    await press('button', 'Sign in again');
    expect(signIns).to.have.length(1);
    isLost = false;
    signedIn();
    await until(() => !seen().includes('We couldn’t load'), 'the audiences');
    expect(seen()).to.include('Step 4 of 5').and.not.include('Sign-in lost');
    expect(server.asked('GET /v1/audiences')).to.have.length(2);
  });

  for (const code of ['connection_disconnected', 'connection_read_only'] as const) {
    it(`signs in from a check that failed with ${code}, which is made again by itself`, async () => {
      let asked = 0;
      const { server, signIns } = await open({ 'POST /v1/exports': () => (asked++, problem(409, code)) });
      await toStep('Audience');
      await press('button', 'Check before sending');
      await sees('We couldn’t prepare the export');
      expect(all('button', 'Try again')).to.have.length(0);
      await press('button', 'Sign in again');
      expect(signIns).to.have.length(1);
      signedIn();
      await until(() => server.asked('POST /v1/exports').length === 2, 'the second check');
      expect(asked).to.equal(2);
      expect(seen()).to.include('Step 5 of 5');
    });
  }
});
