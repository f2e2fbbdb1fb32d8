import type { TikTokAdsProvider } from 'tiktok-ads-connect/widget';
import { modeOf } from './mode.ts';
import { fetchSessionToken } from './session.ts';

/** A part of the product with a shadow root inside the shell's: our elements are two roots deep. */
class AcmeAdvertising extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: modeOf(document) });
    const template = document.querySelector('#advertising') as HTMLTemplateElement;
    root.append(document.importNode(template.content, true));

    // Set before our code has come: what is on the tags by then is kept.
    const provider = root.querySelector('tiktok-ads-provider') as TikTokAdsProvider;
    provider.setAttribute('server-url', serverUrl());
    provider.fetchSessionToken = fetchSessionToken;
    void import('tiktok-ads-connect/widget/define');

    const show = (id: string, text: string): void => {
      const place = root.querySelector(`#${id}`);
      if (place) place.textContent = text;
    };
    provider.addEventListener('tiktok-connect-succeeded', ({ detail }) => show('connection', detail.connectionId));
    // Events cross shadow roots, closed ones too: anywhere above will do.
    document.addEventListener('tiktok-accounts-imported', ({ detail }) =>
      show('accounts', `${detail.advertiserIds.length} imported`),
    );
    document.addEventListener('tiktok-mapping-saved', ({ detail }) =>
      show('mapping', `${Object.keys(detail.attributes).length} attributes, version ${detail.version}`),
    );
    document.addEventListener('tiktok-export-finished', ({ detail }) => show('export', detail.state));
  }
}

function serverUrl(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="tiktok-ads-server"]')?.content ?? '';
}

customElements.define('acme-advertising', AcmeAdvertising);
