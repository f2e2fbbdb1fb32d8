import type { Scene } from '../scene.ts';
import { someInTrouble } from './account-bends.ts';

const MANY = { profile: 'agency', advertisers: 400, imported: 'all' } as const;

/** Taking accounts out, and back. */
export const removingAccountsScenes: readonly Scene[] = [
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
];

/** What a long list has that a short one has not. */
export const manyAccountsScenes: readonly Scene[] = [
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
    // Always the same two: several go at once, and which of them comes last is chance.
    bends: ['7185944262596242655', '7106241761323013444'].map((advertiserId) => ({
      path: `/v1/ad-accounts/${advertiserId}`,
      method: 'DELETE',
      kind: 'problem' as const,
      status: 503,
      code: 'storage_failed' as const,
    })),
    play: async (person) => {
      await person.tick('checkbox', /^Select all/);
      await person.press('button', /^Remove \d+ ad accounts…$/);
      await person.press('button', /^Remove \d+ ad accounts$/);
    },
    shows: ['2 of 6 ad accounts were not removed', 'Request ID', 'Try these 2 again'],
  },
];
