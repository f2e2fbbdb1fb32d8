import { expect } from 'chai';
import type { ListedEvent } from '../../shared/events.ts';
import { axeProblems } from './support/axe.ts';
import { isUnread, keepFeedPage, rows, showFeed } from './support/feed-page.ts';
import { disapproved, event } from './support/feed-server.ts';
import { all, find, focusedName, press, seen, sees, until } from './support/page.ts';
import { problem } from './support/stub-server.ts';

keepFeedPage();

describe('<tiktok-event-feed>, for those who may act and those who may not', () => {
  it('says why nothing can be shown: a failure, no permission, no session', async () => {
    const failing = showFeed([], {}, (feed) =>
      feed.server.on('GET /v1/activity', () => problem(500, 'internal_error')),
    );
    await sees('We couldn’t load the activity');
    expect(seen()).to.contain('req_0123456789');
    expect(await axeProblems(failing.element)).to.deep.equal([]);
    failing.feed.server.on('GET /v1/activity', () => ({
      body: {
        items: [disapproved()],
        nextCursor: null,
        counts: { all: 1, needsYou: 1, unread: 1, ads: 1, accounts: 0, audiences: 0, other: 0 },
      },
    }));
    await press('button', 'Try again');
    await sees('Spring shell jacket');
    failing.element.remove();
    const locked = showFeed([disapproved()], { permissions: ['connect'] }, (feed) =>
      feed.server.on('GET /v1/activity', () => problem(403, 'permission_denied')),
    );
    await sees('You can’t see the activity');
    expect(await axeProblems(locked.element)).to.deep.equal([]);
    locked.element.remove();
    showFeed([], {}, (feed) => feed.server.on('GET /v1/activity', () => problem(401, 'session_expired')));
    await sees('Your session has ended');
  });

  it('offers nothing to press to those who may only look, and says which permission it takes', async () => {
    const { element } = showFeed(
      [
        event(
          'connection.read_only',
          { state: 'read_only', reason: null, accountCount: 2, waitingExports: 2 },
          { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
        ),
        exportFailed(),
      ],
      { permissions: ['read'] },
    );
    await sees('Signing in again needs the Connect permission.');
    expect(seen()).to.contain('2 exports wait for you; nothing is lost.');
    expect(seen()).to.contain('Going on with it needs the Export permission.');
    expect(all('button', /^(Sign in again|Retry)/).length).to.equal(0);
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('goes on with a failed export, or says why it cannot', async () => {
    const failed = exportFailed();
    const { element, feed } = showFeed([failed]);
    feed.server.on('POST /v1/exports/*/retry', () => problem(409, 'export_wrong_state', 'It is under way again.'));
    await press('button', 'Retry export: \u2068Spring buyers\u2069');
    await sees('The export couldn’t go on. It is under way again.');
    expect(isUnread(rows(element)[0])).to.equal(false);
    expect(await axeProblems(element)).to.deep.equal([]);
    feed.server.on('POST /v1/exports/*/retry', () => ({ body: {} }));
    await press('button', 'Retry export: \u2068Spring buyers\u2069');
    await sees('It goes on from where it stopped.');
    await until(() => focusedName().includes('Export stopped'), 'the focus on the event');
    expect(feed.server.asked('POST /v1/exports/exp_1/retry').length).to.equal(2);
  });

  it('signs in again as the list of ad accounts does', async () => {
    const { element } = showFeed([
      event(
        'connection.disconnected',
        { state: 'disconnected', reason: null, accountCount: 1, waitingExports: 0 },
        { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
      ),
    ]);
    const signIn = await find('button', 'Sign in again: \u2068Maren Holm\u2069');
    const started: unknown[] = [];
    const connect = element.shadowRoot?.querySelector('tiktok-connect-button') as HTMLElement & { start: unknown };
    connect.start = (options: unknown) => started.push(options);
    signIn.click();
    expect((started[0] as { connectionId: string }).connectionId).to.equal('con_maren0001');
    await element.updateComplete;
    expect(isUnread(rows(element)[0])).to.equal(false);
  });

  it('fills one button alone where several sign-ins wait: that of the newest', async () => {
    const kopi = 'Kopi Pagi Nusantara';
    const { element } = showFeed([
      disapproved(),
      event('account.access_lost', {}, { subject: { kind: 'account', id: '7198822045610037250', name: kopi } }),
      event(
        'connection.read_only',
        { state: 'read_only', reason: null, accountCount: 1, waitingExports: 0 },
        { subject: { kind: 'connection', id: 'con_maren0001', name: 'Maren Holm' }, advertiserId: null },
      ),
    ]);
    await find('button', 'Sign in again: \u2068Maren Holm\u2069');
    const filled = [...(element.shadowRoot?.querySelectorAll('.btn--primary') ?? [])];
    expect(filled.map((each) => each.getAttribute('aria-label'))).to.deep.equal([`Sign in again: \u2068${kopi}\u2069`]);
  });
});

function exportFailed(): ListedEvent {
  return event(
    'export.failed',
    {
      exportId: 'exp_1',
      state: 'failed',
      action: 'APPEND',
      customAudienceId: null,
      audienceName: 'Spring buyers',
      mirrorId: null,
      peopleSent: 61_200,
      rejectedRows: 0,
      error: { code: 'tiktok_unavailable', message: 'TikTok didn’t answer.', tiktokRequestId: '20260312AB' },
    },
    { subject: { kind: 'export', id: 'exp_1', name: null } },
  );
}
