import { OAUTH_MESSAGE_TYPE } from '../../../shared/oauth-message.ts';
import '../../../widget/connect-button/define.ts';
import type { TikTokConnectButton } from '../../../widget/connect-button/connect-button.ts';
import { type AdsState, ATTEMPT_ID, adsServer, advertiser, CONNECTION_ID, connection } from './ads-server.ts';
import { clearPage, find, press } from './page.ts';
import type { StubServer } from './stub-server.ts';

export const ADVERTISERS = [
  advertiser('7104856021930123265', 'Nordlys Outdoor — Europe', { role: 'ADMIN' }),
  advertiser('7231904417760051203', '株式会社ひかり化粧品', { timezone: 'Asia/Tokyo' }),
  advertiser('7150049226031874049', 'Lumen & Sons Ltd', { importable: false, reason: 'analyst', role: 'ANALYST' }),
  advertiser('7180023349915566081', 'Casa Girassol Decoração', { importable: false, reason: 'already_imported' }),
];
export const SUCCEEDED = { status: 'succeeded', connectionId: CONNECTION_ID } as const;

const realOpen = window.open;
const realNow = Date.now;
let passedMs = 0;
let popup: Window | null = null;
/** Windows open for real, and the test holds on to the last one. */
export function watchWindows(open: typeof window.open = realOpen): void {
  window.open = (...given) => (popup = open.apply(window, given));
  Date.now = () => realNow() + passedMs;
}
/** Moves the clock that a sign-in looks at; its next tick acts on it. */
export function timePasses(ms: number): void {
  passedMs += ms;
}
/** The window that was opened last. */
export const openWindow = (): Window | null => popup;

export function forgetWindows(): void {
  popup?.close();
  popup = null;
  window.open = realOpen;
  Date.now = realNow;
  passedMs = 0;
  clearPage();
  sessionStorage.clear();
}

export interface Shown {
  element: TikTokConnectButton;
  server: StubServer;
  state: AdsState;
  /** Names of the element's events in order; the reason where one failed. */
  events: string[];
}

export function show(change: Partial<AdsState> = {}, properties: Partial<TikTokConnectButton> = {}): Shown {
  const { server, state } = adsServer({
    advertisers: ADVERTISERS,
    connections: [connection({ advertiserCount: 4 })],
    ...change,
  });
  const element = document.createElement('tiktok-connect-button');
  const events: string[] = [];
  for (const name of ['started', 'succeeded', 'failed'] as const) {
    element.addEventListener(`tiktok-connect-${name}`, (event) =>
      events.push('reason' in event.detail ? event.detail.reason : name),
    );
  }
  // Whoever is known from the start to come back from TikTok comes back once the window is open.
  element.addEventListener('tiktok-connect-started', () => {
    if (speaks(state.attempt)) setTimeout(() => postMessage('https://ads.example', state.attemptId));
  });
  Object.assign(element, { client: server.client }, properties);
  document.body.append(element);
  return { element, server, state, events };
}

/** The callback page speaks of every end but one that nobody waited for. */
const speaks = ({ status, review }: AdsState['attempt']) =>
  status === 'succeeded' || status === 'failed' || review !== undefined;

/** The person comes back from TikTok, and the callback page says so. */
export function comesBack({ state }: Shown, attempt: AdsState['attempt']): void {
  state.attempt = attempt;
  postMessage('https://ads.example', state.attemptId);
}

/** As `show`, of a page that is loaded anew: what the session's storage keeps is all there is. */
export const returned = show;

/** Signed in for the first time. */
export async function connected(change: Partial<AdsState> = {}): Promise<Shown> {
  const shown = show({ attempt: SUCCEEDED, ...change });
  await press('button', 'Connect ad account');
  await find('button', 'Choose ad accounts');
  return shown;
}

/** Signed in, with the picker open. */
export async function choosing(change: Partial<AdsState> = {}): Promise<Shown> {
  const shown = await connected(change);
  await press('button', 'Choose ad accounts');
  return shown;
}

/** What the callback page posts; a stranger's origin must change nothing. */
export function postMessage(origin: string, attemptId = ATTEMPT_ID): void {
  window.dispatchEvent(
    new MessageEvent('message', { origin, data: { type: OAUTH_MESSAGE_TYPE, attemptId, status: 'succeeded' } }),
  );
}

/** What an element says to people who listen, as far as it has not been taken back. */
export const spoken = (element: Element): string[] =>
  Array.from(element.shadowRoot?.querySelectorAll('[role=status]') ?? []).flatMap((voice) =>
    voice.childElementCount === 0
      ? [voice.textContent ?? '']
      : Array.from(voice.children, (said) => said.textContent ?? ''),
  );

/** So many that can all be imported, Meridian 0000 and on. */
export const manyAdvertisers = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    advertiser(String(7104856021930120000n + BigInt(index)), `Meridian ${String(index).padStart(4, '0')}`),
  );

/** Fills with the ids of the next import that is told. */
export const importedIds = (): string[] => {
  const ids: string[] = [];
  document.addEventListener('tiktok-accounts-imported', ({ detail }) => ids.push(...detail.advertiserIds), {
    once: true,
  });
  return ids;
};
