/**
 * « heure de Berlin »: the place of an IANA name, in words. `Etc/GMT+5` lies five hours behind UTC: the signs of those names go the other
 * way round. Null, for a zone that TikTok does not name, is UTC.
 */
export function zoneInWords(zone: string | null): string {
  const offset = /^Etc\/GMT([+-])(\d+)$/.exec(zone ?? '');
  if (offset !== null && offset[2] !== '0') return `UTC${offset[1] === '+' ? '\u2212' : '+'}${offset[2] ?? ''}`;
  if (zone === null || zone === 'UTC' || zone.startsWith('Etc/')) return 'UTC';
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return /^[aeiou]/i.test(place) ? `heure d’${place}` : `heure de ${place}`;
}
