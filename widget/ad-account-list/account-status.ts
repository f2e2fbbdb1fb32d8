import type { AdAccount, AdAccountStatus } from '../../shared/ad-accounts.ts';
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

/** The one short line under a status: why, or since when. Undefined where the word says it all. */
export function statusWhy(account: AdAccount, labels: Labels, format: Format): string | undefined {
  const words = labels.adAccountList;
  const since = account.statusChangedAt === null ? undefined : format.date(account.statusChangedAt);
  switch (account.status) {
    case 'read_only':
      return words.readOnlyWhy;
    case 'disconnected':
      return since === undefined ? words.refused : words.refusedOn(since);
    case 'suspended':
      return words.suspendedWhy;
    case 'no_permission':
      return since === undefined ? words.accessLost : words.accessLostOn(since);
    default:
      return undefined;
  }
}

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
