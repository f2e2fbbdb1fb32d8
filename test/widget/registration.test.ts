import { expect } from 'chai';
import { define } from '../../widget/element/define.ts';
import { VERSION } from '../../widget/element/version.ts';

const TAGS = [
  'tiktok-ads-provider',
  'tiktok-connect-button',
  'tiktok-ad-account-list',
  'tiktok-mapping-table',
  'tiktok-audience-exporter',
  'tiktok-event-feed',
  'tiktok-controls',
  'tiktok-ads-settings',
];

/* oxlint-disable no-console -- these tests listen to it */
/** What the console was warned of while something ran. */
async function warnings(run: () => unknown): Promise<string[]> {
  const heard: string[] = [];
  const real = console.warn;
  console.warn = (...parts: unknown[]) => heard.push(parts.join(' '));
  try {
    await run();
  } finally {
    console.warn = real;
  }
  return heard;
}

/** As if that version had been the first to register something here. */
function firstOnPage(version: string): void {
  Object.assign(customElements, { [Symbol.for('tiktok-ads-connect.page')]: { version, told: new Set() } });
}

describe('registration', () => {
  it('registers nothing and adds no global of its own when only the classes are imported', async () => {
    const before = Object.keys(window);
    const library = await import('../../widget/index.ts');
    expect(TAGS.filter((tag) => customElements.get(tag) !== undefined)).to.deep.equal([]);
    // Lit marks its versions; nothing else may appear.
    const added = Object.keys(window).filter(
      (name) => !before.includes(name) && !/^(?:lit|reactiveElement)/.test(name),
    );
    expect(added).to.deep.equal([]);
    expect(typeof library.TikTokAdsProvider).to.equal('function');
    expect(typeof library.createClient).to.equal('function');
  });

  it('registers every element from the one entry, with the very classes of the library', async () => {
    await import('../../widget/define.ts');
    const library = await import('../../widget/index.ts');
    const classes = [
      library.TikTokAdsProvider,
      library.TikTokConnectButton,
      library.TikTokAdAccountList,
      library.TikTokMappingTable,
      library.TikTokAudienceExporter,
      library.TikTokEventFeed,
      library.TikTokControls,
      library.TikTokAdsSettings,
    ];
    expect(TAGS.map((tag, index) => customElements.get(tag) === classes[index])).to.deep.equal(TAGS.map(() => true));
  });

  it('survives being run twice without a word', async () => {
    const heard = await warnings(() => {
      for (const tag of TAGS) {
        const taken = customElements.get(tag);
        if (taken !== undefined) define(tag, taken);
      }
    });
    expect(heard).to.deep.equal([]);
  });

  it('says once when a second copy of the same version comes, and leaves the first in place', async () => {
    const taken = customElements.get('tiktok-ads-provider');
    const heard = await warnings(() => {
      for (const tag of TAGS) define(tag, class extends HTMLElement {});
    });
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.contain(`${VERSION} was loaded beside another copy of it`);
    expect(customElements.get('tiktok-ads-provider') === taken).to.equal(true);
  });

  it('says once when another version took the tags first, and leaves that one in place', async () => {
    firstOnPage('0.0.1');
    class Older extends HTMLElement {
      static readonly tiktokAdsConnectVersion = '0.0.1';
    }
    customElements.define('tiktok-older-one', Older);
    customElements.define('tiktok-older-two', class extends Older {});
    const heard = await warnings(() => {
      define('tiktok-older-one', class extends HTMLElement {});
      define('tiktok-older-two', class extends HTMLElement {});
      define('tiktok-newer-one', class extends HTMLElement {});
    });
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.contain('beside 0.0.1: <tiktok-older-one> stays');
    expect(customElements.get('tiktok-older-one') === Older).to.equal(true);
  });

  it('says once when two versions share a page without a tag in common, and registers what is missing', async () => {
    firstOnPage('0.0.1');
    const heard = await warnings(() => {
      define('tiktok-newer-two', class extends HTMLElement {});
      define('tiktok-newer-three', class extends HTMLElement {});
    });
    expect(heard.length).to.equal(1);
    expect(heard[0]).to.contain('beside 0.0.1: <tiktok-newer-two> may not suit the others');
    expect(customElements.get('tiktok-newer-three') !== undefined).to.equal(true);
  });

  it('carries the version of the package', async () => {
    const { version } = (await (await fetch('/package.json')).json()) as { version: string };
    expect(VERSION).to.equal(version);
  });

  it('writes no style attribute and no style element, which a strict content security policy refuses', async () => {
    for (const tag of TAGS) {
      const element = document.createElement(tag);
      document.body.append(element);
      if ('updateComplete' in element) await element.updateComplete;
      expect(element.shadowRoot?.querySelectorAll('style, [style]').length, tag).to.equal(0);
      element.remove();
    }
  });
});
