import { activityPage, connectionsPage, ordinary } from '../activity.ts';
import type { Bend, Scene } from '../scene.ts';

const ALL_SKINS = ['dashboard', 'dense', 'rtl'] as const;

/** Everything done: the mapping is the demo's, and one export has gone through. */
const DONE = { exports: [{ audience: 'Spring buyers', people: 1_200, until: 'completed' }] } as const;

/** As if TikTok's reviewers had been busy. */
const BUSY: Bend = {
  path: '/v1/activity',
  method: 'GET',
  kind: 'rewrite',
  change: (_body, now) => activityPage(ordinary(now)),
};

/** What really happened on this stage stays out of what is made up. */
const NO_STREAM: Bend = { path: '/v1/events', kind: 'hold' };

export const settingsScenes: readonly Scene[] = [
  {
    id: 'first-visit',
    title: 'The first visit: nothing connected yet',
    stage: { connection: null, imported: 0, mapping: 'none' },
    shows: ['Choose your ad accounts', 'No ad accounts yet', 'Needs email or phone'],
    skins: ALL_SKINS,
  },
  {
    id: 'loading',
    title: 'Loading, with the room of the set-up kept',
    bends: [{ path: '/v1/*', kind: 'hold' }],
    shows: ['TikTok Ads', 'Loading your ad accounts'],
    hides: ['Map properties'],
  },
  {
    id: 'half-way',
    title: 'Half of the set-up done: ad accounts are here, the mapping comes next',
    inForcedColours: true,
    stage: { mapping: 'none' },
    shows: ['2 ad accounts', '0 of 13', 'Continue', 'Nordlicht Schuhe EU'],
  },
  {
    id: 'last-step',
    title: 'The last step of the set-up: an audience to export',
    shows: ['Choose who and where', 'Nordlicht Schuhe EU', 'Connected'],
    skins: ALL_SKINS,
  },
  {
    id: 'done',
    title: 'Set up: the strip has left',
    stage: DONE,
    shows: ['Nordlicht Schuhe EU', /1\d of 13/],
    hides: ['Map properties'],
    skins: ALL_SKINS,
  },
  {
    id: 'mapping-tab',
    title: 'A link that opens the mapping',
    stage: DONE,
    attributes: { tab: 'mapping' },
    shows: ['Property mapping', 'Email address'],
    skins: ALL_SKINS,
  },
  {
    id: 'audiences-tab',
    title: 'A link that opens the audiences',
    stage: DONE,
    attributes: { tab: 'audiences' },
    shows: ['Export an audience', 'History', 'Spring buyers'],
    skins: ALL_SKINS,
  },
  {
    id: 'activity-tab',
    title: 'A link that opens the activity',
    stage: DONE,
    attributes: { tab: 'activity' },
    bends: [BUSY, NO_STREAM, { path: '/v1/connections', method: 'GET', kind: 'rewrite', change: connectionsPage }],
    shows: ['Ad disapproved', 'Needs you', '3 need you', 'Open the export'],
    skins: ALL_SKINS,
  },
  {
    id: 'controls-tab',
    title: 'A link that opens the controls, with a call that waits',
    stage: {
      ...DONE,
      turns: [
        {
          do: 'send',
          as: 'agent',
          account: 'Nordlicht Schuhe EU',
          path: '/campaign/create/',
          json: {
            campaign_name: 'Spring sale',
            objective_type: 'TRAFFIC',
            budget_mode: 'BUDGET_MODE_DAY',
            budget: 250,
          },
        },
      ],
    },
    permissions: ['read', 'connect', 'map', 'export', 'controls'],
    attributes: { tab: 'controls' },
    shows: ['1 call waits for a decision', 'wants to create the campaign', 'Who may do what'],
    skins: ['rtl'],
  },
  {
    id: 'needs-you',
    isNarrowToo: true,
    title: 'Something needs somebody: a red number on the last tab',
    languages: ['de', 'ja', 'ar'],
    stage: DONE,
    bends: [BUSY, NO_STREAM],
    shows: ['3 need you', 'Nordlicht Schuhe EU'],
  },
  {
    id: 'unsaved',
    title: 'Another tab while the mapping has unsaved changes: a dot reminds',
    stage: { mapping: 'none' },
    play: async (person) => {
      await person.press('tab', /^Mapping/);
      await person.press('button', /^Use \d+ suggestions$/);
      await person.press('tab', /^Ad accounts/);
    },
    shows: ['Not saved yet', 'Nordlicht Schuhe EU'],
  },
  {
    id: 'may-only-look',
    title: 'A person who may look and do nothing',
    permissions: ['read'],
    shows: ['Needs the Export permission', 'Nordlicht Schuhe EU'],
    hides: ['Connect another'],
  },
  {
    id: 'no-access',
    title: 'A person who may not even look',
    permissions: ['connect'],
    shows: ['You can’t see TikTok Ads', 'Ask an admin'],
    hides: ['Mapping'],
    skins: ['dense'],
  },
  {
    id: 'session-ended',
    title: 'The session has ended',
    bends: [{ path: '/v1/*', kind: 'problem', status: 401, code: 'invalid_session' }],
    shows: ['Your session has ended', 'Reload the page'],
  },
  {
    id: 'session-ended-mapping',
    title: 'The session has ended, seen from the mapping',
    attributes: { tab: 'mapping' },
    bends: [{ path: '/v1/*', kind: 'problem', status: 401, code: 'invalid_session' }],
    shows: [/session has ended|signed in/i, 'Try again'],
  },
  {
    id: 'session-ended-audiences',
    title: 'The session has ended, seen from the audiences',
    attributes: { tab: 'audiences' },
    bends: [{ path: '/v1/*', kind: 'problem', status: 401, code: 'invalid_session' }],
    shows: [/session has ended|signed in/i, 'Try again'],
  },
  {
    id: 'server-error',
    title: 'The server fails, with a request ID',
    bends: [
      {
        path: '/v1/*',
        kind: 'problem',
        status: 500,
        code: 'internal_error',
        tiktokRequestId: '202603120930000A9F3C51E77B20D4C8',
      },
    ],
    shows: ['Try again', 'Request ID', '202603120930000A9F3C51E77B20D4C8'],
    skins: ['dashboard'],
  },
  {
    id: 'server-away',
    title: 'The server cannot be reached',
    bends: [{ path: '/v1/*', kind: 'cut' }],
    shows: ['Try again', /can’t be reached|offline/],
  },
  {
    id: 'offline',
    title: 'Offline: what was loaded stays',
    play: async (person) => {
      await person.reads('Choose who and where');
      await person.reads('Nordlicht Schuhe EU');
      await person.offline(true);
    },
    shows: ['You’re offline', 'loaded again as soon as you’re back', 'Nordlicht Schuhe EU'],
    skins: ['rtl'],
  },
  {
    id: 'leads-to-mapping',
    title: 'The exporter leads to the attribute that is not mapped',
    stage: { mapping: { email: 'email', phone: 'mobile_phone', country: 'country' } },
    attributes: { tab: 'audiences' },
    play: async (person) => {
      await person.press('button', 'Continue');
      await person.press('button', 'Continue');
      await person.press('button', 'Map it: Apple IDFA');
    },
    shows: ['Property mapping', 'Apple IDFA'],
    hides: ['People who have it'],
  },
  {
    id: 'developer-app',
    title: 'The developer app, where a workspace may bring its own',
    stage: DONE,
    attributes: { 'developer-app': '' },
    shows: ['Developer app', 'Uses this product’s app.', 'Use your own app'],
  },
  {
    id: 'own-app-refused',
    title: 'TikTok refuses the app: said beside the field, with a request ID',
    stage: DONE,
    attributes: { 'developer-app': '' },
    play: async (person) => {
      await person.press('button', 'Use your own app');
      await person.type('textbox', /^App ID/, '7000000000000000002');
      await person.type('textbox', /^App secret/, 'a-secret-of-another-app');
      await person.press('button', 'Use this app');
    },
    shows: ['TikTok doesn’t know this app', 'Doesn’t belong to this app ID.', 'Request ID'],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'own-app',
    title: 'An app of its own, and the question before going back',
    stage: DONE,
    attributes: { 'developer-app': '' },
    bends: [
      {
        path: '/v1/tiktok-app',
        method: 'GET',
        kind: 'rewrite',
        change: () => ({
          source: 'workspace',
          appId: '7000000000000000002',
          secretLast4: '9f3c',
          updatedAt: '2026-03-01T10:00:00.000Z',
          connectionCount: 2,
        }),
      },
    ],
    play: (person) => person.press('button', 'Go back to the product’s app'),
    shows: ['9f3c', '2 sign-ins were made with it', '2 sign-ins stay with your app', 'Keep your app'],
  },
];
