import { useState } from 'react';
import type {} from 'tiktok-ads-connect/jsx/react';
import { fetchSessionToken } from './session.ts';

export default function Advertising({ serverUrl }: { serverUrl: string }) {
  const [connection, setConnection] = useState('none yet');
  const [accounts, setAccounts] = useState('none yet');
  const [mapping, setMapping] = useState('not saved yet');
  const [lastExport, setLastExport] = useState('none yet');

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
      <tiktok-ads-provider server-url={serverUrl} fetchSessionToken={fetchSessionToken}>
        <tiktok-connect-button
          ontiktok-connect-succeeded={(event) => setConnection(event.detail.connectionId)}
          ontiktok-accounts-imported={(event) => setAccounts(`${event.detail.advertiserIds.length} imported`)}
        />
        <tiktok-ad-account-list />
        <tiktok-mapping-table
          ontiktok-mapping-saved={({ detail }) =>
            setMapping(`${Object.keys(detail.attributes).length} attributes, version ${detail.version}`)
          }
        />
        <tiktok-audience-exporter ontiktok-export-finished={(event) => setLastExport(event.detail.state)} />
      </tiktok-ads-provider>
    </section>
  );
}
