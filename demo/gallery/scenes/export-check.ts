import type { Export, Failure } from '../../../shared/index.ts';
import type { Bend, Person, Scene } from '../scene.ts';
import { goOn } from '../exporter-steps.ts';
import { as, open, staged } from './export-stages.ts';

const USUAL: Export['counts'] = {
  rows: 25_000,
  ready: 24_112,
  duplicates: 612,
  rejectedRows: 276,
  withoutConsent: 0,
  people: { email: 23_412, phone: 18_002, googleAdvertisingId: 6_011 },
  toAdd: 24_112,
  toRemove: 0,
  refused: 0,
  rejectedValues: 552,
  byAttribute: {
    email: { valid: 23_904, empty: 1_025, rejected: 71, alreadyHashed: 1_204 },
    phone: { valid: 18_189, empty: 6_623, rejected: 188, alreadyHashed: 0 },
    googleAdvertisingId: { valid: 6_103, empty: 18_880, rejected: 17, alreadyHashed: 0 },
  },
  byReason: { no_identifier: 276, invalid_phone: 188, invalid_email: 71, zeroed_device_id: 17 },
};

const SUSPENDED: Failure = {
  code: 'account_suspended',
  message: 'TikTok has suspended this ad account. Appeal in TikTok Ads Manager.',
};

async function toCheck(person: Person): Promise<void> {
  for (const next of ['Step 2 of 5', 'Step 3 of 5', 'Step 4 of 5']) {
    await person.press('button', 'Continue');
    await person.reads(next);
    if (next === 'Step 2 of 5') await person.tick('radio', /^Bought in the last 90 days/);
  }
  await person.press('button', 'Check before sending');
}

/** People of a file, of which every third has a fault. */
function faultyPeople(): string {
  const faults = ['not an email,0171 2,', 'ana@,12,de', ',00000,', 'x@y,,de'];
  const rows = Array.from({ length: 3_600 }, (_, index) =>
    index % 3 === 0
      ? faults[(index / 3) % faults.length]
      : `person.${index}@mail.example,+4930${90_000_000 + index},de`,
  );
  return `email,mobile_phone,country\n${rows.join('\n')}\n`;
}

async function hashFile(person: Person): Promise<void> {
  // More than the page hashes ahead of an upload that is held (four parts of 2 MiB), so that it never comes to the end.
  const rows = Array.from({ length: 160_000 }, (_, index) => `person.${index}@mail.example`);
  await person.press('button', 'Continue');
  await person.tick('radio', 'CSV file');
  await person.attach('loyalty_export_2026-03-11_final (2).csv', `email\n${rows.join('\n')}\n`);
  await person.reads(/about [\d,]+ rows/);
  for (const next of ['Step 3 of 5', 'Step 4 of 5']) {
    await person.press('button', 'Continue');
    await person.reads(next);
  }
  await person.press('button', 'Check before sending');
  await person.reads(/Hashing \d+,\d+ of about/);
  // The first part is through, and the history has heard of it: what follows finds the same state every time.
  await person.reads(/[1-9][\d.]* [kM]B uploaded/);
  await person.reads('Receiving');
}
/** The second part of a file never gets through, so that hashing stands where it was. */
const HELD_UPLOAD: readonly Bend[] = [{ path: '/v1/exports/*', method: 'PUT', kind: 'hold', after: 1 }];

export const exportCheckScenes: readonly Scene[] = [
  {
    id: 'checking',
    title: 'People on their way in',
    bends: [
      {
        path: '/v1/exports/*',
        method: 'GET',
        kind: 'rewrite',
        change: (real: Export) => ({
          ...real,
          state: 'receiving',
          counts: { ...real.counts, rows: 12_000, ready: 12_000 },
        }),
      },
    ],
    play: toCheck,
    shows: ['12,000 people fetched so far', 'Nothing has been sent to TikTok yet.', 'Pause'],
  },
  {
    id: 'check-usual',
    title: 'The check: nearly everybody is ready',
    bends: as({ counts: USUAL }, { findings: [] }).slice(0, 1),
    play: async (person) => {
      await toCheck(person);
      await person.reads('people are ready to send');
    },
    shows: ['of 25,000 people are ready to send', 'Matched on', 'Nothing has been sent to TikTok yet.'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'check-many-rejected',
    title: 'The check: a third is rejected, with reasons',
    languages: ['de', 'ja', 'ar'],
    stage: staged('ready', { people: faultyPeople() }),
    play: open,
    shows: ['Why values were rejected', 'Email is incomplete', 'Download rejected rows'],
  },
  {
    id: 'check-nobody',
    title: 'The check: nobody can be sent',
    stage: staged('ready', { people: 'email,mobile_phone,country\nnobody,1,\nsomebody@,,\n,,de\n' }),
    play: open,
    shows: ['There is nobody to send', 'No email, phone or device ID'],
    hides: [/^Send/],
  },
  {
    id: 'check-too-few',
    title: 'The check: too few for ads',
    stage: staged('ready', { people: 874 }),
    play: open,
    shows: ['Too few for ads', 'Create it anyway'],
  },
  {
    id: 'check-may-be-refused',
    title: 'The check: TikTok would refuse it',
    stage: staged('ready', { people: 300, audience: { place: 0, action: 'REPLACE' } }),
    play: open,
    shows: ['One thing stops this export', 'Too few people would remain', /Replace with \d+ people/],
  },
  {
    id: 'check-blockers',
    title: 'The check: two things stop the export, one is worth a look',
    bends: as(
      { counts: USUAL },
      {
        findings: [
          {
            code: 'audience_limit_reached',
            severity: 'blocker',
            message:
              'The ad account already holds 400 audiences, as many as TikTok allows. Delete one, or send to one that exists.',
            sentences: [{ says: 'account_full', held: 400 }],
          },
          {
            code: 'account_not_usable',
            severity: 'blocker',
            message: SUSPENDED.message,
            sentences: [{ says: 'failure', failure: SUSPENDED }],
          },
          {
            code: 'audience_name_taken',
            severity: 'warning',
            message: 'The ad account has an audience called “Bought in the last 90 days, March 2026” already.',
            sentences: [{ says: 'name_taken', name: 'Bought in the last 90 days, March 2026' }],
          },
        ],
      },
    ).slice(0, 1),
    play: async (person) => {
      await toCheck(person);
      await person.reads('2 things stop this export');
    },
    shows: ['2 things stop this export', 'Change the audience', 'Before you send'],
    skins: ['rtl'],
  },
  {
    id: 'check-change',
    title: 'The check: consent, warnings and what a run would change',
    stage: staged('ready'),
    bends: as(
      {
        mirrorId: 'mir_00000001',
        createdBy: null,
        consent: true,
        audience: { update: { customAudienceId: '7480000000000000001', action: 'MIRROR' } },
        counts: { ...USUAL, rows: 26_204, withoutConsent: 1_204, toAdd: 1_204, toRemove: 9_310 },
        confirmation: {
          code: 'many_removals',
          message: '9,310 identifiers of 24,000 would be taken out of the audience (39 %).',
          sentences: [{ says: 'share_leaves', identifiers: 9_310, members: 24_000, percent: 39 }],
        },
      },
      {
        change: 'MIRROR',
        predicted: { people: 24_112, isUpperBound: false },
        findings: [
          {
            code: 'audience_expiring',
            severity: 'warning',
            message: 'This audience ends on 3 Apr 2026, in 22 days. Changing it extends that to 365 days.',
            sentences: [{ says: 'ends_soon', at: '2026-04-03T09:30:20.000Z', left: 22 }],
          },
        ],
      },
    ),
    play: open,
    shows: ['Without consent', '9,310 identifiers', 'This run would take out many people', 'Confirm and send'],
    skins: ['dashboard'],
  },
  {
    id: 'sync-first-run',
    title: 'Kept in sync: the first run is on its way',
    play: async (person) => {
      await goOn(person, 1);
      await person.tick('radio', /^VIP customers/);
      await person.tick('radio', 'Keep in sync');
      for (const next of ['Step 3 of 5', 'Step 4 of 5']) {
        await person.press('button', 'Continue');
        await person.reads(next);
      }
      await person.press('button', 'Check before sending');
      await person.reads('Then it goes on by itself:');
      await person.reads(/Send [\d,]+ people and keep in sync|Before you send/);
      await person.press('button', /and keep in sync$/);
      await person.reads('TikTok is building your audience');
    },
    shows: ['Keep in sync: ', 'TikTok is building your audience', 'Usable between', 'Checked'],
  },
  {
    id: 'send-refused',
    title: 'The check: sending was refused',
    stage: staged('ready'),
    bends: [
      {
        path: '/v1/exports/*',
        method: 'POST',
        kind: 'problem',
        status: 409,
        code: 'connection_disconnected',
        detail: 'TikTok refuses this connection’s sign-in. Sign in again, then send.',
        tiktokRequestId: '202603121432070A9F3C51E77B20D4C8',
      },
    ],
    play: async (person) => {
      await open(person);
      await person.press('button', /^Send/);
    },
    shows: ['We couldn’t start sending', 'Sign in again', 'Request ID'],
  },
  {
    id: 'replace-asks',
    title: 'Replacing everyone asks first',
    stage: staged('ready', { audience: { place: 0, action: 'REPLACE' } }),
    play: async (person) => {
      await open(person);
      await person.press('button', /^Replace with/);
    },
    shows: ['Keep the audience', 'This can’t be undone.', /Take out the [\d,]+ people who are there now/],
  },
  {
    id: 'remove-asks',
    title: 'Removing people asks first, ticked',
    stage: staged('ready', { audience: { place: 0, action: 'REMOVE' } }),
    play: async (person) => {
      await open(person);
      await person.press('button', /^Remove [\d,]+ people$/);
      await person.tick('checkbox', /^Take out up to/);
    },
    shows: ['Keep the audience', 'To undo it, add the same people again.'],
  },
];

export const exportFileScenes: readonly Scene[] = [
  {
    id: 'hashing',
    title: 'A file is hashed in the page',
    bends: HELD_UPLOAD,
    play: hashFile,
    shows: [/Hashing [\d,]+ of about [\d,]+ rows/, 'Pause', 'Keep this page open'],
  },
  {
    id: 'hashing-paused',
    title: 'Hashing is paused',
    bends: HELD_UPLOAD,
    play: async (person) => {
      await hashFile(person);
      await person.press('button', 'Pause');
    },
    shows: ['Paused. Nothing is lost.', 'Resume'],
  },
  {
    id: 'hashing-offline',
    title: 'Offline while a file is hashed',
    bends: HELD_UPLOAD,
    play: async (person) => {
      await hashFile(person);
      await person.offline(true);
    },
    shows: ['You’re offline', 'It goes on by itself'],
  },
];
