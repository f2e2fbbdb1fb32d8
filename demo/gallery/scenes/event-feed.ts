import type { ListedEvent } from '../../../shared/index.ts';
import {
  activityPage,
  connectionsPage,
  longOnes,
  manyOnes,
  oneOfEach,
  ordinary,
  settledOnes,
  unsureOnes,
} from '../activity.ts';
import type { Bend, Scene, Stage, Turn } from '../scene.ts';

const ALL_SKINS = ['dashboard', 'dense', 'rtl'] as const;
/** A workspace in which nothing has happened. */
const QUIET: Stage = { connection: null, imported: 0, mapping: 'none', properties: 'none', segments: 'none' };

/** The list as if all this had happened. */
const lived = (events: (now: number) => ListedEvent[]): Bend => ({
  path: '/v1/activity',
  method: 'GET',
  kind: 'rewrite',
  change: (_body, now) => activityPage(events(now)),
});

/** The sign-in that those events are about. */
const SIGNED_IN: Bend = { path: '/v1/connections', method: 'GET', kind: 'rewrite', change: connectionsPage };

/** For scenes that take long: what was in view for two seconds is read, on a fast machine and on a slow one. */
const readAll = (now: number): ListedEvent[] => ordinary(now).map((event) => ({ ...event, isRead: true }));

/** TikTok takes the sign-in away, and the server notices. */
const SIGN_IN_LOST: readonly Turn[] = [
  { do: 'revoke', account: 'Nordlicht Schuhe EU' },
  { do: 'check' },
  { do: 'told', type: 'connection.disconnected' },
];

export const eventFeedScenes: readonly Scene[] = [
  {
    id: 'ordinary',
    title: 'An ordinary week: three things need somebody, the rest is a log',
    stage: QUIET,
    bends: [
      SIGNED_IN,
      {
        path: '/v1/activity',
        method: 'GET',
        kind: 'rewrite',
        change: (_body, now) =>
          activityPage(ordinary(now), { all: 41, needsYou: 3, ads: 12, accounts: 6, audiences: 23 }),
      },
    ],
    shows: ['Ad disapproved: Spring shell jacket', 'Yesterday', 'Edit in Ads Manager', 'Sign in again'],
    skins: ALL_SKINS,
  },
  {
    id: 'every-kind',
    title: 'One event of each kind',
    languages: ['de', 'ja', 'ar'],
    inForcedColours: true,
    stage: QUIET,
    bends: [SIGNED_IN, lived(oneOfEach)],
    shows: ['Ad group disapproved', 'Retry export', 'You decide under Audiences', 'Unknown notice from TikTok'],
    skins: ['rtl'],
  },
  {
    id: 'settled',
    title: 'What needed somebody, and was settled since',
    stage: QUIET,
    bends: [SIGNED_IN, lived(settledOnes)],
    shows: ['Settled at', 'Nobody has to do anything.'],
    hides: ['Sign in again'],
  },
  {
    id: 'unsure',
    title: 'What could not be confirmed, and what this version does not know',
    stage: QUIET,
    bends: [SIGNED_IN, lived(unsureOnes)],
    shows: ['Not confirmed', 'Unknown notice from TikTok: LEAD', 'kind 17'],
  },
  {
    id: 'long-words',
    title: 'Long names and reasons, in several scripts',
    stage: QUIET,
    bends: [SIGNED_IN, lived(longOnes)],
    shows: ['Donaudampfschifffahrt', 'TikTok suggests'],
    skins: ['rtl', 'dense'],
  },
  {
    id: 'many',
    title: 'More than one page',
    stage: QUIET,
    bends: [
      SIGNED_IN,
      {
        path: '/v1/activity',
        method: 'GET',
        kind: 'rewrite',
        change: (_body, now) => activityPage(manyOnes(now), { all: 4_208, ads: 3_112, audiences: 1_096 }, 'more'),
      },
    ],
    shows: ['Show older', '4,208'],
  },
  {
    id: 'from-tiktok',
    title: 'What TikTok has told itself: an ad turned down, an ad account suspended, a sign-in taken away',
    stage: {
      ...QUIET,
      connection: {},
      imported: ['Nordlicht Schuhe EU', 'Ipê Amarelo Decoração'],
      turns: [
        // First: once the server listens to its campaigns it hears of each, too, and which of them it listens to by then is chance.
        { do: 'suspend', account: 'Ipê Amarelo Decoração' },
        { do: 'told', type: 'account.suspended' },
        { do: 'subscribe', account: 'Nordlicht Schuhe EU' },
        {
          do: 'review',
          account: 'Nordlicht Schuhe EU',
          decision: 'reject',
          reason: 'Misleading claim: waterproof for life.',
        },
        { do: 'told', type: 'ad.disapproved' },
        ...SIGN_IN_LOST,
      ],
    },
    shows: [
      'Ad disapproved',
      'Misleading claim: waterproof for life.',
      'Ad account suspended',
      'Sign-in refused: Mira Lang',
    ],
  },
  {
    id: 'signing-in',
    title: 'Signing in again out of an event',
    stage: { ...QUIET, connection: {}, imported: ['Nordlicht Schuhe EU'], turns: SIGN_IN_LOST },
    play: (person) => person.press('button', /^Sign in again/),
    shows: ['Finish in the TikTok window', 'Sign-in refused: Mira Lang'],
  },
  {
    id: 'new-ones',
    title: 'Something new while the person is further down: it waits above',
    stage: { ...QUIET, connection: {}, imported: ['Nordlicht Schuhe EU'], turns: [{ do: 'wait', hours: 1 }] },
    bends: [
      {
        path: '/v1/activity',
        method: 'GET',
        kind: 'rewrite',
        change: (_body, now) =>
          activityPage(
            manyOnes(now).map((event) => ({ ...event, isRead: true })),
            { all: 4_208, ads: 3_112, audiences: 1_096 },
            'more',
          ),
      },
    ],
    play: async (person) => {
      await person.focus('button', 'Show older');
      await person.turn({ do: 'suspend', account: 'Nordlicht Schuhe EU' });
    },
    shows: ['1 new', 'Show older'],
  },
  {
    id: 'marked-read',
    title: 'All marked as read, and the way back',
    stage: QUIET,
    bends: [SIGNED_IN, lived(ordinary)],
    play: (person) => person.press('button', 'Mark all read'),
    shows: ['3 events marked as read', 'Undo'],
  },
  {
    id: 'nothing-needs-you',
    title: 'Nothing needs anybody',
    stage: QUIET,
    attributes: { filter: 'needs_you' },
    shows: ['Nothing needs you', 'within a second'],
    skins: ALL_SKINS,
  },
  { id: 'nothing-yet', title: 'Nothing has happened yet', stage: QUIET, shows: ['Nothing has happened yet'] },
  {
    id: 'nothing-about-ads',
    title: 'A filter without events: ads',
    stage: QUIET,
    play: (person) => person.press('button', /^Ads/),
    shows: ['Nothing about ads'],
  },
  {
    id: 'nothing-about-accounts',
    title: 'A filter without events: accounts',
    stage: QUIET,
    attributes: { filter: 'accounts' },
    shows: ['Nothing about accounts'],
  },
  {
    id: 'nothing-about-audiences',
    title: 'A filter without events: audiences',
    stage: QUIET,
    attributes: { filter: 'audiences' },
    shows: ['Nothing about audiences'],
  },
  {
    id: 'loading',
    title: 'Loading',
    stage: QUIET,
    bends: [{ path: '/v1/activity', kind: 'hold' }],
    shows: ['Activity', 'Loading the activity'],
  },
  {
    id: 'server-error',
    title: 'The server fails, with a request ID',
    stage: QUIET,
    bends: [
      {
        path: '/v1/activity',
        kind: 'problem',
        status: 500,
        code: 'internal_error',
        tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
      },
    ],
    shows: ['We couldn’t load the activity', 'Request ID', 'Try again'],
  },
  {
    id: 'error-over-events',
    title: 'The list could not be read again: what was there stays',
    stage: QUIET,
    bends: [
      SIGNED_IN,
      { path: '/v1/activity', method: 'GET', kind: 'problem', status: 500, code: 'internal_error', after: 1 },
      { ...lived(readAll), times: 1 },
    ],
    play: async (person) => {
      await person.reads('Spring shell jacket');
      await person.offline(true);
      await person.offline(false);
    },
    shows: ['We couldn’t load the activity', 'Spring shell jacket', 'Request ID'],
    skins: ['dense'],
  },
  {
    id: 'stream-lost',
    title: 'Live updates are interrupted',
    stage: QUIET,
    bends: [
      SIGNED_IN,
      lived(readAll),
      { path: '/v1/events', kind: 'problem', status: 503, code: 'too_many_streams', retryAfter: 90 },
    ],
    shows: ['Live updates are interrupted', /Trying again in \d+ seconds/, 'Try now'],
    skins: ['rtl'],
  },
  {
    id: 'retry-refused',
    title: 'An export that could not go on out of the feed',
    stage: QUIET,
    bends: [
      { ...lived((now) => oneOfEach(now).filter(({ type }) => type === 'export.failed')) },
      { path: '/v1/exports/exp_spring00001/retry', kind: 'problem', status: 502, code: 'tiktok_unavailable' },
    ],
    play: (person) => person.press('button', /^Retry export/),
    shows: ['The export couldn’t go on', 'Request ID'],
  },
  {
    id: 'may-only-look',
    title: 'A person who may look and do nothing',
    stage: QUIET,
    permissions: ['read'],
    bends: [SIGNED_IN, lived((now) => oneOfEach(now).slice(0, 9))],
    shows: ['Signing in again needs the Connect permission.', 'Going on with it needs the Export permission.'],
    hides: ['Retry export'],
  },
  {
    id: 'no-permission',
    title: 'A person who may not even look',
    stage: QUIET,
    permissions: ['connect'],
    shows: ['You can’t see the activity', 'Ask an admin'],
  },
  {
    id: 'session-ended',
    title: 'The session has ended',
    stage: QUIET,
    bends: [{ path: '/v1/*', kind: 'problem', status: 401, code: 'invalid_session' }],
    shows: ['Your session has ended', 'Reload the page'],
  },
];
