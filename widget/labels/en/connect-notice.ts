import { isolated, number, plural } from '../number.ts';

/** By TikTok’s id, of the permissions that exports need. */
const PERMISSION_MEANS: Readonly<Record<string, string>> = {
  '1': 'Without it, ad accounts can’t be read.',
  '3': 'Without it, no audience can be exported.',
};

const codeAndTime = (minutes: number): string =>
  `If TikTok emails you a code, take your time: this stays open for ${plural(minutes, 'more minute')}.`;

/** Words of the notices that take the connect button's place once it is pressed. */
export const connectNotice = {
  waitingTitle: 'Finish in the TikTok window',
  waiting: (minutes: number) => `Sign in, then allow access. ${codeAndTime(minutes)}`,
  waitingAs: (name: string, minutes: number) =>
    `Sign in as ${isolated(name)}, then share the same ad accounts. ${codeAndTime(minutes)}`,
  minutesLeft: (minutes: number) => `${plural(minutes, 'minute')} left to finish in the TikTok window`,
  showWindow: 'Show the window',
  cantSee: 'Can’t see it?',
  continueInTab: 'Continue in this tab',
  leavingTitle: 'Going to TikTok',
  leaving: 'TikTok will bring you back to this page.',
  checkingTitle: 'Checking with TikTok',
  checking: 'This takes a few seconds.',
  blockedTitle: 'Your browser blocked the TikTok window',
  blocked: 'Continue in this tab instead. TikTok will bring you back to this page.',
  closedTitle: 'The TikTok window was closed',
  closed: 'Nothing was connected. Start again whenever you like.',
  cutOffTitle: 'Is the TikTok window still open?',
  cutOff: 'If it is, finish there: this page notices. If you closed it, nothing was changed.',
  closedAgain: 'Nothing was changed. Start again whenever you like.',
  startAgain: 'Start again',
  expiredTitle: 'This took longer than 10 minutes',
  expired: 'For your safety the request has ended. Nothing was changed.',
  offlineTitle: 'You’re offline',
  offline: 'If you finished at TikTok, nothing is lost. We’ll check as soon as you’re back.',
  checkNow: 'Check now',
  refusedTitle: 'TikTok access wasn’t allowed',
  refused: 'Nothing was connected. Start again, then allow access on TikTok’s page.',
  refusedAgain: 'Nothing was changed. Start again, then allow access on TikTok’s page.',
  otherUserTitle: 'Another TikTok user signed in',
  otherUser: 'Nothing was changed. Sign in again as the TikTok user who connected these ad accounts first.',
  otherUserThan: (name: string) =>
    `Nothing was changed. This connection belongs to ${isolated(name)}: sign out of TikTok, then sign in as that person.`,
  notStartedTitle: 'We couldn’t start the sign-in',
  failedTitle: 'TikTok didn’t connect',
  failed: 'TikTok didn’t complete the sign-in. Nothing has changed. Start again.',
  session: 'Nothing has changed. Reload the page, then connect again.',
  notAllowedTitle: 'You can’t connect ad accounts',
  connectedTitle: (name: string | undefined): string => (name === undefined ? 'Connected' : `Connected as ${name}`),
  connected: (count: number) =>
    `TikTok shared ${plural(count, 'ad account')}. Choose which ${count === 1 ? 'one' : 'ones'} to use here.`,
  connectedText: 'Choose which ad accounts to use here.',
  choose: 'Choose ad accounts',
  pickerFailedTitle: 'The list of ad accounts didn’t open',
  againTitle: (name: string | undefined): string =>
    name === undefined ? 'Signed in again' : `Signed in again as ${name}`,
  reconnected: 'The ad accounts work again. Nothing was lost.',
  /** @param count of imported ad accounts that it does not share */
  accepted: (count: number): string =>
    count === 0
      ? 'The new sign-in is in use.'
      : `The new sign-in is in use. ${plural(count, 'imported ad account')} can’t be used until a sign-in shares ${count === 1 ? 'it' : 'them'} again.`,
  fewerTitle: (count: number) =>
    `This sign-in shares ${number(count)} fewer ad ${count === 1 ? 'account' : 'accounts'}`,
  fewerScopesTitle: (count: number) =>
    `This sign-in allows ${number(count)} fewer ${count === 1 ? 'permission' : 'permissions'}`,
  review: 'Nothing has changed yet. Your ad accounts go on with the sign-in they have until you choose.',
  reviewDisconnected: 'Nothing has changed yet. This sign-in stays disconnected until you choose.',
  reviewUnread: 'Nothing has changed yet, and nothing does until you choose.',
  reviewGrown: 'This has changed since you chose. Look at it again, then choose.',
  reviewTime:
    'Either way, imported ad accounts, mapping and history stay here. If you don’t choose within 30 minutes, everything stays as it was.',
  otherUserNow: (before: string, now: string) => `Connected as ${isolated(before)}; this sign-in is ${isolated(now)}.`,
  lostAccounts: (count: number) => `${plural(count, 'ad account')} not shared any more`,
  lostIsImported: 'imported here',
  lostMore: (count: number, imported: number) =>
    imported === 0
      ? `and ${number(count)} more`
      : `and ${number(count)} more, ${imported === count ? 'all' : number(imported)} of them imported here`,
  /** @param count of those that are imported here @param all that would be lost */
  lostImported: (count: number, all: number) =>
    count === 0
      ? `${all === 1 ? 'It is not' : 'None of them is'} imported here.`
      : all === 1
        ? 'It stays listed, but can’t be used until a sign-in shares it again. Its exports wait.'
        : count === 1
          ? 'The imported one stays listed, but can’t be used until a sign-in shares it again. Its exports wait.'
          : `The ${number(count)} imported ones stay listed, but can’t be used until a sign-in shares them again. Their exports wait.`,
  lostScopes: (count: number) => `${plural(count, 'permission')} not allowed any more`,
  permissionMeans: (id: string) => PERMISSION_MEANS[id] ?? 'Exports don’t need it.',
  /** What a permission that was not granted means. @param id TikTok’s of the scope @param name TikTok’s of it */
  lacks: (id: string, name: string) =>
    `Not allowed: ${isolated(name)}. ${PERMISSION_MEANS[id] ?? 'Exports don’t need it.'}`,
  lacksHow: 'Sign in again and leave every permission on at TikTok.',
  decide: { discard: 'Keep the sign-in as it was', accept: 'Use the new sign-in' },
  deciding: { discard: 'Keeping it…', accept: 'Changing over…' },
  decideFailed: {
    discard: 'We couldn’t put the new sign-in aside',
    accept: 'We couldn’t change over to the new sign-in',
  },
  discardedTitle: 'Nothing changed',
  discarded: 'Your ad accounts go on with the sign-in they had. The new one was deleted here.',
  discardedDisconnected: 'The sign-in stays disconnected. The new one was deleted here.',
  reviewOverTitle: 'Nobody chose within 30 minutes',
  reviewOver: 'The new sign-in was deleted here. Nothing was changed.',
  tokenEnding: (last4: string) => `Token ending in ${isolated(last4)}.`,
  sandboxLimits:
    'TikTok’s sandbox lists no ad accounts beyond those you entered and, as far as is known, takes no audiences.',
  accountTitle: 'TikTok account connected',
  accountOnly:
    'This TikTok account shares no ad accounts, and doesn’t have to. To export audiences, connect an ad account as well.',
  businessCenterTitle: 'No ad account in your Business Center is shared',
  businessCenterOnly: 'Ask an Admin of the Business Center to assign you an ad account, then sign in again.',
  signInAgain: 'Sign in again',
  done: 'Done',
  nothingTitle: 'TikTok shared no ad accounts',
  nothing: 'On TikTok’s page, tick at least one ad account before you allow access.',
  nothingAgain: 'Your imported ad accounts stay listed, but can’t be used until they are shared again.',
  importedTitle: (count: number) => `${plural(count, 'ad account')} imported`,
  imported: 'Ready to map and export.',
};
