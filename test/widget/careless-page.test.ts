/* oxlint-disable no-console -- what the console is told is looked at here */
import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import '../../widget/connect-button/define.ts';
import '../../widget/provider/define.ts';
import { core as english } from '../../widget/labels/en/core.ts';
import { type LabelOverrides, labelsFor, loadLabels } from '../../widget/labels/labels.ts';
import { doors } from '../../widget/labels/locales.ts';
import type { TikTokAdsProvider } from '../../widget/provider/provider.ts';
import { account, adsServer } from './support/ads-server.ts';
import { fastTime } from './support/fast-time.ts';
import { all, clearPage, find, sees, seen, until } from './support/page.ts';

const page = document.documentElement;
const pageLanguage = page.lang;
const open = doors as { -readonly [Code in keyof typeof doors]: (typeof doors)[Code] };
const { connect } = english.connectButton;
const coreOf = async (code: keyof typeof doors) => (await doors[code]()).core.connectButton;

function mount(markup = '<tiktok-connect-button></tiktok-connect-button>'): TikTokAdsProvider {
  document.body.insertAdjacentHTML('beforeend', `<tiktok-ads-provider>${markup}</tiktok-ads-provider>`);
  const provider = document.body.lastElementChild as TikTokAdsProvider;
  provider.client = adsServer({ accounts: [account('7000000000000000001', 'Kopi Pagi')] }).server.client;
  return provider;
}
const button = () => document.querySelector('tiktok-connect-button') as HTMLElement;
const overrides = (given: unknown) => given as LabelOverrides;

afterEach(() => {
  clearPage();
  page.lang = pageLanguage;
});

describe('strings of a careless page', () => {
  it('that are no table, or hold nulls, lists and rings, cost nobody the element', async () => {
    const provider = mount();
    const ring: Record<string, unknown> = {};
    ring['connectButton'] = ring;
    for (const given of [null, 'de', 7, [], ring, { connectButton: null }, { connectButton: ['a'] }, { common: 'x' }]) {
      provider.labels = overrides(given);
      await provider.updateComplete;
      await find('button', connect);
    }
  });

  it('that throw or give no text leave ours in their place', async () => {
    await loadLabels('en');
    const warned: unknown[] = [];
    const { warn } = console;
    console.warn = (...said: unknown[]) => warned.push(said);
    try {
      const failing = () => {
        throw new Error('mine');
      };
      const ours = labelsFor('en').labels;
      for (const own of [failing, () => undefined, () => ({}), async () => 'later']) {
        const { labels } = labelsFor('en', overrides({ audiences: { removed: own }, common: { close: own } }));
        expect(labels.audiences.removed('Lumen')).to.equal(ours.audiences.removed('Lumen'));
        expect(labels.common.close).to.equal(ours.common.close);
      }
      expect(warned).to.have.length(1);
    } finally {
      console.warn = warn;
    }
  });

  it('that name what every object has reach no prototype', () => {
    const { labels } = labelsFor(
      'en',
      overrides(
        JSON.parse(
          '{"__proto__":{"connectButton":{"connect":"x"},"mine":1},"connectButton":{"__proto__":{"connect":"y"}}}',
        ),
      ),
    );
    expect(labels.connectButton.connect).to.equal(connect);
    expect(Object.getPrototypeOf(labels)).to.equal(Object.prototype);
    expect(Object.getPrototypeOf(labels.connectButton)).to.equal(Object.prototype);
    expect('mine' in {}).to.equal(false);
  });

  it('are text, whatever they look like', async () => {
    const provider = mount();
    provider.labels = { connectButton: { connect: '<img src=x onerror="document.title=1">' } };
    await find('button', /<img src=x/);
    expect(button().shadowRoot?.querySelector('img')).to.equal(null);
  });
});

describe('a page that does not know its language', () => {
  it('gets English for whatever is no locale', async () => {
    const provider = mount();
    const garbage = [
      'x',
      '__proto__',
      'toString',
      'constructor',
      'i-klingon',
      '<b>',
      'zh-Hant-TW-u-nu-thai',
      'a'.repeat(10_000),
      5,
      {},
      [],
    ];
    for (const locale of garbage) {
      provider.locale = locale as string;
      await provider.updateComplete;
      await find('button', connect);
    }
    provider.locale = 'de_DE';
    await find('button', (await coreOf('de')).connect);
  });

  it('is asked by its attribute, not by a field of that name', async () => {
    document.body.insertAdjacentHTML('beforeend', '<form lang="es"><input name="lang"></form>');
    const provider = mount();
    document.querySelector('form')?.append(provider);
    await find('button', (await coreOf('es')).connect);
  });

  it('may change its mind a thousand times', async () => {
    mount();
    const codes = ['de', 'en', 'es', 'xx'];
    for (let round = 0; round < 1000; round++) {
      page.lang = codes[round % codes.length] ?? '';
      if (round % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    page.lang = 'es';
    await find('button', (await coreOf('es')).connect);
  });
});

describe('words that do not come', () => {
  const real = { ...doors };
  let time: ReturnType<typeof fastTime>;
  beforeEach(() => (time = fastTime(20)));
  afterEach(() => {
    time.end();
    Object.assign(open, real);
  });

  it('leave a large element whole, in English, whether their file fails or hangs', async () => {
    for (const [code, door] of [
      ['ko', () => Promise.reject(new Error('404'))],
      ['id', () => new Promise<never>(() => undefined)],
    ] as const) {
      open[code] = door;
      mount('<tiktok-ad-account-list></tiktok-ad-account-list>').locale = code;
      await sees('Kopi Pagi');
      expect(seen()).to.contain(labelsFor('en').labels.signIns.title);
      clearPage();
    }
  });

  it('are spoken as soon as they come after all', async () => {
    let arrive = (): void => undefined;
    open['pt-BR'] = () => new Promise((resolve) => (arrive = () => resolve(real['pt-BR']())));
    mount().locale = 'pt';
    await find('button', connect);
    arrive();
    await find('button', (await real['pt-BR']()).core.connectButton.connect);
  });

  it('are drawn as far as they came: the first of them, and the rest in English', async () => {
    const { core } = await real.fr();
    let arrive = (): void => undefined;
    const doorsOpen = new Promise<void>((resolve) => (arrive = resolve));
    open.fr = async () => {
      await doorsOpen;
      return { core, loadAll: () => new Promise(() => undefined) };
    };
    const provider = mount('<tiktok-connect-button></tiktok-connect-button>');
    provider.locale = 'fr';
    await find('button', connect);
    provider.insertAdjacentHTML('beforeend', '<tiktok-ad-account-list></tiktok-ad-account-list>');
    await sees('Kopi Pagi');
    arrive();
    await find('button', core.connectButton.connect);
    expect(seen()).to.contain(labelsFor('en').labels.signIns.title);
  });

  it('give way to the language that the page came to meanwhile', async () => {
    open.ar = () => new Promise(() => undefined);
    const provider = mount();
    await find('button', connect);
    provider.locale = 'ar';
    await provider.updateComplete;
    provider.locale = 'ja';
    await find('button', (await real.ja()).core.connectButton.connect);
  });
});

describe('an element that the page moves and copies', () => {
  it('keeps its looks in another window’s document, and back again', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const there = frame.contentDocument as Document;
    const here = mount(
      '<tiktok-connect-button></tiktok-connect-button><tiktok-ad-account-list></tiktok-ad-account-list>',
    );
    await sees('Kopi Pagi');
    const sheets = (tag: string) => {
      const root = here.querySelector(tag)?.shadowRoot;
      return root?.adoptedStyleSheets.map((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText).join(''));
    };
    const before = [sheets('tiktok-connect-button'), sheets('tiktok-ad-account-list')];
    there.body.append(here);
    expect([sheets('tiktok-connect-button'), sheets('tiktok-ad-account-list')]).to.deep.equal(before);
    expect(there.defaultView?.getComputedStyle(here).display).to.equal('contents');
    document.body.append(here);
    expect([sheets('tiktok-connect-button'), sheets('tiktok-ad-account-list')]).to.deep.equal(before);
  });

  it('may come up in another window’s document', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const provider = document.createElement('tiktok-ads-provider');
    const fresh = document.createElement('tiktok-ad-account-list');
    provider.client = adsServer({ accounts: [account('7000000000000000001', 'Kopi Pagi')] }).server.client;
    provider.append(fresh);
    frame.contentDocument?.body.append(provider);
    await until(() => fresh.shadowRoot?.textContent?.includes('Kopi Pagi'), 'the list in the frame');
  });

  it('comes out the same from a template, a deep copy, and over what a server drew', async () => {
    const provider = mount();
    await find('button', connect);
    const template = document.createElement('template');
    template.innerHTML = '<tiktok-connect-button></tiktok-connect-button>';
    provider.append(template.content.cloneNode(true), button().cloneNode(true));
    const drawn = document.createElement('div');
    drawn.setHTMLUnsafe(
      '<tiktok-connect-button><template shadowrootmode="open"><button>Stale</button></template></tiktok-connect-button>',
    );
    provider.append(...drawn.children);
    await until(() => all('button', connect).length === 4, 'four buttons');
    expect(seen()).not.to.contain('Stale');
  });
});
