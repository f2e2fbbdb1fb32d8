import type { AdAccount, Audience } from '../../../shared/index.ts';
import { goOn } from '../exporter-steps.ts';
import type { Bend, Scene } from '../scene.ts';
import { attach, audienceExporterFileScenes } from './audience-exporter-files.ts';

const EUROPE = 'Nordlicht Schuhe EU';
const AMERICA = "O'Hara Outfitters <US & Canada>";
const JAPAN = '株式会社さくら 公式ストア';
const ARABIC = 'متجر النخيل للأزياء';

const failing = (path: string, times = 99): Bend => ({
  kind: 'problem',
  path,
  times,
  status: 502,
  code: 'tiktok_unavailable',
  detail: 'TikTok didn’t answer in time. Nothing has changed. Try again, or pass the ID below to support.',
  tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
});

/** Lets an ad account be one of TikTok's sandbox. */
const inSandbox = (name: string): Bend => ({
  kind: 'rewrite',
  path: '/v1/ad-accounts',
  method: 'GET',
  change: (body: { items: AdAccount[] }) => ({
    ...body,
    items: body.items.map((item) => (item.name === name ? { ...item, environment: 'sandbox' } : item)),
  }),
});
const NO_SANDBOX_AUDIENCES: Bend = {
  kind: 'problem',
  path: '/v1/audiences',
  status: 409,
  code: 'tiktok_not_in_sandbox',
};

/** An export in the making: every step, and everything that can stand in its way. */
export const audienceExporterScenes: readonly Scene[] = [
  {
    id: 'account',
    title: '1 Account',
    stage: { imported: [EUROPE, AMERICA, JAPAN, ARABIC] },
    shows: ['Step 1 of 5', EUROPE, JAPAN, 'Continue', 'No exports yet'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'account-trouble',
    title: '1 Account, with some that cannot take exports',
    stage: {
      imported: [EUROPE, AMERICA, JAPAN, ARABIC],
      turns: [{ do: 'suspend', account: AMERICA }, { do: 'role', account: JAPAN, role: 'ANALYST' }, { do: 'check' }],
    },
    bends: [inSandbox(ARABIC), NO_SANDBOX_AUDIENCES],
    shows: [
      'Suspended by TikTok.',
      'Analysts can only read.',
      'Appeal in TikTok Ads Manager',
      'TikTok’s sandbox has no audiences',
    ],
  },
  {
    id: 'account-none',
    title: '1 Account, and none can take exports',
    stage: { imported: [EUROPE, AMERICA], turns: [{ do: 'revoke', account: EUROPE }, { do: 'check' }] },
    shows: ['No ad account can take exports right now', 'Sign in again'],
  },
  {
    id: 'account-signing-in',
    title: '1 Account, signing in again in place',
    stage: { imported: [EUROPE, AMERICA], turns: [{ do: 'revoke', account: EUROPE }, { do: 'check' }] },
    play: async (person) => person.press('button', `Sign in again to export to ${EUROPE}`),
    shows: ['Finish in the TikTok window', 'Sign in again'],
  },
  {
    id: 'account-many',
    title: '1 Account, one of 1,000',
    stage: { profile: 'agency', advertisers: 1000, imported: 'all' },
    shows: ['Find by name or ID', 'Show 50 more'],
  },
  {
    id: 'account-not-found',
    title: '1 Account, nothing found',
    stage: { profile: 'agency', advertisers: 40, imported: 'all' },
    play: async (person) => person.type('textbox', 'Find by name or ID', 'Nordwind'),
    shows: ['No ad account has “Nordwind” in its name or ID.'],
  },
  {
    id: 'who-segment',
    title: '2 Who, a segment',
    inForcedColours: true,
    play: async (person) => {
      await goOn(person, 1);
      await person.tick('radio', /^Bought in the last 90 days/);
    },
    shows: ['25,000 people', 'May be under TikTok’s 1,000 matches', 'Updated'],
  },
  {
    id: 'who-segments-many',
    title: '2 Who, one of 500 segments',
    stage: { segments: 500 },
    play: async (person) => {
      await goOn(person, 1);
      await person.type('textbox', 'Find a segment', 'sao paulo');
    },
    shows: ['Customers in São Paulo'],
    hides: ['Berlin'],
  },
  {
    id: 'who-no-segments',
    title: '2 Who, the product has sent no segments',
    stage: { segments: 'none' },
    play: async (person) => {
      await goOn(person, 1);
      await person.tick('radio', 'Segment');
    },
    shows: ['No segments yet', 'Use a CSV file'],
  },
  {
    id: 'keep-in-sync',
    title: '2 Who, an audience that follows a segment',
    play: async (person) => {
      await goOn(person, 1);
      await person.tick('radio', 'Keep in sync');
      await person.select('Runs', 'Every week');
    },
    shows: ['The audience follows the segment', /Every Monday at 06:00/, 'Each run begins up to 10 minutes later.'],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'paste-list',
    title: '2 Who, a pasted list with consent asked for',
    stage: { mapping: { email: 'email', phone: 'mobile_phone', consent: 'newsletter_opt_in' } },
    play: async (person) => {
      await goOn(person, 1);
      await person.tick('radio', 'Paste a list');
      await person.type(
        'textbox',
        /^Emails, phone numbers/,
        'ana@mail.example\nbo@mail.example\n+49 30 90000000\nno one',
      );
      await person.press('button', 'Continue');
    },
    shows: ['looks like none of these', 'Say whether everyone in this list has agreed.'],
  },
  ...audienceExporterFileScenes,
  {
    id: 'what',
    title: '3 What, with how many people have each',
    play: (person) => goOn(person, 2),
    shows: ['TikTok matches people on these', 'TikTok ignores these'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'what-not-mapped',
    title: '3 What, with keys and columns not mapped',
    stage: { mapping: { email: 'email', phone: 'mobile_phone', firstName: 'first_name', city: 'city' } },
    play: async (person) => {
      await goOn(person, 2);
      await person.select('Country of phone numbers without a country code', 'Germany');
    },
    shows: ['Not mapped. Map it', 'Country is not among your columns'],
  },
  {
    id: 'what-nothing-chosen',
    title: '3 What, nothing chosen to match on',
    stage: { mapping: { email: 'email', city: 'city' } },
    play: async (person) => {
      await goOn(person, 2);
      await person.press('checkbox', 'Email');
      await person.press('button', 'Continue');
    },
    shows: ['Choose at least one of the four that TikTok matches on.'],
  },
  {
    id: 'what-file',
    title: '3 What, of a file with columns missing',
    play: async (person) => {
      await attach('people.csv', 'email,mobile_phone\nana@example.com,+5511961234567\njonas@example.de,\n')(person);
      await person.reads('2 rows');
      await person.press('button', 'Continue');
    },
    shows: ['No column in the file. Match it', 'The file has no column for First name'],
  },
  {
    id: 'nothing-mapped',
    title: 'No property is mapped that TikTok could match on',
    stage: { mapping: 'none' },
    shows: ['Nothing to match people on yet'],
  },
  {
    id: 'audience-new',
    title: '4 Audience, new',
    play: (person) => goOn(person, 3),
    shows: ['No other audience here has this name.', 'More options'],
  },
  {
    id: 'audience-name-taken',
    title: '4 Audience, a name that is taken',
    stage: { audiences: 12 },
    play: async (person) => {
      await goOn(person, 3);
      await person.type('textbox', 'Name', 'VIP customers, last 30 days');
    },
    shows: ['Another audience in this ad account has this name.', 'add to that audience'],
  },
  {
    id: 'audience-existing',
    title: '4 Audience, existing: nothing destructive is preselected',
    stage: { audiences: 12 },
    play: async (person) => {
      await goOn(person, 3);
      await person.tick('radio', 'Existing audience');
      await person.press('button', /^Audience:/);
      await person.type('combobox', 'Audience', 'vip');
      await person.key('Enter');
    },
    shows: ['Add people', 'Takes out everyone there now, then adds yours. Asks first.'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'audience-options',
    title: '4 Audience, more options open',
    play: async (person) => {
      await goOn(person, 3);
      await person.press('button', 'More options');
      await person.tick('checkbox', /^End on a fixed day/);
      await person.tick('radio', /^As older tools do/);
    },
    shows: ['How people get to TikTok', 'Nothing extends it.', 'emails as older tools do'],
  },
  {
    id: 'audience-stream-existing',
    title: '4 Audience, a stream that is kept in sync',
    stage: { audiences: 3 },
    bends: [
      {
        path: '/v1/audiences',
        method: 'GET',
        kind: 'rewrite',
        change: (body: { items: Audience[] }) => ({
          ...body,
          items: body.items.map((item) => ({ ...item, delivery: 'stream', mirrorId: 'mir_00000001' })),
        }),
      },
    ],
    play: async (person) => {
      await goOn(person, 3);
      await person.tick('radio', 'Existing audience');
      await person.press('button', /^Audience:/);
      await person.key('ArrowDown');
      await person.key('Enter');
    },
    shows: ['This audience is kept in sync with a segment', 'A stream can’t be replaced.', 'kept in sync'],
  },
  {
    id: 'audience-list',
    title: '4 Audience, one of 400',
    stage: { audiences: 400 },
    play: async (person) => {
      await goOn(person, 3);
      await person.tick('radio', 'Existing audience');
      await person.press('button', /^Audience:/);
      await person.type('combobox', 'Audience', 'winter');
    },
    shows: [/\d+ of 400 audiences/, 'Winter sale buyers'],
  },
  {
    id: 'audience-none',
    title: '4 Audience, none to add to',
    play: async (person) => {
      await goOn(person, 3);
      await person.tick('radio', 'Existing audience');
    },
    shows: ['No audience to add to', 'Create a new one'],
  },
  {
    id: 'audience-failed',
    title: '4 Audience, TikTok did not list them',
    bends: [failing('/v1/audiences')],
    play: async (person) => {
      await goOn(person, 3);
      await person.tick('radio', 'Existing audience');
    },
    shows: ['We couldn’t load this account’s audiences', '202603121432070A9F3C51E77B20D4C8'],
  },
  {
    id: 'long-names',
    title: 'Long names in every line',
    stage: {
      profile: 'agency',
      advertisers: 1502,
      imported: [
        'Wanderlust & Wayfarers International Outdoor, Camping, Climbing, Trail Running and Winter Sports Equipment — Online Outlet (Scandinavia, Baltics, Poland) 2019–2026',
      ],
    },
    play: (person) => goOn(person, 3),
    shows: ['Wanderlust & Wayfarers', 'Step 4 of 5'],
  },
  {
    id: 'loading',
    title: 'First load',
    bends: [{ kind: 'hold', path: '/v1/segments' }],
    shows: ['Export an audience', 'Account', 'Check'],
    hides: ['Continue'],
  },
  {
    id: 'slow',
    title: 'After ten seconds: still loading',
    bends: [{ kind: 'hold', path: '/v1/segments' }],
    play: (person) => person.reads('Still loading'),
    shows: ['Still loading', 'Account', 'Check'],
    hides: ['Continue'],
  },
  {
    id: 'load-failed',
    title: 'Server error, with a request ID',
    bends: [failing('/v1/segments')],
    shows: ['We couldn’t load what you can export', '202603121432070A9F3C51E77B20D4C8', 'Try again'],
  },
  {
    id: 'offline',
    title: 'Offline',
    bends: [{ kind: 'cut', path: '/v1/segments' }],
    shows: ['We couldn’t load what you can export', 'Check your connection'],
  },
  {
    id: 'session-ended',
    title: 'The session has ended',
    bends: [{ kind: 'problem', path: '/v1/segments', times: 99, status: 401, code: 'session_expired' }],
    shows: ['Your session has ended', 'Reload the page'],
  },
  {
    id: 'no-permission',
    title: 'Without the permission to export',
    permissions: ['read'],
    shows: ['You can look, but not export', 'Ask an admin of this workspace.'],
  },
  {
    id: 'no-accounts',
    title: 'No ad accounts yet',
    stage: { connection: null },
    shows: ['No ad accounts yet', 'Look again'],
  },
];
