import type {} from 'tiktok-ads-connect/jsx/svelte';
import type { TikTokExportFinishedEvent } from 'tiktok-ads-connect/widget';
import type { SvelteHTMLElements } from 'svelte/elements';

// Svelte checks a tag in a template against the entry of its name here.
type PropsOf<Tag extends keyof SvelteHTMLElements> = SvelteHTMLElements[Tag];

export const provider: PropsOf<'tiktok-ads-provider'> = {
  class: 'ads',
  'server-url': 'https://ads.example',
  fetchSessionToken: async () => 'token',
  'ontiktok-activity': (event) => event.detail.event.id,
  'on:tiktok-activity': (event) => event.detail.event.id,
};
export const settings: PropsOf<'tiktok-ads-settings'> = {
  tab: 'mapping',
  allowToken: false,
  'ontiktok-error': ({ detail }) => detail.error.code,
};

export const wrong: PropsOf<'tiktok-connect-button' | 'tiktok-ads-settings'>[] = [
  // @ts-expect-error -- a word that the attribute does not know
  { environment: 'staging' },
  // @ts-expect-error -- another event's class
  { 'ontiktok-error': (event: TikTokExportFinishedEvent) => event },
  // @ts-expect-error -- Svelte would write the word "false", and the attribute would be there; `allowToken` it is
  { 'allow-token': false },
];
