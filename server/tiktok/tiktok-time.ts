/** TikTok's `YYYY-MM-DD HH:MM:SS`, which is UTC, as epoch milliseconds; null for anything else. */
export function parseTikTokTime(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value)) return null;
  const at = Date.parse(`${value.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : at;
}
