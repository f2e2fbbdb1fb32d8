import { renderToString } from 'react-dom/server';
import 'tiktok-ads-connect/widget/define';
import Advertising from './advertising.tsx';

// On a server the elements are only tags: they come to life in the browser.
console.log(renderToString(<Advertising serverUrl="https://ads.example" />));
