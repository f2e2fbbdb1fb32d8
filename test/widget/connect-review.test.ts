import { expect } from 'chai';
import type { Connection, SignInReview } from '../../shared/connections.ts';
import { adsServer, ATTEMPT_ID, CONNECTION_ID, connection } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import {
  forgetWindows,
  openWindow,
  returned,
  type Shown,
  show,
  spoken,
  SUCCEEDED,
  watchWindows,
} from './support/connect.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

const ACCEPT = 'POST /v1/connections/attempts/*/accept';
const DISCARD = 'POST /v1/connections/attempts/*/discard';
const KEEP = 'Keep the sign-in as it was';
const USE = 'Use the new sign-in';

const lost = (id: number, imported: boolean) => ({
  advertiserId: `710000000000000000${id}`,
  name: `Shop ${id}`,
  imported,
});
const review = (change: Partial<SignInReview> = {}): SignInReview => ({
  connectionId: CONNECTION_ID,
  otherUser: null,
  lostAdvertiserCount: 2,
  lostImportedCount: 1,
  lostAdvertisers: [lost(1, true), lost(2, false)],
  lostScopes: [],
  ...change,
});
const pending = (change: Partial<SignInReview> = {}) => ({ status: 'pending' as const, review: review(change) });
const DISCARDED = { status: 'failed', error: { code: 'oauth_discarded', message: 'Discarded.' } } as const;

const answer = (attempt: object) => ({
  body: { attemptId: ATTEMPT_ID, expiresAt: new Date(Date.now() + 1_800_000).toISOString(), ...attempt },
});

/** Signed in again, with something to lose. */
async function reviewing(change: Partial<SignInReview> = {}, known: Partial<Connection> = {}): Promise<Shown> {
  const shown = show(
    { attempt: pending(change), connections: [connection({ advertiserCount: 4, importedCount: 3, ...known })] },
    { connectionId: CONNECTION_ID },
  );
  await press('button', 'Sign in again');
  await find('button', KEEP);
  return shown;
}

const asks = ({ server }: Shown) => server.asked('GET /v1/connections/attempts/*').length;

beforeEach(() => watchWindows());
afterEach(forgetWindows);

describe('a sign-in that would take something away', () => {
  it('names what would be lost, closes the window, and puts the focus on keeping what is there', async () => {
    const { element, events } = await reviewing();
    await sees('This sign-in shares 2 fewer ad accounts');
    expect(seen()).to.contain('Nothing has changed yet. Your ad accounts go on with the sign-in they have');
    expect(seen()).to.match(/Shop 1 imported here\s+Shop 2/);
    expect(seen()).to.contain('The imported one stays listed, but can’t be used until a sign-in shares it again.');
    expect(seen()).to.contain('If you don’t choose within 30 minutes, everything stays as it was.');
    expect(openWindow()?.closed).to.equal(true);
    await until(() => focusedName() === KEEP, 'the focus on keeping it');
    expect(spoken(element).filter((text) => text.includes('shares 2 fewer ad accounts')).length).to.equal(1);
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(events).to.deep.equal(['started']);
  });

  it('counts those that it does not name', async () => {
    const some = [1, 2, 3, 4, 5, 6, 7, 8].map((id) => lost(id, id < 3));
    await reviewing({ lostAdvertiserCount: 17, lostImportedCount: 5, lostAdvertisers: some });
    expect(seen()).to.contain('and 12 more, 3 of them imported here');
    expect(seen()).to.contain('Shop 5');
    expect(seen()).not.to.contain('Shop 6');
  });

  it('says which permissions would be missing, and what that means for exports', async () => {
    const scopes = [
      { id: '3', name: 'Audience Management' },
      { id: '4', name: 'Reporting' },
    ];
    await reviewing({ lostAdvertiserCount: 0, lostImportedCount: 0, lostAdvertisers: [], lostScopes: scopes });
    await sees('This sign-in allows 2 fewer permissions');
    expect(seen()).to.contain('2 permissions not allowed any more');
    expect(seen()).to.match(/Audience Management\s+Without it, no audience can be exported\./);
    expect(seen()).to.match(/Reporting\s+Exports don’t need it\./);
  });

  it('says who is connected and who signed in, where they are two', async () => {
    await reviewing({ otherUser: { before: 'Maren Holm', now: 'Jun Tanaka' } });
    await sees('Another TikTok user signed in');
    expect(seen()).to.match(/Connected as .Maren Holm.; this sign-in is .Jun Tanaka.\./);
  });

  it('advises the new sign-in where TikTok refuses the old one, which has nothing to go on with', async () => {
    const shown = await reviewing({}, { state: 'disconnected' });
    await sees('This sign-in stays disconnected until you choose.');
    expect(seen()).not.to.contain('go on with the sign-in they have');
    expect((await find('button', USE)).classList.contains('btn--primary')).to.equal(true);
    expect((await find('button', KEEP)).classList.contains('btn--primary')).to.equal(false);
    shown.server.on(DISCARD, () => answer(DISCARDED));
    await press('button', KEEP);
    await sees('The sign-in stays disconnected. The new one was deleted here.');
  });

  it('asks nothing while a person decides, but looks when they come back to the page', async () => {
    const shown = await reviewing();
    const before = asks(shown);
    await shown.server.client.call('getSession');
    expect(asks(shown)).to.equal(before);
    shown.state.attempt = DISCARDED;
    window.dispatchEvent(new Event('focus'));
    await sees('Nothing changed');
  });

  it('keeps the old sign-in, says so calmly, and reports no fault', async () => {
    const { server, element, events } = await reviewing();
    const errors: string[] = [];
    element.addEventListener('tiktok-error', ({ detail }) => errors.push(detail.error.code));
    let decide = (): void => undefined;
    const decided = new Promise<void>((resolve) => (decide = resolve));
    server.on(DISCARD, async () => {
      await decided;
      return answer(DISCARDED);
    });
    await press('button', KEEP);
    const busy = await find('button', 'Keeping it…');
    expect(busy.getAttribute('aria-disabled')).to.equal('true');
    expect((await find('button', USE)).getAttribute('aria-disabled')).to.equal('true');
    (await find('button', USE)).click();
    decide();
    await sees('Your ad accounts go on with the sign-in they had. The new one was deleted here.');
    expect(await axeProblems(element)).to.deep.equal([]);
    expect(server.asked(DISCARD).length).to.equal(1);
    expect(server.asked(ACCEPT).length).to.equal(0);
    expect([events, errors]).to.deep.equal([['started', 'cancelled'], []]);
    await press('button', 'Done');
    await until(() => focusedName() === 'Sign in again', 'the focus on the button');
  });

  it('takes the new one on request, and says what stays unusable', async () => {
    const { server, events } = await reviewing();
    server.on(ACCEPT, () => answer(SUCCEEDED));
    await press('button', USE);
    await sees('The new sign-in is in use. 1 imported ad account can’t be used until a sign-in shares it again.');
    expect(seen()).to.contain('Signed in again as Maren Holm');
    expect(events).to.deep.equal(['started', 'succeeded']);
  });

  it('shows why a decision did not arrive, with the request id, and takes it again', async () => {
    const { server, element } = await reviewing();
    server.on(ACCEPT, () => problem(500, 'internal_error'));
    await press('button', USE);
    await sees('We couldn’t change over to the new sign-in');
    expect(seen()).to.contain('req_0123456789');
    expect(seen()).to.contain('Shop 1');
    expect(await axeProblems(element)).to.deep.equal([]);
    server.on(ACCEPT, () => answer(SUCCEEDED));
    await press('button', USE);
    await sees('The new sign-in is in use.');
  });

  it('shows what is lost by now when that has grown since the person agreed', async () => {
    const { server } = await reviewing();
    const more = { lostAdvertiserCount: 3, lostAdvertisers: [lost(1, true), lost(2, false), lost(3, false)] };
    server.on(ACCEPT, () => answer(pending(more)));
    await press('button', USE);
    await sees('This sign-in shares 3 fewer ad accounts');
    expect(seen()).to.contain('This has changed since you chose.');
    expect((await find('button', USE)).getAttribute('aria-disabled')).to.equal(null);
  });

  it('says when the time for it is over', async () => {
    const { server, state, events } = await reviewing();
    server.on(ACCEPT, () => problem(409, 'oauth_review_over'));
    state.attempt = { status: 'expired' };
    await press('button', USE);
    await sees('Nobody chose within 30 minutes');
    expect(seen()).to.contain('Nothing was changed.');
    expect(events).to.deep.equal(['started', 'expired']);
  });

  it('follows what was decided in another tab', async () => {
    const { server, state } = await reviewing();
    server.on(DISCARD, () => problem(409, 'oauth_review_over'));
    state.attempt = SUCCEEDED;
    await press('button', KEEP);
    await sees('The new sign-in is in use.');
  });

  it('is not for the eyes of another session', async () => {
    const { element, server } = await reviewing();
    const other = adsServer({ connections: [] });
    other.server.on('GET /v1/connections/attempts/*', () => problem(404, 'not_found'));
    element.client = other.server.client;
    await until(() => all('button', KEEP).length === 0, 'the button instead of the question');
    expect(seen()).not.to.contain('Shop 1');
    expect(sessionStorage.length).to.equal(0);
    await find('button', 'Sign in again');
    expect([...server.asked(ACCEPT), ...server.asked(DISCARD)].length).to.equal(0);
  });

  it('comes back after the page was loaded anew', async () => {
    const { element } = await reviewing();
    element.remove();
    returned({ attempt: pending(), connections: [connection({ importedCount: 3 })] });
    await find('button', KEEP);
    expect(all('button', USE).length).to.equal(1);
  });
});
