import type { AdAccount, AdAccountStatus } from '../../shared/ad-accounts.ts';
import type { Connection } from '../../shared/connections.ts';
import type { Format } from '../element/format.ts';
import type { IconName } from '../element/icons.ts';
import type { Labels } from '../labels/labels.ts';

export interface StatusLook {
  mark: IconName;
  kind: 'ok' | 'warning' | 'danger' | 'none';
}

/** Five different marks, so that colour is never alone. */
export const STATUS_LOOKS: Readonly<Record<AdAccountStatus, StatusLook>> = {
  connected: { mark: 'ok', kind: 'ok' },
  read_only: { mark: 'eye', kind: 'warning' },
  disconnected: { mark: 'unlink', kind: 'danger' },
  suspended: { mark: 'ban', kind: 'danger' },
  no_permission: { mark: 'lock', kind: 'none' },
};

/**
 * What helps: a new sign-in, one that shares the ad account or else a word with an Admin of it, an appeal at TikTok, a look
 * there, or that word alone.
 */
export type Remedy = 'sign_in' | 'share' | 'appeal' | 'see_why' | 'ask_admin';

export interface StatusCause {
  /** One short line. */
  text: string;
  remedy: Remedy;
}

/** TikTok's id of the permission to change audiences, without which a sign-in exports nothing. */
const AUDIENCE_SCOPE = '3';

/** Whether the person who signed in left out what exports need. */
export const lacksAudiences = ({ missingScopes }: Pick<Connection, 'missingScopes'>): boolean =>
  missingScopes.some(({ id }) => id === AUDIENCE_SCOPE);

/**
 * Why an ad account is not simply connected, and what helps. Undefined where nothing has to.
 * @param isUngranted its sign-in lacks a permission that exports need
 */
export function statusCause(
  account: AdAccount,
  labels: Labels,
  format: Format,
  isUngranted = false,
): StatusCause | undefined {
  const words = labels.adAccountList;
  const since = account.statusChangedAt === null ? undefined : format.date(account.statusChangedAt);
  switch (account.status) {
    case 'read_only':
      // The server's code tells a limit of the account or the person from one of the sign-in.
      if (account.statusReason?.code !== 'tiktok_permission_denied')
        return { text: words.readOnlyWhy, remedy: 'sign_in' };
      if (account.role === 'ANALYST') return { text: words.analystWhy, remedy: 'ask_admin' };
      return isUngranted
        ? { text: words.ungrantedWhy, remedy: 'sign_in' }
        : { text: words.notApprovedWhy, remedy: 'see_why' };
    case 'disconnected':
      return { text: since === undefined ? words.refused : words.refusedOn(since), remedy: 'sign_in' };
    case 'suspended':
      return { text: words.suspendedWhy, remedy: 'appeal' };
    case 'no_permission':
      // TikTok tells access that was lost and an ad account that was not ticked by nothing: both ways out are shown.
      return { text: since === undefined ? words.notShared : words.notSharedSince(since), remedy: 'share' };
    default:
      return undefined;
  }
}

/** The name people know; undefined where TikTok tells none and the id stands in for it. */
export function knownName({ name, advertiserId }: Pick<AdAccount, 'name' | 'advertiserId'>): string | undefined {
  return name.trim() === '' || name === advertiserId ? undefined : name;
}

/** The name to say in a sentence: the id where there is no other. */
export const spokenName = (account: Pick<AdAccount, 'name' | 'advertiserId'>): string =>
  knownName(account) ?? account.advertiserId;

const offsets = new Map<string, string>();

/** "UTC+1" for a time zone as it is now; empty for one the browser does not know. */
export function zoneOffset(timezone: string, now = new Date()): string {
  let offset = offsets.get(timezone);
  if (offset === undefined) {
    try {
      const parts = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'shortOffset' }).formatToParts(
        now,
      );
      const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
      offset = name === 'GMT' ? 'UTC+0' : name.replace('GMT', 'UTC').replace('-', '−');
    } catch {
      offset = '';
    }
    offsets.set(timezone, offset);
  }
  return offset;
}

/** The first character of a name, for the tile beside it; whole even where it takes two code units. */
export function initial(name: string): string {
  for (const character of name) if (/[\p{L}\p{N}]/u.test(character)) return character.toLocaleUpperCase();
  return '#';
}
