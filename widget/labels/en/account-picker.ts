import { number, plural } from '../number.ts';

/** Words of the account picker and of the sandbox form, which come when they open. */
export const accountPicker = {
  sandboxTitle: 'Connect a sandbox account',
  token: 'Access token',
  tokenHint: 'Stored sealed. Later, only its last 4 characters show.',
  tokenMissing: 'Paste the access token from TikTok’s developer portal.',
  advertiserIds: 'Ad account IDs',
  advertiserIdsHint: 'Separate several with commas or spaces. The sandbox can’t list them.',
  advertiserIdsMissing: 'Enter at least one ad account ID: digits only.',
  connectSandbox: 'Connect sandbox',
  connectingSandbox: 'Connecting…',
  sandboxFailed: 'The sandbox account couldn’t be connected',

  pickerTitle: 'Choose ad accounts to use here',
  signedInAs: (name: string) => `Signed in to TikTok as ${name}`,
  find: 'Find by name or ID',
  selectAll: (count: number) => `Select all ${number(count)} you can import`,
  selected: (count: number) => `${number(count)} selected`,
  cannotImport: (count: number) => `${number(count)} can’t be imported`,
  noneImportable: 'None of these can be imported',
  showing: (shown: number, found: number, all: number) =>
    `Showing ${number(shown)} of ${number(found)} found, ${number(all)} in all. Type more of a name or an ID to narrow the list.`,
  notFound: (query: string) => `No ad account has “${query}” in its name or ID.`,
  showSelected: 'Show only selected',
  showAll: 'Show all',
  import: (count: number) => `Import ${plural(count, 'account')}`,
  chooseOne: 'Choose at least one ad account',
  importing: 'Importing…',
  loading: (count: number) => (count === 0 ? 'Loading ad accounts' : `Loading ad accounts: ${number(count)} so far`),
  loadFailed: 'We couldn’t load the ad accounts',
  importFailed: 'We couldn’t import the ad accounts',
  reasons: {
    analyst: 'Analysts can only read. Ask an Admin of this ad account to make you an Operator, then reload this list.',
    suspended: 'Suspended by TikTok. Appeal in TikTok Ads Manager; it can be imported once TikTok restores it.',
    not_approved: 'Not approved by TikTok yet. It can be imported once TikTok has approved it.',
    no_access: 'This sign-in has no access to it. Ask an Admin of this ad account, then reload this list.',
    already_imported: 'Already here.',
  },
  reload: 'Reload list',
};
