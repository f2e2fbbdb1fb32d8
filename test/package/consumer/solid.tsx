/** @jsxImportSource solid-js */
import type {} from 'tiktok-ads-connect/jsx/solid';
import type { TikTokExportFinishedEvent } from 'tiktok-ads-connect/widget';

export const page = (
  <tiktok-ads-provider
    class="ads"
    attr:server-url="https://ads.example"
    prop:fetchSessionToken={async () => 'token'}
    on:tiktok-activity={(event) => event.detail.event.id}
  >
    <tiktok-connect-button environment="sandbox" bool:allow-token={true} ref={(element) => element.start()} />
    <tiktok-ads-settings
      tab="mapping"
      on:tiktok-error={(event) => event.detail.error.code + event.currentTarget.tab}
      on:tiktok-export-finished={{ handleEvent: (event) => event.detail.coverNum.toFixed(), once: true }}
    />
  </tiktok-ads-provider>
);

export const wrong = [
  // @ts-expect-error -- a word that the attribute does not know
  <tiktok-connect-button attr:environment="staging" />,
  // @ts-expect-error -- another event's class
  <tiktok-ads-settings on:tiktok-error={(event: TikTokExportFinishedEvent) => event} />,
  // @ts-expect-error -- no such tag
  <tiktok-ads-setting />,
];
