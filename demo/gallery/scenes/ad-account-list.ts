import type { Scene } from '../scene.ts';
import { REQUEST_ID, accounts, connections, user, refused, failsToList } from './account-bends.ts';
import { manyAccountsScenes, removingAccountsScenes } from './ad-account-list-many.ts';
import { signInScenes } from './ad-account-list-sign-ins.ts';

const ALL = /Ad accounts 6/;

export const adAccountListScenes: readonly Scene[] = [
  // What it shows
  {
    id: 'connected',
    title: 'All connected: the usual is quiet',
    stage: { imported: 'all' },
    shows: [ALL, 'Connected', 'Checked just now', '株式会社さくら 公式ストア'],
    hides: ['Sign in again', 'Ask an Admin'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  { id: 'two', title: 'Two ad accounts', shows: [/Ad accounts 2/], hides: ['Connected 2'] },
  { id: 'one', title: 'One ad account', stage: { imported: 1 }, shows: [/Ad accounts 1/] },
  {
    id: 'every-status',
    isNarrowToo: true,
    title: 'Each status with its cause and what helps',
    languages: ['de', 'ja', 'ar'],
    inForcedColours: true,
    stage: { imported: 'all' },
    bends: [
      connections(
        {},
        { id: 'con_readonly1', state: 'read_only', stateReason: refused, tiktokUser: user('Nordlicht North America') },
        { id: 'con_refused01', state: 'disconnected', tiktokUser: user('Ana Lima') },
      ),
      accounts(
        (_, index) =>
          [
            {},
            { status: 'read_only', connectionId: 'con_readonly1' } as const,
            {
              status: 'disconnected',
              connectionId: 'con_refused01',
              statusChangedAt: '2026-03-09T12:00:00.000Z',
            } as const,
            { status: 'suspended' } as const,
            { status: 'no_permission', role: null, statusChangedAt: '2026-03-11T12:00:00.000Z' } as const,
            {
              status: 'read_only',
              role: 'ANALYST',
              statusReason: { code: 'tiktok_permission_denied', message: 'The person who signed in is an analyst.' },
            } as const,
          ][index] ?? {},
      ),
    ],
    play: (person) => person.focus('button', /^Refresh/),
    shows: [
      'Read-only',
      'Refused on',
      'Appeal',
      'Not shared since',
      'An Analyst can only read.',
      'is read-only',
      'is disconnected',
    ],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'read-only',
    title: 'A sign-in that only reads, since TikTok refuses to renew it',
    stage: {
      connection: { kind: 'tiktok_account' },
      turns: [
        {
          do: 'fault',
          fault: {
            path: '/tt_user/oauth2/refresh_token/',
            kind: 'code',
            code: 40110,
            message: 'The refresh token is invalid.',
            times: 1000,
          },
        },
        // A renewal that time has jumped over is put off by minutes.
        { do: 'wait', hours: 18.1 },
        { do: 'check' },
        { do: 'wait', hours: 0.5 },
        { do: 'check' },
      ],
    },
    shows: ['is read-only', 'exports to 2 ad accounts are paused', 'Exports wait for a new sign-in.', 'Sign-ins 1'],
  },
  {
    id: 'disconnected',
    title: 'TikTok refuses the sign-in',
    stage: { turns: [{ do: 'revoke', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    shows: ['Mira Lang is disconnected', 'Refused on'],
  },
  {
    id: 'suspended',
    title: 'Suspended by TikTok',
    stage: { turns: [{ do: 'suspend', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    shows: ['Suspended', 'Its ads have stopped.', 'Appeal'],
  },
  {
    id: 'no-access',
    title: 'Access lost at TikTok',
    stage: { turns: [{ do: 'role', account: 'Nordlicht Schuhe EU', role: null }, { do: 'check' }] },
    shows: ['No permission', 'Not shared since', 'Ask an Admin…'],
  },
  {
    id: 'ask-an-admin',
    title: 'What to ask an Admin for, ready to send',
    stage: { turns: [{ do: 'role', account: 'Nordlicht Schuhe EU', role: 'ANALYST' }, { do: 'check' }] },
    play: (person) => person.press('button', /^Ask an Admin/),
    shows: ['Ask an Admin of Nordlicht Schuhe EU', 'can you give Mira Lang the Operator role', 'Copy message'],
  },
  {
    id: 'not-approved',
    title: 'TikTok has not approved it yet',
    bends: [
      accounts((_, index) =>
        index > 0
          ? {}
          : { status: 'read_only', statusReason: { code: 'tiktok_permission_denied', message: 'Under review.' } },
      ),
    ],
    shows: ['TikTok hasn’t approved it yet.', 'See why'],
  },
  {
    id: 'missing-data',
    title: 'A sandbox account of which TikTok tells nothing',
    bends: [
      accounts((account, index) =>
        index > 0
          ? {}
          : {
              name: account.advertiserId,
              environment: 'sandbox',
              role: null,
              currency: null,
              timezone: null,
              lastCheckedAt: null,
            },
      ),
    ],
    shows: ['Unnamed ad account', 'Sandbox'],
  },
  {
    id: 'many-sign-ins-in-trouble',
    title: 'Several sign-ins in trouble fold into one line',
    stage: { imported: 'all' },
    bends: [
      connections(
        ...['Mira Lang', 'Ana Lima', 'Jun Tanaka', 'Maren Holm'].map((name, index) => ({
          id: `con_trouble${index}`,
          state: index % 2 === 0 ? ('read_only' as const) : ('disconnected' as const),
          tiktokUser: user(name),
        })),
      ),
      accounts((_, index) => ({
        connectionId: `con_trouble${index % 4}`,
        status: index % 2 === 0 ? 'read_only' : 'disconnected',
      })),
    ],
    shows: ['Show 2 more sign-ins that need you'],
  },

  // Waiting, nothing, trouble
  {
    id: 'loading',
    title: 'First load, in the shape of what follows',
    bends: [{ path: '/v1/ad-accounts', kind: 'hold' }],
    shows: ['Loading your ad accounts'],
    hides: ['Still loading'],
  },
  {
    id: 'slow',
    title: 'After ten seconds: still loading',
    bends: [{ path: '/v1/ad-accounts', kind: 'hold' }],
    play: () => new Promise((resolve) => setTimeout(resolve, 6000)),
    shows: ['Still loading'],
  },
  {
    id: 'empty',
    attributes: { 'allow-token': '' },
    title: 'Nothing yet, with the next step',
    stage: { connection: null, imported: 0 },
    shows: ['No ad accounts yet', 'Connect ad account'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'empty-look-only',
    title: 'Nothing yet, for those who may not connect',
    stage: { connection: null, imported: 0 },
    permissions: ['read'],
    shows: ['No ad accounts yet', 'needs the Connect permission'],
    hides: ['Connect ad account'],
  },
  {
    id: 'empty-connecting',
    title: 'The sign-in takes the place of the invitation',
    stage: { connection: null, imported: 0 },
    play: (person) => person.press('button', 'Connect ad account'),
    shows: ['Finish in the TikTok window'],
    hides: ['No ad accounts yet'],
  },
  {
    id: 'failed',
    title: 'Server error, with TikTok’s request ID',
    bends: [failsToList],
    shows: ['We couldn’t load your ad accounts', REQUEST_ID, 'Try again'],
  },
  {
    id: 'offline',
    title: 'Offline before anything was loaded',
    bends: [{ path: '/v1/ad-accounts', kind: 'cut' }],
    play: async (person) => {
      await person.offline(true);
      await person.press('button', 'Try again');
    },
    shows: ['You’re offline', 'as soon as you’re back'],
  },
  {
    id: 'session-ended',
    title: 'The session has ended',
    bends: [{ path: '/v1/ad-accounts', kind: 'problem', status: 401, code: 'session_expired' }],
    shows: ['Your session has ended', 'Reload the page'],
  },
  {
    id: 'no-permission',
    title: 'Without the Read permission',
    permissions: ['export'],
    shows: ['You can’t see TikTok ad accounts'],
  },
  {
    id: 'look-only',
    title: 'Without the Connect permission: nothing to press that would be refused',
    stage: { turns: [{ do: 'suspend', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    permissions: ['read'],
    shows: ['Connecting and removing need the Connect permission.', 'Appeal'],
    hides: ['Connect another', 'Refresh'],
  },
  {
    id: 'refresh-failed',
    title: 'A later load failed: the error sits above, the list stays',
    bends: [{ ...failsToList, after: 1 }],
    play: (person) => person.press('button', 'Check all ad accounts'),
    shows: ['We couldn’t refresh your ad accounts', REQUEST_ID, 'Nordlicht Schuhe EU'],
  },

  {
    id: 'offline-later',
    title: 'Offline later: the list stays',
    play: async (person) => {
      await person.reads('Connect another');
      await person.offline(true);
      await person.press('button', 'Check all ad accounts');
    },
    shows: ['We couldn’t check every ad account', 'Nordlicht Schuhe EU'],
  },

  // Asking TikTok
  {
    id: 'checking',
    title: 'Refresh was pressed',
    stage: { turns: [{ do: 'revoke', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    bends: [{ path: '/v1/connections/*', method: 'POST', kind: 'hold' }],
    play: (person) => person.press('button', 'Refresh Nordlicht Schuhe EU'),
    shows: ['Checking…'],
  },
  {
    id: 'checking-all',
    title: 'All sign-ins are being checked',
    bends: [
      connections({}, { id: 'con_second001', tiktokUser: user('Ana Lima') }),
      accounts((_, index) => (index === 0 ? {} : { connectionId: 'con_second001' })),
      { path: '/v1/connections/*', method: 'POST', kind: 'hold' },
    ],
    play: (person) => person.press('button', 'Check all ad accounts'),
    shows: ['Checking sign-in 1 of 2…'],
  },
  {
    id: 'check-failed',
    title: 'TikTok could not be asked',
    bends: [
      {
        path: '/v1/connections/*',
        method: 'POST',
        kind: 'problem',
        status: 502,
        code: 'tiktok_unavailable',
        detail: 'TikTok didn’t answer. What you see is what it said last.',
        tiktokRequestId: REQUEST_ID,
      },
    ],
    play: (person) => person.press('button', 'Refresh Nordlicht Schuhe EU'),
    shows: ['We couldn’t check Nordlicht Schuhe EU', REQUEST_ID],
  },
  {
    id: 'still-refused',
    title: 'TikTok still refuses: the sign-in follows',
    stage: { turns: [{ do: 'revoke', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    play: (person) => person.press('button', 'Refresh Nordlicht Schuhe EU'),
    shows: ['Finish in the TikTok window'],
  },
  ...signInScenes,
  ...removingAccountsScenes,
  ...manyAccountsScenes,
];
