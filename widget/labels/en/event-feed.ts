import { isolated, number, plural } from '../number.ts';

const people = (count: number) => plural(count, 'person', 'people');
const accounts = (count: number) => plural(count, 'ad account');
const quoted = (texts: readonly string[]) => texts.map((text) => `“${isolated(text)}”`).join(' ');
const says = (reasons: readonly string[]): string =>
  reasons.length === 0 ? 'TikTok gives no reason.' : `TikTok says: ${quoted(reasons)}`;
const suggests = (text: string | null): string => (text === null ? '' : ` TikTok suggests: ${quoted([text])}`);
/** What hangs on a sign-in in trouble. */
const hangs = (accountCount: number, waiting: number) => {
  if (waiting > 0) return `${plural(waiting, 'export waits', 'exports wait')} for you; nothing is lost.`;
  return accountCount === 0
    ? 'Nothing hangs on it now.'
    : `Exports to ${accounts(accountCount)} wait until somebody signs in again; nothing is lost.`;
};

/** TikTok's `secondary_status` of a campaign, in words. */
const campaignStatuses: Readonly<Record<string, string>> = {
  CAMPAIGN_STATUS_ENABLE: 'active',
  CAMPAIGN_STATUS_DISABLE: 'paused',
  CAMPAIGN_STATUS_DELETE: 'deleted',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT: 'waiting for the ad account’s review',
  CAMPAIGN_STATUS_ADVERTISER_AUDIT_DENY: 'stopped, the ad account’s review failed',
  CAMPAIGN_STATUS_BUDGET_EXCEED: 'stopped, its budget is used up',
  CAMPAIGN_STATUS_REVIEW_DISAPPROVED: 'stopped, TikTok’s review turned it down',
  ADVERTISER_CONTRACT_PENDING: 'waiting for the ad account’s contract',
  ADVERTISER_ACCOUNT_PUNISH: 'stopped, TikTok suspended the ad account',
};
/** A constant that is not known by name reads as its words. */
const campaignStatus = (constant: string) =>
  campaignStatuses[constant] ??
  constant
    .replace(/^CAMPAIGN_STATUS_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Words of `<tiktok-event-feed>`. */
export const eventFeed = {
  title: 'Activity',
  show: 'Show',
  filters: { needs_you: 'Needs you', all: 'All', ads: 'Ads', accounts: 'Accounts', audiences: 'Audiences' },
  today: (date: string) => `Today, ${date}`,
  yesterday: 'Yesterday',
  unread: 'Unread:',
  markAllRead: 'Mark all read',
  markedRead: (count: number) => `${plural(count, 'event')} marked as read`,
  unmarked: 'Unread again',
  undo: 'Undo',
  dismiss: 'Dismiss',
  fresh: (count: number) => `${number(count)} new`,
  freshName: (count: number) => `Show ${plural(count, 'new event')}`,
  heardMany: (count: number) => `${plural(count, 'new event')} in Activity`,
  older: 'Show older',
  loadingOlder: 'Loading older…',
  kept: 'Events are kept for 90 days.',
  loadFailed: 'We couldn’t load the activity',
  olderFailed: 'We couldn’t load older events',
  retryFailed: 'The export couldn’t go on',
  noPermissionTitle: 'You can’t see the activity',
  noPermission: 'Your role in this workspace doesn’t include TikTok. Ask an admin for the Read permission.',
  empty: {
    needs_you: {
      title: 'Nothing needs you',
      text: 'Disapproved ads, suspended accounts and sign-in trouble show up here within a second.',
    },
    all: {
      title: 'Nothing has happened yet',
      text: 'What TikTok says about your ads and ad accounts, and how exports end, shows up here by itself.',
    },
    ads: { title: 'Nothing about ads', text: 'What TikTok’s review says about an ad shows up here within a second.' },
    accounts: {
      title: 'Nothing about accounts',
      text: 'Suspended ad accounts, lost access and sign-in trouble show up here.',
    },
    audiences: {
      title: 'Nothing about audiences',
      text: 'Exports that end or wait, and audiences that get ready or end soon, show up here.',
    },
  },
  interrupted: 'Live updates are interrupted',
  tryingIn: (seconds: number) => `Trying again in ${plural(seconds, 'second')}. What you miss is fetched then.`,
  trying: 'Trying again now. What you miss is fetched then.',
  tryNow: 'Try now',
  live: 'Live updates are back',

  /** What stands where a name is missing. */
  nameless: {
    ad: 'ad',
    adgroup: 'ad group',
    campaign: 'campaign',
    account: 'ad account',
    connection: 'TikTok sign-in',
    export: 'export',
    audience: 'audience',
    approval: 'call to TikTok',
    notice: 'notice',
  },
  titles: {
    'ad.disapproved': (name: string) => `Ad disapproved: ${name}`,
    'ad.approved': (name: string) => `Ad approved: ${name}`,
    'adgroup.disapproved': (name: string) => `Ad group disapproved: ${name}`,
    'adgroup.approved': (name: string) => `Ad group approved: ${name}`,
    'campaign.status_changed': (name: string) => `Campaign changed: ${name}`,
    'account.suspended': (name: string) => `Ad account suspended: ${name}`,
    'account.restored': (name: string) => `Ad account restored: ${name}`,
    'account.access_lost': (name: string) => `Access lost: ${name}`,
    'account.access_restored': (name: string) => `Access is back: ${name}`,
    'connection.expiring': (name: string) => `Sign-in ends soon: ${name}`,
    'connection.read_only': (name: string) => `Sign-in is read-only: ${name}`,
    'connection.disconnected': (name: string) => `Sign-in refused: ${name}`,
    'connection.restored': (name: string) => `Sign-in works again: ${name}`,
    'connection.removed': (name: string) => `Sign-in disconnected: ${name}`,
    'export.started': (name: string) => `Export began: ${name}`,
    'export.completed': (name: string) => `Export finished: ${name}`,
    'export.failed': (name: string) => `Export stopped: ${name}`,
    'export.cancelled': (name: string) => `Export cancelled: ${name}`,
    'mirror.confirmation_needed': (name: string) => `A run waits for you: ${name}`,
    'audience.ready': (name: string) => `Audience ready: ${name}`,
    'audience.expiring': (name: string) => `Audience ends soon: ${name}`,
    'approval.requested': (name: string) => `Waits for a decision: ${name}`,
    'approval.decided': (name: string) => `Decided: ${name}`,
    'tiktok.unknown': (name: string) => `Unknown notice from TikTok: ${name}`,
  },
  approvedInPart: (kind: 'ad' | 'adgroup') => (name: string) =>
    `${kind === 'ad' ? 'Ad' : 'Ad group'} approved in part: ${name}`,
  /** In place of “Decided”, as far as it is known how. */
  decidedTitle: {
    approved: (name: string) => `Approved: ${name}`,
    failed: (name: string) => `Approved, but not done: ${name}`,
    denied: (name: string) => `Denied: ${name}`,
    withdrawn: (name: string) => `Withdrawn: ${name}`,
    expired: (name: string) => `Nobody decided: ${name}`,
  },
  endsIn: (days: number) => (name: string) =>
    days > 0 ? `Audience ends in ${plural(days, 'day')}: ${name}` : `Audience ends today: ${name}`,
  ended: (name: string) => `Audience ended: ${name}`,
  /** Of a kind that only a newer server knows. */
  otherTitle: (name: string) => `New kind of event: ${name}`,

  /** @param isOpen somebody has to do something still */
  disapproved: (kind: 'ad' | 'adgroup', reasons: readonly string[], suggestion: string | null, isOpen: boolean) =>
    // TikTok's suggestion says what to do; ours beside it would say it twice.
    `${says(reasons)}${suggests(suggestion)}${isOpen && suggestion === null ? ` Change the ${kind === 'ad' ? 'ad' : 'ad group'}, then send it for review again.` : ''}`,
  approved: (kind: 'ad' | 'adgroup', isPartial: boolean): string =>
    isPartial
      ? 'TikTok finished its review. Some placements, ages or places stay refused; the rest can run.'
      : `TikTok finished its review. The ${kind === 'ad' ? 'ad' : 'ad group'} can run.`,
  campaignChanged: (from: string, to: string) => `Now: ${campaignStatus(to)}. Before: ${campaignStatus(from)}.`,
  suspended: (reason: string | null, isOpen: boolean) =>
    `${reason === null ? '' : `${says([reason])} `}${isOpen ? 'Its ads have stopped and exports to it are refused. You can appeal.' : 'Its ads had stopped, and exports to it were refused.'}`,
  restored: 'Its ads can run again, and exports to it are possible.',
  accessLost:
    'The sign-in no longer reaches it, so exports to it wait. Sign in as somebody who can, or ask an Admin of the ad account.',
  accessRestored: 'The sign-in reaches it again. What waited goes on by itself.',
  expiring: (accountCount: number) =>
    `It can’t be renewed by itself. ${accountCount === 0 ? 'Sign in before it ends.' : `Sign in before it ends, and ${accounts(accountCount)} ${accountCount === 1 ? 'goes' : 'go'} on without a break.`}`,
  readOnly: (accountCount: number, waiting: number) =>
    `We couldn’t renew this TikTok sign-in. ${hangs(accountCount, waiting)}`,
  disconnected: (accountCount: number, waiting: number) =>
    `TikTok doesn’t take this sign-in any more. ${hangs(accountCount, waiting)}`,
  reconnected: 'What waited for it goes on by itself.',
  removed: 'Somebody disconnected it for good. Nothing goes to TikTok with it any more.',
  exportCompleted: (sent: number, rejected: number) =>
    `TikTok has ${people(sent)} from it${rejected === 0 ? '' : `; ${plural(rejected, 'row was', 'rows were')} left out`}. Ads can use the audience.`,
  exportCompletedRemoval: (sent: number) => `TikTok was told to take out ${people(sent)}.`,
  exportFailed: (why: string, sent: number) =>
    `${why}${sent === 0 ? ' Nothing was sent.' : ` ${people(sent)} ${sent === 1 ? 'is' : 'are'} already there and won’t be sent twice.`}`,
  exportFailedWhy: 'Something went wrong on the way.',
  exportCancelled: (sent: number) =>
    `Somebody cancelled it. ${sent === 0 ? 'Nothing was sent.' : `${people(sent)} had been sent before, and stay.`}`,
  exportStarted: 'It is being sent.',
  asks: {
    many_removals: (toAdd: number | null, toRemove: number | null) =>
      `It would take out ${toRemove === null ? 'many people' : people(toRemove)}${toAdd === null || toAdd === 0 ? '' : ` and add ${number(toAdd)}`}. Nothing is sent until somebody agrees.`,
    replaces_audience: () =>
      'It would replace everybody in the audience, and ads may pause meanwhile. Nothing is sent until somebody agrees.',
    source_shrank: (toAdd: number | null, toRemove: number | null) =>
      `The segment got much smaller: ${toRemove === null ? 'many people' : people(toRemove)} would go${toAdd === null || toAdd === 0 ? '' : ` and ${number(toAdd)} come`}. Nothing is sent until somebody agrees.`,
  },
  audienceReady: (matched: number | null, sent: number | null): string =>
    matched === null
      ? 'Ads can use it now.'
      : `TikTok matched ${sent === null || sent < matched ? `about ${people(matched)}` : `${number(matched)} of ${people(sent)}`}. Ads can use it now.`,
  audienceEnding: 'Use it in an active ad group or add people, and TikTok keeps it another 365 days.',
  audienceEnded: 'TikTok has deleted it, unless somebody used it in time.',
  /** @param wants the sentence of who wants what */
  approvalRequested: (wants: string, isOpen: boolean) =>
    `${wants}.${isOpen ? ' TikTok gets nothing until somebody decides.' : ''}`,
  approvalDecided: {
    approved: (by: string | null): string => (by === null ? 'It was approved.' : `${isolated(by)} approved it.`),
    failed: () => 'Somebody approved it, but it could not be done. The controls say why.',
    denied: (by: string | null) =>
      `${by === null ? 'It was denied' : `${isolated(by)} denied it`}. TikTok got nothing.`,
    withdrawn: () => 'Whoever asked took it back. TikTok got nothing.',
    expired: () => 'The time for a decision ran out. TikTok got nothing.',
  },
  unknown: 'This version doesn’t know that kind, so it does nothing with it.',
  other: 'This version can’t say yet what it means.',
  unknownMore: 'What it holds',
  kind: (object: number) => `kind ${object}`,

  unconfirmed: (what: string) =>
    `Not confirmed: TikTok couldn’t be asked again, or doesn’t know this ${what} any more. This is what its notice said.`,
  settled: (when: string) => `Settled ${when}. Nobody has to do anything.`,
  at: (time: string) => `at ${time}`,
  on: (moment: string) => `on ${moment}`,
  retried: 'It goes on from where it stopped.',
  needsConnect: 'Signing in again needs the Connect permission.',
  needsExport: 'Going on with it needs the Export permission.',
  standsUnder: {
    accounts: 'You find it under Ad accounts.',
    audiences: 'You decide under Audiences.',
    controls: 'You decide under Controls.',
  },

  edit: 'Edit in Ads Manager',
  appeal: 'Appeal in Ads Manager',
  see: 'See in Ads Manager',
  opensNewTab: 'opens in a new tab',
  signIn: 'Sign in again',
  newToken: 'Paste a new token',
  retry: 'Retry export',
  retrying: 'Going on…',
  review: 'Review the run',
  reviewCall: 'Review',
  openControls: 'Show controls',
  openExport: 'Open the export',
  openAccounts: 'Show ad accounts',
  openAudiences: 'Show audiences',
  /** The button and what it is about, for people who hear buttons one by one. */
  about: (button: string, name: string) => `${button}: ${isolated(name)}`,
};
