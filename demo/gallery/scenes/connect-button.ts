import type { Connection, ConnectionAttempt, SignInReview } from '../../../shared/index.ts';
import type { Bend, Person, Scene } from '../scene.ts';

const NOBODY = { connection: null, imported: 0 } as const;
const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';
const ATTEMPT = { path: '/v1/connections/attempts/*', method: 'GET' } as const;
const START = { path: '/v1/connections/authorize', method: 'POST' } as const;

const connect = (person: Person): Promise<void> => person.press('button', 'Connect ad account');

/** Signs in once more and shares two of eight ad accounts. */
async function shareLess(person: Person): Promise<void> {
  await connect(person);
  await person.allowAtTikTok(['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração']);
  await person.reads('Keep the sign-in as it was');
}

/** What would be lost, whatever really would. */
const reviewSays = (change: Partial<SignInReview>): Bend => ({
  ...ATTEMPT,
  kind: 'rewrite',
  change: (attempt: ConnectionAttempt) =>
    attempt.review === undefined ? attempt : { ...attempt, review: { ...attempt.review, ...change } },
});

const MUCH_LESS: Partial<SignInReview> = {
  otherUser: { before: 'Mira Lang', now: 'Jun Tanaka' },
  lostAdvertiserCount: 17,
  lostImportedCount: 5,
  lostAdvertisers: [
    'Nordlicht Schuhe EU',
    'متجر النخيل للأزياء',
    '株式会社さくら 公式ストア',
    'Wanderlust & Compass Outfitters International Trading GmbH & Co. KG, Zweigniederlassung Süd',
    'Kopi Pagi Nusantara',
  ].map((name, index) => ({ advertiserId: `726551007884120064${index}`, name, imported: index < 2 })),
  lostScopes: [
    { id: '3', name: 'Audience Management' },
    { id: '4', name: 'Reporting' },
  ],
};

/** What the server says of the connection that was made. */
const connectionIs = (change: Partial<Connection>): Bend => ({
  path: '/v1/connections/*',
  method: 'GET',
  kind: 'rewrite',
  change: (body: Connection | ConnectionAttempt) => ('advertiserCount' in body ? { ...body, ...change } : body),
});

const connectAll = async (person: Person): Promise<void> => {
  await connect(person);
  await person.allowAtTikTok('all');
};

/** What the server says of the sign-in, whatever the window did. */
const attemptEnds = (change: Partial<ConnectionAttempt>): Bend => ({
  ...ATTEMPT,
  kind: 'rewrite',
  change: (attempt: ConnectionAttempt) => ({ ...attempt, ...change }),
});

export const connectButtonScenes: readonly Scene[] = [
  {
    id: 'idle',
    title: 'Before anything: what a press will do',
    stage: NOBODY,
    shows: ['Connect ad account', 'TikTok opens in a small window. You choose which ad accounts to use.'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'focused',
    title: 'Reached by keyboard',
    stage: NOBODY,
    play: (person) => person.focus('button', 'Connect ad account'),
    shows: ['Connect ad account'],
  },
  {
    id: 'no-permission',
    title: 'Without the Connect permission',
    stage: NOBODY,
    permissions: ['read'],
    shows: ['Connecting needs the Connect permission. Ask an admin of this workspace.'],
  },
  {
    id: 'opening',
    title: 'Opening TikTok',
    stage: NOBODY,
    bends: [{ ...START, kind: 'hold' }],
    play: connect,
    shows: ['Opening…'],
  },
  {
    id: 'waiting',
    title: 'While the TikTok window is open',
    stage: NOBODY,
    play: connect,
    shows: ['Finish in the TikTok window', 'more minutes', 'Show the window', 'Continue in this tab'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'blocked',
    title: 'The browser blocked the window',
    stage: NOBODY,
    popup: 'blocked',
    play: connect,
    shows: ['Your browser blocked the TikTok window', 'Continue in this tab', 'Try again'],
  },
  {
    id: 'closed',
    title: 'The window was closed early',
    stage: NOBODY,
    popup: 'closes',
    play: connect,
    shows: ['The TikTok window was closed', 'Nothing was connected. Start again whenever you like.'],
  },
  {
    id: 'offline',
    title: 'Offline while waiting',
    stage: NOBODY,
    play: async (person) => {
      await connect(person);
      await person.reads('Finish in the TikTok window');
      await person.offline(true);
    },
    shows: ['You’re offline', 'If you finished at TikTok, nothing is lost.', 'Check now'],
  },
  {
    id: 'late',
    title: 'Ten minutes are over',
    stage: NOBODY,
    bends: [attemptEnds({ status: 'expired' })],
    play: connect,
    shows: ['This took longer than 10 minutes', 'For your safety the request has ended. Nothing was changed.'],
  },
  {
    id: 'refused',
    title: 'The person didn’t allow access',
    stage: NOBODY,
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok(null);
    },
    shows: ['TikTok access wasn’t allowed', 'Start again'],
  },
  {
    id: 'server-error',
    title: 'Server error, with a request ID',
    stage: NOBODY,
    bends: [
      {
        ...START,
        kind: 'problem',
        status: 502,
        code: 'tiktok_unavailable',
        detail: 'TikTok didn’t answer in time. Nothing has changed. Try again, or pass the ID below to support.',
        tiktokRequestId: REQUEST_ID,
      },
    ],
    play: connect,
    shows: ['We couldn’t start the sign-in', REQUEST_ID],
  },
  {
    id: 'tiktok-error',
    title: 'TikTok didn’t complete the sign-in',
    stage: NOBODY,
    bends: [
      attemptEnds({
        status: 'failed',
        error: {
          code: 'oauth_exchange_failed',
          message: 'TikTok did not turn the sign-in into access. Nothing has changed. Start the sign-in again.',
          tiktokRequestId: REQUEST_ID,
        },
      }),
    ],
    play: connect,
    shows: ['TikTok didn’t connect', REQUEST_ID],
  },
  {
    id: 'session-ended',
    title: 'The page’s session has ended',
    stage: NOBODY,
    bends: [{ ...START, kind: 'problem', status: 401, code: 'session_expired' }],
    play: connect,
    shows: ['Your session has ended', 'Reload the page'],
  },
  {
    id: 'connected',
    title: 'Connected: who, how many, and the next step',
    stage: NOBODY,
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok('all');
    },
    shows: ['Connected as Mira Lang', 'TikTok shared 8 ad accounts.', 'Choose ad accounts'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'nothing-granted',
    title: 'TikTok shared nothing',
    stage: NOBODY,
    bends: [connectionIs({ advertiserCount: 0 })],
    play: connectAll,
    shows: ['TikTok shared no ad accounts', 'tick at least one ad account before you allow access'],
  },
  {
    id: 'business-center-only',
    title: 'A Business Center without an ad account',
    stage: NOBODY,
    bends: [connectionIs({ advertiserCount: 0, notices: ['business_center_only'] })],
    play: connectAll,
    shows: ['No ad account in your Business Center is shared', 'Ask an Admin of the Business Center'],
  },
  {
    id: 'permissions-missing',
    title: 'A permission that exports need is missing',
    stage: NOBODY,
    bends: [
      connectionIs({
        missingScopes: [{ id: '3', name: 'Audience Management' }],
        notices: ['permissions_missing'],
      }),
    ],
    play: connectAll,
    shows: ['Connected as Mira Lang', 'Without it, no audience can be exported.', 'Sign in again'],
  },
  {
    id: 'tiktok-account',
    title: 'A TikTok account, which shares no ad accounts',
    stage: NOBODY,
    attributes: { kind: 'tiktok_account' },
    bends: [connectionIs({ kind: 'tiktok_account', advertiserCount: 0, notices: ['no_ad_accounts'] })],
    play: async (person) => {
      await person.press('button', 'Connect TikTok account');
      await person.allowAtTikTok('all');
    },
    shows: ['Connected as Mira Lang', 'This TikTok account shares no ad accounts, and doesn’t have to.'],
  },
  {
    id: 'imported',
    title: 'Imported: ready for the next step',
    stage: NOBODY,
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok('all');
      await person.press('button', 'Choose ad accounts');
      await person.press('checkbox', /^Select all/);
      await person.press('button', /^Import/);
    },
    shows: ['6 ad accounts imported', 'Ready to map and export.', 'Connect ad account'],
  },
  {
    id: 'again-idle',
    title: 'To sign a known connection in again',
    attributes: { 'connection-id': 'con_known0000000001' },
    shows: ['Sign in again', 'Your imported ad accounts stay as they are.'],
  },
  {
    id: 'again-done',
    title: 'The same person signed in again: nothing is lost',
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok('all');
    },
    shows: ['Signed in again as Mira Lang', 'TikTok shared 8 ad accounts.', 'Done'],
  },
  {
    id: 'again-fewer',
    title: 'A new sign-in shares fewer ad accounts: asked before anything changes',
    stage: { imported: ['Nordlicht Schuhe EU', '株式会社さくら 公式ストア', 'متجر النخيل للأزياء'] },
    play: shareLess,
    shows: ['This sign-in shares 6 fewer ad accounts', 'Nothing has changed yet', 'Keep the sign-in as it was'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'again-much-less',
    title: 'Another person signed in, who shares less and allows less',
    bends: [reviewSays(MUCH_LESS)],
    play: shareLess,
    shows: ['Another TikTok user signed in', 'and 12 more, 3 of them imported here', 'Audience Management'],
  },
  {
    id: 'again-undecided',
    title: 'The decision didn’t arrive',
    bends: [
      {
        path: '/v1/connections/attempts/*',
        method: 'POST',
        kind: 'problem',
        status: 502,
        code: 'tiktok_unavailable',
        detail: 'TikTok didn’t answer in time. Nothing has changed. Try again, or pass the ID below to support.',
        tiktokRequestId: REQUEST_ID,
      },
    ],
    play: async (person) => {
      await shareLess(person);
      await person.press('button', 'Use the new sign-in');
    },
    shows: ['We couldn’t change over to the new sign-in', REQUEST_ID],
  },
  {
    id: 'again-kept',
    title: 'The sign-in stays as it was',
    play: async (person) => {
      await shareLess(person);
      await person.press('button', 'Keep the sign-in as it was');
    },
    shows: ['Nothing changed', 'The new one was deleted here.'],
  },
  {
    id: 'again-other-person',
    title: 'Somebody else signed in',
    bends: [
      attemptEnds({
        status: 'failed',
        error: { code: 'oauth_user_mismatch', message: 'Another TikTok user signed in.' },
      }),
    ],
    play: connect,
    shows: ['Another TikTok user signed in', 'Sign in again as the TikTok user who connected these ad accounts first.'],
  },
  {
    id: 'sandbox',
    title: 'Sandbox: a form instead of a window',
    stage: NOBODY,
    attributes: { environment: 'sandbox' },
    play: async (person) => {
      await person.press('button', 'Connect sandbox account');
      await person.reads('Stored sealed. Later, only its last 4 characters show.');
    },
    shows: ['Connect a sandbox account', 'Access token', 'Ad account IDs'],
  },
  {
    id: 'sandbox-missing',
    title: 'Sandbox: something is missing',
    stage: NOBODY,
    attributes: { environment: 'sandbox' },
    play: async (person) => {
      await person.press('button', 'Connect sandbox account');
      await person.press('button', 'Connect sandbox');
    },
    shows: ['Paste the access token from TikTok’s developer portal.'],
  },
  {
    id: 'sandbox-connected',
    title: 'Sandbox: connected, and what it cannot do',
    stage: NOBODY,
    bends: [
      connectionIs({
        environment: 'sandbox',
        source: 'token',
        tokenLast4: '1a2b',
        tiktokUser: null,
        notices: ['sandbox_limits'],
      }),
    ],
    play: connectAll,
    shows: ['Token ending in', 'TikTok’s sandbox lists no ad accounts beyond those you entered'],
  },
  {
    id: 'token-offered',
    title: 'A page for partners: an access token may be pasted',
    stage: NOBODY,
    attributes: { 'allow-token': '' },
    shows: ['Connect ad account', 'Have an access token? Paste it instead'],
  },
  {
    id: 'token',
    title: 'An access token instead of a sign-in',
    stage: NOBODY,
    attributes: { 'allow-token': '' },
    play: async (person) => {
      await person.press('button', 'Have an access token? Paste it instead');
      await person.reads('Ad account IDs');
      await person.press('button', 'Connect');
    },
    shows: ['Connect with an access token', 'Paste the access token that TikTok gave you.', 'Optional: we ask TikTok'],
  },
];
