import type { Connection, NamedAdvertiser, Page } from '../../../shared/index.ts';
import type { Bend, Scene } from '../scene.ts';
import { accounts, REQUEST_ID, user } from './account-bends.ts';

const HOUR_MS = 3_600_000;
/** So many hours after the scene's own sign-in, which is when its page opens. */
const after = ({ createdAt }: Connection, hours: number): string =>
  new Date(Date.parse(createdAt) + hours * HOUR_MS).toISOString();
/** Lists these sign-ins in place of the one there is. */
const signIns = (change: (first: Connection) => readonly Partial<Connection>[]): Bend => ({
  path: '/v1/connections',
  method: 'GET',
  kind: 'rewrite',
  change: (page: Page<Connection>) => ({
    ...page,
    items: page.items.flatMap((first) => change(first).map((each) => ({ ...first, ...each }))),
  }),
});
const reason = (code: 'connection_read_only' | 'connection_disconnected', message: string) =>
  ({ code, message, tiktokRequestId: REQUEST_ID }) as const;
const named = (name: string, index: number): NamedAdvertiser => ({
  advertiserId: `73000000000000000${10 + index}`,
  name,
});

const READ_ONLY = {
  id: 'con_readonly1',
  kind: 'tiktok_account',
  state: 'read_only',
  stateReason: reason('connection_read_only', 'TikTok refused to renew the sign-in: the refresh token is not valid.'),
  tiktokUser: { ...user('Nordlicht North America'), email: 'n***a@nordlicht.example' },
  notices: [],
} as const satisfies Partial<Connection>;
const DISCONNECTED = {
  id: 'con_refused01',
  state: 'disconnected',
  stateReason: reason('connection_disconnected', 'TikTok refuses the token: the person withdrew the permission.'),
  tiktokUser: user('Ana Lima'),
  notices: [],
} as const satisfies Partial<Connection>;
const EXPIRING_ID = 'con_expiring1';
const expiring = (first: Connection): Partial<Connection> => ({
  id: EXPIRING_ID,
  kind: 'tiktok_account',
  state: 'expiring',
  stateReason: { code: 'connection_expiring', message: 'The sign-in can be renewed for 12 more days.' },
  signInEndsAt: after(first, 12 * 24),
  tokenExpiresAt: after(first, 18),
  tiktokUser: { ...user('Jun Tanaka'), email: 'j***a@sakura.example' },
  notices: ['sign_in_ends'],
});
const PASTED = {
  id: 'con_pasted01',
  environment: 'sandbox',
  source: 'token',
  appId: null,
  tokenLast4: '1a2b',
  tiktokUser: null,
  advertiserCount: 1,
  notices: ['sandbox_limits'],
} as const satisfies Partial<Connection>;
const hangOn = (...ids: readonly string[]) =>
  accounts(({ connectionId }, index) => {
    const id = ids[index] ?? connectionId;
    if (id === READ_ONLY.id) return { connectionId: id, status: 'read_only' };
    if (id === DISCONNECTED.id)
      return { connectionId: id, status: 'disconnected', statusChangedAt: '2026-03-09T12:00:00.000Z' };
    return { connectionId: id };
  });

/** The sign-ins below the ad accounts. */
export const signInScenes: readonly Scene[] = [
  {
    id: 'sign-in-states',
    title: 'Sign-ins in every state: two kinds, and one of the sandbox beside production',
    stage: { imported: 'all' },
    attributes: { 'allow-token': '' },
    bends: [
      signIns((first) => [
        {},
        {
          id: 'con_renewing1',
          kind: 'tiktok_account',
          tokenExpiresAt: after(first, 18),
          signInEndsAt: after(first, 24 * 300),
          tiktokUser: { ...user('株式会社さくら'), email: 's***i@sakura.example' },
        },
        PASTED,
        expiring(first),
        READ_ONLY,
        DISCONNECTED,
      ]),
      hangOn('', 'con_renewing1', PASTED.id, EXPIRING_ID, READ_ONLY.id, DISCONNECTED.id),
    ],
    play: async (person) => {
      await person.press('button', /^Show 3 more sign-ins/);
      await person.press('button', 'Manage Nordlicht North America');
    },
    shows: [
      'Sign-ins 6',
      'Renews itself, next',
      'sign in again before',
      'Token ending in 1a2b',
      'refresh token is not',
    ],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'sign-in-notices',
    title: 'What somebody should know about a sign-in, each with its next step',
    bends: [
      signIns((first) => [
        {},
        { id: 'con_nothing1', advertiserCount: 0, notices: ['no_ad_accounts'], tiktokUser: user('Ana Lima') },
        {
          id: 'con_business',
          advertiserCount: 0,
          notices: ['business_center_only'],
          tiktokUser: user('Nordlicht Group'),
        },
        {
          id: 'con_missing1',
          missingScopes: [{ id: '3', name: 'Audience Management' }],
          notices: ['permissions_missing'],
          tiktokUser: user('Jun Tanaka'),
        },
        {
          id: 'con_delayed1',
          kind: 'tiktok_account',
          state: 'expiring',
          tokenExpiresAt: after(first, 2),
          signInEndsAt: after(first, 24 * 300),
          notices: ['renewal_delayed'],
          tiktokUser: user('Maren Holm'),
        },
        {
          id: 'con_account1',
          kind: 'tiktok_account',
          tokenExpiresAt: after(first, 18),
          signInEndsAt: after(first, 24 * 300),
          advertiserCount: 0,
          notices: ['no_ad_accounts'],
          tiktokUser: user('@nordlicht.schuhe'),
        },
      ]),
    ],
    shows: ['tick at least one', 'Ask an admin there', '“Audience Management” is missing', 'hasn’t renewed it yet'],
  },
  {
    id: 'sign-in-difference',
    title: 'Ad accounts that came and went since the last look',
    bends: [
      signIns((first) => [
        {
          advertiserChange: {
            at: after(first, 0),
            gainedCount: 3,
            lostCount: 1,
            gained: ['Nordlicht Outdoor', '株式会社さくら アウトレット', 'Nordlicht Kids'].map(named),
            lost: ['Nordlicht Archiv'].map(named),
          },
        },
      ]),
    ],
    shows: ['3 ad accounts were added', '1 is gone', 'Choose ad accounts'],
  },
  {
    id: 'expiring',
    title: 'A sign-in that ends soon: calm, with the date',
    bends: [signIns((first) => [expiring(first)]), hangOn(EXPIRING_ID, EXPIRING_ID)],
    shows: ['Jun Tanaka: sign in again before', 'Until then everything works as before.', 'Ends soon'],
  },
  {
    id: 'sign-in-fewer',
    title: 'Signed in again with fewer ad accounts: asked beside the sign-in before anything is lost',
    stage: { imported: 'all' },
    play: async (person) => {
      await person.press('button', 'Manage Mira Lang');
      await person.press('button', 'Sign in again as Mira Lang');
      await person.allowAtTikTok(['Nordlicht Schuhe EU']);
    },
    shows: [/fewer/],
  },
  {
    id: 'empty-signed-in',
    title: 'Signed in, nothing chosen yet',
    stage: { imported: 0 },
    shows: ['No ad accounts yet', /Mira Lang.? shares 8 ad accounts/, 'Choose ad accounts', 'Sign-ins 1'],
  },
  {
    id: 'disconnect',
    title: 'Disconnecting asks: what stops, then what stays',
    stage: { imported: 'all' },
    play: async (person) => {
      await person.press('button', 'Manage Mira Lang');
      await person.press('button', 'Disconnect Mira Lang…');
    },
    shows: [
      'Disconnect Mira Lang?',
      'withdraw its permission',
      'Nordlicht Schuhe EU',
      'stay at TikTok',
      'Keep sign-in',
    ],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'disconnect-failed',
    title: 'It could not be disconnected',
    bends: [{ path: '/v1/connections/*', method: 'DELETE', kind: 'problem', status: 503, code: 'storage_failed' }],
    play: async (person) => {
      await person.press('button', 'Manage Mira Lang');
      await person.press('button', 'Disconnect Mira Lang…');
      await person.press('button', 'Disconnect');
    },
    shows: ['We couldn’t disconnect it', 'Request ID'],
  },
];
