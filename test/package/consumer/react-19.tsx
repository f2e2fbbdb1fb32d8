/** @jsxImportSource react */
import type {} from 'tiktok-ads-connect/jsx/react';
import type { TikTokAdsProvider, TikTokExportFinishedEvent } from 'tiktok-ads-connect/widget';
import { createRef } from 'react';

const provider = createRef<TikTokAdsProvider>();
const fetchSessionToken = async () => ({ token: 'token', expiresAt: '2026-01-01T00:00:00Z' });

export const page = (
  <tiktok-ads-provider
    ref={provider}
    className="ads"
    server-url="https://ads.example"
    theme="dark"
    fetchSessionToken={fetchSessionToken}
    labels={{ connectButton: { connect: 'Link TikTok' } }}
    ontiktok-activity={(event) => event.detail.event.id}
    ontiktok-export-finished={(event: TikTokExportFinishedEvent) => event.detail.coverNum.toFixed()}
  >
    <tiktok-connect-button key="button" environment="sandbox" connectionId="con_1" allow-token />
    <tiktok-ads-settings
      tab="mapping"
      allowToken={false}
      ontiktok-error={({ detail }) => detail.error.code}
      onchange={(event) => event.target}
    >
      <h2 slot="header">Adverts</h2>
    </tiktok-ads-settings>
    <tiktok-event-feed filter="needs_you" />
    <tiktok-mapping-table ontiktok-mapping-saved={(event) => event.detail.version.toFixed()} />
  </tiktok-ads-provider>
);

export const wrong = [
  // @ts-expect-error -- a word that the attribute does not know
  <tiktok-connect-button environment="staging" />,
  // @ts-expect-error -- an attribute that is not there
  <tiktok-connect-button enviroment="sandbox" />,
  // @ts-expect-error -- a token has to be fetched, not given
  <tiktok-ads-provider fetchSessionToken="token" />,
  // @ts-expect-error -- another event's class
  <tiktok-ads-settings ontiktok-error={(event: TikTokExportFinishedEvent) => event} />,
  // @ts-expect-error -- no such tag
  <tiktok-ads-setting />,
];
