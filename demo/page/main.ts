import '../../widget/define.ts';
import { setUpDeepLink } from './deep-link.ts';
import { fetchSessionToken } from './session.ts';
import { setUpSimulatorPanel } from './simulator-panel.ts';
import { setUpSkinSwitch } from './skin.ts';
import { setUpSnippet } from './snippet.ts';
import { showWhatWasTold } from './told.ts';

// All that a page has to do: tell the provider how to get a session token from the page's own back end.
const provider = document.querySelector('tiktok-ads-provider');
if (provider) provider.fetchSessionToken = fetchSessionToken;

// The rest is the demo's own.
setUpSkinSwitch();
setUpDeepLink();
setUpSimulatorPanel();
setUpSnippet();
showWhatWasTold();
