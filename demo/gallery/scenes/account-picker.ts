import type { GrantedAdvertiser, Page } from '../../../shared/index.ts';
import type { Bend, Person, Scene, Stage } from '../scene.ts';

const NOBODY: Stage = { connection: null, imported: 0 };
const AGENCY: Stage = { ...NOBODY, profile: 'agency' };
const REQUEST_ID = '202603121432070A9F3C51E77B20D4C8';
const LIST = { path: '/v1/connections/*', method: 'GET' } as const;
const IMPORT = { path: '/v1/ad-accounts', method: 'POST' } as const;

/** Signs in, shares everything and opens the picker. */
async function open(person: Person): Promise<void> {
  await person.press('button', 'Connect ad account');
  await person.allowAtTikTok('all');
  await person.press('button', 'Choose ad accounts');
}

/** Changes what TikTok says of the ad accounts it shares. */
const advertisers = (change: (page: Page<GrantedAdvertiser>) => readonly GrantedAdvertiser[]): Bend => ({
  ...LIST,
  kind: 'rewrite',
  change: (body: Page<GrantedAdvertiser>) => ('items' in body ? { ...body, items: change(body) } : body),
});

const off = (
  account: GrantedAdvertiser,
  reason: NonNullable<GrantedAdvertiser['reason']>,
  status = account.status,
) => ({
  ...account,
  importable: false,
  reason,
  status,
});
/** TikTok answers about its ad accounts only much later, or with a failure. */
const openWith = (fault: Readonly<Record<string, unknown>>) => async (person: Person) => {
  await person.press('button', 'Connect ad account');
  await person.allowAtTikTok('all');
  await person.reads('Choose ad accounts');
  await person.turn({ do: 'fault', fault: { path: '/advertiser/info/', ...fault } });
  await person.press('button', 'Choose ad accounts');
};

export const accountPickerScenes: readonly Scene[] = [
  {
    id: 'roles-and-reasons',
    title: 'What can be imported, and why the rest can’t',
    stage: NOBODY,
    play: open,
    shows: ['Choose ad accounts to use here', 'Analysts can only read.', 'Suspended by TikTok.', 'Role unknown'],
    skins: ['dashboard', 'dense', 'rtl'],
  },
  {
    id: 'some-selected',
    title: 'Two are selected',
    languages: ['de', 'ja', 'ar'],
    inForcedColours: true,
    stage: NOBODY,
    play: async (person) => {
      await open(person);
      await person.tick('checkbox', 'Nordlicht Schuhe EU');
      await person.tick('checkbox', '株式会社さくら 公式ストア');
    },
    shows: ['2 selected', 'Import 2 accounts'],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'every-reason',
    title: 'Every reason, in words',
    stage: NOBODY,
    bends: [
      advertisers(({ items }) =>
        items.map((account, index) => {
          if (index === 1) return off(account, 'not_approved', 'STATUS_PENDING_CONFIRM');
          if (index === 2) return off(account, 'not_approved', 'STATUS_CONTRACT_PENDING');
          if (index === 3) return off(account, 'no_access');
          return index === 4 ? off(account, 'already_imported') : account;
        }),
      ),
    ],
    play: open,
    shows: ['TikTok is still reviewing it.', 'Its contract with TikTok', 'This sign-in has no access', 'Already here.'],
  },
  {
    id: 'none-importable',
    title: 'Nothing left to import',
    stage: NOBODY,
    bends: [advertisers(({ items }) => items.map((account) => off(account, 'already_imported')))],
    play: open,
    shows: ['None of these can be imported', '8 can’t be imported', 'Close'],
    hides: ['Choose at least one ad account'],
  },
  {
    id: 'agency',
    title: 'An agency with 3,000 ad accounts',
    stage: AGENCY,
    play: async (person) => {
      await open(person);
      await person.reads(/Select all [\d,]+ you can import/);
    },
    shows: ['Showing 50 of 3,000 found, 3,000 in all.', 'Importable first', 'Show 50 more'],
  },
  {
    id: 'agency-search',
    title: 'All that a search found is selected',
    stage: AGENCY,
    play: async (person) => {
      await open(person);
      await person.reads(/Select all [\d,]+ you can import/);
      await person.type('searchbox', 'Find by name or ID', 'moda');
      await person.press('checkbox', /^Select all/);
    },
    shows: [/Import \d+ accounts/, 'Show only selected'],
    skins: ['dashboard'],
  },
  {
    id: 'agency-selected',
    title: 'Only the selected ones',
    stage: AGENCY,
    play: async (person) => {
      await open(person);
      await person.reads(/Select all [\d,]+ you can import/);
      await person.type('searchbox', 'Find by name or ID', '0003');
      await person.press('checkbox', /^Select all/);
      await person.type('searchbox', 'Find by name or ID', '');
      await person.press('button', 'Show only selected');
    },
    shows: ['Show all', /Import \d accounts/],
  },
  {
    id: 'not-found',
    title: 'A search that finds nothing',
    stage: NOBODY,
    play: async (person) => {
      await open(person);
      await person.reads('Nordlicht Schuhe EU');
      await person.type('searchbox', 'Find by name or ID', 'nordlys');
    },
    shows: ['No ad account found', 'Show all'],
  },
  {
    id: 'loading',
    title: 'TikTok is asked what it shared',
    stage: NOBODY,
    play: openWith({ kind: 'delay', delayMs: 600_000 }),
    shows: ['Loading ad accounts'],
    hides: ['Nordlicht Schuhe EU'],
  },
  {
    id: 'slow',
    title: 'After ten seconds: still loading, and why',
    stage: NOBODY,
    play: async (person) => {
      await openWith({ kind: 'delay', delayMs: 600_000 })(person);
      await person.reads('Still loading. TikTok takes longer');
    },
    shows: ['Still loading. TikTok takes longer when there are thousands of ad accounts.'],
  },
  {
    id: 'load-failed',
    title: 'The list didn’t load, with a request ID',
    stage: NOBODY,
    play: openWith({ kind: 'code', code: 40000, message: 'Internal service error.', times: 20 }),
    shows: ['We couldn’t load the ad accounts', 'Request ID', 'Try again'],
  },
  {
    id: 'importing',
    title: 'Thousands on their way',
    stage: AGENCY,
    bends: [{ ...IMPORT, kind: 'hold', after: 2 }],
    play: async (person) => {
      await open(person);
      await person.press('checkbox', /^Select all/);
      await person.press('button', /^Import/);
      await person.reads(/^.*1,000 of/s);
    },
    shows: [/1,000 of 2,\d+ imported/, 'Stop', 'Importing…'],
  },
  {
    id: 'import-broke',
    title: 'A part is imported, the rest waits',
    stage: AGENCY,
    bends: [
      {
        ...IMPORT,
        kind: 'problem',
        after: 2,
        status: 502,
        code: 'tiktok_unavailable',
        detail: 'TikTok didn’t answer in time.',
        tiktokRequestId: REQUEST_ID,
      },
    ],
    play: async (person) => {
      await open(person);
      await person.press('checkbox', /^Select all/);
      await person.press('button', /^Import/);
    },
    shows: [/1,000 imported, 1,\d+ still to go/, 'nothing is imported twice', REQUEST_ID, 'Done'],
  },
];
