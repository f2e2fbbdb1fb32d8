import { useEffect, useRef, useState } from 'react';
import type {} from 'tiktok-ads-connect/jsx/react';
import type { TikTokAdsProvider } from 'tiktok-ads-connect/widget';
import { fetchSessionToken } from './session.ts';
import { useEvent } from './use-event.ts';

export function Advertising({ serverUrl }: { serverUrl: string }) {
  const [connection, setConnection] = useState('none yet');
  const [accounts, setAccounts] = useState('none yet');
  const [mapping, setMapping] = useState('not saved yet');
  const [lastExport, setLastExport] = useState('none yet');
  const provider = useRef<TikTokAdsProvider>(null);

  // A function goes in as a property, which React 18 cannot write in JSX.
  useEffect(() => {
    if (provider.current) provider.current.fetchSessionToken = fetchSessionToken;
  }, []);
  // Events bubble: the provider hears those of everything inside it.
  useEvent(provider, 'tiktok-connect-succeeded', ({ detail }) => setConnection(detail.connectionId));
  useEvent(provider, 'tiktok-accounts-imported', ({ detail }) => setAccounts(`${detail.advertiserIds.length} imported`));
  useEvent(provider, 'tiktok-mapping-saved', ({ detail }) =>
    setMapping(`${Object.keys(detail.attributes).length} attributes, version ${detail.version}`),
  );
  useEvent(provider, 'tiktok-export-finished', ({ detail }) => setLastExport(detail.state));

  return (
    <section>
      <h2>Advertising</h2>
      <dl>
        <dt>Connection</dt>
        <dd id="connection">{connection}</dd>
        <dt>Ad accounts</dt>
        <dd id="accounts">{accounts}</dd>
        <dt>Mapping</dt>
        <dd id="mapping">{mapping}</dd>
        <dt>Export</dt>
        <dd id="export">{lastExport}</dd>
      </dl>
      <tiktok-ads-provider ref={provider} server-url={serverUrl}>
        <tiktok-connect-button />
        <tiktok-ad-account-list />
        <tiktok-mapping-table />
        <tiktok-audience-exporter />
      </tiktok-ads-provider>
    </section>
  );
}
