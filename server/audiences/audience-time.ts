/** TikTok's `YYYY-MM-DD HH:MM:SS`, which is UTC, in epoch milliseconds; null for no time or another text. */
export function parseTikTokTime(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : at;
}
