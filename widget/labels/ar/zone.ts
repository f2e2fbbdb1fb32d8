import { isolated } from './speech.ts';

/**
 * "Berlin time", as Arabic names the zone of an IANA name. `Etc/GMT+5` lies five hours behind UTC: the signs of those names go the
 * other way round. Null, for a zone that TikTok does not name, is UTC.
 */
export function zoneInWords(zone: string | null): string {
  const offset = /^Etc\/GMT([+-])(\d+)$/.exec(zone ?? '');
  if (offset !== null && offset[2] !== '0') {
    return isolated(`UTC${offset[1] === '+' ? '\u2212' : '+'}${offset[2] ?? ''}`);
  }
  if (zone === null || zone === 'UTC' || zone.startsWith('Etc/')) return isolated('UTC');
  return arabicName(zone) ?? `توقيت ${isolated(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone)}`;
}

/** Unicode's name in Arabic letters; undefined for a zone, or in a browser, that has none. */
function arabicName(timeZone: string): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat('ar', { timeZone, timeZoneName: 'shortGeneric' }).formatToParts(0);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
    return name?.startsWith('توقيت') === true ? name : undefined;
  } catch {
    return undefined;
  }
}
