import type { Mirror } from '../../../shared/index.ts';
import type { Bend, Person, PlantedAudience, Scene, Stage } from '../scene.ts';

const MINUTE_MS = 60_000;
const SPREAD_MS = 10 * MINUTE_MS;

const PLANTED: readonly PlantedAudience[] = [
  { name: 'Newsletter readers', people: 182_400, calculateType: 'MULTIPLE_TYPES', ageDays: 40 },
  {
    name: '春の新生活キャンペーン（購入者・リピーター）',
    people: 24_112,
    calculateType: 'MULTIPLE_TYPES',
    ageDays: 321,
  },
  { name: 'Store card holders', people: 640, calculateType: 'PHONE_SHA256', ageDays: 90 },
  {
    name: 'عملاء رمضان ٢٠٢٦ — الدفعة الأولى',
    people: 8_120,
    calculateType: 'MULTIPLE_TYPES',
    ageDays: 12,
    type: 'Partner',
  },
  {
    name: 'People like those who bought in the last 180 days, in all countries where we have a store of our own',
    people: 1_204_000,
    calculateType: 'MULTIPLE_TYPES',
    ageDays: 30,
    type: 'Lookalike Audience',
  },
  { name: 'Winter sale 2025', people: 31_000, calculateType: 'MULTIPLE_TYPES', ageDays: 60, retentionDays: 30 },
];

const SYNCED: Stage = {
  audiences: PLANTED,
  mirrors: [
    { segmentId: 'vip', audience: 'VIP customers', schedule: { every: 'day', at: '06:30' }, run: 'processing' },
    {
      segmentId: 'buyers-90d',
      audience: { place: 0 },
      schedule: { every: 'week', on: 'monday', at: '05:00' },
      run: 'none',
    },
  ],
};
const PLAIN: Stage = { audiences: PLANTED };

type Change = (mirror: Mirror, place: number) => Partial<Mirror>;

/** Each mirror runs at a moment of its own within ten minutes: in pictures always at the same one. */
const steady = ({ nextRunAt }: Mirror): string | null =>
  nextRunAt === null
    ? null
    : new Date(Math.floor(Date.parse(nextRunAt) / SPREAD_MS) * SPREAD_MS + 4 * MINUTE_MS).toISOString();

/** The mirrors as they would be after a while. Those made last come first. */
const later = (change: Change = () => ({})): Bend => ({
  path: '/v1/mirrors',
  method: 'GET',
  kind: 'rewrite',
  change: (body: { items: Mirror[] }) => ({
    ...body,
    items: body.items.map((mirror, place) => ({ ...mirror, nextRunAt: steady(mirror), ...change(mirror, place) })),
  }),
});

const ranWell: Change = (mirror) => ({
  ...(mirror.lastRun === null ? {} : { members: 23_412 }),
  lastRun: mirror.lastRun && { ...mirror.lastRun, state: 'completed', toAdd: 1_204, toRemove: 310 },
});

async function show(person: Person): Promise<void> {
  await person.press('button', 'Show audiences');
  await person.reads('Newsletter readers');
}
const menu = async (person: Person, name: string | RegExp, item: string): Promise<void> => {
  await show(person);
  await person.press('button', name);
  await person.press('menuitem', item);
};
const ofNewsletter = /^More for .Newsletter readers/;
const ofVip = /^More for keeping .VIP customers/;

export const audiencesScenes: readonly Scene[] = [
  {
    id: 'overview',
    isNarrowToo: true,
    title: 'Audiences of every kind, two of them kept in sync',
    languages: ['de', 'ja', 'ar'],
    stage: SYNCED,
    bends: [later(ranWell)],
    play: show,
    shows: [
      'Kept in sync',
      'Every day at 06:30',
      '1,204 people added, 310 identifiers taken out',
      'Not known yet',
      'Too small to target',
      'Your people, as a stream',
      'Expired',
      /ends in \d+ days/,
    ],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'loading',
    title: 'Loading',
    bends: [{ path: '/v1/audiences', kind: 'hold' }],
    play: (person) => person.press('button', 'Show audiences'),
    shows: ['Loading the audiences of this ad account'],
  },
  {
    id: 'none',
    title: 'No audiences yet',
    play: (person) => person.press('button', 'Show audiences'),
    shows: ['No audiences in this ad account'],
  },
  {
    id: 'failed',
    title: 'TikTok did not answer, with its request ID',
    bends: [
      {
        path: '/v1/audiences',
        kind: 'problem',
        status: 502,
        code: 'tiktok_unavailable',
        detail: 'TikTok did not answer as expected. Nothing has changed. Try again in a minute.',
        tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
      },
    ],
    play: (person) => person.press('button', 'Show audiences'),
    shows: ['We couldn’t load the audiences', '202603121432070A9F3C51E77B20D4C8'],
  },
  {
    id: 'many',
    title: 'More than one page, and only to look at',
    stage: PLAIN,
    permissions: ['read'],
    bends: [
      {
        path: '/v1/audiences',
        kind: 'rewrite',
        change: (body: { items: unknown[] }) => ({ items: body.items.slice(-3), nextCursor: 'more' }),
      },
    ],
    play: async (person) => {
      await person.press('button', 'Show audiences');
      await person.reads('3 shown, there are more');
    },
    shows: ['Changing audiences needs the Export permission', 'Show more'],
  },
  {
    id: 'menu',
    title: 'What can be done with an audience',
    stage: PLAIN,
    play: async (person) => {
      await show(person);
      await person.press('button', ofNewsletter);
    },
    shows: ['Make a lookalike…', 'Delete…'],
    skins: ['rtl'],
  },
  {
    id: 'rename',
    title: 'A name that is taken',
    stage: PLAIN,
    play: async (person) => {
      await menu(person, ofNewsletter, 'Rename…');
      await person.type('textbox', 'New name', 'Store card holders');
      await person.press('button', 'Rename');
    },
    shows: ['Another audience here has this name already.'],
  },
  {
    id: 'renamed',
    title: 'Renamed, and the way back',
    stage: PLAIN,
    play: async (person) => {
      await menu(person, ofNewsletter, 'Rename…');
      await person.type('textbox', 'New name', 'Readers of the newsletter');
      await person.press('button', 'Rename');
    },
    shows: ['Renamed to', 'Undo'],
  },
  {
    id: 'share',
    title: 'Sharing with other ad accounts',
    stage: { audiences: PLANTED, imported: 'all' },
    bends: [
      {
        path: '/v1/audiences/*',
        method: 'GET',
        kind: 'rewrite',
        change: (body: { items?: unknown[] }) =>
          body.items === undefined
            ? body
            : { items: [{ advertiserId: '7104856021930123265', name: null, sharedAt: null }] },
      },
    ],
    play: async (person) => {
      await menu(person, ofNewsletter, 'Share…');
      await person.reads('Have it already');
    },
    shows: ['An ad account that is not used here', 'Stop sharing'],
  },
  {
    id: 'lookalike',
    title: 'A lookalike of an audience',
    stage: PLAIN,
    play: async (person) => {
      await menu(person, ofNewsletter, 'Make a lookalike…');
      await person.reads('chosen');
    },
    shows: ['The fewest people, and those most alike.', 'Countries'],
  },
  {
    id: 'delete',
    title: 'Before an audience is deleted',
    stage: PLAIN,
    play: (person) => menu(person, ofNewsletter, 'Delete…'),
    shows: ['TikTok can’t bring it back', 'Type its name to delete it:'],
  },
  {
    id: 'delete-in-sync',
    title: 'An audience that is kept in sync is not deleted',
    stage: SYNCED,
    bends: [later(ranWell)],
    play: async (person) => {
      await show(person);
      await person.reads('In sync');
      await person.press('button', ofNewsletter);
      await person.press('menuitem', 'Delete…');
    },
    shows: ['It is kept in sync', 'Stop keeping in sync…'],
  },
  {
    id: 'sync-asks',
    title: 'A run that somebody has to look at first',
    stage: {
      audiences: PLANTED,
      mirrors: [{ segmentId: 'vip', audience: { place: 0 }, schedule: { every: 'hour' }, run: 'asking' }],
    },
    bends: [later()],
    // Nobody has to look for it: what is kept in sync opens by itself.
    play: (person) => person.reads('Nothing is sent before you say so'),
    shows: ['Do not send', 'Replace everyone', 'Every hour', 'Show audiences'],
    skins: ['rtl'],
  },
  {
    id: 'sync-trouble',
    title: 'Runs in trouble, skipped, and paused',
    stage: SYNCED,
    bends: [
      later((mirror, place) =>
        place === 0
          ? { pausedAt: mirror.updatedAt, nextRunAt: null, segmentName: null }
          : {
              members: 23_412,
              skipped: 3,
              lastRun: mirror.lastRun && {
                ...mirror.lastRun,
                state: 'failed',
                error: {
                  code: 'segment_source_failed',
                  message: 'The address of the segment answered 500 five times. Look at it, then run again.',
                },
              },
            },
      ),
    ],
    play: async (person) => {
      await show(person);
      await person.reads('runs were skipped');
    },
    shows: ['The segment’s people could not be fetched', 'Its segment was removed.', 'Paused'],
  },
  {
    id: 'schedule',
    title: 'Another schedule',
    stage: SYNCED,
    bends: [later(ranWell)],
    play: async (person) => {
      await show(person);
      await person.press('button', ofVip);
      await person.press('menuitem', 'Change schedule…');
      await person.select('Runs', 'Every week');
    },
    shows: ['Each run begins up to 10 minutes later.', 'Save schedule'],
  },
  {
    id: 'stop-sync',
    title: 'Before an audience follows its segment no more',
    stage: SYNCED,
    bends: [later(ranWell)],
    play: async (person) => {
      await show(person);
      await person.press('button', ofVip);
      await person.press('menuitem', 'Stop keeping in sync…');
    },
    shows: ['The audience stays as it is'],
  },
];
