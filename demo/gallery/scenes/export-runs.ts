import type { Export } from '../../../shared/index.ts';
import type { Scene } from '../scene.ts';
import { exportCheckScenes, exportFileScenes } from './export-check.ts';
import { exportHistoryScenes } from './export-history.ts';
import { as, open, staged } from './export-stages.ts';

const EXISTING = { place: 0, action: 'APPEND' } as const;
const LARGE: Export['counts'] = {
  rows: 250_000,
  ready: 241_870,
  duplicates: 5_412,
  rejectedRows: 2_718,
  withoutConsent: 0,
  people: { email: 232_118, phone: 176_004 },
  toAdd: 241_870,
  toRemove: 0,
  refused: 0,
  rejectedValues: 6_204,
  byAttribute: {
    email: { valid: 239_902, empty: 6_120, rejected: 3_978, alreadyHashed: 0 },
    phone: { valid: 181_337, empty: 66_437, rejected: 2_226, alreadyHashed: 0 },
  },
  byReason: { invalid_email: 3_978, invalid_phone: 2_226 },
};
const asReadOnly = ({ waiting }: Export): Export['waiting'] =>
  waiting && {
    since: waiting.since,
    reason: { code: 'connection_read_only', message: 'This connection only reads until somebody signs in again.' },
  };
const SENDING: Partial<Export> = { counts: LARGE, chunks: { total: 3, uploaded: 1 }, peopleUploaded: 88_400 };

/** The same times, but TikTok has had everything for `hours`. */
const forHours =
  (hours: number) =>
  ({ timeline, updatedAt }: Export): Partial<Export> => ({
    timeline: timeline.map(({ state, at }) => ({
      state,
      at: new Date(Date.parse(at) - hours * 3_600_000).toISOString(),
    })),
    // The server takes its first look 5 seconds later: a picture may be taken before it or after.
    audienceProgress: {
      isValid: false,
      coverNum: 0,
      message: null,
      expiredTime: null,
      isExpiring: false,
      checkedAt: updatedAt,
    },
  });

const runScenes: readonly Scene[] = [
  {
    id: 'uploading',
    title: 'Uploading to TikTok',
    inForcedColours: true,
    stage: staged('uploading'),
    bends: as(SENDING),
    play: open,
    shows: ['Sending 241,870 people', '88,400 of 241,870 people sent', 'Pause sending', 'You can leave this page.'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'uploading-paused',
    title: 'Sending is paused',
    stage: staged('uploading'),
    bends: as(SENDING),
    play: async (person) => {
      await open(person);
      await person.press('button', 'Pause sending');
    },
    shows: ['Sending is paused', '88,400 of 241,870 people are at TikTok', 'nobody is sent twice', 'Resume sending'],
  },
  {
    id: 'uploading-offline',
    title: 'Offline while TikTok gets the people',
    stage: staged('uploading'),
    bends: as(SENDING),
    play: async (person) => {
      await open(person);
      await person.reads('88,400 of 241,870 people sent');
      await person.offline(true);
    },
    shows: ['You’re offline', 'The export goes on without this page.'],
  },
  {
    id: 'cancel-asks',
    title: 'Cancelling asks first',
    stage: staged('uploading'),
    bends: as(SENDING),
    play: async (person) => {
      await open(person);
      await person.press('button', 'Cancel export');
    },
    shows: ['Cancel this export?', '88,400 people are at TikTok already and stay there.', 'Keep exporting'],
  },
  {
    id: 'stream',
    title: 'A stream: batches, and rows that TikTok refused',
    stage: staged('uploading'),
    bends: as({
      ...SENDING,
      delivery: 'stream',
      counts: { ...LARGE, refused: 12 },
      chunks: { total: 49, uploaded: 18 },
    }),
    play: open,
    shows: ['Batch 19 of 49', '12 people refused by TikTok'],
  },
  {
    id: 'queue',
    title: 'Another export to the same audience goes first',
    stage: staged('uploading'),
    bends: as({ counts: LARGE, chunks: { total: 3, uploaded: 0 }, queue: { position: 2, behind: null } }),
    play: open,
    shows: ['Waiting for its turn', '2 go before.'],
  },
  {
    id: 'processing',
    title: 'TikTok builds the audience, day one',
    stage: staged('processing'),
    bends: as(forHours(19)),
    play: open,
    shows: ['TikTok is building your audience', /since .* yesterday/, 'usually takes 24 to 48 hours'],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'processing-long',
    title: 'TikTok takes longer than 48 hours',
    stage: staged('processing'),
    bends: as(forHours(53)),
    play: open,
    shows: [
      'TikTok takes longer than usual',
      'there is nothing to send again',
      'Open in Ads Manager',
      'Next look within a minute',
    ],
  },
];

const resultScenes: readonly Scene[] = [
  {
    id: 'ready',
    title: 'The audience is ready',
    stage: staged('completed'),
    play: open,
    shows: ['Your audience is ready', 'matched by TikTok', 'sent by you', 'Ready for ads'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'expires',
    title: 'Ready, and soon at its end; request IDs open',
    stage: staged('completed'),
    bends: as(({ audienceProgress }) => ({
      counts: { ...LARGE, ready: 10_000 },
      peopleUploaded: 10_000,
      audienceProgress:
        audienceProgress === null
          ? null
          : { ...audienceProgress, coverNum: 8_120, expiredTime: '2026-04-23 09:00:00', isExpiring: true },
    })),
    play: async (person) => {
      await open(person);
      await person.press('button', /^TikTok request IDs/);
    },
    shows: ['TikTok matched 8,120 of 10,000 sent.', /This audience ends on .*, in \d+ days/, 'Copy all'],
  },
  {
    id: 'too-small',
    title: 'Too few people matched',
    stage: staged('failed', { people: 640 }),
    play: open,
    shows: ['Too few people matched', 'Add more people', 'TikTok says:'],
  },
  {
    id: 'ended',
    title: 'The audience has ended',
    stage: staged('completed'),
    bends: as(({ audienceProgress }) => ({
      audienceProgress: audienceProgress === null ? null : { ...audienceProgress, expiredTime: '2026-03-11 00:00:00' },
    })),
    play: open,
    shows: ['This audience has ended', 'ads can’t use it'],
  },
  {
    id: 'updated',
    title: 'People were added to an audience',
    stage: staged('completed', { audience: EXISTING }),
    play: open,
    shows: ['Your audience is up to date', 'in the audience now'],
  },
  {
    id: 'waits-sign-in',
    title: 'TikTok refused the sign-in: the export waits for the next one',
    stage: staged('waiting'),
    // TikTok may have refused a call of the export's, or the one that looked at the sign-in before it.
    bends: as({ ...SENDING, tiktokRequests: [] }),
    play: open,
    shows: [
      'Waiting for a sign-in',
      'TikTok refused the sign-in',
      '88,400 of 241,870 people are already there and won’t be sent twice. Sign in again and the rest follows.',
      'Request ID',
      'Waits for a sign-in',
    ],
    hides: ['Pause sending', 'left'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'waits-over',
    title: 'Signed in again: the rest follows by itself',
    stage: staged('waiting'),
    // The refused call may have been another's: here are the two that went through.
    bends: as(({ tiktokRequests }) => ({ tiktokRequests: tiktokRequests.slice(-2) })),
    play: async (person) => {
      await open(person);
      await person.reads('Nothing has reached TikTok yet, and nothing is lost. Sign in again and the rest follows.');
      await person.press('button', 'Sign in again');
      await person.reads('Finish in the TikTok window');
      await person.allowAtTikTok('all');
      await person.reads('TikTok is building your audience');
    },
    shows: ['Signed in again as', 'TikTok is building your audience', 'Uploaded', 'Usually 24 to 48 hours'],
    hides: ['TikTok refused the sign-in'],
  },
  {
    id: 'waits-read-only',
    title: 'The sign-in could not be renewed: the export waits',
    permissions: ['read', 'map', 'export'],
    stage: staged('waiting'),
    // Before anything was asked of TikTok: the call that finds it out may or may not have been written down.
    bends: as((real) => ({ ...SENDING, tiktokRequests: [], waiting: asReadOnly(real) })),
    play: open,
    shows: ['We couldn’t renew the TikTok sign-in', 'Signing in needs the Connect permission.'],
  },
  {
    id: 'waits-unseen',
    title: 'TikTok works on it, but nobody can look without a sign-in',
    stage: { ...staged('processing'), turns: [{ do: 'revoke', account: 'Nordlicht Schuhe EU' }, { do: 'check' }] },
    play: open,
    shows: [
      'TikTok is building your audience',
      'TikTok has everyone and goes on with it.',
      'Sign in again to see the result',
    ],
    hides: ['Next look'],
  },
  {
    id: 'failed-retry',
    title: 'It stopped for another reason',
    stage: staged('failed', {
      faults: [{ path: '/dmp/custom_audience/file/upload/', kind: 'code', code: 40002, times: 20 }],
    }),
    play: open,
    shows: ['Export paused', 'Try again', 'Request ID'],
  },
  {
    id: 'cancelled',
    title: 'An export was cancelled',
    stage: staged('cancelled'),
    play: open,
    shows: ['Export cancelled', 'Nothing was sent', 'Export another audience'],
  },
  {
    id: 'look-only',
    title: 'Somebody who may only look',
    permissions: ['read'],
    stage: staged('uploading'),
    bends: as(SENDING),
    play: open,
    shows: ['Sending 241,870 people'],
    hides: ['Cancel export', 'Pause sending'],
  },
];

export const exportRunsScenes: readonly Scene[] = [
  ...exportCheckScenes,
  ...exportFileScenes,
  ...runScenes,
  ...resultScenes,
  ...exportHistoryScenes,
];
