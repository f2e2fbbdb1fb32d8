import { expect } from 'chai';
import { define } from '../../widget/element/define.ts';
import type { TikTokAdsProvider } from '../../widget/provider/provider.ts';
import { adsServer } from './support/ads-server.ts';
import { clearPage, sees } from './support/page.ts';

// Frameworks put tags into a page, from the server or before our code has come, and set on them what they know. Then the tags are
// defined, and later perhaps once more, when a module is replaced in a page that runs. Nothing that was set may be lost.

interface Reactive extends CustomElementConstructor {
  readonly elementProperties: ReadonlyMap<
    PropertyKey,
    { attribute?: string | boolean; state?: boolean; type?: unknown }
  >;
}

type Values = Record<string, unknown>;

const TAGS = [
  'tiktok-ads-provider',
  'tiktok-connect-button',
  'tiktok-ad-account-list',
  'tiktok-mapping-table',
  'tiktok-audience-exporter',
  'tiktok-event-feed',
  'tiktok-controls',
  'tiktok-ads-settings',
] as const;

/** Properties and attributes that the documentation names, with values that no element starts with. */
const PROPERTIES: Readonly<Record<string, Values>> = {
  'tiktok-ads-provider': {
    serverUrl: 'https://ads.example',
    locale: 'en-GB',
    labels: { connectButton: { connect: 'Link TikTok' } },
    theme: 'dark',
    live: 'off',
    fetchSessionToken: () => 'a-token',
    client: adsServer().server.client,
  },
  'tiktok-connect-button': {
    environment: 'sandbox',
    kind: 'tiktok_account',
    connectionId: 'connection-1',
    allowToken: true,
    withoutTrigger: true,
  },
  'tiktok-ad-account-list': { allowToken: true },
  'tiktok-event-feed': { filter: 'needs_you' },
  'tiktok-ads-settings': { tab: 'mapping', allowToken: true, developerApp: true },
};

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const early = new Map<string, { byProperty: HTMLElement; byAttribute: HTMLElement; both: HTMLElement }>();

/** As they stand in a page that a server has drawn. */
function placeTags(): void {
  for (const tag of TAGS) {
    const [byProperty, byAttribute, both] = [1, 2, 3].map(() => document.createElement(tag));
    if (byProperty === undefined || byAttribute === undefined || both === undefined) throw new Error('three are made');
    for (const [name, value] of Object.entries(PROPERTIES[tag] ?? {})) {
      (byProperty as unknown as Values)[name] = value;
      if (value === true) byAttribute.setAttribute(dashed(name), '');
      if (typeof value !== 'string') continue;
      byAttribute.setAttribute(dashed(name), value);
      both.setAttribute(dashed(name), 'from-markup');
      (both as unknown as Values)[name] = value;
    }
    early.set(tag, { byProperty, byAttribute, both });
    document.body.append(byProperty, byAttribute, both);
  }
}

const valuesOf = (element: HTMLElement, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, (element as unknown as Values)[name]]));

describe('a tag that was in the page before its element', () => {
  before(async () => {
    // define.ts of element/ alone registers nothing.
    expect(TAGS.filter((tag) => customElements.get(tag) !== undefined)).to.deep.equal([]);
    placeTags();
    await import('../../widget/define.ts');
    for (const elements of early.values())
      for (const element of Object.values(elements)) await (element as TikTokAdsProvider).updateComplete;
  });
  after(clearPage);

  it('is tried with every public property there is', () => {
    for (const tag of TAGS) {
      const { elementProperties } = customElements.get(tag) as Reactive;
      const known = [...elementProperties].filter(([, { state }]) => state !== true).map(([name]) => String(name));
      // Every element but the provider also takes a client, which the provider's stands for.
      const wanted = tag === 'tiktok-ads-provider' ? known : known.filter((name) => name !== 'client');
      expect(Object.keys(PROPERTIES[tag] ?? {}).sort(), tag).to.deep.equal(wanted.sort());
    }
  });

  it('keeps the properties that were set on it, and hands later ones to the element', () => {
    for (const [tag, { byProperty }] of early) {
      const values = PROPERTIES[tag] ?? {};
      expect(valuesOf(byProperty, Object.keys(values)), tag).to.deep.equal(values);
      // A property of the object's own would hide the element's for ever.
      expect(
        Object.keys(values).filter((name) => Object.hasOwn(byProperty, name)),
        tag,
      ).to.deep.equal([]);
    }
  });

  it('keeps its attributes', () => {
    for (const [tag, { byAttribute }] of early) {
      const values = Object.fromEntries(
        Object.entries(PROPERTIES[tag] ?? {}).filter(([, value]) => typeof value === 'string' || value === true),
      );
      expect(valuesOf(byAttribute, Object.keys(values)), tag).to.deep.equal(values);
    }
  });

  it('goes by the property where both were set', () => {
    for (const [tag, { both }] of early) {
      const values = Object.fromEntries(
        Object.entries(PROPERTIES[tag] ?? {}).filter(([, value]) => typeof value === 'string'),
      );
      expect(valuesOf(both, Object.keys(values)), tag).to.deep.equal(values);
    }
  });

  it('is as without them once its attributes are taken away again', async () => {
    const failures: string[] = [];
    const fail = ({ reason }: PromiseRejectionEvent): void => void failures.push(String(reason));
    window.addEventListener('unhandledrejection', fail);
    for (const tag of TAGS) {
      const element = document.createElement(tag) as HTMLElement & { updateComplete: Promise<unknown> };
      if (tag !== 'tiktok-ads-provider') Object.assign(element, { client: adsServer().server.client });
      else Object.assign(element, { fetchSessionToken: () => 'a-token' });
      const names = Object.keys(PROPERTIES[tag] ?? {}).map(dashed);
      for (const name of names) element.setAttribute(name, 'from-markup');
      document.body.append(element);
      for (const name of names) element.removeAttribute(name);
      await element.updateComplete;
      expect(element.shadowRoot?.childElementCount, tag).to.be.greaterThan(0);
    }
    await sees('Connect ad account');
    window.removeEventListener('unhandledrejection', fail);
    expect(failures).to.deep.equal([]);
  });

  it('shows what its properties ask for', () => sees('Connect sandbox account'));
});

describe('a module that is replaced in a page that runs', () => {
  /* oxlint-disable no-console -- this test listens to it */
  it('leaves tags, elements and what was set on them as they are, and says once at most that it came again', async () => {
    const provider = document.createElement('tiktok-ads-provider');
    const fetchSessionToken = (): string => 'a-token';
    Object.assign(provider, { serverUrl: 'https://ads.example', live: 'off', fetchSessionToken });
    document.body.append(provider);
    await provider.updateComplete;
    const known = customElements.get('tiktok-ads-provider');
    const heard: string[] = [];
    const real = console.warn;
    console.warn = (...parts: unknown[]) => heard.push(parts.join(' '));
    try {
      for (const round of [1, 2]) {
        // Another address is another module, with a class of its own: so a development server replaces one.
        const path = `../../widget/provider/provider.ts?replaced=${round}`;
        const again = (await import(path)) as { TikTokAdsProvider: CustomElementConstructor };
        expect(again.TikTokAdsProvider === known).to.equal(false);
        define('tiktok-ads-provider', again.TikTokAdsProvider);
      }
    } finally {
      console.warn = real;
    }
    expect(heard.filter((line) => line.includes('was loaded beside')).length).to.equal(1);
    expect(customElements.get('tiktok-ads-provider') === known).to.equal(true);
    provider.remove();
    document.body.append(provider);
    expect(valuesOf(provider, ['serverUrl', 'live', 'fetchSessionToken'])).to.deep.equal({
      serverUrl: 'https://ads.example',
      live: 'off',
      fetchSessionToken,
    });
    clearPage();
  });
});
