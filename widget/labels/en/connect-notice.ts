import { isolated, number, plural } from '../number.ts';

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
  connectedTitle: (name: string | undefined) => (name === undefined ? 'Connected' : `Connected as ${name}`),
  connected: (count: number) =>
    `TikTok shared ${plural(count, 'ad account')}. Choose which ${count === 1 ? 'one' : 'ones'} to use here.`,
  connectedText: 'Choose which ad accounts to use here.',
  choose: 'Choose ad accounts',
  pickerFailedTitle: 'The list of ad accounts didn’t open',
  comparingTitle: (name: string | undefined) => (name === undefined ? 'Signed in again' : `Signed in again as ${name}`),
  comparing: 'Checking that it still shares your ad accounts.',
  reconnected: 'Its ad accounts work again. Nothing was lost.',
  notCompared: 'We couldn’t check which ad accounts it shares. Your list shows which of them work.',
  fewerTitle: (count: number) =>
    `This sign-in shares ${number(count)} fewer ad ${count === 1 ? 'account' : 'accounts'}`,
  /** @param names of some of them @param more how many are not named */
  fewer: (names: readonly string[], more: number) => {
    const count = names.length + more;
    return `${listed(names, more)} ${count === 1 ? 'stays' : 'stay'} listed, but can’t be used until ${count === 1 ? 'it is' : 'they are'} shared again.`;
  },
  fewerHow: 'Sign in again and tick every ad account on TikTok’s page.',
  goOnWithout: (count: number) => `Go on without ${count === 1 ? 'it' : 'them'}`,
  signInAgain: 'Sign in again',
  done: 'Done',
  nothingTitle: 'TikTok shared no ad accounts',
  nothing: 'On TikTok’s page, tick at least one ad account before you allow access.',
  nothingAgain: 'Your imported ad accounts stay listed, but can’t be used until they are shared again.',
  importedTitle: (count: number) => `${plural(count, 'ad account')} imported`,
  imported: 'Ready to map and export.',
};

/** "Kopi Pagi, Lumen and 3 more". */
function listed(names: readonly string[], more: number): string {
  const parts = names.map((name) => isolated(name));
  if (more > 0) parts.push(`${number(more)} more`);
  const last = parts.at(-1) ?? '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
