import type { Connection, ConnectionAttempt } from '../../../shared/index.ts';
import type { Bend, Person, Scene } from '../scene.ts';

const NOBODY = { connection: null, imported: 0 } as const;
const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';
const ATTEMPT = { path: '/v1/connections/attempts/*', method: 'GET' } as const;
const START = { path: '/v1/connections/authorize', method: 'POST' } as const;

const connect = (person: Person): Promise<void> => person.press('button', 'Connect ad account');

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
    bends: [
      {
        path: '/v1/connections/*',
        method: 'GET',
        kind: 'rewrite',
        change: (body: Connection | ConnectionAttempt) =>
          'advertiserCount' in body ? { ...body, advertiserCount: 0 } : body,
      },
    ],
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok('all');
    },
    shows: ['TikTok shared no ad accounts', 'tick at least one ad account before you allow access'],
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
    id: 'again-comparing',
    title: 'Signed in again: checking what is still shared',
    play: async (person) => {
      await connect(person);
      await person.turn({ do: 'fault', fault: { path: '/advertiser/info/', kind: 'delay', delayMs: 600_000 } });
      await person.allowAtTikTok('all');
    },
    shows: ['Signed in again as Mira Lang', 'Checking that it still shares your ad accounts.'],
  },
  {
    id: 'again-fewer',
    title: 'Signing in again shares fewer ad accounts',
    stage: { imported: ['Nordlicht Schuhe EU', '株式会社さくら 公式ストア', 'متجر النخيل للأزياء'] },
    play: async (person) => {
      await connect(person);
      await person.allowAtTikTok(['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração']);
    },
    shows: ['This sign-in shares 2 fewer ad accounts', 'stay listed', 'Go on without them'],
    skins: ['dashboard', 'rtl'],
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
];
