/**
 * 「ドイツ時間」「ニューヨーク時間」: the zone of an IANA name, in words. `Etc/GMT+5` lies five hours behind UTC: the signs of those
 * names go the other way round. Null, for a zone that TikTok does not name, is UTC.
 */
export function zoneInWords(zone: string | null): string {
  const offset = /^Etc\/GMT([+-])(\d+)$/.exec(zone ?? '');
  if (offset !== null && offset[2] !== '0') return `UTC${offset[1] === '+' ? '\u2212' : '+'}${offset[2] ?? ''}`;
  if (zone === null || zone === 'UTC' || zone.startsWith('Etc/')) return 'UTC';
  // Unicode's short name of it is an abbreviation.
  if (zone === 'Asia/Tokyo') return '日本時間';
  return named(zone) ?? `${zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone}時間`;
}

/** Unicode's name, by the place; undefined where the browser knows neither the zone nor the kind of name. */
function named(zone: string): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat('ja', { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return undefined;
  }
}
