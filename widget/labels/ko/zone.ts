/**
 * "독일 시간", "뉴욕 시간": the zone of an IANA name, in words. `Etc/GMT+5` lies five hours behind UTC: the signs of those names go the
 * other way round. Null, for a zone that TikTok does not name, is UTC.
 */
export function zoneInWords(zone: string | null): string {
  const offset = /^Etc\/GMT([+-])(\d+)$/.exec(zone ?? '');
  if (offset !== null && offset[2] !== '0') return `UTC${offset[1] === '+' ? '\u2212' : '+'}${offset[2] ?? ''}`;
  if (zone === null || zone === 'UTC' || zone.startsWith('Etc/')) return 'UTC';
  // Shorter than Unicode's name of it, and what people say.
  if (zone === 'Asia/Seoul') return '한국 시간';
  return named(zone) ?? `${zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone} 시간`;
}

/** Unicode's name, by the place; undefined where the browser knows neither the zone nor the kind of name. */
function named(zone: string): string | undefined {
  try {
    const parts = new Intl.DateTimeFormat('ko', { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return undefined;
  }
}
