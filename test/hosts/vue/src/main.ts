import { createApp } from 'vue';
import App from './App.vue';

const server = document.querySelector<HTMLMetaElement>('meta[name="tiktok-ads-server"]');

createApp(App, { serverUrl: server?.content ?? '' }).mount('#app');
