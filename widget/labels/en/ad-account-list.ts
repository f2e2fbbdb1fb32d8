import { isolated, number, plural } from '../number.ts';

const accounts = (count: number) => plural(count, 'ad account');
const signIns = (count: number) => plural(count, 'TikTok sign-in');

/** Words of `<tiktok-ad-account-list>`. */
export const adAccountList = {
  title: 'Ad accounts',
  fromSignIns: (count: number) => `From ${signIns(count)}`,
  loadedSoFar: (count: number) => `Loading your ad accounts, ${number(count)} so far`,
  firstOnly: (count: number) => `The first ${number(count)}. The rest couldn’t be loaded.`,
  find: 'Find by name or ID',
  found: (count: number) => `${accounts(count)} found`,
  notFoundTitle: 'No ad account found',
  notFound: (query: string) => `No ad account has “${query}” in its name or ID.`,
  notFoundStatus: (status: string) => `No ad account is ${status.toLowerCase()} now.`,
  notFoundBoth: (query: string, status: string) =>
    `No ad account with “${query}” in its name or ID is ${status.toLowerCase()}.`,
  showAll: 'Show all',
  connectAnother: 'Connect another',
  columns: {
    account: 'Account',
    status: 'Status',
    role: 'Role',
    currency: 'Currency',
    zone: 'Time zone',
    remove: 'Remove',
  },
  unnamed: 'Unnamed ad account',
  unknown: 'Not known',
  sandbox: 'Sandbox',
  statuses: {
    connected: 'Connected',
    read_only: 'Read-only',
    disconnected: 'Disconnected',
    suspended: 'Suspended',
    no_permission: 'No permission',
  },

  filterBy: 'Filter by status',
  everyStatus: 'All',
  sortBy: 'Sort by',
  sorts: {
    name: { ascending: 'Name, A to Z', descending: 'Name, Z to A' },
    status: { ascending: 'Status, trouble first', descending: 'Status, connected first' },
    role: { ascending: 'Role, Admin first', descending: 'Role, Admin last' },
    currency: { ascending: 'Currency, A to Z', descending: 'Currency, Z to A' },
    timezone: { ascending: 'Time zone, A to Z', descending: 'Time zone, Z to A' },
  },
  sorted: (order: string) => `Sorted by ${order}`,
  pages: 'Pages',
  range: (first: number, last: number, all: number) => `${number(first)}–${number(last)} of ${number(all)}`,
  rangeSpoken: (first: number, last: number, all: number) =>
    `Ad accounts ${number(first)} to ${number(last)} of ${number(all)}`,
  previous: 'Previous',
  next: 'Next',
  page: 'Page',
  ofPages: (count: number) => `of ${number(count)}`,

  readOnlyWhy: 'Exports wait for a new sign-in.',
  analystWhy: 'An Analyst can only read.',
  ungrantedWhy: 'The permission for audiences is missing.',
  notApprovedWhy: 'TikTok hasn’t approved it yet.',
  refusedOn: (date: string) => `Refused on ${date}.`,
  refused: 'TikTok refuses the sign-in.',
  suspendedWhy: 'Its ads have stopped.',
  notSharedSince: (date: string) => `Not shared since ${date}.`,
  notShared: 'The sign-in doesn’t share it any more.',
  appeal: 'Appeal',
  appealName: (name: string) => `Appeal for ${name}, opens in a new tab`,
  seeWhy: 'See why',
  seeWhyName: (name: string) => `See why ${name} isn’t approved, opens in a new tab`,
  signInAgain: 'Sign in again',
  signInAgainName: (name: string) => `Sign in again for ${name}`,
  askAdmin: 'Ask an Admin…',
  askAdminName: (name: string) => `Ask an Admin… of ${name}`,

  checkedWhen: (when: string) => `Checked ${when === 'now' ? 'just now' : when}`,
  checkedAt: (date: string, time: string) => `${date}, ${time}`,
  checkedAtTitle: (at: string) => `Last checked ${at}`,
  refresh: 'Refresh',
  refreshName: (name: string) => `Refresh ${name}`,
  checking: 'Checking…',
  checkAll: 'Check all',
  checkAllName: 'Check all ad accounts',
  checkingAll: (done: number, all: number): string =>
    all === 1 ? 'Checking…' : `Checking sign-in ${number(Math.min(done + 1, all))} of ${number(all)}…`,
  checkedAll: (troubled: number): string =>
    troubled === 0 ? 'Checked. All ad accounts are connected.' : `Checked. ${accounts(troubled)} not connected.`,
  checked: (name: string, status: string) => `${name}: ${status}`,
  checkedRefused: 'TikTok still refuses. Sign in again.',
  checkFailed: (name: string) => `We couldn’t check ${name}`,
  checkAllFailed: 'We couldn’t check every ad account',

  select: 'Select',
  selectName: (name: string) => `Select ${name}`,
  selectAll: (count: number) => `Select all ${number(count)}`,
  selectAllFound: (count: number) => `Select all ${number(count)} found`,
  selected: (count: number): string => (count === 0 ? 'None selected' : `${number(count)} selected`),
  selectedHidden: (count: number) => `${number(count)} not shown here`,
  selectionBar: 'Selected ad accounts',

  removeName: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeManyTitle: (count: number) => `Remove ${accounts(count)}?`,
  andMore: (count: number) => `and ${number(count)} more`,
  removeStops: 'No new exports go to it, and running ones stop.',
  removeStopsMany: 'No new exports go to them, and running ones stop.',
  removeStays: 'Its campaigns and audiences stay in TikTok Ads Manager.',
  removeStaysMany: 'Their campaigns and audiences stay in TikTok Ads Manager.',
  removeHistory: 'The export history stays.',
  removeOthers: (count: number): string =>
    count === 1
      ? 'Your other ad account is not affected.'
      : `Your ${number(count)} other ad accounts are not affected.`,
  removeAgain: 'You can import it again at any time.',
  removeAgainMany: 'You can import them again at any time.',
  keep: 'Keep account',
  keepMany: 'Keep accounts',
  remove: 'Remove account',
  removeManyAsk: (count: number) => `Remove ${accounts(count)}…`,
  removeMany: (count: number) => `Remove ${accounts(count)}`,
  removing: 'Removing…',
  removingMany: (count: number) => `Removing ${accounts(count)}`,
  removedOf: (done: number, all: number) => `${number(done)} of ${number(all)} removed`,
  stop: 'Stop',
  stopping: 'Stopping…',
  removed: (name: string) => `${name} was removed`,
  removedMany: (count: number) => `${plural(count, 'ad account was', 'ad accounts were')} removed`,
  removedSome: (count: number, left: number) =>
    `${plural(count, 'ad account was', 'ad accounts were')} removed, ${number(left)} stayed`,
  removeFailed: 'We couldn’t remove this ad account',
  removeFailedMany: (left: number, all: number) =>
    left === all
      ? `We couldn’t remove these ${accounts(left)}`
      : `${number(left)} of ${accounts(all)} ${left === 1 ? 'was' : 'were'} not removed`,
  retryMany: (count: number) => `Try ${count === 1 ? 'it' : `these ${number(count)}`} again`,

  undo: 'Undo',
  undoing: 'Bringing back…',
  undone: (count: number) => `${plural(count, 'ad account is', 'ad accounts are')} back`,
  undoFailed: (count: number) => `We couldn’t bring back ${accounts(count)}`,
  dismiss: 'Dismiss',

  readOnlyTitle: (name: string) => `${name} is read-only`,
  readOnly: (count: number) =>
    `We couldn’t renew its TikTok sign-in, so exports${count === 0 ? '' : ` to ${accounts(count)}`} are paused. Nothing is lost, and reading still works.`,
  disconnectedTitle: (name: string) => `${name} is disconnected`,
  disconnected: (count: number) =>
    `TikTok no longer accepts this sign-in, so exports${count === 0 ? '' : ` to ${accounts(count)}`} wait. Nothing is lost, and they go on after a new sign-in.`,
  disconnectedToken: (count: number) =>
    `TikTok no longer accepts this token, so exports${count === 0 ? '' : ` to ${accounts(count)}`} wait. Nothing is lost, and they go on with a new token.`,
  moreTroubled: (count: number) => `Show ${plural(count, 'more sign-in that needs', 'more sign-ins that need')} you`,

  askTitle: (name: string) => `Ask an Admin of ${name}`,
  askAnalyst:
    'An Analyst can only read, so exports can’t go to this ad account. An Admin of it can make you an Operator in TikTok Business Center. Then refresh it here.',
  askAccess:
    'The sign-in doesn’t share this ad account any more. Sign in again and tick it on TikTok’s page. If it isn’t there, an Admin of it can give access back in TikTok Business Center. Then refresh it here.',
  askMessage: 'Message for the Admin',
  askAnalystMessage: (name: string, id: string, person: string) =>
    `Hello, can you give ${person} the Operator role for the TikTok ad account “${name}” (${id})? As an Analyst, audiences can’t be sent to it. It is set in TikTok Business Center. Thank you!`,
  askAccessMessage: (name: string, id: string, person: string) =>
    `Hello, can you give ${person} access to the TikTok ad account “${name}” (${id}) again, as an Operator or an Admin? It is set in TikTok Business Center. Thank you!`,
  me: 'me',
  copyMessage: 'Copy message',
  messageCopied: 'Copied',
  openBusinessCenter: 'Business Center',
  opensNewTab: 'opens in a new tab',

  emptyTitle: 'No ad accounts yet',
  empty: 'Connect TikTok, then choose the ad accounts you want to use here. It takes about a minute.',
  emptySignedIn: (name: string, count: number) =>
    `${isolated(name)} shares ${accounts(count)}. Choose which ${count === 1 ? 'one' : 'ones'} to use here.`,
  emptySignedInMany: 'Choose the ad accounts you want to use here from one of the sign-ins below.',
  connect: 'Connect ad account',
  lookOnly: 'Connecting and removing need the Connect permission. Ask an admin of this workspace.',
  emptyLookOnly: 'Nobody has connected TikTok here. That needs the Connect permission. Ask an admin of this workspace.',
  failedTitle: 'We couldn’t load your ad accounts',
  staleTitle: 'We couldn’t refresh your ad accounts',
  offline: 'Nothing has changed. Your ad accounts show up as soon as you’re back.',
  noPermissionTitle: 'You can’t see TikTok ad accounts',
  noPermission: 'Your role in this workspace doesn’t include TikTok. Ask an admin for the Read permission.',
};
