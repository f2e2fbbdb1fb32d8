type QueryValue = string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;

/** `?a=1&b=["x"]`, encoded: TikTok wants arrays and objects as JSON text in one value, never as repeated keys. Empty without values. */
export function encodeQuery(query: Readonly<Record<string, QueryValue>> | undefined): string {
  if (query === undefined) return '';
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    parameters.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
