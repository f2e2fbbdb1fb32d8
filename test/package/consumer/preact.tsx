/** @jsxImportSource preact */
import type {} from 'tiktok-ads-connect/jsx/preact';
import type { TikTokAdsProvider, TikTokExportFinishedEvent } from 'tiktok-ads-connect/widget';
import { createRef } from 'preact';

const provider = createRef<TikTokAdsProvider>();

export const page = (
  <tiktok-ads-provider
    ref={provider}
    class="ads"
    server-url="https://ads.example"
    fetchSessionToken={async () => 'token'}
    ontiktok-activity={(event) => event.detail.event.id}
  >
    <tiktok-connect-button key="button" environment="sandbox" allow-token />
    <tiktok-ads-settings tab="mapping" ontiktok-error={({ detail }) => detail.error.code} />
  </tiktok-ads-provider>
);

export const wrong = [
  // @ts-expect-error -- a word that the attribute does not know
  <tiktok-connect-button environment="staging" />,
  // @ts-expect-error -- another event's class
  <tiktok-ads-settings ontiktok-error={(event: TikTokExportFinishedEvent) => event} />,
  // @ts-expect-error -- no such tag
  <tiktok-ads-setting />,
];
