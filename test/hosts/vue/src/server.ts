import { createSSRApp } from 'vue';
import { renderToString } from '@vue/server-renderer';
import AdvertisingSection from './AdvertisingSection.vue';
import 'tiktok-ads-connect/widget/define';

// On a server the elements are only tags: they come to life in the browser.
console.log(await renderToString(createSSRApp(AdvertisingSection, { serverUrl: 'https://ads.example' })));
