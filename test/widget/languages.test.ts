import { expect } from 'chai';
import '../../widget/ad-account-list/define.ts';
import '../../widget/connect-button/define.ts';
import '../../widget/provider/define.ts';
import '../../widget/settings/define.ts';
import { labelsFor } from '../../widget/labels/labels.ts';
import { doors } from '../../widget/labels/locales.ts';
import { core as english } from '../../widget/labels/en/core.ts';
import { number } from '../../widget/labels/number.ts';
import type { TikTokAdsProvider } from '../../widget/provider/provider.ts';
import { account, adsServer } from './support/ads-server.ts';
import { fastTime } from './support/fast-time.ts';
import { clearPage, find, seen, sees, until } from './support/page.ts';

const page = document.documentElement;
const pageLanguage = page.lang;
const coreOf = async (code: keyof typeof doors) => (await doors[code]()).core.connectButton;

/** A button in a provider, as a host writes them. */
function mount(markup = '<tiktok-connect-button></tiktok-connect-button>'): TikTokAdsProvider {
  document.body.insertAdjacentHTML('beforeend', `<tiktok-ads-provider>${markup}</tiktok-ads-provider>`);
  const provider = document.body.lastElementChild as TikTokAdsProvider;
  provider.client = adsServer({ accounts: [account('7000000000000000001', 'Kopi Pagi')] }).server.client;
  return provider;
}
const button = () => document.querySelector('tiktok-connect-button') as HTMLElement;

afterEach(() => {
  clearPage();
  page.lang = pageLanguage;
  page.removeAttribute('dir');
});

describe('the language of the elements', () => {
  it('is the page’s, and English where the page’s is none of ours', async () => {
    page.lang = 'de-AT';
    mount();
    await find('button', (await coreOf('de')).connect);
    page.lang = 'es-MX';
    await find('button', (await coreOf('es')).connect);
    page.lang = 'fi';
    await find('button', english.connectButton.connect);
  });

  it('is the provider’s where the host says so, and changes with it at once', async () => {
    const provider = mount();
    provider.locale = 'ja';
    await find('button', (await coreOf('ja')).connect);
    provider.locale = 'pt-PT';
    await find('button', (await coreOf('pt-BR')).connect);
    provider.locale = undefined;
    await find('button', english.connectButton.connect);
  });

  it('changes in a view that is drawn, with its dates and numbers', async () => {
    const provider = mount('<tiktok-ads-settings></tiktok-ads-settings>');
    await sees('Kopi Pagi');
    provider.locale = 'de';
    const { de } = await import('../../widget/labels/de.ts');
    await sees(de.signIns.title);
  });

  it('never shows another one while its words are on the way', async () => {
    const provider = mount('');
    provider.locale = 'ko';
    const drawn: string[] = [];
    const observer = new MutationObserver(() => drawn.push(button().shadowRoot?.textContent ?? ''));
    provider.insertAdjacentHTML('beforeend', '<tiktok-connect-button></tiktok-connect-button>');
    const { shadowRoot } = button();
    observer.observe(shadowRoot as ShadowRoot, { childList: true, subtree: true, characterData: true });
    await find('button', (await coreOf('ko')).connect);
    observer.disconnect();
    expect(drawn.some((text) => text.includes(english.connectButton.connect))).to.equal(false);
  });

  it('gives way to English where its words do not come', async () => {
    const real = doors.id;
    const open = doors as { -readonly [Code in keyof typeof doors]: (typeof doors)[Code] };
    const time = fastTime(20);
    try {
      open.id = () => new Promise(() => undefined);
      mount().locale = 'id';
      await find('button', english.connectButton.connect);
    } finally {
      time.end();
      open.id = real;
    }
  });

  it('is told to those who listen, where it is not the page’s; the direction only where the host chose it', async () => {
    page.lang = 'en';
    const provider = mount();
    await find('button', english.connectButton.connect);
    expect([button().hasAttribute('lang'), button().hasAttribute('dir')]).to.deep.equal([false, false]);
    provider.locale = 'ar-EG';
    await find('button', (await coreOf('ar')).connect);
    await until(() => button().lang === 'ar-EG' && button().dir === 'rtl', 'the element’s own language and direction');
    expect(getComputedStyle(button()).direction).to.equal('rtl');
    provider.locale = undefined;
    await until(() => !button().hasAttribute('lang') && !button().hasAttribute('dir'), 'its own attributes gone');
  });

  it('is no direction any more once the host takes its wish back', async () => {
    page.lang = 'pl';
    const provider = mount();
    provider.locale = 'ar';
    await find('button', (await coreOf('ar')).connect);
    await until(() => button().dir === 'rtl', 'from right to left');
    provider.locale = undefined;
    await find('button', english.connectButton.connect);
    await until(() => !button().hasAttribute('dir'), 'no direction of its own');
    button().dir = 'rtl';
    provider.locale = 'de';
    await find('button', (await coreOf('de')).connect);
    expect([button().lang, button().dir]).to.deep.equal(['de', 'rtl']);
    provider.locale = undefined;
    await find('button', english.connectButton.connect);
    expect(button().dir).to.equal('rtl');
    button().removeAttribute('dir');
    provider.locale = 'ar';
    await until(() => button().dir === 'rtl', 'from right to left again');
    button().dir = 'ltr';
    provider.locale = undefined;
    await find('button', english.connectButton.connect);
    expect(button().dir).to.equal('ltr');
  });

  it('is that of the page for elements inside others, too, once the page has one', async () => {
    page.removeAttribute('lang');
    const real = doors.fr;
    const open = doors as { -readonly [Code in keyof typeof doors]: (typeof doors)[Code] };
    mount('<tiktok-ads-settings></tiktok-ads-settings>');
    await sees('Kopi Pagi');
    await sees('Connect another');
    try {
      // Words that were never fetched take their time: what is inside is drawn before what is around it.
      open.fr = async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return real();
      };
      page.lang = 'fr';
      await until(() => !/Connect another|Connected/.test(seen()), 'no English inside');
      await sees('Kopi Pagi');
    } finally {
      open.fr = real;
    }
  });

  it('leaves the attributes that the page wrote', async () => {
    mount('<tiktok-connect-button lang="de" dir="ltr"></tiktok-connect-button>').locale = 'ar';
    await find('button', (await coreOf('ar')).connect);
    expect([button().lang, button().dir]).to.deep.equal(['de', 'ltr']);
  });
});

describe('the host’s own strings', () => {
  it('lie over ours in any language, part by part', async () => {
    const provider = mount();
    provider.labels = { connectButton: { connect: 'Link TikTok' } };
    await find('button', 'Link TikTok');
    await sees(english.connectButton.idle);
    provider.locale = 'de';
    await sees((await coreOf('de')).idle);
    await find('button', 'Link TikTok');
    provider.labels = undefined;
    await find('button', (await coreOf('de')).connect);
  });

  it('that are of another kind than ours, or undefined, change nothing', () => {
    const { labels } = labelsFor('en', { connectButton: { connect: undefined as never, idle: 7 as never } });
    expect(labels.connectButton.connect).to.equal(english.connectButton.connect);
    expect(labels.connectButton.idle).to.equal(english.connectButton.idle);
  });
});

describe('numbers inside sentences', () => {
  it('are written as in the region that the page asked for', () => {
    labelsFor('en-IN');
    expect(number(1_234_567)).to.equal(new Intl.NumberFormat('en-IN').format(1_234_567));
    labelsFor('en');
    expect(number(1_234_567)).to.equal('1,234,567');
  });

  it('are in Latin digits in Arabic, as those typed into its sentences', () => {
    expect(new Intl.NumberFormat(labelsFor('ar-EG').locale).resolvedOptions().numberingSystem).to.equal('latn');
  });
});
