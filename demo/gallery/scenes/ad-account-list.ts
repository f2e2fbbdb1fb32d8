import type { AdAccount, AdAccountStatus, Connection, Page } from '../../../shared/index.ts';
import type { Bend, Scene } from '../scene.ts';

const ALL = /Ad accounts 6/;
const MANY = { profile: 'agency', advertisers: 400, imported: 'all' } as const;
const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';

/** Changes each ad account as the server lists it. */
const accounts = (change: (account: AdAccount, index: number) => Partial<AdAccount>): Bend => ({
  path: '/v1/ad-accounts',
  method: 'GET',
  kind: 'rewrite',
  change: (page: Page<AdAccount>) => ({
    ...page,
    items: page.items.map((account, index) => ({ ...account, ...change(account, index) })),
  }),
});

/** Lists these sign-ins beside the one there is; ad accounts hang on them by `accounts`. */
const connections = (...changes: readonly Partial<Connection>[]): Bend => ({
  path: '/v1/connections',
  method: 'GET',
  kind: 'rewrite',
  change: (page: Page<Connection>) => ({
    ...page,
    items: changes.map((change) => ({ ...page.items[0], ...change })),
  }),
});

const user = (displayName: string) => ({ coreUserId: '6812345678901234567', displayName, email: null });
const refused = {
  code: 'tiktok_token_rejected',
  message: 'TikTok refused the token.',
  tiktokRequestId: REQUEST_ID,
} as const;

const TROUBLE: readonly AdAccountStatus[] = ['read_only', 'disconnected', 'suspended', 'no_permission'];
/** Every 31st of a long list in trouble, of each kind. */
const someInTrouble = accounts((_, index) =>
  index % 31 === 3 ? { status: TROUBLE[index % 4] ?? 'connected', statusChangedAt: '2026-03-09T12:00:00.000Z' } : {},
);
const failsToList = {
  path: '/v1/ad-accounts',
  method: 'GET',
  kind: 'problem',
  status: 502,
  code: 'tiktok_unavailable',
  detail: 'TikTok didn’t answer in time. Nothing has changed. Try again, or pass the ID below to support.',
  tiktokRequestId: REQUEST_ID,
} as const;

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
    title: 'Each status with its cause and what helps',
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
      'Access lost on',
      'An Analyst can only read.',
      'is read-only',
      'is disconnected',
    ],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'read-only',
    title: 'A sign-in that only reads',
    bends: [connections({ state: 'read_only', stateReason: refused }), accounts(() => ({ status: 'read_only' }))],
    shows: ['Mira Lang is read-only', 'exports to 2 ad accounts are paused', 'Exports wait for a new sign-in.'],
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
    shows: ['No permission', 'Access lost on', 'Ask an Admin…'],
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

  // Removing
  {
    id: 'remove',
    title: 'Removing asks: what stops, then what stays',
    stage: { imported: 'all' },
    play: (person) => person.press('button', 'Remove Nordlicht Schuhe EU'),
    shows: ['Remove Nordlicht Schuhe EU?', 'stay in TikTok Ads Manager', 'Keep account'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'remove-failed',
    title: 'It could not be removed',
    bends: [{ path: '/v1/ad-accounts/*', method: 'DELETE', kind: 'problem', status: 503, code: 'storage_failed' }],
    play: async (person) => {
      await person.press('button', 'Remove Nordlicht Schuhe EU');
      await person.press('button', 'Remove account');
    },
    shows: ['We couldn’t remove this ad account', 'Request ID'],
  },
  {
    id: 'removed',
    title: 'Removed, with the way back',
    stage: { imported: 'all' },
    play: async (person) => {
      await person.press('button', 'Remove Nordlicht Schuhe EU');
      await person.press('button', 'Remove account');
    },
    shows: ['Nordlicht Schuhe EU was removed', 'Undo', /Ad accounts 5/],
  },
  {
    id: 'removed-last',
    title: 'The last one was removed',
    stage: { imported: 1 },
    play: async (person) => {
      await person.press('button', /^Remove /);
      await person.press('button', 'Remove account');
    },
    shows: ['No ad accounts yet', 'was removed', 'Undo'],
  },

  // Many
  {
    id: 'many',
    title: 'Thousands of ad accounts',
    stage: { profile: 'agency', imported: 'all' },
    bends: [someInTrouble],
    shows: [/Ad accounts 2,\d{3}/, /1–50 of 2,\d{3}/, 'No permission'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'last-page',
    title: 'The last page',
    stage: MANY,
    play: async (person) => {
      await person.reads('1–50 of');
      await person.select(/^Page/, /^[78]$/);
    },
    shows: [/3\d\d–3\d\d of 3\d\d/],
  },
  {
    id: 'found',
    title: 'Found by part of an ID, sorted by time zone',
    stage: MANY,
    play: async (person) => {
      await person.type('searchbox', 'Find by name or ID', '77');
      await person.press('button', 'Time zone');
    },
    shows: ['77'],
  },
  {
    id: 'not-found',
    title: 'Nothing found, with the way back',
    stage: MANY,
    play: (person) => person.type('searchbox', 'Find by name or ID', 'Nordlicht Süd'),
    shows: ['No ad account has “Nordlicht Süd” in its name or ID.', 'Show all'],
  },
  {
    id: 'filtered',
    title: 'Only the suspended ones',
    stage: MANY,
    bends: [someInTrouble],
    play: (person) => person.press('button', /^Suspended/),
    shows: ['Its ads have stopped.'],
    hides: ['Refused on'],
  },
  {
    id: 'selecting',
    title: 'Selecting, with the bar that says how many',
    stage: MANY,
    bends: [someInTrouble],
    play: async (person) => {
      await person.press('button', 'Select');
      await person.press('button', /^No permission/);
      await person.press('button', /^Select all \d+ found/);
      await person.press('button', /^All/);
    },
    shows: [/\d selected/, /Remove \d+ ad accounts/],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'remove-many',
    title: 'Removing many asks once and names ten',
    stage: MANY,
    play: async (person) => {
      await person.press('button', 'Select');
      await person.press('button', /^Select all/);
      await person.press('button', /^Remove \d+ ad accounts…$/);
    },
    shows: [/Remove \d+ ad accounts\?/, /and \d+ more/, 'Keep accounts'],
  },
  {
    id: 'removing-many',
    title: 'A long removal, which can be stopped',
    stage: MANY,
    bends: [{ path: '/v1/ad-accounts/*', method: 'DELETE', kind: 'hold', after: 120 }],
    play: async (person) => {
      await person.press('button', 'Select');
      await person.press('button', /^Select all/);
      await person.press('button', /^Remove \d+ ad accounts…$/);
      await person.press('button', /^Remove \d+ ad accounts$/);
    },
    shows: [/120 of \d+ removed/, 'Stop'],
  },
  {
    id: 'removed-in-part',
    title: 'Some could not be removed: which, why, and once more',
    stage: { imported: 'all' },
    bends: [
      { path: '/v1/ad-accounts/*', method: 'DELETE', kind: 'problem', status: 503, code: 'storage_failed', after: 4 },
    ],
    play: async (person) => {
      await person.tick('checkbox', /^Select all/);
      await person.press('button', /^Remove \d+ ad accounts…$/);
      await person.press('button', /^Remove \d+ ad accounts$/);
    },
    shows: ['2 of 6 ad accounts were not removed', 'Request ID', 'Try these 2 again'],
  },
];
