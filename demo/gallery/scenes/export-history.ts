import type { Export } from '../../../shared/index.ts';
import type { Bend, Scene, Stage } from '../scene.ts';

const NAMES = [
  '90-day buyers, March 2026',
  '春の新生活キャンペーン（購入者・リピーター）',
  'عملاء رمضان ٢٠٢٦ — الدفعة الأولى',
  'Newsletter, double opt-in — all countries, without those who bought in the last 180 days or asked not to be shown ads',
  'VIP buyers 2026-03',
  'Lapsed 180 days',
  'VIP test (please ignore)',
];

/** One export of nearly every kind. */
const MIXED: Stage = {
  audiences: 2,
  exports: [
    { audience: NAMES[0] ?? '', people: 3_000, until: 'processing' },
    { audience: NAMES[1] ?? '', people: 2_600, until: 'completed' },
    { audience: NAMES[2] ?? '', people: 2_200, until: 'completed' },
    {
      audience: NAMES[3] ?? '',
      people: 2_000,
      until: 'failed',
      faults: [{ path: '/dmp/custom_audience/file/upload/', kind: 'code', code: 40002, times: 20 }],
    },
    { audience: { place: 0, action: 'APPEND' }, people: 1_800, until: 'completed' },
    { audience: { place: 1, action: 'REMOVE' }, people: 400, until: 'ready' },
    { audience: NAMES[6] ?? '', people: 640, until: 'failed' },
  ],
};

/** Only one of them: a sign-in that is really lost would hold up the others, too. */
const waits = ({ updatedAt }: Export): Partial<Export> => ({
  state: 'uploading',
  error: null,
  waiting: {
    since: updatedAt,
    reason: {
      code: 'connection_disconnected',
      message: 'TikTok refuses this sign-in. Sign in with TikTok again.',
      tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
    },
  },
});

/** A run of what is kept in sync: what it added and took out in place of one number. */
const isSynced = ({ counts, customAudienceId }: Export): Partial<Export> => ({
  mirrorId: 'mir_00000001',
  createdBy: null,
  audience: { update: { customAudienceId: customAudienceId ?? '', action: 'MIRROR' } },
  counts: { ...counts, toAdd: 1_204, toRemove: 310 },
});

/** Made by several people and a schedule, one of them held up by its sign-in, and with more to come. */
const repeated: Bend = {
  path: '/v1/exports',
  method: 'GET',
  kind: 'rewrite',
  change: (body: { items: Export[] }) => ({
    items: body.items.map((item, index) => ({
      ...item,
      ...(item.audienceName === NAMES[3] ? waits(item) : {}),
      createdBy: [item.createdBy, 'Maren Holm', '田中 潤', 'ليلى حداد'][index % 4] ?? null,
      ...(item.audienceName === NAMES[2] ? isSynced(item) : {}),
    })),
    nextCursor: 'more',
  }),
};

const one: Stage = { exports: [{ audience: NAMES[0] ?? '', people: 2_000, until: 'completed' }] };

export const exportHistoryScenes: readonly Scene[] = [
  {
    id: 'history',
    title: 'History: one of nearly every kind',
    stage: MIXED,
    bends: [repeated],
    shows: [
      '90-day buyers, March 2026',
      'Too small',
      'Waits for a sign-in',
      'Sign in again',
      'Usually 24 to 48 hours',
      'Show more',
    ],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'history-found',
    title: 'History: narrowed to a few',
    stage: MIXED,
    play: async (person) => {
      await person.select('Result', /In trouble/);
      await person.reads('2 shown');
    },
    shows: ['2 shown', 'Clear filters'],
    hides: ['90-day buyers, March 2026'],
  },
  {
    id: 'history-nothing-found',
    title: 'History: nothing fits',
    stage: MIXED,
    play: async (person) => {
      await person.type('searchbox', 'Find an audience', 'christmas');
      await person.reads('No export fits');
    },
    shows: ['No export fits', 'Clear filters'],
  },
  {
    id: 'history-empty',
    title: 'History: no exports yet',
    shows: ['No exports yet'],
    hides: ['Find an audience'],
  },
  {
    id: 'history-loading',
    title: 'History: loading',
    stage: one,
    bends: [{ path: '/v1/exports', method: 'GET', kind: 'hold' }],
    shows: ['History'],
    hides: ['90-day buyers, March 2026'],
  },
  {
    id: 'history-failed',
    title: 'History: the server failed',
    stage: one,
    bends: [
      {
        path: '/v1/exports',
        method: 'GET',
        kind: 'problem',
        status: 500,
        code: 'internal_error',
        detail: 'Something went wrong on our side.',
      },
    ],
    shows: ['We couldn’t load the history', 'Try again', 'Request ID'],
  },
  {
    id: 'history-more-failed',
    title: 'History: the next page failed, what is shown stays',
    stage: one,
    bends: [
      { ...repeated, times: 1 },
      { path: '/v1/exports', method: 'GET', kind: 'cut' },
    ],
    play: async (person) => {
      await person.press('button', 'Show more');
    },
    shows: ['We couldn’t load the history', '90-day buyers, March 2026'],
  },
  {
    id: 'download-failed',
    title: 'History: a file is no longer kept',
    stage: one,
    bends: [
      {
        path: '/v1/exports/*',
        method: 'GET',
        kind: 'problem',
        status: 409,
        code: 'export_wrong_state',
        detail: 'The audience file of this export is no longer kept.',
      },
    ],
    play: (person) => person.press('button', /^Download the hashed file/),
    shows: ['We couldn’t download the hashed file of', 'no longer kept', 'Dismiss'],
  },
];
