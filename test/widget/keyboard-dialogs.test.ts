import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import '../../widget/controls/define.ts';
import { account, adsServer } from './support/ads-server.ts';
import { openAudiences } from './support/audiences.ts';
import { approval, controlsServer, spendCap } from './support/controls-server.ts';
import { all, clearPage, find, focusedName, nameOf, until } from './support/page.ts';

// Every dialog by keys alone, as docs/accessibility.md has it: its button opens it, the focus is inside and cannot leave by Tab
// in either direction, Esc closes it, and the focus is on what opened it.

const press = (key: string): Promise<void> => sendKeys({ press: key });

async function back(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: 'Tab' });
  await sendKeys({ up: 'Shift' });
}

function showControls(): Promise<HTMLElement> {
  const state = controlsServer({ approvals: [approval()], caps: [spendCap()] });
  const element = document.createElement('tiktok-controls');
  element.client = state.feed.server.client;
  element.lang = 'en-GB';
  document.body.append(element);
  return find('button', /^Deny/);
}

async function showAccounts(): Promise<void> {
  const { server } = adsServer({ accounts: [account('7104856021930123265', 'Nordlys Outdoor — Europe')] });
  const element = document.createElement('tiktok-ad-account-list');
  element.client = server.client;
  element.lang = 'en';
  document.body.append(element);
  await find('button', /^Remove Nordlys/);
}

const moreOf = (name: string): RegExp => new RegExp(`^More for .*${name}`, 'u');

/** What opens a dialog: a button of the page, or an item of its menu, to which End and the arrows lead. */
interface Case {
  readonly title: string;
  readonly show: () => Promise<unknown>;
  readonly button: RegExp;
  readonly item?: RegExp;
}

const audiences = (): Promise<unknown> => openAudiences();
const CASES: readonly Case[] = [
  { title: 'removal of an ad account', show: showAccounts, button: /^Remove Nordlys/u },
  { title: 'denial of a call', show: showControls, button: /^Deny/u },
  { title: 'new cap', show: showControls, button: /^Add a cap/u },
  { title: 'removal of a cap', show: showControls, button: /^Remove/u },
  { title: 'new name of an audience', show: audiences, button: moreOf('Newsletter'), item: /^Rename/u },
  { title: 'lookalike of an audience', show: audiences, button: moreOf('Newsletter'), item: /lookalike/u },
  { title: 'sharing of an audience', show: audiences, button: moreOf('Newsletter'), item: /^Share/u },
  { title: 'deletion of an audience', show: audiences, button: moreOf('Newsletter'), item: /^Delete/u },
  { title: 'schedule of what is kept in sync', show: audiences, button: /^More for keeping/u, item: /schedule/iu },
  { title: 'end of keeping in sync', show: audiences, button: /^More for keeping/u, item: /^Stop/u },
];

/** Whether the focus is in the dialog that is open, through all shadow trees. */
function isInDialog(): boolean {
  const [dialog] = all('dialog');
  const root = dialog?.getRootNode() as ShadowRoot | undefined;
  return root?.activeElement !== null && dialog?.contains(root?.activeElement ?? null) === true;
}

async function openByKeys({ button, item }: Case): Promise<string> {
  const opener = await find('button', button);
  opener.focus();
  await press('Enter');
  if (item !== undefined) {
    await until(() => all('menuitem').some((each) => nameOf(each) === focusedName()), 'the focus in the menu');
    for (let steps = 0; steps < 12 && !item.test(focusedName()); steps += 1) await press('ArrowDown');
    expect(focusedName()).to.match(item);
    await press('Enter');
  }
  await until(() => all('dialog').length === 1 && isInDialog(), 'the focus in the dialog');
  return nameOf(opener);
}

describe('every dialog, by keys alone', () => {
  afterEach(clearPage);

  for (const one of CASES) {
    it(`keeps the focus and gives it back: ${one.title}`, async () => {
      await one.show();
      const name = await openByKeys(one);
      for (const [way, go] of [
        ['Tab', () => press('Tab')],
        ['Shift+Tab', back],
      ] as const) {
        const passed = new Set<string>();
        for (let stops = 0; stops < 14; stops += 1) {
          await go();
          expect(isInDialog(), `${way} went from the dialog to “${focusedName()}”`).to.equal(true);
          passed.add(focusedName());
        }
        expect(passed.size, 'stops in the dialog').to.be.greaterThan(1);
      }
      await press('Escape');
      await until(() => all('dialog').length === 0 && focusedName() === name, `the focus back on ${name}`);
    });
  }
});

describe('the rules of who may do what, by keys alone', () => {
  afterEach(clearPage);

  it('are changed by arrows, and Tab comes to the save bar after the last of them', async () => {
    await showControls();
    const first = await find('combobox', 'People, create');
    first.focus();
    await press('ArrowDown');
    await find('button', /^Save/u);
    const names = all('combobox', /^(?:People|Programs|Agents), /u).map((each) => nameOf(each));
    for (const name of names.slice(1)) {
      await press('Tab');
      expect(focusedName()).to.equal(name);
    }
    const bar: string[] = [];
    for (let stops = 0; stops < 3; stops += 1) {
      await press('Tab');
      bar.push(focusedName());
    }
    expect(bar.some((name) => name.startsWith('Save'))).to.equal(true);
    expect(bar.some((name) => name.startsWith('Discard'))).to.equal(true);
  });

  it('offer a discarded change back for as long as somebody is at the keys', async () => {
    await showControls();
    const setTimer = window.setTimeout;
    // The ten seconds of the offer pass at once, again and again.
    window.setTimeout = ((run: () => void, ms?: number) => setTimer(run, ms === 10_000 ? 20 : ms)) as typeof setTimeout;
    try {
      (await find('combobox', 'People, create')).focus();
      await press('ArrowDown');
      (await find('button', /^Discard/u)).focus();
      await press('Enter');
      await find('button', 'Undo');
      (await find('combobox', 'Agents, create')).focus();
      await press('Tab');
      await new Promise((resolve) => setTimer(resolve, 100));
      expect(all('button', 'Undo')).to.have.length(1);
    } finally {
      window.setTimeout = setTimer;
    }
  });
});
