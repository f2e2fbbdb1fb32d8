import { mount } from 'svelte';
import App from './App.svelte';

const server = document.querySelector<HTMLMetaElement>('meta[name="tiktok-ads-server"]');

mount(App, {
  target: document.querySelector('#app') as HTMLElement,
  props: { serverUrl: server?.content ?? '' },
});
