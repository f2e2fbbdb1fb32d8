import { named, number, plural } from '../number.ts';

const accounts = (count: number) => plural(count, 'ad account');
const wasAdded = (count: number) => plural(count, 'ad account was added', 'ad accounts were added');

/** Words of the sign-ins, which stand below the ad accounts. */
export const signIns = {
  title: 'Sign-ins',
  /** Whose it is, where TikTok doesn't say. */
  account: 'TikTok account',
  someone: 'TikTok sign-in',
  token: (last4: string) => `Token ending in ${last4}`,
  pasted: 'Pasted token',
  states: { active: 'Connected', expiring: 'Ends soon', read_only: 'Read-only', disconnected: 'Disconnected' },
  lasts: 'Needs no renewal',
  renews: 'Renews itself',
  renewsNext: (when: string) => `Renews itself, next ${when}`,
  worksUntil: (when: string) => `Works until ${when}.`,
  notRenewed: 'Not renewed yet.',
  readOnly: 'Exports wait for a new sign-in.',
  refused: 'TikTok refuses it.',
  imported: (used: number, shared: number) => `${number(used)} of ${accounts(shared)} used`,
  /** @param used ad accounts imported here @param shared those of them that it still shares, fewer */
  importedMore: (used: number, shared: number) =>
    used === 1
      ? `${accounts(used)} here, not shared`
      : `${accounts(used)} here, ${shared === 0 ? 'none' : number(shared)} of them shared`,
  none: 'No ad accounts',
  checked: (when: string) => `Checked ${when === 'now' ? 'just now' : when}`,
  notChecked: 'Not checked yet',
  more: (count: number) => `Show ${plural(count, 'more sign-in')}`,
  less: 'Show fewer',

  manage: 'Manage',
  manageName: (name: string) => `Manage ${name}`,
  actionsName: (name: string) => `What you can do with ${name}`,
  check: 'Check now',
  checking: 'Checking…',
  checkedName: (name: string, state: string) => `${name}: ${state}`,
  checkFailed: (name: string) => `We couldn’t check ${name}`,
  signIn: 'Sign in again',
  signInName: (name: string) => `Sign in again as ${name}`,
  newToken: 'Paste a new token',
  newTokenName: (name: string) => `Paste a new token in place of ${name}`,
  choose: 'Choose ad accounts',
  chooseName: (name: string) => `Choose ad accounts of ${name}`,
  disconnect: 'Disconnect…',
  disconnectName: (name: string) => `Disconnect ${name}…`,
  pasteToken: 'Paste a token',
  orPasteToken: 'Paste an access token instead',
  connectAdvertiser: 'Connect ad account',
  businessCenter: 'Business Center',
  opensNewTab: 'opens in a new tab',
  dismiss: 'Dismiss',
  dismissName: (name: string) => `Dismiss: ${name}`,

  noAccounts: 'This sign-in shares no ad accounts. Sign in again and tick at least one on TikTok’s page.',
  noAccountsOfAccount: 'This TikTok account reaches no ad accounts. Sign in as an advertiser to add them.',
  noAccountsOfToken: 'This token reaches no ad accounts. Paste it again with the ID of one.',
  businessCenterOnly:
    'This sign-in belongs to a Business Center, but no ad account is assigned to it. Ask an admin there to assign one, then check again.',
  /** @param names TikTok's names of the permissions that are missing */
  /** What a permission is called at TikTok. */
  quoted: (name: string) => `“${name}”`,
  permissionsMissing: (names: string, stops: string, isOne: boolean) =>
    `The ${isOne ? 'permission' : 'permissions'} ${names} ${isOne ? 'is' : 'are'} missing, so ${stops}. Sign in again and leave ${isOne ? 'it' : 'them'} ticked.`,
  /** What stops without a permission, by TikTok's id of it. */
  stops: {
    '1': 'ad accounts can’t be read',
    '3': 'audiences can’t be created or changed',
  } as Readonly<Record<string, string>>,
  stopsOther: 'some of it won’t work',
  renewalDelayed: (until: string | undefined) =>
    `TikTok hasn’t renewed it yet. We keep trying${until === undefined ? '' : `, and it works until ${until}`}. Nothing has changed so far.`,
  sandbox: 'TikTok’s sandbox lists no ad accounts and keeps no audiences. Use it to try things out, not to export.',
  added: (count: number, names: readonly string[], more: number) => `${wasAdded(count)}: ${named(names, more)}.`,
  gone: (count: number, names: readonly string[], more: number, isAlone: boolean) =>
    `${isAlone ? plural(count, 'ad account is', 'ad accounts are') : `${number(count)} ${count === 1 ? 'is' : 'are'}`} gone: ${named(names, more)}.`,

  disconnectTitle: (name: string) => `Disconnect ${name}?`,
  stopsPermission: 'TikTok is told to withdraw its permission, and we forget its token.',
  stopsToken: 'We forget the token. TikTok still accepts it until it is withdrawn where it was made.',
  stopsWork: 'Renewals and checks end.',
  stopsAccounts: (count: number): string =>
    count === 1
      ? 'Its ad account leaves this list, and running exports to it stop:'
      : `Its ${accounts(count)} leave this list, and running exports to them stop:`,
  andMore: (count: number) => `and ${number(count)} more`,
  staysTikTok: 'Campaigns and audiences stay at TikTok.',
  staysHere: 'Your mapping and the export history stay.',
  staysOthers: (count: number): string =>
    count === 1 ? 'Your other sign-in is not affected.' : `Your ${number(count)} other sign-ins are not affected.`,
  keep: 'Keep sign-in',
  disconnectNow: 'Disconnect',
  disconnecting: 'Disconnecting…',
  disconnected: (name: string) => `${name} is disconnected`,
  disconnectFailed: 'We couldn’t disconnect it',

  expiringTitle: (name: string, date: string) => `${name}: sign in again before ${date}`,
  expiringToken: (name: string, date: string) => `${name}: paste a new one before ${date}`,
  expiring: (count: number) =>
    `After that, exports to ${accounts(count)} would wait. Until then everything works as before.`,
  delayedTitle: (name: string) => `${name} isn’t renewed yet`,
};
