import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/settings/define.ts';
import { setupSteps } from '../../widget/settings/setup-progress.ts';
import { account, type AdsState, adsServer } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { all, clearPage, find, focusedName, press, seen, sees, until } from './support/page.ts';

const ACCOUNTS = [
  account('7104856021930123265', 'Nordlys Outdoor — Europe'),
  account('7231904417760051203', '株式会社ひかり化粧品'),
];

function show(change: Partial<AdsState> = {}) {
  const { server, state } = adsServer({ accounts: ACCOUNTS, ...change });
  const element = document.createElement('tiktok-ads-settings');
  element.client = server.client;
  document.body.append(element);
  return { element, server, state };
}
const openTab = () =>
  all('tab')
    .find((tab) => tab.getAttribute('aria-selected') === 'true')
    ?.textContent?.replace(/\s+/g, ' ')
    .trim();

afterEach(() => clearPage());

describe('<tiktok-ads-settings>', () => {
  it('shows how far the set-up is and leads to the next step', async () => {
    const { element } = show();
    await sees('Map properties');
    expect(all('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim())).to.deep.equal([
      'Done: Connect 2 ad accounts',
      'Next: Map properties 0 of 13 · Continue',
      'Later: Export an audience Needs email or phone',
    ]);
    await sees('Nordlys Outdoor — Europe');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue with: Map properties');
    expect(openTab()).to.equal('Mapping 0 of 13');
    await until(() => focusedName().startsWith('Mapping'), 'the focus on the tab');
    expect(await axeProblems(element)).to.deep.equal([]);
  });

  it('moves through the tabs with the arrow keys, mirrored from right to left', async () => {
    const { element } = show();
    await sees('Nordlys Outdoor — Europe');
    (await find('tab', /^Ad accounts/)).focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => focusedName().startsWith('Mapping'), 'the second tab');
    await sendKeys({ press: 'End' });
    await until(() => focusedName() === 'Audiences', 'the last tab');
    await sendKeys({ press: 'ArrowRight' });
    await until(() => focusedName() === 'Ad accounts', 'the first tab again');
    element.dir = 'rtl';
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => focusedName().startsWith('Mapping'), 'the second tab from the right');
    expect(all('tabpanel').length).to.equal(1);
    expect(element.tab).to.equal('mapping');
  });

  it('opens the tab it was told, and every tab is free of what axe finds', async () => {
    const { element } = show();
    for (const tab of ['audiences', 'mapping', 'accounts'] as const) {
      element.tab = tab;
      await until(() => all('tabpanel')[0]?.id === `panel-${tab}`, `the panel ${tab}`);
      await until(() => element.shadowRoot?.querySelectorAll('[aria-busy="true"]').length === 0, 'nothing loading');
      expect(await axeProblems(element), tab).to.deep.equal([]);
    }
  });

  it('counts again when something changed inside, and keeps the panels that were opened', async () => {
    const { element, state } = show();
    await sees('Done: Connect 2 ad accounts');
    await press('button', 'Remove Nordlys Outdoor — Europe');
    await press('button', 'Remove account');
    await sees('1 ad account');
    state.accounts = [...ACCOUNTS];
    element.shadowRoot
      ?.querySelector('tiktok-ad-account-list')
      ?.dispatchEvent(new Event('tiktok-accounts-imported', { bubbles: true, composed: true }));
    await sees('Done: Connect 2 ad accounts');
    await press('tab', /^Mapping/);
    await press('tab', /^Ad accounts/);
    expect(element.shadowRoot?.querySelectorAll('tiktok-mapping-table').length).to.equal(1);
  });

  it('does not move the tabs when it learns how far the set-up is', async () => {
    const { server } = show();
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    server.on('GET /v1/exports', async () => {
      await mayAnswer;
      return { body: { items: [], nextCursor: null } };
    });
    const tab = await find('tab', /^Mapping/);
    const before = tab.getBoundingClientRect().top;
    expect(all('listitem').length).to.equal(0);
    answer();
    await sees('Map properties');
    expect(tab.getBoundingClientRect().top).to.equal(before);
  });

  it('leaves the strip out once everything is done', async () => {
    const { server } = show();
    server.on('GET /v1/mapping', () => ({
      body: { attributes: { phone: 'mobile' }, version: 1, updatedAt: null, updatedBy: null },
    }));
    server.on('GET /v1/exports', () => ({ body: { items: [{ state: 'processing' }], nextCursor: null } }));
    await sees('1 of 13');
    expect(seen()).not.to.contain('Export an audience');
  });

  it('starts at the first step that is not done', () => {
    const facts = { accountCount: 0, hasMoreAccounts: false, mapped: {}, exportStates: [] };
    expect(setupSteps(facts)).to.deep.equal({ connect: 'next', map: 'later', export: 'later' });
    expect(setupSteps({ ...facts, accountCount: 1, mapped: { city: 'town' } })).to.deep.equal({
      connect: 'done',
      map: 'next',
      export: 'later',
    });
    expect(setupSteps({ ...facts, mapped: { email: 'mail' } })).to.deep.equal({
      connect: 'next',
      map: 'done',
      export: 'later',
    });
    expect(
      setupSteps({ ...facts, accountCount: 1, mapped: { email: 'mail' }, exportStates: ['failed'] }).export,
    ).to.equal('next');
  });
});
