import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/settings/define.ts';
import type { ListedEvent } from '../../shared/events.ts';
import { account } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { approved, disapproved, event, feedServer } from './support/feed-server.ts';
import { all, clearPage, find, focusedName, press, sees, until } from './support/page.ts';

function show(events: readonly ListedEvent[], tab?: 'activity') {
  const feed = feedServer(events, { accounts: [account('7104856021930123265', 'Nordlys Outdoor')] });
  const element = document.createElement('tiktok-ads-settings');
  element.client = feed.server.client;
  element.lang = 'en-GB';
  if (tab !== undefined) element.setAttribute('tab', tab);
  document.body.append(element);
  return { element, feed };
}

const tabText = async () => (await find('tab', /^Activity/)).textContent?.replace(/\s+/g, ' ').trim();

const asking = () =>
  event(
    'mirror.confirmation_needed',
    { mirrorId: 'mir_1', exportId: 'exp_1', code: 'many_removals', audienceName: null, toAdd: 1, toRemove: 2 },
    { subject: { kind: 'export', id: 'exp_1', name: 'VIP customers' } },
  );

afterEach(() => {
  clearPage();
  localStorage.clear();
});

describe('the activity in <tiktok-ads-settings>', () => {
  it('is a tab with a red number of what needs somebody, which the stream keeps right', async () => {
    const ad = { kind: 'ad', id: '1', name: 'Rain cape' } as const;
    const { element, feed } = show([disapproved({ subject: ad }), disapproved()]);
    await until(async () => (await tabText()) === 'Activity 2 2 need you', 'the number');
    expect(await axeProblems(element)).to.deep.equal([]);
    feed.send(disapproved());
    await until(() => element.shadowRoot?.querySelector('.tab__alarm')?.textContent?.startsWith('3'), 'one more');
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent).to.contain('Activity: 3 events need you');
    feed.events = feed.events.map((one) => ({ ...one, needsYou: false }));
    feed.forget();
    await until(() => element.shadowRoot?.querySelector('.tab__alarm') === null, 'no number');
  });

  it('opens by a link, and tells its number itself', async () => {
    const { element, feed } = show([disapproved()], 'activity');
    await sees('Spring shell jacket');
    expect(all('tabpanel').map(({ id }) => id)).to.deep.equal(['panel-activity']);
    expect(await axeProblems(element)).to.deep.equal([]);
    feed.send(disapproved({ subject: { kind: 'ad', id: '4', name: 'Another' } }));
    await until(() => element.shadowRoot?.querySelector('.tab__alarm')?.textContent?.startsWith('2'), 'two');
    expect(element.shadowRoot?.querySelector('[role=status]')?.textContent ?? '').not.to.contain('need you');
  });

  it('is the last tab for the arrow keys', async () => {
    show([]);
    await sees('Nordlys Outdoor');
    (await find('tab', /^Ad accounts/)).focus();
    await sendKeys({ press: 'End' });
    await until(() => focusedName() === 'Activity', 'the tab');
    await sees('Nothing has happened yet');
  });

  it('leads from an event to the run it is about, and to other tabs', async () => {
    const { element, feed } = show([asking(), approved()], 'activity');
    const wanted: string[] = [];
    feed.server.on('GET /v1/exports/*', ({ path }) => {
      wanted.push(path);
      return {
        status: 404,
        body: { type: 'about:blank', title: 'x', status: 404, code: 'not_found', detail: 'Gone.', requestId: 'r' },
      };
    });
    await press('button', 'Review the run: \u2068VIP customers\u2069');
    await until(() => element.tab === 'audiences', 'the audiences');
    await until(() => wanted.includes('/v1/exports/exp_1'), 'the export');
    expect(element.shadowRoot?.querySelectorAll('tiktok-audience-exporter').length).to.equal(1);
    await press('tab', /^Activity/);
    feed.send(
      event(
        'account.access_restored',
        {},
        { subject: { kind: 'account', id: '7', name: 'Kopi Pagi' }, accountName: 'Kopi Pagi' },
      ),
    );
    await press('button', 'Show ad accounts: \u2068Kopi Pagi\u2069');
    await until(() => element.tab === 'accounts', 'the ad accounts');
    await sees('Nordlys Outdoor');
  });
});
