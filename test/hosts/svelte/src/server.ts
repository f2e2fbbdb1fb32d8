import { render } from 'svelte/server';
import Advertising from './Advertising.svelte';
import 'tiktok-ads-connect/widget/define';

// On a server the elements are only tags: they come to life in the browser.
console.log(render(Advertising, { props: { serverUrl: 'https://ads.example' } }).body);
