import { isolated, named, number, plural } from '../number.ts';

const REVIEWED = 'It can be imported once TikTok has approved it.';

/** Words of the account picker and of the token form, which come when they open. */
export const accountPicker = {
  sandboxTitle: 'Connect a sandbox account',
  token: 'Access token',
  tokenHint: 'Stored sealed. Later, only its last 4 characters show.',
  tokenMissing: 'Paste the access token from TikTok’s developer portal.',
  tokenMissingHere: 'Paste the access token that TikTok gave you.',
  tokenRefused: 'This token can’t be used here.',
  tokenRefusedWhy:
    'TikTok refuses this token. It is mistyped, was withdrawn, or it is a sandbox token, which can’t be connected here. Nothing was stored.',
  tokenUnreadable: 'This isn’t a token as TikTok shows it: letters, digits and signs without spaces.',
  advertiserIds: 'Ad account IDs',
  advertiserIdsHint: 'Separate several with commas or spaces. The sandbox can’t list them.',
  advertiserIdsMissing: 'Enter at least one ad account ID: digits only.',
  advertiserIdsOptional: 'Optional: we ask TikTok for them. Needed when the token belongs to another TikTok app.',
  advertiserIdsNeeded: 'TikTok doesn’t list this token’s ad accounts. Enter their IDs.',
  advertiserIdsUnreached: (ids: readonly string[]) =>
    `This token doesn’t reach ${named(ids.slice(0, 3), Math.max(0, ids.length - 3))}. Correct ${ids.length === 1 ? 'it' : 'them'}, or leave ${ids.length === 1 ? 'it' : 'them'} out.`,
  tokenTitle: 'Connect with an access token',
  tokenFor: 'For partners whom TikTok approved for long-lived tokens. Everybody else signs in at TikTok.',
  tokenFailed: 'The access token couldn’t be connected',
  connectToken: 'Connect',
  connectingToken: 'Connecting…',
  connectSandbox: 'Connect sandbox',
  sandboxFailed: 'The sandbox account couldn’t be connected',

  pickerTitle: 'Choose ad accounts to use here',
  signedInAs: (name: string) => `Signed in to TikTok as ${name}`,
  pickerList: 'Ad accounts that TikTok shared',
  find: 'Find by name or ID',
  sortName: 'Order',
  sorts: { importable: 'Importable first', name: 'By name' },
  reload: 'Reload list',
  selectAll: (count: number) => `Select all ${number(count)} you can import`,
  selected: (count: number) => `${number(count)} selected`,
  cannotImport: (count: number) => `${number(count)} can’t be imported`,
  noneImportable: 'None of these can be imported',
  loaded: (all: number, importable: number) =>
    `${plural(all, 'ad account')}, ${number(importable)} of them can be imported`,
  found: (count: number) => `${plural(count, 'ad account')} found`,
  showing: (shown: number, found: number, all: number) =>
    `Showing ${number(shown)} of ${number(found)} found, ${number(all)} in all. Type more of a name or an ID to narrow the list.`,
  showMore: (count: number) => `Show ${number(count)} more`,
  notFoundTitle: 'No ad account found',
  notFound: (query: string) => `No ad account has “${isolated(query)}” in its name or ID.`,
  notFoundSelected: (query: string) => `None of the selected has “${isolated(query)}” in its name or ID.`,
  clearSearch: 'Show all',
  showSelected: 'Show only selected',
  showAll: 'Show all',
  import: (count: number) => `Import ${plural(count, 'account')}`,
  chooseOne: 'Choose at least one ad account',
  importing: 'Importing…',
  importProgress: (done: number, total: number) => `${number(done)} of ${number(total)} imported`,
  stop: 'Stop',
  stopping: 'Stopping…',
  loading: (count: number): string =>
    count === 0 ? 'Loading ad accounts' : `Loading ad accounts: ${number(count)} so far`,
  slow: 'Still loading. TikTok takes longer when there are thousands of ad accounts.',
  loadFailed: 'We couldn’t load the ad accounts',
  importFailed: 'We couldn’t import the ad accounts',
  /** Some calls of many went through before one did not. */
  importBroke: (done: number, rest: number) => `${number(done)} imported, ${number(rest)} still to go`,
  importBrokeHow: 'What was imported is safe, and nothing is imported twice. The rest is still selected.',
  importStopped: 'Stopped as you asked. The rest is still selected.',
  importRefused: (count: number) => `${plural(count, 'ad account')} couldn’t be imported`,
  importRefusedWhy: (refused: number, done: number) =>
    `Something changed at TikTok since this list was loaded; it now says why beside ${refused === 1 ? 'it' : 'them'}. ${done === 0 ? 'Nothing was imported.' : `The other ${number(done)} ${done === 1 ? 'is' : 'are'} imported.`}`,
  roleUnknown: 'Role unknown',
  roleUnknownWhy:
    'Not in a Business Center, so TikTok doesn’t say what you may do. If TikTok refuses an export, ask its owner.',
  reasons: {
    analyst: 'Analysts can only read. Ask an Admin of this ad account to make you an Operator, then reload this list.',
    suspended: 'Suspended by TikTok. Appeal in TikTok Ads Manager; it can be imported once TikTok restores it.',
    not_approved: `Not approved by TikTok yet. ${REVIEWED}`,
    no_access: 'This sign-in has no access to it. Ask an Admin of this ad account, then reload this list.',
    already_imported: 'Already here.',
  },
  /** More exact than “not approved” or “suspended”, by TikTok’s own status. */
  statusReasons: {
    STATUS_DISABLE:
      'Switched off at TikTok. Ask its owner or TikTok’s support to open it again, then reload this list.',
    STATUS_PENDING_CONFIRM: `TikTok is still reviewing it. ${REVIEWED}`,
    STATUS_WAIT_FOR_BPM_AUDIT: `TikTok is still reviewing it. ${REVIEWED}`,
    STATUS_PENDING_CONFIRM_MODIFY: `TikTok is reviewing a change to it. ${REVIEWED}`,
    STATUS_PENDING_VERIFIED:
      'TikTok is waiting for its verification. Finish it in TikTok Ads Manager, then reload this list.',
    STATUS_CONFIRM_FAIL: 'TikTok didn’t approve it. TikTok Ads Manager says what to change; then reload this list.',
    STATUS_CONFIRM_FAIL_END: 'TikTok didn’t approve it. TikTok Ads Manager says why; use another ad account meanwhile.',
    STATUS_CONFIRM_MODIFY_FAIL:
      'TikTok didn’t approve a change to it. TikTok Ads Manager says what to change; then reload this list.',
    STATUS_CONTRACT_PENDING:
      'Its contract with TikTok is not in force yet. Sign it in TikTok Ads Manager, then reload this list.',
    STATUS_SELF_SERVICE_UNAUDITED:
      'Its business details are not checked yet. Complete them in TikTok Ads Manager, then reload this list.',
  } as Readonly<Record<string, string>>,
};
