import { fetchSessionToken } from './session.ts';
import { setUpSnippet } from './snippet.ts';

// The tag may come before this or after it: a property that is set before the element is one is kept.
const provider = document.querySelector('tiktok-ads-provider');
if (provider !== null) Object.assign(provider, { fetchSessionToken });

setUpSnippet();
