/** @jsxImportSource vue */
import type {} from 'tiktok-ads-connect/jsx/vue';
import type { TikTokExportFinishedEvent } from 'tiktok-ads-connect/widget';
import type { GlobalComponents } from 'vue';

export const page = (
  <tiktok-ads-provider
    class="ads"
    server-url="https://ads.example"
    fetchSessionToken={async () => 'token'}
    onTiktokActivity={(event) => event.detail.event.id}
  >
    <tiktok-connect-button key="button" environment="sandbox" allow-token />
    <tiktok-ads-settings tab="mapping" onTiktokError={({ detail }) => detail.error.code} />
  </tiktok-ads-provider>
);

export const wrong = [
  // @ts-expect-error -- a word that the attribute does not know
  <tiktok-connect-button environment="staging" />,
  // @ts-expect-error -- another event's class
  <tiktok-ads-settings onTiktokError={(event: TikTokExportFinishedEvent) => event} />,
  // @ts-expect-error -- Vue would write the word "false", and the attribute would be there; `allowToken` it is
  <tiktok-ads-settings allow-token={false} />,
];

// What Vue's language tools read for templates.
type PropsOf<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];
export const inTemplate: PropsOf<'tiktok-ads-provider'> = {
  'server-url': 'https://ads.example',
  fetchSessionToken: async () => 'token',
  onTiktokExportFinished: (event) => event.detail.coverNum.toFixed(),
};
export const element: InstanceType<GlobalComponents['tiktok-connect-button']>['start'] = () => undefined;
