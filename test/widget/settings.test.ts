import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/settings/define.ts';
import { setupSteps } from '../../widget/settings/setup-progress.ts';
import { canOpenTab, openTab } from '../../widget/element/open-tab.ts';
import { account, type AdsState, adsServer } from './support/ads-server.ts';
import { axeProblems } from './support/axe.ts';
import { ExportServer } from './support/export-server.ts';
import { toStep } from './support/exporter.ts';
import { PROPERTIES } from './support/mapping-page.ts';
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
/** Everything done: one attribute mapped, one export under way. */
function finishSetUp(server: ReturnType<typeof adsServer>['server']): void {
  server.on('GET /v1/mapping', () => ({
    body: { attributes: { phone: 'mobile' }, version: 1, updatedAt: null, updatedBy: null },
  }));
  server.on('GET /v1/exports', () => ({ body: { items: [{ state: 'processing' }], nextCursor: null } }));
}

/** The steps of the set-up, in words. */
const steps = () =>
  Array.from(document.querySelector('tiktok-ads-settings')?.shadowRoot?.querySelectorAll('.steps > li') ?? [], (step) =>
    step.textContent?.replace(/\s+/g, ' ').trim(),
  );
const shownTab = () =>
  all('tab')
    .find((tab) => tab.getAttribute('aria-selected') === 'true')
    ?.textContent?.replace(/\s+/g, ' ')
    .trim();

afterEach(() => {
  clearPage();
  localStorage.clear();
});

describe('<tiktok-ads-settings>', () => {
  it('shows how far the set-up is and leads to the next step', async () => {
    const { element } = show();
    await sees('Map properties');
    expect(steps()).to.deep.equal([
      'Done: Connect 2 ad accounts',
      'Next: Map properties 0 of 13 · Continue',
      'Later: Export an audience Needs email or phone',
    ]);
    await sees('Nordlys Outdoor — Europe');
    expect(await axeProblems(element)).to.deep.equal([]);
    await press('button', 'Continue with: Map properties');
    expect(shownTab()).to.equal('Mapping 0 of 13');
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
    await until(() => focusedName() === 'Activity', 'the last tab');
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
    for (const tab of ['activity', 'audiences', 'mapping', 'accounts'] as const) {
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
    expect(steps().length).to.equal(0);
    answer();
    await sees('Map properties');
    expect(tab.getBoundingClientRect().top).to.equal(before);
  });

  it('leaves the strip out once everything is done, and keeps no room for it at the next visit', async () => {
    const { element, server } = show();
    finishSetUp(server);
    await sees('1 of 13');
    expect(seen()).not.to.contain('Map properties');
    element.remove();
    const again = show();
    again.server.on('GET /v1/mapping', () => new Promise(() => undefined));
    await sees('Nordlys Outdoor — Europe');
    expect(again.element.shadowRoot?.querySelector('.steps')).to.equal(null);
  });

  it('keeps the strip under the hands of the person who does its last step', async () => {
    const { element, server } = show();
    await sees('Next: Map properties');
    const tab = await find('tab', /^Mapping/);
    const before = tab.getBoundingClientRect().top;
    finishSetUp(server);
    element.shadowRoot
      ?.querySelector('tiktok-ad-account-list')
      ?.dispatchEvent(new Event('tiktok-export-started', { bubbles: true, composed: true }));
    await sees('Done: Export an audience First export sent');
    expect(tab.getBoundingClientRect().top).to.equal(before);
  });

  it('says which permission the next step needs, and shows one sentence to those who may see nothing', async () => {
    const { element } = show({ permissions: ['read', 'connect', 'export'] });
    await sees('Needs the Map permission');
    expect(all('button', /^Continue with/).length).to.equal(0);
    element.remove();
    const help = document.createElement('a');
    help.slot = 'help';
    help.textContent = 'Who are our admins?';
    const locked = show({ permissions: [] }).element;
    locked.append(help);
    await sees('You can’t see TikTok Ads');
    await sees('Who are our admins?');
    expect(all('tab').length).to.equal(0);
    expect(await axeProblems(locked)).to.deep.equal([]);
  });

  it('opens a tab for an element inside that asks for it, and alone there is nobody to ask', async () => {
    const { element } = show();
    await sees('Nordlys Outdoor — Europe');
    const list = element.shadowRoot?.querySelector('tiktok-ad-account-list') as HTMLElement;
    expect(canOpenTab(list)).to.equal(true);
    expect(shownTab()).to.match(/^Ad accounts/);
    expect(openTab(list, 'mapping', 'email')).to.equal(true);
    await until(() => shownTab()?.startsWith('Mapping'), 'the mapping');
    expect(canOpenTab(document.body)).to.equal(false);
  });

  it('leads from “Map it” in the exporter to that row of the mapping, and marks the tab while it is not saved', async () => {
    const server = new ExportServer({ permissions: ['read', 'connect', 'map', 'export'] });
    server.on('GET /v1/properties', () => ({ body: { items: PROPERTIES, nextCursor: null } }));
    const element = document.createElement('tiktok-ads-settings');
    element.client = server.client;
    element.tab = 'audiences';
    document.body.append(element);
    await find('heading', 'History');
    await toStep('What');
    await press('button', 'Map it: Apple IDFA');
    await until(() => focusedName() === 'Apple IDFA: iOS ad ID suggested, choose another', 'the row');
    expect(shownTab()).to.match(/^Mapping/);
    expect(shownTab()).not.to.contain('Not saved yet');
    await press('button', 'Use iOS ad ID for Apple IDFA');
    await until(() => shownTab()?.includes('Not saved yet'), 'the mark on the tab');
    await press('button', 'Discard');
    await until(() => shownTab()?.includes('Not saved yet') === false, 'no mark');
  });

  it('tells the page which tab a person opened', async () => {
    const { element } = show();
    const told: string[] = [];
    element.addEventListener('change', () => told.push(element.tab));
    await press('tab', /^Audiences/);
    element.tab = 'accounts';
    await element.updateComplete;
    expect(told).to.deep.equal(['audiences']);
  });

  it('takes the host’s own header and parts of the elements inside', async () => {
    const { element } = show();
    const header = document.createElement('h2');
    header.slot = 'header';
    header.textContent = 'Adverts on TikTok';
    element.append(header);
    const style = document.createElement('style');
    style.textContent = 'tiktok-ads-settings::part(panel) { border-top-width: 7px }';
    document.body.append(style);
    await sees('Nordlys Outdoor — Europe');
    expect(seen()).to.contain('Adverts on TikTok').and.not.to.contain('Send your segments');
    const panel = element.shadowRoot
      ?.querySelector('tiktok-ad-account-list')
      ?.shadowRoot?.querySelector('.panel') as HTMLElement;
    expect(getComputedStyle(panel).borderTopWidth).to.equal('7px');
  });

  it('says that the page is offline, and loads again when it is back', async () => {
    const { element, state } = show();
    await sees('Done: Connect 2 ad accounts');
    const isOnline = Object.getOwnPropertyDescriptor(Navigator.prototype, 'onLine') as PropertyDescriptor;
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    window.dispatchEvent(new Event('offline'));
    await sees('You’re offline');
    expect(await axeProblems(element)).to.deep.equal([]);
    state.accounts = ACCOUNTS.slice(0, 1);
    Object.defineProperty(navigator, 'onLine', isOnline);
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
    await sees('Done: Connect 1 ad account');
    expect(seen()).not.to.contain('You’re offline');
  });

  it('brings the open tab into view where the tabs do not fit', async () => {
    const { element } = show();
    element.style.inlineSize = '240px';
    await sees('Nordlys Outdoor — Europe');
    await press('tab', /^Audiences/);
    const tab = await find('tab', /^Audiences/);
    const row = tab.parentElement as HTMLElement;
    await until(() => tab.getBoundingClientRect().right <= row.getBoundingClientRect().right + 1, 'all of the tab');
    expect(document.documentElement.scrollWidth).to.be.at.most(document.documentElement.clientWidth);
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
